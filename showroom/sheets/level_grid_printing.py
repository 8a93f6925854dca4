"""Printing level grids as an act: read them, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from showroom.forms.level_grid import LevelGrid
from showroom.rules.duties import Duty
from showroom.services import level_grid
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import level_grid as sheet
from showroom.sheets.printing import PrintedSheet, finished, stamp_of


def print_level_grids(
    desk: Desk, whose: Sequence[Consultant], month: date, *, blank: bool = False
) -> PrintedSheet:
    """The grids of these consultants as one PDF, each on new pages, with the export number of this print.

    A blank form is nobody's. Raises Denied, Refused.
    """
    grids = () if blank else level_grid.grids(desk, whose, month)
    return _drawn(desk, grids, blank, level_grid.record_print_of(desk, grids, blank=blank))


def preview_level_grids(
    desk: Desk, whose: Sequence[Consultant], month: date, *, blank: bool = False
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied, Refused."""
    desk.require(Duty.PRINT_LEVEL_GRID)
    return _drawn(desk, () if blank else level_grid.grids(desk, whose, month), blank, "")


def _drawn(desk: Desk, grids: Sequence[LevelGrid], blank: bool, export: str) -> PrintedSheet:
    target = BytesIO()
    drawn = (level_grid.empty(desk),) if blank else grids
    return finished(target, sheet.draw(drawn, target, blank=blank, stamp=stamp_of(desk, export)))
