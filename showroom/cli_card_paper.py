"""The commands that print the sheets of cards: whose, of which month, which card, filled or blank."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from showroom.cli_desk import signed_in
from showroom.cli_sheet import add_day, add_sheet, month_of, refuse_place, write_pdf
from showroom.language import _, mark
from showroom.services.desk import Desk

if TYPE_CHECKING:
    from showroom.cli_sheet import Commands
    from showroom.sheets.printing import PrintedSheet
    from showroom.usage import Parser

Printer = Callable[[Desk, argparse.Namespace], "PrintedSheet"]


@dataclass(frozen=True)
class _Sheet:
    """One sheet as a command: its name, what it is, what it may be asked for, what prints it."""

    name: str
    about: str
    takes: tuple[Callable[[Parser], None], ...]
    printer: Printer


def _consultant(command: Parser) -> None:
    command.add_argument(
        "--consultant", metavar="USER", help=_("whose; one's own or everybody's when left out")
    )


def _month(command: Parser) -> None:
    command.add_argument(
        "--month", type=month_of, help=_("the month, like 2026-11; the last with rows when left out")
    )


def _number(command: Parser) -> None:
    command.add_argument("--number", help=_("the number of the card"))


def _day(command: Parser) -> None:
    add_day(command)


def _handover_list(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    """The last handover of a giver; without one all of a day."""
    from showroom.services import card_sheets, handover_lists
    from showroom.sheets.handover_printing import print_handover_lists

    wanted: tuple[int, ...] = ()
    if options.consultant is not None:
        (giver,) = card_sheets.consultants(desk, options.consultant)
        last = handover_lists.last_of(desk, giver.staff)
        wanted = () if last is None else (last,)
    elif not options.blank:
        wanted = handover_lists.of_day(desk, options.day)
    return print_handover_lists(desk, wanted, blank=options.blank)


SHEETS: Final[tuple[_Sheet, ...]] = (
    _Sheet("handover-list", mark("the list of a handover"), (_consultant, _day), _handover_list),
)


def add_card_sheets(sheets: Commands) -> None:
    """The sheets of cards, below `print`."""
    for sheet in SHEETS:
        command = add_sheet(sheets, sheet.name, _(sheet.about), _print(sheet.printer), _("the PDF to write"))
        for take in sheet.takes:
            take(command)
        command.add_argument("--blank", action="store_true", help=_("the empty form, to be filled by hand"))


def _print(printer: Printer) -> Callable[[argparse.Namespace], None]:
    def do(options: argparse.Namespace) -> None:
        refuse_place(options)
        with signed_in(options) as desk:
            printed = printer(desk, options)
        write_pdf(options.out, printed)

    return do
