"""The shop calendar: public holidays and worked weekends, and over them what the showroom says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem, Unreadable
from showroom.language import mark
from showroom.models.calendar import CalendarDay
from showroom.rules import calendar, hours, text
from showroom.rules.calendar import DayKind, PublicDay
from showroom.rules.duties import Duty
from showroom.services import settings
from showroom.services.desk import Desk


@dataclass(frozen=True)
class ShopDay:
    """One day of the showroom.

    `hours` are those it opens at, "" when closed or unknown. `kind`, `name` and `revision` (0: nothing yet)
    are what the showroom said about this day.
    """

    day: date
    public: PublicDay | None
    hours: str
    kind: DayKind | None = None
    name: str = ""
    revision: int = 0

    @property
    def closed(self) -> bool:
        """Whether the showroom is closed; a holiday alone does not close it."""
        return self.kind is DayKind.CLOSED


def of_month(year: int, month: int) -> tuple[ShopDay, ...]:
    """Every day of a month."""
    return _days(calendar.days_of_month(year, month))


def on(day: date) -> ShopDay:
    """One day."""
    return _days((day,))[0]


def workdays() -> Callable[[date], bool]:
    """Whether a day is worked: the public working days without those the showroom is closed on."""
    closed = {
        row.day
        for row in CalendarDay.select(CalendarDay.day).where(
            CalendarDay.kind == str(DayKind.CLOSED), CalendarDay.removed_at.is_null()
        )
    }
    return lambda day: day not in closed and calendar.is_workday(day)


def set_day(
    desk: Desk, day: date, kind: DayKind, *, name: str = "", opens: str = "", revision: int = 0
) -> None:
    """Say something about a day: closed, other hours (`opens`, like 10:00–16:00), or only a note.

    `revision` is the one that was seen. Raises Denied, Invalid, Clash.
    """
    with desk.work(Duty.KEEP_CALENDAR) as work:
        values = {"kind": str(kind), "name": _read("name", name), "hours": _hours(kind, opens)}
        if kind is DayKind.NOTE and not values["name"]:
            raise Invalid(Problem("name", mark("This must not be empty."), {}))
        row = CalendarDay.get_or_none(CalendarDay.day == day)
        if row is None:
            work.add(CalendarDay, day=day, **values)
        else:
            # A day that was cleared is shown as new: there is nothing of somebody else's to keep.
            seen = row.revision if row.removed_at is not None else revision
            work.edit(CalendarDay, row.id, seen, removed_at=None, **values)


def clear_day(desk: Desk, day: date, revision: int) -> None:
    """Take back what was said about a day. Raises Denied, Clash."""
    with desk.work(Duty.KEEP_CALENDAR) as work:
        row = CalendarDay.get_or_none(CalendarDay.day == day, CalendarDay.removed_at.is_null())
        if row is not None:
            work.remove(CalendarDay, row.id, revision)


def _days(days: tuple[date, ...]) -> tuple[ShopDay, ...]:
    rows = CalendarDay.select().where(
        CalendarDay.day.between(days[0], days[-1]), CalendarDay.removed_at.is_null()
    )
    said = {row.day: row for row in rows}
    usual = settings.facts().business_hours
    return tuple(_day(day, said.get(day), usual) for day in days)


def _day(day: date, row: Any, usual: str) -> ShopDay:
    public = calendar.public_days(day.year).get(day)
    if row is None:
        return ShopDay(day, public, usual)
    kind = DayKind(row.kind)
    opens = {DayKind.CLOSED: "", DayKind.OTHER_HOURS: row.hours}.get(kind, usual)
    return ShopDay(day, public, opens, kind, row.name, row.revision)


def _read(field: str, typed: str) -> str:
    try:
        return text.limited(typed, text.SHORT_AT_MOST)
    except Unreadable as problem:
        raise Invalid(Problem(field, problem.message, problem.values)) from None


def _hours(kind: DayKind, typed: str) -> str:
    if kind is not DayKind.OTHER_HOURS:
        return ""
    try:
        read = hours.read_hours(typed)
    except Unreadable as problem:
        raise Invalid(Problem("opens", problem.message, problem.values)) from None
    if not read:
        raise Invalid(Problem("opens", mark("This must not be empty."), {}))
    return read
