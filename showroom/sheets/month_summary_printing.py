"""Printing 月度总结 as an act: the summary, and behind it the analysis of the lost of both halves."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from showroom.rules import periods
from showroom.rules.duties import Duty
from showroom.services import month_summary
from showroom.services.desk import Desk
from showroom.sheets import joining, lost_analysis_printing
from showroom.sheets import month_summary as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_month_summary(desk: Desk, month: date, blank: bool = False) -> PrintedSheet:
    """The whole paper of the meeting as one PDF, with the export number of this print in each foot.

    The analysis of a half that has not begun is left out; the empty form is the summary alone. Raises
    Denied.
    """
    export = month_summary.record_print(desk, month, blank=blank)
    return _drawn(desk, month, blank, export)


def preview_month_summary(desk: Desk, month: date, *, blank: bool = False) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_MONTH_SUMMARY)
    return _drawn(desk, month, blank, "")


def _drawn(desk: Desk, month: date, blank: bool, export: str) -> PrintedSheet:
    content, target = month_summary.of_month(desk, month), BytesIO()
    summary = finished(target, sheet.draw(content, target, blank=blank, stamp=stamp_of(desk, export)))
    if blank:
        return summary
    today = desk.clock.today()
    begun = [half for half in periods.HALVES if periods.half(month, half).first <= today]
    behind = [lost_analysis_printing.drawn(desk, month, half=half, export=export) for half in begun]
    sheets = [summary, *behind]
    whole, pages = joining.join(one.content for one in sheets)
    missing = dict.fromkeys(letter for one in sheets for letter in one.missing)
    return PrintedSheet(whole, pages, tuple(missing))
