"""The commands that print the sheets of cards, or copy them to Excel: whose, of which month, which card."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from showroom.cli_desk import signed_in
from showroom.cli_sheet import add_day, add_sheet, month_of, refuse_place, write_pdf, write_table
from showroom.language import _, mark
from showroom.services import card_sheet
from showroom.services.desk import Desk

if TYPE_CHECKING:
    from showroom.cli_sheet import Commands
    from showroom.sheets.printing import PrintedSheet
    from showroom.usage import Parser

Printer = Callable[[Desk, argparse.Namespace], "PrintedSheet"]
Exporter = Callable[[Desk, argparse.Namespace], bytes]


@dataclass(frozen=True)
class _Sheet:
    """One sheet as a command: its name, what it is, what it may be asked for, what prints or copies it.

    Without an `exporter` there is no table of it.
    """

    name: str
    about: str
    takes: tuple[Callable[[Parser], None], ...]
    printer: Printer
    exporter: Exporter | None = None


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


def _print_customer_card(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    """One card by its number, else all open ones of the consultant, or of all."""
    from showroom.sheets import printing_cards

    if options.blank:
        return printing_cards.blank_customer_card(desk)
    if options.number:
        return printing_cards.print_customer_card(desk, card_sheet.by_number(desk, options.number))
    return printing_cards.print_customer_cards(desk, card_sheet.open_cards(desk, options.consultant))


def _print_quote(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets import printing_cards

    if options.blank:
        return printing_cards.blank_quote(desk)
    return printing_cards.print_quote(desk, card_sheet.by_number(desk, options.number or ""))


SHEETS: Final[tuple[_Sheet, ...]] = (
    _Sheet(
        "customer-card",
        mark("the customer card, both sides: one by its number, or all open ones"),
        (_number, _consultant),
        _print_customer_card,
    ),
    _Sheet("quote", mark("the newest quote of a card"), (_number,), _print_quote),
)


def add_card_sheets(sheets: Commands) -> None:
    """The sheets of cards, below `print`."""
    for sheet in SHEETS:
        command = add_sheet(sheets, sheet.name, _(sheet.about), _print(sheet.printer), _("the PDF to write"))
        for take in sheet.takes:
            take(command)
        command.add_argument("--blank", action="store_true", help=_("the empty form, to be filled by hand"))


def add_card_exports(sheets: Commands) -> None:
    """Those of them that Excel has too, below `export`; they are asked for in the same words."""
    for sheet in SHEETS:
        if sheet.exporter is not None:
            do, file = _export(sheet.exporter), _("the Excel file to write")
            command = add_sheet(sheets, sheet.name, _(sheet.about), do, file)
            for take in sheet.takes:
                take(command)


def _print(printer: Printer) -> Callable[[argparse.Namespace], None]:
    def do(options: argparse.Namespace) -> None:
        refuse_place(options)
        with signed_in(options) as desk:
            printed = printer(desk, options)
        write_pdf(options.out, printed)

    return do


def _export(exporter: Exporter) -> Callable[[argparse.Namespace], None]:
    def do(options: argparse.Namespace) -> None:
        refuse_place(options)
        with signed_in(options) as desk:
            content = exporter(desk, options)
        write_table(options.out, content)

    return do
