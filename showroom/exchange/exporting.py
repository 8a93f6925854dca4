"""Copying what is shown to Excel as an act: read, record the copy, build the file, write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from showroom.exchange import traffic_log as log_table
from showroom.exchange import traffic_tally as tally_table
from showroom.exchange.workbook import Table, build
from showroom.files import write_for_somebody
from showroom.services import exports, traffic_log, traffic_log_day, traffic_tally
from showroom.services.desk import Desk


def export_traffic_log(desk: Desk, wanted: date, *, extended: bool = False) -> bytes:
    """The log of one day as .xlsx, phones masked as this person sees them. Raises Denied."""
    day = traffic_log_day.day(desk, wanted)
    export = traffic_log.record_export(desk, wanted, extended=extended, rows=len(day.rows))
    return built(desk, log_table.table_of(day, extended=extended), export)


def export_tally_of_day(desk: Desk, wanted: date) -> bytes:
    """The tally of one day as .xlsx. Raises Denied."""
    table = tally_table.table_of_day(traffic_tally.of_day(desk, wanted))
    return _exported(desk, table, exports.day_number(wanted))


def export_tally_of_month(desk: Desk, year: int, month: int) -> bytes:
    """The tally of one month as .xlsx. Raises Denied."""
    table = tally_table.table_of_month(traffic_tally.of_month(desk, year, month))
    return _exported(desk, table, exports.month_number(date(year, month, 1)))


def _exported(desk: Desk, table: Table, subject: int) -> bytes:
    return built(desk, table, traffic_tally.record_export(desk, subject, rows=len(table.rows)))


def built(desk: Desk, table: Table, export: str) -> bytes:
    """The file of a table that was recorded under this number."""
    return build(table, export, desk.clock.now())


def write_workbook(path: Path, content: bytes) -> None:
    """Write a finished file, whole or not at all (P5, P10). Raises Refused."""
    write_for_somebody("E-EXPORT", path, content)
