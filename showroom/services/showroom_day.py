"""展厅日报 of a day, added up from the book of figures, and printing it as an act (sheets.md 2.3b; Q10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from peewee import fn

from showroom.forms.figures import Book
from showroom.forms.showroom_day import RATES, ConsultantLine, RateLine, ShowroomDay
from showroom.models.base import Compiled, slot
from showroom.models.rotation import Attendance
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.level import CIRCLED_LEVELS
from showroom.rules.roll_forward import Standing, counted_level
from showroom.rules.rotation import State
from showroom.services import (
    exports,
    figures,
    lists,
    roll_forward,
    settings,
    sheet_owners,
    showroom_day_customers,
    targets,
    traffic_tally,
)
from showroom.services.desk import Desk

_SUBJECT: Final = "showroom_day"
_DAY: Final = timedelta(1)
_AWAY: Final = frozenset({State.OFF, State.LEAVE})

_attendance: Final = Compiled(
    lambda: Attendance.select(Attendance.staff, Attendance.state, Attendance.planned).where(
        Attendance.day == slot("day"), Attendance.removed_at.is_null()
    )
)
_last: Final = Compiled(
    lambda: TrafficEntry.select(fn.MAX(TrafficEntry.day)).where(
        TrafficEntry.day <= slot("today"), TrafficEntry.void == "", TrafficEntry.removed_at.is_null()
    )
)


def of_day(desk: Desk, day: date) -> ShowroomDay:
    """The showroom on a day, for who sees the team; a past day as it was then. Raises Denied."""
    desk.require(Duty.PRINT_SHOWROOM_DAY)
    month = day.replace(day=1)
    before = month - _DAY
    with desk.reading():
        facts = settings.facts()
        book = figures.of_period(desk, day, day)
        of_month = figures.of_period(desk, month, day)
        last_month = figures.of_period(desk, before.replace(day=1), before)
        tally = traffic_tally.of_day(desk, day)
        standing = roll_forward.cards_on(day)
        chosen = {**targets.chosen(), "plan_rate": "plan_rate"}
        lines = _consultants(desk, day, standing)
        customers, in_all = showroom_day_customers.near_a_deal(day, standing)
        return ShowroomDay(
            day,
            desk.name,
            facts.dealer,
            facts.dealer_short,
            tally.head.weather,
            _there(desk, day),
            lines=figures.panel(desk, day).lines,
            rates=tuple(
                RateLine(one, book[chosen[one]], of_month[chosen[one]], last_month[chosen[one]])
                for one in RATES
            ),
            hours=tuple(slot.visits for slot in tally.slots),
            cards=book.roll_forward,
            consultants=lines,
            everybody=_everybody(book, of_month, standing.values()),
            key_customers=customers,
            key_customers_in_all=in_all,
            lists=lists.current(),
        )


def last_day(desk: Desk) -> date:
    """The last day with rows on the log, today where there are none. Raises Denied."""
    desk.require(Duty.PRINT_SHOWROOM_DAY)
    today = desk.clock.today()
    with desk.reading():
        found = _last.rows(today=str(today))[0][0]
    return date.fromisoformat(found) if found else today


def record_print(desk: Desk, day: date, *, blank: bool, token: str | None = None) -> str:
    """Record that the sheet of a day was printed; the export number for its foot. Raises Denied."""
    days = [] if blank else [exports.day_number(day)]
    return sheet_owners.record_print(desk, Duty.PRINT_SHOWROOM_DAY, _SUBJECT, days, token=token, blank=blank)


def _consultants(desk: Desk, day: date, standing: Mapping[int, Standing]) -> tuple[ConsultantLine, ...]:
    """Everybody on the roster in its order, then whoever else did something; guests of nobody last."""
    books = figures.by_consultant(desk, day, day)
    months = figures.by_consultant(desk, day.replace(day=1), day)
    aims = targets.read(day)
    roster = sheet_owners.choice(desk)
    names = {one.staff: one.name for one in roster}
    held = {one.owner for one in standing.values()}
    busy = [one for one in books if one is not None and any(books[one].counts.values())]
    others = sorted({*busy, *held} - {None, *names}, key=str)
    people = showroom_day_customers.people(others)
    shown: list[tuple[int | None, str]] = [
        *names.items(),
        *((one, people.get(one or 0, "")) for one in others),
    ]
    if None in held or _counted(books.get(None)):
        shown.append((None, ""))
    return tuple(
        ConsultantLine(
            name,
            books.get(staff) or Book(day, day, staff, {}),
            _levels(one for one in standing.values() if one.owner == staff),
            months[staff].counts.get("orders", 0) if staff in months else 0,
            _aim(aims, staff),
        )
        for staff, name in shown
    )


def _counted(book: Book | None) -> bool:
    """Whether a line of the sheet would show anything."""
    return book is not None and any(book.counts.get(key) for key in ("parties", "calls", "orders", "lost"))


def _everybody(book: Book, of_month: Book, standing: Collection[Standing]) -> ConsultantLine:
    aims = targets.read(book.first)
    return ConsultantLine("", book, _levels(standing), of_month.counts.get("orders", 0), _aim(aims, None))


def _aim(aims: targets.Targets, consultant: int | None) -> int | None:
    found = aims.of(consultant).get("orders")
    return found.value if found else None


def _levels(standing: Iterable[Standing]) -> dict[str, int]:
    found = Counter(counted_level(one.level) for one in standing)
    return {str(level): found[str(level)] for level in CIRCLED_LEVELS}


def _there(desk: Desk, day: date) -> int:
    """在岗顾问: those of the roster of whom nobody said that they were away."""
    away = {staff for staff, state, planned in _attendance.rows(day=str(day)) if (state or planned) in _AWAY}
    return sum(one.staff not in away for one in sheet_owners.choice(desk))
