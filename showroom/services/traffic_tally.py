"""The traffic tally: a day or a month read in a fixed number of statements; prints and copies as acts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from peewee import Value, fn

from showroom.forms.traffic_tally import (
    TallyHead,
    TallyRowOfMonth,
    TrafficTallyDay,
    TrafficTallyMonth,
    UsualDay,
)
from showroom.models.base import Compiled, slot
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import tally
from showroom.rules.duties import Duty
from showroom.rules.traffic import TrafficType, Visit, Void, visit_of
from showroom.services import exports, settings, traffic_log_day
from showroom.services.desk import Desk
from showroom.services.visits import earlier_visit

ROWS_OF_MONTH: Final = 31
# How many weeks back a day is compared with.
WEEKS_BEFORE: Final = 8
_SUBJECT: Final = "traffic_tally"


@dataclass(frozen=True)
class _Row:
    """A row of the log as far as it is counted."""

    day: date
    arrived: time
    traffic_type: TrafficType
    purpose: str
    visit: Visit | None
    has_phone: bool
    has_card: bool
    test_drive: bool
    head_count: int
    level: str
    void: Void | None = None


def _counted() -> Any:
    """Every row of some days, with the day of the visit and whether there was a card before it.

    First or repeat is relative to each row's own day, so a whole month is one statement.
    """
    card = Prospect.alias()
    opened = card.select(Value(1)).where(
        card.customer == TrafficEntry.customer,
        card.opened_on < TrafficEntry.day,
        card.removed_at.is_null(),
    )
    return (
        TrafficEntry.select(
            TrafficEntry.day,
            TrafficEntry.arrived,
            TrafficEntry.traffic_type,
            TrafficEntry.purpose,
            TrafficEntry.visit_override,
            TrafficEntry.phone != "",
            TrafficEntry.test_drive,
            TrafficEntry.head_count,
            TrafficEntry.level,
            earlier_visit(TrafficEntry),
            fn.EXISTS(opened),
        )
        .where(
            TrafficEntry.day >= slot("first"),
            TrafficEntry.day <= slot("last"),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .order_by(TrafficEntry.day, TrafficEntry.number)
    )


_rows_of_days = Compiled(_counted)


def of_day(desk: Desk, day: date) -> TrafficTallyDay:
    """The tally of one day. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.reading():
        rows = _rows(day, day)
        head = _head(day, day)
    return TrafficTallyDay(day, head, tally.by_slot(rows), tally.count(rows))


def of_month(desk: Desk, year: int, month: int) -> TrafficTallyMonth:
    """The tally of one month up to today. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    first, last = days_of(year, month)
    with desk.reading():
        rows = _rows(first, last)
        head = _head(first, last)
    days = _by_day(first, last, rows)
    today = desk.clock.today()
    return TrafficTallyMonth(
        first,
        min(today, last) if today >= first else None,
        head,
        days,
        tally.count(rows),
        tuple(_mean_of(days, weekday) for weekday in range(7)),
    )


def usual(desk: Desk, day: date) -> UsualDay:
    """What the same weekday of the eight weeks before was like. Raises Denied.

    A day on which nothing was written was no business day and is in no mean.
    """
    desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.reading():
        weeks = [day - timedelta(weeks=weeks) for weeks in range(1, WEEKS_BEFORE + 1)]
        days = [rows for rows in (_rows(before, before) for before in weeks) if rows]
    return UsualDay(tally.mean([tally.count(rows).visits for rows in days]), len(days))


def days_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _rows(first: date, last: date) -> list[_Row]:
    return [_row(*stored) for stored in _rows_of_days.rows(first=str(first), last=str(last))]


def _row(
    day: object,
    arrived: object,
    traffic_type: str,
    purpose: str,
    override: str,
    has_phone: object,
    test_drive: object,
    head_count: int,
    level: str,
    earlier: object,
    has_card: object,
) -> _Row:
    on, kind = date.fromisoformat(str(day)), TrafficType(traffic_type)
    earlier_visit = date.fromisoformat(str(earlier)) if earlier else None
    return _Row(
        on,
        time.fromisoformat(str(arrived)),
        kind,
        purpose,
        visit_of(kind, purpose, on, earlier_visit, Visit(override) if override else None),
        bool(has_phone),
        bool(has_card),
        bool(test_drive),
        head_count,
        level,
    )


def _head(first: date, last: date) -> TallyHead:
    """What stands round the figures of these days."""
    facts = settings.facts()
    return TallyHead(
        facts.dealer,
        facts.dealer_short,
        facts.dealer_english,
        facts.business_hours,
        traffic_log_day.receptionists(first, last),
        traffic_log_day.weather_of(first) if first == last else "",
    )


def _by_day(first: date, last: date, rows: Iterable[_Row]) -> tuple[TallyRowOfMonth, ...]:
    of_day: dict[int, list[_Row]] = {}
    for row in rows:
        of_day.setdefault(row.day.day, []).append(row)
    return tuple(
        TallyRowOfMonth(
            number,
            first.replace(day=number) if number <= last.day else None,
            tally.count(of_day[number]) if number in of_day else None,
        )
        for number in range(1, ROWS_OF_MONTH + 1)
    )


def _mean_of(days: Iterable[TallyRowOfMonth], weekday: int) -> float | None:
    """The mean of 来店批次 over the business days of a weekday (0 is Monday)."""
    return tally.mean(
        [row.tally.visits for row in days if row.tally and row.day and row.day.weekday() == weekday]
    )


def record_print(desk: Desk, subject: int, *, blank: bool, token: str | None = None) -> str:
    """Record that a tally was printed; the export number for its foot line. Raises Denied.

    `subject` is `exports.day_number` or `exports.month_number`.
    """
    with desk.work(Duty.PRINT_TRAFFIC_TALLY, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        return exports.record(work, desk.clock, _SUBJECT, subject, blank=blank)


def record_export(desk: Desk, subject: int, *, rows: int, token: str | None = None) -> str:
    """Record that a tally was copied to Excel with so many rows; the export number. Raises Denied."""
    with desk.work(Duty.EXPORT_TRAFFIC_TALLY, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        return exports.record(work, desk.clock, _SUBJECT, subject, rows=rows)
