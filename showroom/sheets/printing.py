"""Printing a sheet as an act: read the day, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from showroom.files import write_for_somebody
from showroom.forms.level_grid import LevelGrid
from showroom.rules.duties import Duty
from showroom.services import exports, level_grid, traffic_log, traffic_log_day, traffic_tally
from showroom.services.card_sheets import Consultant
from showroom.services.desk import Desk
from showroom.services.settings import Facts
from showroom.sheets import key_card as card
from showroom.sheets import level_grid as grid_sheet
from showroom.sheets import recovery_card as safe_card
from showroom.sheets import traffic_log as sheet
from showroom.sheets import traffic_tally_day, traffic_tally_month
from showroom.sheets.stamp import Printed, Stamp


@dataclass(frozen=True)
class PrintedSheet:
    """A finished PDF: its bytes, its pages, and the characters the font could not print."""

    content: bytes
    pages: int
    missing: tuple[str, ...]


def print_traffic_log(
    desk: Desk, wanted: date, *, extended: bool = False, blank: bool = False
) -> PrintedSheet:
    """The traffic log of one day as PDF, with the export number of this print in its foot. Raises Denied."""
    export = traffic_log.record_print(desk, wanted, extended=extended, blank=blank)
    return _drawn(desk, wanted, extended, blank, export)


def preview_traffic_log(
    desk: Desk, wanted: date, *, extended: bool = False, blank: bool = False
) -> PrintedSheet:
    """The same pages to be looked at in the window: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_TRAFFIC_LOG)
    return _drawn(desk, wanted, extended, blank, "")


def _drawn(desk: Desk, wanted: date, extended: bool, blank: bool, export: str) -> PrintedSheet:
    day, target = traffic_log_day.day(desk, wanted), BytesIO()
    stamp = _stamp(desk, export)
    return _finished(target, sheet.draw(day, target, extended=extended, blank=blank, stamp=stamp))


def print_tally_of_day(desk: Desk, wanted: date, *, blank: bool = False) -> PrintedSheet:
    """The traffic tally of one day as PDF, with the export number of this print. Raises Denied."""
    export = traffic_tally.record_print(desk, exports.day_number(wanted), blank=blank)
    return _drawn_day(desk, wanted, blank, export)


def preview_tally_of_day(desk: Desk, wanted: date, *, blank: bool = False) -> PrintedSheet:
    """The same page to be looked at: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_TRAFFIC_TALLY)
    return _drawn_day(desk, wanted, blank, "")


def print_tally_of_month(desk: Desk, year: int, month: int, *, blank: bool = False) -> PrintedSheet:
    """The traffic tally of one month as PDF, with the export number of this print. Raises Denied."""
    number = exports.month_number(date(year, month, 1))
    return _drawn_month(desk, year, month, blank, traffic_tally.record_print(desk, number, blank=blank))


def preview_tally_of_month(desk: Desk, year: int, month: int, *, blank: bool = False) -> PrintedSheet:
    """The same page to be looked at: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_TRAFFIC_TALLY)
    return _drawn_month(desk, year, month, blank, "")


def _drawn_day(desk: Desk, wanted: date, blank: bool, export: str) -> PrintedSheet:
    tally, target = traffic_tally.of_day(desk, wanted), BytesIO()
    return _finished(target, traffic_tally_day.draw(tally, target, blank=blank, stamp=_stamp(desk, export)))


def _drawn_month(desk: Desk, year: int, month: int, blank: bool, export: str) -> PrintedSheet:
    tally, target = traffic_tally.of_month(desk, year, month), BytesIO()
    return _finished(target, traffic_tally_month.draw(tally, target, blank=blank, stamp=_stamp(desk, export)))


def print_level_grids(
    desk: Desk, user: str | None = None, month: date | None = None, *, blank: bool = False
) -> PrintedSheet:
    """The level grids meant by a sign-in name and a month as one PDF, each on new pages; one act.

    A blank form is nobody's. Raises Denied, Refused.
    """
    if blank:
        return _drawn_grids(desk, (), level_grid.record_print_of(desk, (), blank=True), blank=True)
    grids = level_grid.grids(desk, user, month)
    return _drawn_grids(desk, grids, level_grid.record_print_of(desk, grids, blank=False), blank=False)


def print_level_grid(desk: Desk, whose: Consultant, month: date, *, blank: bool = False) -> PrintedSheet:
    """The grid of one consultant as PDF, with the export number of this print. Raises Denied."""
    grids = () if blank else (level_grid.of(desk, whose, month),)
    return _drawn_grids(desk, grids, level_grid.record_print_of(desk, grids, blank=blank), blank=blank)


def preview_level_grid(desk: Desk, whose: Consultant, month: date, *, blank: bool = False) -> PrintedSheet:
    """The same pages to be looked at: no act, no export number. Raises Denied."""
    desk.require(Duty.PRINT_LEVEL_GRID)
    return _drawn_grids(desk, () if blank else (level_grid.of(desk, whose, month),), "", blank=blank)


def _drawn_grids(desk: Desk, grids: Sequence[LevelGrid], export: str, *, blank: bool) -> PrintedSheet:
    target = BytesIO()
    drawn = (level_grid.empty(desk),) if blank else grids
    return _finished(target, grid_sheet.draw(drawn, target, blank=blank, stamp=_stamp(desk, export)))


def _stamp(desk: Desk, export: str) -> Stamp:
    return Stamp(desk.clock.local(), desk.name, export)


def _finished(target: BytesIO, printed: Printed) -> PrintedSheet:
    return PrintedSheet(target.getvalue(), printed.pages, printed.missing)


def key_card(at: datetime, facts: Facts | None = None, by: str = "") -> PrintedSheet:
    """The card of the keys, with the showroom's name where it is known; it belongs to nobody: no act."""
    facts = facts or Facts()
    target = BytesIO()
    printed = card.draw(
        target, dealer=facts.dealer, dealer_short=facts.dealer_short, stamp=Stamp(at, by, export_number="")
    )
    return PrintedSheet(target.getvalue(), printed.pages, printed.missing)


def recovery_card(at: datetime, code: str, facts: Facts, by: str = "") -> PrintedSheet:
    """The recovery code for the safe. It is nobody's data, and printing it changes nothing: no act."""
    target = BytesIO()
    stamp = Stamp(at, by, export_number="")
    printed = safe_card.draw(
        target, code=code, dealer=facts.dealer, dealer_short=facts.dealer_short, stamp=stamp
    )
    return _finished(target, printed)


def write_sheet(path: Path, content: bytes) -> None:
    """Write a finished sheet to a file, whole or not at all (Q7). Raises Refused."""
    write_for_somebody("E-PRINT", path, content)
