"""战败客户分析表: the sheet of a month, and printing it as an act (req 25; forms 2.6)."""

from __future__ import annotations

from datetime import date

from peewee import fn

from showroom.forms.lost_analysis import LostAnalysis
from showroom.models.base import Compiled
from showroom.models.prospect import CardMove
from showroom.rules import periods
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import exports, lists, lost_figures, settings, sheet_owners
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant

_SUBJECT = "lost_analysis"

_last = Compiled(
    lambda: CardMove.select(fn.MAX(CardMove.day)).where(
        CardMove.move == str(Move.LOST), CardMove.removed_at.is_null()
    )
)


def of_month(
    desk: Desk, month: date, consultant: Consultant | None = None, half: int | None = None
) -> LostAnalysis:
    """Who was lost in the month of this day, or in one half of it, of one consultant or of the showroom.

    Raises Denied.
    """
    desk.require(Duty.PRINT_LOST_LIST)
    days = periods.half(month, half) if half else periods.holding(periods.Span.MONTH, month)
    with desk.reading():
        facts = settings.facts()
        return LostAnalysis(
            lost_figures.read(desk, days.first, days.last, consultant.staff if consultant else None),
            facts.dealer,
            facts.dealer_short,
            compiled_by=desk.name,
            consultant=consultant.name if consultant else "",
            staff=consultant.staff if consultant else 0,
            lists=lists.current(),
            half=half,
        )


def last_month(desk: Desk) -> date:
    """The month in which somebody was last lost, this one where nobody was. Raises Denied."""
    desk.require(Duty.PRINT_LOST_LIST)
    with desk.reading():
        found = _last.rows()[0][0]
    return (date.fromisoformat(found) if found else desk.clock.today()).replace(day=1)


def record_print(
    desk: Desk,
    month: date,
    consultant: Consultant | None = None,
    *,
    half: int | None = None,
    blank: bool,
    token: str | None = None,
) -> str:
    """Record that the sheet of a month or of its half was printed; the export number for its foot.

    Raises Denied.
    """
    staff = consultant.staff if consultant else 0
    months = [] if blank else [exports.month_number(month)]
    return sheet_owners.record_print(
        desk, Duty.PRINT_LOST_LIST, _SUBJECT, months, token=token, blank=blank, consultant=staff, half=half
    )
