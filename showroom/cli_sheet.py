"""What the commands that print or copy a sheet share: the file to write, days and months, the refusals."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from showroom.cli_desk import add_store_and_person, command_of, day_of
from showroom.errors import Refused
from showroom.files import unwritable
from showroom.language import _, mark
from showroom.models.opening import is_there
from showroom.usage import Parser

if TYPE_CHECKING:
    from showroom.sheets.printing import PrintedSheet

    Commands = argparse._SubParsersAction[Parser]


def add_sheet(
    sheets: Commands, name: str, about: str, do: Callable[[argparse.Namespace], None], file: str
) -> Parser:
    """A command that takes a sheet out of the store into a file."""
    command = command_of(sheets, name, about, do)
    add_store_and_person(command)
    command.add_argument("--out", type=Path, required=True, help=file)
    return command


def add_day(command: argparse._ActionsContainer) -> None:
    """The option `--date`."""
    command.add_argument(
        "--day", "--date", type=day_of, help=_("the day; the last day with rows when left out")
    )


def month_of(typed: str) -> date:
    """The first day of a month."""
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{typed} is not a month; write it like 2026-11", typed=typed)
        ) from None


def refuse_place(options: argparse.Namespace) -> None:
    """Refuse what can be seen beforehand: nothing is recorded for a file that cannot come about."""
    refuse_folder(options.out)
    if options.out.exists() and is_there(options.store) and options.out.samefile(options.store):
        raise Refused(
            "E-PRINT",
            mark("{path} is the data file itself. It was not touched. Choose another name."),
            path=options.out,
        )


def refuse_folder(path: Path) -> None:
    """Refuse what is no file to write."""
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


def write_pdf(path: Path, printed: PrintedSheet) -> None:
    """Write the PDF, and tell of signs the font has not."""
    from showroom.sheets.printing import write_sheet

    write_sheet(path, printed.content)
    print(_("{path} – pages: {pages}", path=path, pages=printed.pages))
    for letter in printed.missing:
        print(
            _(
                "The font has no sign for U+{code}; it stands on paper as a boxed number.",
                code=f"{ord(letter):04X}",
            ),
            file=sys.stderr,
        )


def write_table(path: Path, content: bytes) -> None:
    """Write the Excel file."""
    from showroom.exchange.exporting import write_workbook

    write_workbook(path, content)
    print(_("{path} is written.", path=path))
