"""The commands that take a sheet out of the store: print it as PDF, export it to Excel."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from showroom.cli_card_paper import add_card_exports, add_card_sheets
from showroom.cli_desk import command_of, signed_in
from showroom.cli_reprints import add_reprints
from showroom.cli_sheet import (
    add_day,
    add_sheet,
    month_of,
    refuse_folder,
    refuse_place,
    write_pdf,
    write_table,
)
from showroom.clock import SystemClock
from showroom.language import _
from showroom.rules.duties import Role
from showroom.services.desk import Desk
from showroom.usage import Parser

if TYPE_CHECKING:
    from showroom.cli_sheet import Commands


def add_print(commands: Commands) -> None:
    """The command `print`."""
    sheets = _sheets_of(commands, "print", _("write a sheet as PDF"))
    log = add_sheet(sheets, "traffic-log", _("the traffic log of one day"), _print_log, _("the PDF to write"))
    add_day(log)
    _add_extended(log)
    tally = add_sheet(
        sheets,
        "traffic-tally",
        _("the traffic tally of a day or a month"),
        _print_tally,
        _("the PDF to write"),
    )
    _add_day_or_month(tally)
    for sheet in (log, tally):
        sheet.add_argument("--blank", action="store_true", help=_("the empty form, to be filled by hand"))
    add_card_sheets(sheets)
    add_reprints(sheets)
    # The two sheets that belong to nobody: they are printed without a store.
    card = command_of(sheets, "key-card", _("the card of the keys"), _print_key_card)
    quick = command_of(
        sheets, "quick-card", _("the day and the keys of a role on one page"), _print_quick_card
    )
    quick.add_argument("--role", choices=[str(role) for role in Role], required=True, help=_("whose day"))
    for each in (card, quick):
        each.add_argument("--out", type=Path, required=True, help=_("the PDF to write"))


def add_export(commands: Commands) -> None:
    """The command `export`."""
    sheets = _sheets_of(commands, "export", _("copy a sheet to Excel as it is shown"))
    file = _("the Excel file to write")
    log = add_sheet(sheets, "traffic-log", _("the traffic log of one day"), _export_log, file)
    add_day(log)
    _add_extended(log)
    about = _("the traffic tally of a day or a month")
    _add_day_or_month(add_sheet(sheets, "traffic-tally", about, _export_tally, file))
    add_card_exports(sheets)


def _sheets_of(commands: Commands, name: str, about: str) -> Commands:
    command = command_of(commands, name, about)
    return command.add_subparsers(title=_("Sheets"), metavar=_("SHEET"), required=True)


def _add_day_or_month(command: Parser) -> None:
    either = command.add_mutually_exclusive_group()
    add_day(either)
    either.add_argument("--month", type=month_of, help=_("a whole month, like 2026-11"))


def _add_extended(command: Parser) -> None:
    command.add_argument("--extended", action="store_true", help=_("seventeen columns instead of ten"))


def _print_log(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import print_traffic_log

    refuse_place(options)
    with signed_in(options) as desk:
        day = _day_wanted(desk, options)
        printed = print_traffic_log(desk, day, extended=options.extended, blank=options.blank)
    write_pdf(options.out, printed)


def _print_tally(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import print_tally_of_day, print_tally_of_month

    refuse_place(options)
    with signed_in(options) as desk:
        if options.month:
            month = options.month
            printed = print_tally_of_month(desk, month.year, month.month, blank=options.blank)
        else:
            printed = print_tally_of_day(desk, _day_wanted(desk, options), blank=options.blank)
    write_pdf(options.out, printed)


def _print_key_card(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import key_card

    refuse_folder(options.out)
    write_pdf(options.out, key_card(SystemClock().local()))


def _print_quick_card(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import quick_card

    refuse_folder(options.out)
    write_pdf(options.out, quick_card(SystemClock().local(), Role(options.role)))


def _export_log(options: argparse.Namespace) -> None:
    from showroom.exchange.exporting import export_traffic_log

    refuse_place(options)
    with signed_in(options) as desk:
        content = export_traffic_log(desk, _day_wanted(desk, options), extended=options.extended)
    write_table(options.out, content)


def _export_tally(options: argparse.Namespace) -> None:
    from showroom.exchange.exporting import export_tally_of_day, export_tally_of_month

    refuse_place(options)
    with signed_in(options) as desk:
        if options.month:
            content = export_tally_of_month(desk, options.month.year, options.month.month)
        else:
            content = export_tally_of_day(desk, _day_wanted(desk, options))
    write_table(options.out, content)


def _day_wanted(desk: Desk, options: argparse.Namespace) -> date:
    from showroom.services import traffic_log_day

    day: date | None = options.day
    return day or traffic_log_day.last_day(desk) or desk.clock.today()
