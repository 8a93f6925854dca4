"""Printing the lost analysis of a month as an act: read it, record the print, draw the pages."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from showroom.rules.duties import Duty
from showroom.services import lost_analysis
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import lost_analysis as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_lost_analysis(
    desk: Desk, month: date, consultant: Consultant | None = None, *, blank: bool = False
) -> PrintedSheet:
    """Who was lost in a month, of one consultant or of the showroom, with the export number of this print.

    Raises Denied.
    """
    export = lost_analysis.record_print(desk, month, consultant, blank=blank)
    return _drawn(desk, month, consultant, blank, export)


def preview_lost_analysis(
    desk: Desk, month: date, consultant: Consultant | None = None, *, blank: bool = False
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_LOST_LIST)
    return _drawn(desk, month, consultant, blank, "")


def _drawn(desk: Desk, month: date, consultant: Consultant | None, blank: bool, export: str) -> PrintedSheet:
    analysis, target = lost_analysis.of_month(desk, month, consultant), BytesIO()
    return finished(target, sheet.draw(analysis, target, blank=blank, stamp=stamp_of(desk, export)))
