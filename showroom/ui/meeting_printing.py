"""The sheets of the showroom's own day for the preview: morning, evening, the day, the month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from showroom.forms import day_words
from showroom.language import _, mark
from showroom.services import sheet_owners
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets.evening_sheet_printing import preview_evening_sheet, print_evening_sheet
from showroom.sheets.month_summary_printing import preview_month_summary, print_month_summary
from showroom.sheets.morning_sheet_printing import preview_morning_sheets, print_morning_sheets
from showroom.sheets.showroom_day_printing import preview_showroom_day, print_showroom_day
from showroom.ui.print_preview import PrintJob

Make = Callable[[Desk, date], PrintJob]


def showroom_day(desk: Desk, day: date) -> PrintJob:
    """展厅日报 of a day."""
    return PrintJob(
        sheet="showroom_day",
        back=_("Analysis"),
        title=f"{_('Showroom day')}　{day_words.full(day)}",
        file_name=f"{_('Showroom day')} {day}",
        preview=lambda _layout, blank: preview_showroom_day(desk, day, blank=blank),
        draw=lambda _layout, blank: print_showroom_day(desk, day, blank=blank),
        landscape=False,
    )


def _owners(desk: Desk, staff: int) -> tuple[Consultant, ...]:
    """One person, or everybody among whom this one may choose (0). Raises Denied, Refused."""
    one = sheet_owners.whose(desk, staff) if staff else None
    return (one,) if one is not None else sheet_owners.choice(desk)


def evening(desk: Desk, day: date, staff: int = 0, back: str = "") -> PrintJob:
    """夕会单 of somebody, or of everybody (0); `back` is the word of the page it comes from."""
    return PrintJob(
        sheet="evening_sheet",
        back=back or _("Analysis"),
        title=f"{_('Evening sheet')}　{day_words.full(day)}",
        file_name=f"{_('Evening sheet')} {day}",
        preview=lambda _layout, blank: preview_evening_sheet(desk, _owners(desk, staff), day, blank=blank),
        draw=lambda _layout, blank: print_evening_sheet(desk, _owners(desk, staff), day, blank=blank),
        landscape=False,
    )


def morning(desk: Desk, day: date, staff: int = 0, back: str = "") -> PrintJob:
    """晨会单 of somebody, or of each consultant, one after the other (0)."""
    return PrintJob(
        sheet="morning_sheet",
        back=back or _("Analysis"),
        title=f"{_('Morning sheets')}　{day_words.full(day)}",
        file_name=f"{_('Morning sheets')} {day}",
        preview=lambda _layout, blank: preview_morning_sheets(desk, _owners(desk, staff), day, blank=blank),
        draw=lambda _layout, blank: print_morning_sheets(desk, _owners(desk, staff), day, blank=blank),
        landscape=False,
    )


def month(desk: Desk, day: date) -> PrintJob:
    """月度总结 of the month of a day, with the lost analysis of both its halves behind it."""
    return PrintJob(
        sheet="month_summary",
        back=_("Analysis"),
        title=f"{_('Monthly summary')}　{day_words.month(day)}",
        file_name=f"{_('Monthly summary')} {day:%Y-%m}",
        preview=lambda _layout, blank: preview_month_summary(desk, day.replace(day=1), blank=blank),
        draw=lambda _layout, blank: print_month_summary(desk, day.replace(day=1), blank=blank),
        landscape=False,
    )


# The sheets of the meetings by their words.
SHEETS: Final[tuple[tuple[str, Make], ...]] = (
    (mark("Evening sheet"), evening),
    (mark("Morning sheets"), morning),
    (mark("Showroom day"), showroom_day),
    (mark("Monthly summary"), month),
)
