"""Two consultants at one instant, each in a process of their own, who want the same thing.

`python -m tests.faults.wanting_one_thing STORE HOW COUNT` is a process by itself, for SQLite must not be
carried over a fork. It prints a line of JSON for each race; with `unasked` behind HOW the protection is gone.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import time
from functools import partial
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
from tests.faults import starting_line
from tests.faults.starting_line import Wait
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
    users = (CONSULTANT, OTHER_CONSULTANT)
    return starting_line.race([partial(_runs, path, user, go, sabotage) for user in users])


def _runs(
    path: Path, user: str, go: Callable[[Desk], str], sabotage: Callable[[], None] | None, wait: Wait
) -> str:
    with Store(path) as store:
        desk = comes_in(store, clock_of_the_morning(), user)
        if sabotage is not None:
            sabotage()
        wait()
        try:
            return go(desk)
        except ShowroomError as error:
            return error.code
        except peewee.IntegrityError:
            return "IntegrityError"


def after(path: Path) -> list[object]:
    """Who got the card, how many cars are lent and customers there, what is wrong with the store."""

    def look() -> list[object]:
        with Store(path) as store:
            given = CardMove.select(Staff.name).join(Staff, on=(CardMove.owner_after == Staff.id))
            booked = Appointment.select().where(Appointment.slot.is_null(False)).count()
            owners = [name for (name,) in given.tuples()]
            return [owners, booked, Customer.select().count(), findings(store)]

    found: list[object] = starting_line.looked_at(look)
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
