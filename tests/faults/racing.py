"""Two administrators at one instant, each in a process of their own.

`python -m tests.faults.racing STORE HOW COUNT` is a process by itself, for SQLite must not be carried over a
fork and tests leave connections behind. It prints a line of JSON for each race. `leave` and `demote` are
honest; with `unasked` behind it the protection is gone.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from functools import partial
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
from tests.faults import starting_line
from tests.faults.starting_line import Wait
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
    pairs = ((ADMINISTRATOR, SECOND), (SECOND, ADMINISTRATOR))
    return starting_line.race([partial(_runs, path, user, other, go, sabotage) for user, other in pairs])


def _runs(
    path: Path, user: str, other: str, go: Callable[[Desk, Person], None], sabotage: bool, wait: Wait
) -> str:
    if sabotage:
        unasked()
    with Store(path) as store:
        desk = comes_in(store, clock_of_the_morning(), user)
        person = next(one for one in staff.people(desk) if one.user == other)
        wait()
        try:
            go(desk, person)
        except ShowroomError as error:
            return error.code
    return "done"


def after(path: Path) -> tuple[int, list[str]]:
    """Who can still administer, and what is wrong with the store."""

    def look() -> tuple[int, list[str]]:
        with Store(path) as store:
            return len(staff._administrators()), findings(store)

    count, wrong = starting_line.looked_at(look)
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
