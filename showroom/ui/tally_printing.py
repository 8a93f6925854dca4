"""The traffic tally's sheets for the preview, and as Excel files."""

from __future__ import annotations

from datetime import date

from showroom.exchange.exporting import export_tally_of_day, export_tally_of_month
from showroom.forms import day_words
from showroom.language import _
from showroom.services.desk import Desk
from showroom.sheets.printing import (
    preview_tally_of_day,
    preview_tally_of_month,
    print_tally_of_day,
    print_tally_of_month,
)
from showroom.ui.print_preview import PrintJob
from showroom.ui.saving import CopyJob
from showroom.ui.tally_bar import MONTH


def job(desk: Desk, kind: str, day: date) -> PrintJob:
    """The tally of a day, or of the month it lies in."""
    title = f"{_('Traffic tally sheet')}　{_place(kind, day)}"
    if kind == MONTH:
        return PrintJob(
            sheet="traffic_tally_month",
            back=_("Traffic tally"),
            title=title,
            file_name=_file_name(kind, day),
            preview=lambda _layout, blank: preview_tally_of_month(desk, day.year, day.month, blank=blank),
            draw=lambda _layout, blank: print_tally_of_month(desk, day.year, day.month, blank=blank),
            landscape=False,
        )
    return PrintJob(
        sheet="traffic_tally_day",
        back=_("Traffic tally"),
        title=title,
        file_name=_file_name(kind, day),
        preview=lambda _layout, blank: preview_tally_of_day(desk, day, blank=blank),
        draw=lambda _layout, blank: print_tally_of_day(desk, day, blank=blank),
        landscape=False,
    )


def copy(desk: Desk, kind: str, day: date) -> CopyJob:
    """The same as an Excel file."""
    if kind == MONTH:
        return CopyJob(_file_name(kind, day), lambda: export_tally_of_month(desk, day.year, day.month))
    return CopyJob(_file_name(kind, day), lambda: export_tally_of_day(desk, day))


def _place(kind: str, day: date) -> str:
    return day_words.month(day) if kind == MONTH else day_words.short(day)


def _file_name(kind: str, day: date) -> str:
    return f"{_('Traffic tally')} {day:%Y-%m}" if kind == MONTH else f"{_('Traffic tally')} {day.isoformat()}"
