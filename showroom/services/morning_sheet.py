"""晨会单 of a consultant and day: the plan of his daily report, his guests, orders, birthdays, what is left.

Steps of orders and what was told are those still open now of a past day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from showroom.forms.choices import APPOINTMENT_KINDS, ORDER_STEPS
from showroom.forms.morning_sheet import AIMS, LeftOver, MorningSheet, ToDo, ToReach
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese, mark
from showroom.rules.due import Due
from showroom.rules.duties import Duty
from showroom.rules.orders import Step
from showroom.rules.rotation import State
from showroom.services import (
    birthdays,
    calendar,
    daily_report,
    expected_guests,
    exports,
    instructions,
    level_clock,
    rotation,
    settings,
    sheet_owners,
    targets,
)
from showroom.services import today as todays_work
from showroom.services.desk import Desk
from showroom.services.figures_reading import add, read_happenings
from showroom.services.showroom_day_customers import Told, last_told

_SUBJECT: Final = "morning_sheet"
_DAY: Final = timedelta(1)
_AWAY: Final = {State.OFF: mark("Day off, on paper"), State.LEAVE: mark("On leave, on paper")}


def of(desk: Desk, consultant: int, day: date) -> MorningSheet:
    """The sheet of a consultant and day: one's own, or anybody's for who sees the team.

    The plan is that of his daily report. Raises Denied, Refused where nobody is on file by this id.
    """
    desk.require(Duty.PRINT_MORNING_SHEET)
    daily_report.refuse_others(desk, consultant)
    with desk.reading():
        report = daily_report.of(desk, consultant, day)
        facts = settings.facts()
        planned = [row for row in report.rows if row.planned and row.prospect is not None]
        cards = [row.prospect for row in planned if row.prospect is not None]
        dues = {
            one.prospect: one.due for one in level_clock.of_mornings(cards, day, level_clock.terms(facts))
        }
        said = last_told(cards, day - _DAY)
        rows = tuple(
            ToReach(
                row, _same(dues.get(row.prospect or 0), row.due_on), said.get(row.prospect or 0, Told()).said
            )
            for row in planned
        )
        return MorningSheet(
            consultant,
            report.consultant_name,
            day,
            facts.dealer,
            facts.dealer_short,
            rows,
            tuple(_to_do(desk, consultant, day)),
            tuple(
                LeftOver(" ".join(filter(None, (one.customer_name, one.words))), one.due_on)
                for one in instructions.standing(desk, consultant)
                if one.day < day
            ),
            report.lists,
            _duty(desk, consultant, day),
            tuple(_aims(consultant, day)),
        )


def _same(due: Due | None, planned: date | None) -> Due | None:
    """The sum behind a date; none where the plan was frozen with another one."""
    return due if due is not None and due.day == planned else None


def _to_do(desk: Desk, consultant: int, day: date) -> Iterator[ToDo]:
    for one in expected_guests.expected(desk, day):
        if one.owner == consultant:
            words = " ".join(filter(None, (one.name, one.car_name, one.note)))
            yield ToDo(PAPER.word(APPOINTMENT_KINDS, one.kind), words, one.time)
    for step in sorted(
        todays_work.today(desk, day, consultant).steps,
        key=lambda one: (one.kind != Step.DELIVERY, one.due_on),
    ):
        if step.owner == consultant and step.due_on <= day:
            late = (day - step.due_on).days
            said = chinese("{count} days late, on paper", count=late) if late else ""
            yield ToDo(PAPER.word(ORDER_STEPS, step.kind), f"{step.name} {said}".strip())
    for kept in birthdays.near(consultant, day):
        if kept.day == day:
            yield ToDo(chinese("Birthday, on paper"), kept.name)


def _duty(desk: Desk, consultant: int, day: date) -> str:
    """How somebody is there on a day; today also where he stands in the rotation."""
    book = rotation.read_book(desk, day)
    one = next((one for one in book.present if one.staff == consultant), None)
    state = (one.state or one.planned) if one is not None else None
    if state in _AWAY:
        return chinese(_AWAY[state])
    if state is None:
        return ""
    place = next((line.place for line in book.rotation.lines if line.staff == consultant), 0)
    if place and day == desk.clock.today():
        return chinese("On duty, place {place}, on paper", place=place)
    return chinese("On duty, a word on paper")


def _aims(consultant: int, day: date) -> Iterator[tuple[str, int]]:
    """What is missing to his targets of the month, shared out over the days on which the showroom is open.

    Rounded up: who reaches it every day reaches the target (forms 2.3, 今日目标).
    """
    aims = targets.read(day).of(consultant)
    wanted = [key for key in AIMS if key in aims]
    if not wanted:
        return
    first = day.replace(day=1)
    reached = add(read_happenings(consultant, first, day - _DAY)) if day > first else {}
    left = sum(not one.closed for one in calendar.of_month(day.year, day.month) if one.day >= day) or 1
    for key in wanted:
        missing = max(0, aims[key].value - reached.get(key, 0))
        yield key, -(-missing // left)


def record_print(
    desk: Desk, consultants: list[int], day: date, *, blank: bool, token: str | None = None
) -> str:
    """Record that the sheets of a day were printed; the export number for their foot. Raises Denied."""
    days = [] if blank else [exports.day_number(day)]
    return sheet_owners.record_print(
        desk, Duty.PRINT_MORNING_SHEET, _SUBJECT, days, token=token, blank=blank, consultants=consultants
    )
