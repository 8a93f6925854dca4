"""值班表: the duty plan of a month, what became of it, and how evenly guests and days were shared out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from showroom.models.rotation import Attendance, PassedTurn
from showroom.models.staff import Staff
from showroom.rules.calendar import days_of_month
from showroom.rules.duties import Duty
from showroom.rules.rotation import State
from showroom.rules.traffic import Visit
from showroom.services import calendar, rotation
from showroom.services.calendar import ShopDay
from showroom.services.desk import Desk
from showroom.services.visits import receptions


@dataclass(frozen=True)
class DutyDay:
    """One person on one day: what was planned, and what was said on the day itself."""

    planned: State | None = None
    state: State | None = None
    came: bool = False

    @property
    def was(self) -> State | None:
        """What the day was for this person: on duty once they came; None where nobody said anything."""
        return State.ON if self.came else self.state

    @property
    def on_duty(self) -> bool:
        """Whether this person worked, or is planned to where nobody has said anything."""
        return self.came or (self.state is None and self.planned is State.ON)


@dataclass(frozen=True)
class DutyLine:
    """One consultant's month; who is not `here` any more is only to be read."""

    staff: int
    name: str
    here: bool
    days: tuple[DutyDay, ...]


@dataclass(frozen=True)
class DutyMonth:
    """The plan of a month: the days of the showroom, and a line for every consultant."""

    days: tuple[ShopDay, ...]
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True)
class Fairness:
    """What one consultant had of a month, to today: days on duty, guests received, turns passed on."""

    staff: int
    name: str
    days: int
    first: int
    repeat: int
    passed: int

    @property
    def a_day(self) -> float | None:
        """First visits for each day on duty; None without one."""
        return self.first / self.days if self.days else None


def plan_of_month(desk: Desk, year: int, month: int) -> DutyMonth:
    """The plan of a month, with what really was on the days that are over: four statements. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.reading():
        lines = _lines(days_of_month(year, month))
        return DutyMonth(calendar.of_month(year, month), lines)


def fairness(desk: Desk, year: int, month: int) -> tuple[Fairness, ...]:
    """How a month was shared out so far: four statements. Days to come count nothing. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    days = days_of_month(year, month)
    over = sum(day <= desk.clock.today() for day in days)
    with desk.reading():
        lines = _lines(days)
        guests = Counter((one.received_by, one.visit) for one in receptions(days[0], days[-1]))
        passed = _passed(days[0], days[-1])
    return tuple(
        Fairness(
            line.staff,
            line.name,
            days=sum(day.on_duty for day in line.days[:over]),
            first=guests[line.staff, Visit.FIRST],
            repeat=guests[line.staff, Visit.REPEAT],
            passed=passed.get(line.staff, 0),
        )
        for line in lines
    )


def _lines(days: tuple[date, ...]) -> tuple[DutyLine, ...]:
    """Everybody who works here, then those who did in this month: two statements."""
    said: dict[int, dict[date, DutyDay]] = {}
    names: dict[int, str] = {}
    for staff, name, day, planned, state, since in _attendance(days[0], days[-1]):
        names[staff] = name
        said.setdefault(staff, {})[day] = DutyDay(_state(planned), _state(state), since is not None)
    here = dict(rotation.consultants())
    return tuple(
        DutyLine(staff, name, staff in here, tuple(said.get(staff, {}).get(day, DutyDay()) for day in days))
        for staff, name in (names | here).items()
        if staff in here or any(one.on_duty for one in said[staff].values())
    )


def _attendance(first: date, last: date) -> Iterable[tuple[Any, ...]]:
    return (  # type: ignore[no-any-return]
        Attendance.select(
            Attendance.staff,
            Staff.name,
            Attendance.day,
            Attendance.planned,
            Attendance.state,
            Attendance.since,
        )
        .join(Staff, on=(Attendance.staff == Staff.id))
        .where(Attendance.day.between(first, last), Attendance.removed_at.is_null())
        .order_by(Attendance.staff)
        .tuples()
    )


def _passed(first: date, last: date) -> dict[int, int]:
    rows = (
        PassedTurn.select(PassedTurn.staff, fn.COUNT(PassedTurn.id))
        .where(PassedTurn.day.between(first, last), PassedTurn.removed_at.is_null())
        .group_by(PassedTurn.staff)
        .tuples()
    )
    return dict(rows)


def _state(stored: str) -> State | None:
    return State(stored) if stored else None
