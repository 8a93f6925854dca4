"""The tracking sheet for the preview, and as an Excel file: what is shown, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from showroom.exchange.tracking_sheet import export_tracking_sheet
from showroom.forms import day_words
from showroom.language import _
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets.tracking_sheet_printing import preview_tracking_sheets, print_tracking_sheets
from showroom.ui.print_preview import PrintJob
from showroom.ui.saving import CopyJob

Period = tuple[date, date]


def job(
    desk: Desk, consultants: Sequence[Consultant], period: Period, only: Collection[int] | None
) -> PrintJob:
    """The sheets of these consultants, each on new pages; `only` where conditions leave cards out."""
    first, last = period
    return PrintJob(
        sheet="tracking_sheet",
        back=_("Tracking sheet"),
        title=f"{_('Prospect Tracking Sheet')}　{day_words.month(first)}",
        file_name=_file_name(first),
        preview=lambda _layout, blank: preview_tracking_sheets(
            desk, consultants, first, last, only=only, blank=blank
        ),
        draw=lambda _layout, blank: print_tracking_sheets(
            desk, consultants, first, last, only=only, blank=blank
        ),
    )


def copy(
    desk: Desk, consultants: Sequence[Consultant], period: Period, only: Collection[int] | None
) -> CopyJob:
    """The same as an Excel file."""
    first, last = period
    return CopyJob(
        _file_name(first), lambda: export_tracking_sheet(desk, consultants, first, last, only=only)
    )


def _file_name(first: date) -> str:
    return f"{_('Tracking sheet')} {first:%Y-%m}"
