"""Printing a sheet as an act: read the day, record the print, draw the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from showroom.files import write_for_somebody
from showroom.language import either
from showroom.rules.duties import Duty, Role
from showroom.services import exports, traffic_log, traffic_log_day, traffic_tally
from showroom.services.desk import Desk
from showroom.services.settings import Facts
from showroom.sheets import key_card as card
from showroom.sheets import quick_card as role_card
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
    stamp = stamp_of(desk, export)
    return finished(target, sheet.draw(day, target, extended=extended, blank=blank, stamp=stamp))


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
    return finished(target, traffic_tally_day.draw(tally, target, blank=blank, stamp=stamp_of(desk, export)))


def _drawn_month(desk: Desk, year: int, month: int, blank: bool, export: str) -> PrintedSheet:
    tally, target = traffic_tally.of_month(desk, year, month), BytesIO()
    return finished(
        target, traffic_tally_month.draw(tally, target, blank=blank, stamp=stamp_of(desk, export))
    )


def stamp_of(desk: Desk, export: str) -> Stamp:
    """What the foot of a print says: who prints at this desk, when, under which number."""
    return Stamp(desk.clock.local(), desk.name, export)


def finished(target: BytesIO, printed: Printed) -> PrintedSheet:
    """What was drawn into memory as a sheet to be shown or written."""
    return PrintedSheet(target.getvalue(), printed.pages, printed.missing)


def key_card(at: datetime, facts: Facts | None = None, by: str = "") -> PrintedSheet:
    """The card of the keys, with the showroom's name where it is known; it belongs to nobody: no act."""
    target = BytesIO()
    printed = card.draw(target, **_dealer(facts or Facts()), stamp=Stamp(at, by, export_number=""))
    return finished(target, printed)


def quick_card(at: datetime, role: Role, facts: Facts | None = None, by: str = "") -> PrintedSheet:
    """The quick card of a role, with the showroom's name where it is known; it belongs to nobody: no act."""
    target = BytesIO()
    stamp = Stamp(at, by, export_number="")
    return finished(target, role_card.draw(target, role, **_dealer(facts or Facts()), stamp=stamp))


def recovery_card(at: datetime, code: str, facts: Facts, by: str = "") -> PrintedSheet:
    """The recovery code for the safe. It is nobody's data, and printing it changes nothing: no act."""
    target = BytesIO()
    stamp = Stamp(at, by, export_number="")
    return finished(target, safe_card.draw(target, code=code, **_dealer(facts), stamp=stamp))


def _dealer(facts: Facts) -> dict[str, str]:
    """The showroom's names in the language of the screen, like the sheets of `SinglePage`."""
    return {
        "dealer": either(facts.dealer, facts.dealer_english),
        "dealer_short": either(facts.dealer_short, facts.dealer_english),
    }


def write_sheet(path: Path, content: bytes) -> None:
    """Write a finished sheet to a file, whole or not at all (Q7). Raises Refused."""
    write_for_somebody("E-PRINT", path, content)
