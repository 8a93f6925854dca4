"""Printing tracking sheets as an act: read them, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from showroom.forms.tracking_sheet import TrackingSheet
from showroom.rules.duties import Duty
from showroom.services import tracking_sheet
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import tracking_sheet as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_tracking_sheets(
    desk: Desk,
    consultants: Sequence[Consultant],
    first: date,
    last: date,
    *,
    only: Collection[int] | None = None,
    blank: bool = False,
) -> PrintedSheet:
    """The sheets of these consultants as one PDF, each on new pages, with the export number of this print.

    `only` names the cards to be printed where not all are shown. Raises Denied, Refused.
    """
    sheets = _read(desk, consultants, first, last, only)
    export = tracking_sheet.record(desk, Duty.PRINT_TRACKING_SHEET, sheets, blank=blank)
    return _drawn(desk, sheets, blank, export)


def preview_tracking_sheets(
    desk: Desk,
    consultants: Sequence[Consultant],
    first: date,
    last: date,
    *,
    only: Collection[int] | None = None,
    blank: bool = False,
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied, Refused."""
    desk.require(Duty.PRINT_TRACKING_SHEET)
    return _drawn(desk, _read(desk, consultants, first, last, only), blank, "")


def _read(
    desk: Desk, consultants: Sequence[Consultant], first: date, last: date, only: Collection[int] | None
) -> tuple[TrackingSheet, ...]:
    sheets = tracking_sheet.sheets(desk, consultants, first, last)
    return sheets if only is None else chosen(sheets, only)


def chosen(sheets: Sequence[TrackingSheet], only: Collection[int]) -> tuple[TrackingSheet, ...]:
    """The sheets with these cards alone; where nothing is left, the first one without a row."""
    wanted = set(only)
    cut = [replace(one, rows=tuple(row for row in one.rows if row.prospect in wanted)) for one in sheets]
    return tuple(one for one in cut if one.rows) or tuple(cut[:1])


def _drawn(desk: Desk, sheets: Sequence[TrackingSheet], blank: bool, export: str) -> PrintedSheet:
    target = BytesIO()
    return finished(target, sheet.draw(sheets, target, blank=blank, stamp=stamp_of(desk, export)))
