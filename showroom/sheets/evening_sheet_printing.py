"""Printing the evening sheet as an act: read it, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from showroom.forms.evening_sheet import EveningSheet
from showroom.rules.duties import Duty
from showroom.services import evening_sheet, settings
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import evening_sheet as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_evening_sheet(
    desk: Desk, consultants: Sequence[Consultant], day: date, *, blank: bool = False
) -> PrintedSheet:
    """The sheet of a day for these consultants as PDF, with the export number of this print.

    Raises Denied, Refused.
    """
    desk.require(Duty.PRINT_EVENING_SHEET)
    content = _read(desk, consultants, day, blank)
    whose = [] if blank else [one.staff for one in consultants]
    export = evening_sheet.record_print(desk, whose, day, blank=blank)
    return _drawn(desk, content, blank, export)


def preview_evening_sheet(
    desk: Desk, consultants: Sequence[Consultant], day: date, *, blank: bool = False
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied, Refused."""
    desk.require(Duty.PRINT_EVENING_SHEET)
    return _drawn(desk, _read(desk, consultants, day, blank), blank, "")


def _read(desk: Desk, consultants: Sequence[Consultant], day: date, blank: bool) -> EveningSheet:
    if blank:
        facts = settings.facts()
        return EveningSheet(day, dealer=facts.dealer, dealer_short=facts.dealer_short)
    return evening_sheet.of(desk, consultants, day)


def _drawn(desk: Desk, content: EveningSheet, blank: bool, export: str) -> PrintedSheet:
    target = BytesIO()
    return finished(target, sheet.draw(content, target, blank=blank, stamp=stamp_of(desk, export)))
