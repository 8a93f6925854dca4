"""Printing morning sheets as an act: read those of a day, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from showroom.forms.morning_sheet import MorningSheet
from showroom.rules.duties import Duty
from showroom.services import morning_sheet, settings
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import morning_sheet as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_morning_sheets(
    desk: Desk, consultants: Sequence[Consultant], day: date, *, blank: bool = False
) -> PrintedSheet:
    """The sheets of these consultants of one day as one PDF, with the export number of this print.

    Raises Denied, Refused.
    """
    desk.require(Duty.PRINT_MORNING_SHEET)
    sheets = _read(desk, consultants, day, blank)
    whose = [one.staff for one in consultants]
    export = morning_sheet.record_print(desk, [] if blank else whose, day, blank=blank)
    return _drawn(desk, sheets, blank, export)


def preview_morning_sheets(
    desk: Desk, consultants: Sequence[Consultant], day: date, *, blank: bool = False
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied, Refused."""
    desk.require(Duty.PRINT_MORNING_SHEET)
    return _drawn(desk, _read(desk, consultants, day, blank), blank, "")


def _drawn(desk: Desk, sheets: Sequence[MorningSheet], blank: bool, export: str) -> PrintedSheet:
    target = BytesIO()
    return finished(target, sheet.draw(sheets, target, blank=blank, stamp=stamp_of(desk, export)))


def _read(desk: Desk, consultants: Sequence[Consultant], day: date, blank: bool) -> list[MorningSheet]:
    if blank:
        facts = settings.facts()
        return [MorningSheet(0, "", day, facts.dealer, facts.dealer_short)]
    return [morning_sheet.of(desk, one.staff, day) for one in consultants]
