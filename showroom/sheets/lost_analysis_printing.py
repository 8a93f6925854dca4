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
    desk: Desk,
    month: date,
    consultant: Consultant | None = None,
    *,
    half: int | None = None,
    blank: bool = False,
) -> PrintedSheet:
    """Who was lost in a month or its half, of one consultant or of the showroom, with this print's number.

    Raises Denied.
    """
    export = lost_analysis.record_print(desk, month, consultant, half=half, blank=blank)
    return drawn(desk, month, consultant, half=half, blank=blank, export=export)


def preview_lost_analysis(
    desk: Desk,
    month: date,
    consultant: Consultant | None = None,
    *,
    half: int | None = None,
    blank: bool = False,
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_LOST_LIST)
    return drawn(desk, month, consultant, half=half, blank=blank)


def drawn(
    desk: Desk,
    month: date,
    consultant: Consultant | None = None,
    *,
    half: int | None = None,
    blank: bool = False,
    export: str = "",
) -> PrintedSheet:
    """The pages under an export number that somebody else has recorded. Raises Denied."""
    analysis, target = lost_analysis.of_month(desk, month, consultant, half), BytesIO()
    return finished(target, sheet.draw(analysis, target, blank=blank, stamp=stamp_of(desk, export)))
