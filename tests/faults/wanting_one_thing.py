"""Two consultants at one instant, each in a process of their own, who want the same thing.

`python -m tests.faults.wanting_one_thing STORE HOW COUNT` is a process by itself, for SQLite must not be
carried over a fork. It prints a line of JSON for each race; with `unasked` behind HOW the protection is gone.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path

import peewee

from showroom.errors import ShowroomError
from showroom.models.customer import Customer
from showroom.models.follow_up import Appointment
from showroom.models.prospect import CardMove, Prospect
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import passwords
from showroom.services import appointment, customer
from showroom.services.check import findings
from showroom.services.desk import Desk
from tests.conftest import CHEAP
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    clock_of_the_morning,
    comes_in,
    register_walk_in,
)
from tests.people import correct as corrects

WANG, NEW = "13812345678", "13900009999"


def take(desk: Desk) -> str:
    """She comes back and is written down with me; whose card it is where that is not mine."""
    name = str(Staff.get_by_id(desk.staff).name)
    return register_walk_in(desk, "", WANG, received_by=name, assigned=name).card_of


def write(desk: Desk) -> str:
    """I write myself into the row of this morning."""
    corrects(desk, int(TrafficEntry.get().id), assigned=str(Staff.get_by_id(desk.staff).name))
    return ""


def book(desk: Desk) -> str:
    """I book the car for ten o'clock."""
    entered = {"kind": "test_drive", "day": THURSDAY, "time": time(10), "car": 1}
    appointment.make(desk, int(Prospect.get().id), entered)
    return ""


def number(desk: Desk) -> str:
    """I register somebody new."""
    register_walk_in(desk, "李强", NEW)
    return ""


WAYS: dict[str, Callable[[Desk], str]] = {"take": take, "write": write, "book": book, "number": number}


def _believe_what_was_read() -> None:
    before = customer.open_prospect(1)
    customer.open_prospect = lambda _who: before


def _book_unasked() -> None:
    appointment._refuse_taken = lambda *_asked: None


def _look_for_nobody() -> None:
    customer.duplicate_of = lambda *_asked: None


# The protection that is taken away where `unasked` is said.
UNASKED: dict[str, Callable[[], None]] = {
    "take": _believe_what_was_read,
    "book": _book_unasked,
    "number": _look_for_nobody,
}


def race(path: Path, go: Callable[[Desk], str], sabotage: Callable[[], None] | None) -> list[str]:
    """Both wait at the line and are let go by one write."""
    ready, tell_ready = os.pipe()
    start, tell_start = os.pipe()
    answers, tell_answer = os.pipe()
    children = []
    for user in (CONSULTANT, OTHER_CONSULTANT):
        child = os.fork()
        if child == 0:
            try:
                answer = _runs(path, user, go, sabotage, tell_ready, start)
                os.write(tell_answer, f"{answer}\n".encode())
            finally:
                os._exit(0)
        children.append(child)
    os.close(tell_ready)
    waiting = b""
    while len(waiting) < len(children) and (one := os.read(ready, 1)):
        waiting += one
    os.write(tell_start, b"go")
    for child in children:
        os.waitpid(child, 0)
    os.close(tell_answer)
    heard = os.read(answers, 1000).decode().split("\n")[:-1]
    for end in (ready, start, tell_start, answers):
        os.close(end)
    return sorted(heard)


def _runs(
    path: Path,
    user: str,
    go: Callable[[Desk], str],
    sabotage: Callable[[], None] | None,
    ready: int,
    start: int,
) -> str:
    with Store(path) as store:
        desk = comes_in(store, clock_of_the_morning(), user)
        if sabotage is not None:
            sabotage()
        os.write(ready, b".")
        os.read(start, 1)
        try:
            return go(desk)
        except ShowroomError as error:
            return error.code
        except peewee.IntegrityError:
            return "IntegrityError"


def after(path: Path) -> list[object]:
    """Looked at in a process of its own as well: the next race forks again."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with Store(path) as store:
                given = CardMove.select(Staff.name).join(Staff, on=(CardMove.owner_after == Staff.id))
                booked = Appointment.select().where(Appointment.slot.is_null(False)).count()
                owners = [name for (name,) in given.tuples()]
                told_of = [owners, booked, Customer.select().count(), findings(store)]
                os.write(tell, json.dumps(told_of).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(tell)
    found: list[object] = json.loads(os.read(told, 10_000))
    os.close(told)
    return found


def main(store: str, how: str, count: str) -> None:
    passwords.hasher = CHEAP
    way, _space, sabotage = how.partition(" ")
    for number_of_race in range(int(count)):
        path = Path(store).with_name(f"race-{number_of_race}.db")
        shutil.copy(store, path)
        answers = race(path, WAYS[way], UNASKED[way] if sabotage else None)
        print(json.dumps([answers, *after(path)]), flush=True)  # noqa: T201
        path.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
