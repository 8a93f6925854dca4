"""Two administrators at one instant, each in a process of their own.

`python -m tests.faults.racing STORE HOW COUNT` is a process by itself, for SQLite must not be carried over a
fork and tests leave connections behind. It prints a line of JSON for each race. `leave` and `demote` are
honest; with `unasked` behind it the protection is gone.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from showroom.errors import ShowroomError
from showroom.models.store import Store
from showroom.rules import passwords
from showroom.rules.duties import Role
from showroom.services import staff
from showroom.services.check import findings
from showroom.services.desk import Desk
from showroom.services.staff import Person
from tests.conftest import CHEAP
from tests.people import ADMINISTRATOR, THURSDAY, clock_of_the_morning, comes_in

SECOND = "fuguan"


class Race(NamedTuple):
    """How both were answered ("done" or the code), who can administer after it, and what is wrong then."""

    answers: list[str]
    administrators: int
    findings: list[str]


def leave(desk: Desk, _other: Person) -> None:
    """The other leaves too."""
    me = next(one for one in staff.people(desk) if one.staff == desk.staff)
    staff.leave(desk, me.staff, me.revision, THURSDAY)


def demote(desk: Desk, other: Person) -> None:
    """The other does the same to me."""
    staff.change(desk, other.staff, other.revision, name=other.name, roles=(Role.RECEPTIONIST,))


WAYS: dict[str, Callable[[Desk, Person], None]] = {"leave": leave, "demote": demote}


def unasked() -> None:
    """Sabotage: rights are not asked within the transaction, nor whether an administrator is left."""
    staff._require_an_administrator = lambda: None
    Desk.require = lambda _desk, _duty: None  # type: ignore[method-assign]


def race(path: Path, go: Callable[[Desk, Person], None], sabotage: bool) -> list[str]:
    """Both wait at the line and are let go by one write."""
    ready, tell_ready = os.pipe()
    start, tell_start = os.pipe()
    answers, tell_answer = os.pipe()
    children = []
    for user, other in ((ADMINISTRATOR, SECOND), (SECOND, ADMINISTRATOR)):
        child = os.fork()
        if child == 0:
            try:
                answer = _runs(path, user, other, go, sabotage, tell_ready, start)
                os.write(tell_answer, f"{answer}\n".encode())
            finally:
                os._exit(0)
        children.append(child)
    # Only the children hold this end: where one breaks, the read below ends instead of waiting for ever.
    os.close(tell_ready)
    waiting = b""
    while len(waiting) < len(children) and (one := os.read(ready, 1)):
        waiting += one
    os.write(tell_start, b"go")
    for child in children:
        os.waitpid(child, 0)
    os.close(tell_answer)
    heard = os.read(answers, 1000).decode().splitlines()
    for end in (ready, start, tell_start, answers):
        os.close(end)
    return sorted(heard)


def _runs(
    path: Path,
    user: str,
    other: str,
    go: Callable[[Desk, Person], None],
    sabotage: bool,
    ready: int,
    start: int,
) -> str:
    if sabotage:
        unasked()
    with Store(path) as store:
        desk = comes_in(store, clock_of_the_morning(), user)
        person = next(one for one in staff.people(desk) if one.user == other)
        os.write(ready, b".")
        os.read(start, 1)
        try:
            go(desk, person)
        except ShowroomError as error:
            return error.code
    return "done"


def after(path: Path) -> tuple[int, list[str]]:
    """Looked at in a process of its own as well: the next race forks again."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with Store(path) as store:
                os.write(tell, json.dumps([len(staff._administrators()), findings(store)]).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(tell)
    count, wrong = json.loads(os.read(told, 10_000))
    os.close(told)
    return count, wrong


def main(store: str, how: str, count: str) -> None:
    passwords.hasher = CHEAP
    way, _space, sabotage = how.partition(" ")
    for number in range(int(count)):
        path = Path(store).with_name(f"race-{number}.db")
        shutil.copy(store, path)
        answers = race(path, WAYS[way], bool(sabotage))
        print(json.dumps(Race(answers, *after(path))), flush=True)  # noqa: T201
        path.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
