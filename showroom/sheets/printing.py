"""Printing a sheet as an act: read the day, record the print, draw the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from showroom.errors import Refused
from showroom.files import write_file_atomically
from showroom.language import mark
from showroom.rules.duties import Duty
from showroom.services import traffic_log, traffic_log_day
from showroom.services.desk import Desk
from showroom.sheets import traffic_log as sheet
from showroom.sheets.stamp import Stamp


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
    day = traffic_log_day.day(desk, wanted)
    target = BytesIO()
    stamp = Stamp(desk.clock.local(), desk.name, export)
    printed = sheet.draw(day, target, extended=extended, blank=blank, stamp=stamp)
    return PrintedSheet(target.getvalue(), printed.pages, printed.missing)


def write_sheet(path: Path, content: bytes) -> None:
    """Write a finished sheet to a file, whole or not at all (Q7). Raises Refused."""
    try:
        write_file_atomically(path, content)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> Refused:
    """The sentence for a place where nothing can be written."""
    return Refused(
        "E-PRINT",
        mark(
            "{path} could not be written ({detail}). An older file there is untouched. Choose another place."
        ),
        path=path,
        detail=error.strerror or type(error).__name__,
    )
