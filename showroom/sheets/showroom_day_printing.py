"""Printing 展厅日报 of a day as an act: read it, record the print, draw the page."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from showroom.rules.duties import Duty
from showroom.services import showroom_day
from showroom.services.desk import Desk
from showroom.sheets import showroom_day as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_showroom_day(desk: Desk, day: date, *, blank: bool = False) -> PrintedSheet:
    """The showroom's day as PDF, with the export number of this print in its foot. Raises Denied."""
    export = showroom_day.record_print(desk, day, blank=blank)
    return _drawn(desk, day, blank, export)


def preview_showroom_day(desk: Desk, day: date, *, blank: bool = False) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_SHOWROOM_DAY)
    return _drawn(desk, day, blank, "")


def _drawn(desk: Desk, day: date, blank: bool, export: str) -> PrintedSheet:
    content, target = showroom_day.of_day(desk, day), BytesIO()
    return finished(target, sheet.draw(content, target, blank=blank, stamp=stamp_of(desk, export)))
