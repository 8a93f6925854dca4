"""The practice showroom: a store of invented people in a folder of its own, gone when one leaves it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Final

from showroom.clock import Clock
from showroom.errors import ShowroomError, Unavailable
from showroom.forms.practice import Done, Row
from showroom.language import chinese, mark
from showroom.models.act import Act, ActLine
from showroom.models.store import Store
from showroom.models.window_lock import WindowLock
from showroom.rules.duties import Duty, Role
from showroom.services import changes, daily_report_entry, demo, sign_in
from showroom.services.desk import DENIAL, Desk

_PREFIX: Final = "showroom-practice-"
_NAME: Final = "practice.db"
_DAYS: Final = 30
# Who hands in a report this morning, so that the manager has one to instruct on.
_HANDS_IN: Final = "lina"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Sandbox:
    """A practice showroom: its folder and store, who may sign in, and the last act before one practised."""

    folder: Path
    path: Path
    accounts: tuple[demo.Account, ...]
    begun_after: int

    def account_of(self, role: Role) -> demo.Account:
        """The first person of this role."""
        return next(one for one in self.accounts if one.role is role)

    def place_for(self, proposed: str) -> Path:
        """Where a file is laid that is saved while practising: it goes with the practice."""
        return self.folder / Path(proposed).name

    def role_of(self, user: str) -> Role:
        """The role of somebody who is signed in here."""
        return next((one.role for one in self.accounts if one.user == user), Role.RECEPTIONIST)


@contextmanager
def sandbox(
    make: Callable[[Callable[[Progress], Path]], Path | None], clock: Clock
) -> Iterator[Sandbox | None]:
    """A practice showroom for as long as the block lasts, and nothing of it afterwards.

    `make` shows how far the making is, and may stop it: None then. What a practice that was killed left is
    taken away, too. Raises Unavailable where the disk takes none.
    """
    _sweep(clock)
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise Unavailable(
            "E-PRACTICE",
            mark(
                "The practice showroom cannot be made ({detail}). Your data was not touched. Free some space "
                "and try again."
            ),
            detail=error.strerror or type(error).__name__,
        ) from error
    lock = WindowLock(folder / _NAME)
    try:
        lock.take(clock.local())
        made: list[Sandbox] = []

        def fill(progress: Progress) -> Path:
            made.append(_made(folder, clock, progress))
            return made[0].path

        yield made[0] if make(fill) is not None else None
    finally:
        # First given back: where a lock is a file that is open, its folder cannot go.
        lock.give_back()
        rmtree(folder, ignore_errors=True)


def _made(folder: Path, clock: Clock, progress: Progress) -> Sandbox:
    path = folder / _NAME
    accounts = demo.make(
        path, clock.today(), days=_DAYS, progress=progress, dealer=chinese("Practice showroom")
    )
    with Store(path) as store:
        giver = next(one for one in accounts if one.user == _HANDS_IN)
        desk = sign_in.sign_in(store, clock, giver.user, giver.password, "practice")
        with suppress(ShowroomError):
            # On a day off there is no report, and the manager's task waits for another one.
            daily_report_entry.submit(desk, _staff(desk), clock.today())
        return Sandbox(folder, path, accounts, changes.last_sequence())


def _staff(desk: Desk) -> int:
    if desk.staff is None:
        raise RuntimeError("somebody who signed in is somebody")
    return desk.staff


def _sweep(clock: Clock) -> None:
    """Take away what a practice that was killed left; one that somebody is in stays."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        lock = WindowLock(folder / _NAME)
        with suppress(ShowroomError, OSError):
            lock.take(clock.local())
            lock.give_back()
            rmtree(folder, ignore_errors=True)


def done(desk: Desk, begun_after: int) -> tuple[Done, ...]:
    """What this person has done here since the practice began; what was denied is not done."""
    rows: dict[int, tuple[Duty, list[Row]]] = {}
    with desk.reading():
        found = (
            ActLine.select(Act.id, Act.duty, ActLine.table_name, ActLine.after)
            .join(Act)
            .where(Act.actor == desk.staff, Act.id > begun_after)
            .order_by(ActLine.id)
            .tuples()
        )
        for act, duty, table, after in found:
            told = json.loads(after) if after else {}
            rows.setdefault(act, (Duty(duty), []))[1].append(Row(table, told))
    return tuple(
        Done(duty, tuple(lines))
        for duty, lines in rows.values()
        if all(line.table != DENIAL for line in lines)
    )
