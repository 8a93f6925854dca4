"""The command that prints the sealed daily reports of many days again, out of the archive into a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from showroom.cli_desk import add_store_and_person, command_of, day_of, signed_in
from showroom.errors import Refused
from showroom.language import _, mark

if TYPE_CHECKING:
    from showroom.cli_sheet import Commands

# So many reports lie between two lines of progress.
_STEP: Final = 100


def add_reprints(sheets: Commands) -> None:
    """The sealed reports, below `print`."""
    about = _("sealed daily reports of many days again, one PDF for each month")
    command = command_of(sheets, "sealed-reports", about, _reprint)
    add_store_and_person(command)
    command.add_argument("--from", dest="first", type=day_of, required=True, help=_("the first day"))
    command.add_argument("--to", dest="last", type=day_of, required=True, help=_("the last day"))
    command.add_argument("--consultant", metavar="USER", help=_("whose; everybody's when left out"))
    command.add_argument("--out", type=Path, required=True, help=_("the folder for the PDFs"))


def _reprint(options: argparse.Namespace) -> None:
    from showroom.services import sheet_owners
    from showroom.sheets.report_reprinting import reprint_sealed

    if not options.out.is_dir():
        raise Refused(
            "E-PRINT",
            mark("{path} is no folder. Nothing was printed. Name a folder that is there."),
            path=options.out,
        )
    with signed_in(options) as desk:
        named = options.consultant and sheet_owners.consultants(desk, options.consultant)[0].staff
        files = reprint_sealed(desk, options.first, options.last, options.out, named, _tell)
    for file in files:
        print(file)
    if not files:
        print(_("No report of these days is sealed."))


def _tell(done: int) -> bool:
    """A line now and then; whoever had enough presses Ctrl+C and keeps the months that are there."""
    if done and done % _STEP == 0:
        print(_("Reports: {count}", count=done), file=sys.stderr, flush=True)
    return True
