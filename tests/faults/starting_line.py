"""Several processes at one starting line, let go by one write, and one that looks after the race.

Whoever calls must be a process that has opened no store: SQLite must not be carried over a fork.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from typing import Any

# A runner makes itself ready, waits at the line, and answers with one line.
Wait = Callable[[], None]
Runner = Callable[[Wait], str]


def race(runners: Sequence[Runner]) -> list[str]:
    """All wait at the line and are let go by one write; their answers, sorted."""
    ready, tell_ready = os.pipe()
    start, tell_start = os.pipe()
    answers, tell_answer = os.pipe()

    def wait() -> None:
        os.write(tell_ready, b".")
        os.read(start, 1)

    children = [_child(runner, wait, tell_answer) for runner in runners]
    # Only the children hold this end: where one breaks, the read below ends instead of waiting for ever.
    os.close(tell_ready)
    waiting = b""
    while len(waiting) < len(children) and (one := os.read(ready, 1)):
        waiting += one
    os.write(tell_start, b"." * len(children))
    for child in children:
        os.waitpid(child, 0)
    os.close(tell_answer)
    heard = os.read(answers, 10_000).decode().splitlines()
    for end in (ready, start, tell_start, answers):
        os.close(end)
    return sorted(heard)


def _child(runner: Runner, wait: Wait, tell_answer: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            os.write(tell_answer, f"{runner(wait)}\n".encode())
        finally:
            os._exit(0)
    return child


def looked_at(look: Callable[[], Any]) -> Any:
    """What a process of its own found, as JSON: the next race forks again."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(tell, json.dumps(look()).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(tell)
    found = json.loads(os.read(told, 10_000))
    os.close(told)
    return found
