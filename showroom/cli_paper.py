"""The commands that take a sheet out of the store: print it as PDF, export it to Excel."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from showroom.cli_desk import add_store_and_person, command_of, day_of, signed_in
from showroom.clock import SystemClock
from showroom.errors import Refused
from showroom.files import unwritable
from showroom.language import _, mark
from showroom.models.opening import is_there
from showroom.services.desk import Desk
from showroom.usage import Parser

if TYPE_CHECKING:
    from showroom.sheets.printing import PrintedSheet

    Commands = argparse._SubParsersAction[Parser]


def add_print(commands: Commands) -> None:
    """The command `print`."""
    sheets = _sheets_of(commands, "print", _("write a sheet as PDF"))
    log = _add_sheet(
        sheets, "traffic-log", _("the traffic log of one day"), _print_log, _("the PDF to write")
    )
    _add_day(log)
    _add_extended(log)
    tally = _add_sheet(
        sheets,
        "traffic-tally",
        _("the traffic tally of a day or a month"),
        _print_tally,
        _("the PDF to write"),
    )
    _add_day_or_month(tally)
    for sheet in (log, tally):
        sheet.add_argument("--blank", action="store_true", help=_("the empty form, to be filled by hand"))
    # The one sheet that belongs to nobody: it is printed without a store.
    card = command_of(sheets, "key-card", _("the card of the keys"), _print_key_card)
    card.add_argument("--out", type=Path, required=True, help=_("the PDF to write"))


def add_export(commands: Commands) -> None:
    """The command `export`."""
    sheets = _sheets_of(commands, "export", _("copy a sheet to Excel as it is shown"))
    file = _("the Excel file to write")
    log = _add_sheet(sheets, "traffic-log", _("the traffic log of one day"), _export_log, file)
    _add_day(log)
    _add_extended(log)
    about = _("the traffic tally of a day or a month")
    _add_day_or_month(_add_sheet(sheets, "traffic-tally", about, _export_tally, file))


def _sheets_of(commands: Commands, name: str, about: str) -> Commands:
    command = command_of(commands, name, about)
    return command.add_subparsers(title=_("Sheets"), metavar=_("SHEET"), required=True)


def _add_sheet(
    sheets: Commands, name: str, about: str, do: Callable[[argparse.Namespace], None], file: str
) -> Parser:
    command = command_of(sheets, name, about, do)
    add_store_and_person(command)
    command.add_argument("--out", type=Path, required=True, help=file)
    return command


def _add_day(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--day", "--date", type=day_of, help=_("the day; the last day with rows when left out")
    )


def _add_day_or_month(command: Parser) -> None:
    either = command.add_mutually_exclusive_group()
    _add_day(either)
    either.add_argument("--month", type=_month_of, help=_("a whole month, like 2026-11"))


def _add_extended(command: Parser) -> None:
    command.add_argument("--extended", action="store_true", help=_("seventeen columns instead of ten"))


def _month_of(typed: str) -> date:
    """The first day of a month."""
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{typed} is not a month; write it like 2026-11", typed=typed)
        ) from None


def _print_log(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import print_traffic_log

    _refuse_place(options)
    with signed_in(options) as desk:
        day = _day_wanted(desk, options)
        printed = print_traffic_log(desk, day, extended=options.extended, blank=options.blank)
    _write_pdf(options.out, printed)


def _print_tally(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import print_tally_of_day, print_tally_of_month

    _refuse_place(options)
    with signed_in(options) as desk:
        if options.month:
            month = options.month
            printed = print_tally_of_month(desk, month.year, month.month, blank=options.blank)
        else:
            printed = print_tally_of_day(desk, _day_wanted(desk, options), blank=options.blank)
    _write_pdf(options.out, printed)


def _print_key_card(options: argparse.Namespace) -> None:
    from showroom.sheets.printing import key_card

    _refuse_folder(options.out)
    _write_pdf(options.out, key_card(SystemClock().local()))


def _export_log(options: argparse.Namespace) -> None:
    from showroom.exchange.exporting import export_traffic_log

    _refuse_place(options)
    with signed_in(options) as desk:
        content = export_traffic_log(desk, _day_wanted(desk, options), extended=options.extended)
    _write_workbook(options.out, content)


def _export_tally(options: argparse.Namespace) -> None:
    from showroom.exchange.exporting import export_tally_of_day, export_tally_of_month

    _refuse_place(options)
    with signed_in(options) as desk:
        if options.month:
            content = export_tally_of_month(desk, options.month.year, options.month.month)
        else:
            content = export_tally_of_day(desk, _day_wanted(desk, options))
    _write_workbook(options.out, content)


def _day_wanted(desk: Desk, options: argparse.Namespace) -> date:
    from showroom.services import traffic_log_day

    day: date | None = options.day
    return day or traffic_log_day.last_day(desk) or desk.clock.today()


def _refuse_place(options: argparse.Namespace) -> None:
    """Refuse what can be seen beforehand: nothing is recorded for a file that cannot come about."""
    _refuse_folder(options.out)
    if options.out.exists() and is_there(options.store) and options.out.samefile(options.store):
        raise Refused(
            "E-PRINT",
            mark("{path} is the data file itself. It was not touched. Choose another name."),
            path=options.out,
        )


def _refuse_folder(path: Path) -> None:
    try:
        is_folder = path.is_dir()
    except OSError as error:
        # A name no disk can have, or a folder one may not look into.
        raise unwritable("E-PRINT", path, error) from error
    if is_folder or not path.name:
        raise Refused(
            "E-PRINT",
            mark("{path} is a folder. Nothing was written. Name the file to be written."),
            path=path,
        )


def _write_pdf(path: Path, printed: PrintedSheet) -> None:
    from showroom.sheets.printing import write_sheet

    write_sheet(path, printed.content)
    print(_("{path}: {pages} pages.", path=path, pages=printed.pages))
    for letter in printed.missing:
        print(
            _(
                "The font has no sign for U+{code}; it stands on paper as a boxed number.",
                code=f"{ord(letter):04X}",
            ),
            file=sys.stderr,
        )


def _write_workbook(path: Path, content: bytes) -> None:
    from showroom.exchange.exporting import write_workbook

    write_workbook(path, content)
    print(_("{path} is written.", path=path))
