"""晨会单 of a consultant and day: the plan of his daily report, his guests, birthdays, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from showroom.forms.choices import APPOINTMENT_KINDS
from showroom.forms.morning_sheet import LeftOver, MorningSheet, ToDo, ToReach
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese
from showroom.rules.due import Due
from showroom.rules.duties import Duty
from showroom.services import (
    birthdays,
    daily_report,
    expected_guests,
    exports,
    instructions,
    level_clock,
    settings,
    sheet_owners,
)
from showroom.services.desk import Desk
from showroom.services.showroom_day_customers import Told, last_told

_SUBJECT: Final = "morning_sheet"
_DAY: Final = timedelta(1)


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
        )


def _same(due: Due | None, planned: date | None) -> Due | None:
    """The sum behind a date; none where the plan was frozen with another one."""
    return due if due is not None and due.day == planned else None


def _to_do(desk: Desk, consultant: int, day: date) -> Iterator[ToDo]:
    for one in expected_guests.expected(desk, day):
        if one.owner == consultant:
            words = " ".join(filter(None, (one.name, one.car_name, one.note)))
            yield ToDo(PAPER.word(APPOINTMENT_KINDS, one.kind), words, one.time)
    for kept in birthdays.near(consultant, day):
        if kept.day == day:
            yield ToDo(chinese("Birthday, on paper"), kept.name)


def record_print(
    desk: Desk, consultants: list[int], day: date, *, blank: bool, token: str | None = None
) -> str:
    """Record that the sheets of a day were printed; the export number for their foot. Raises Denied."""
    days = [] if blank else [exports.day_number(day)]
    return sheet_owners.record_print(
        desk, Duty.PRINT_MORNING_SHEET, _SUBJECT, days, token=token, blank=blank, consultants=consultants
    )
