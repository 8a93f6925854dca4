"""The lost analysis of a month for the preview."""

from __future__ import annotations

from datetime import date

from showroom.forms import day_words
from showroom.language import _
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets.lost_analysis_printing import preview_lost_analysis, print_lost_analysis
from showroom.ui.print_preview import PrintJob


def job(desk: Desk, month: date, consultant: Consultant | None) -> PrintJob:
    """Who was lost in the month of this day, of one consultant or of the showroom."""
    return PrintJob(
        sheet="lost_analysis",
        back=_("Tracking sheet"),
        title=f"{_('Lost analysis sheet')}　{day_words.month(month)}",
        file_name=" ".join((_("Lost analysis sheet"), f"{month:%Y-%m}", *_named(consultant))),
        preview=lambda _layout, blank: preview_lost_analysis(desk, month, consultant, blank=blank),
        draw=lambda _layout, blank: print_lost_analysis(desk, month, consultant, blank=blank),
    )


def _named(consultant: Consultant | None) -> tuple[str, ...]:
    return (consultant.name,) if consultant is not None else ()
