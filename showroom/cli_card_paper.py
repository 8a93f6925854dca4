"""The commands that print the sheets of cards, or copy them to Excel: whose, of which month, which card."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from showroom.cli_desk import signed_in
from showroom.cli_sheet import add_day, add_sheet, month_of, refuse_place, write_pdf, write_table
from showroom.language import _, mark
from showroom.rules import periods
from showroom.services import card_sheet
from showroom.services.desk import Desk

if TYPE_CHECKING:
    from showroom.cli_sheet import Commands
    from showroom.services.sheet_owners import Consultant
    from showroom.sheets.printing import PrintedSheet

Printer = Callable[[Desk, argparse.Namespace], "PrintedSheet"]
Exporter = Callable[[Desk, argparse.Namespace], bytes]


@dataclass(frozen=True)
class _Sheet:
    """One sheet as a command: its name, what it is, what it may be asked for, what prints or copies it.

    Without an `exporter` there is no table of it. `one_of`: at most one thing may be asked for, the empty
    form among them; `needs_one`: and one must be.
    """

    name: str
    about: str
    takes: tuple[Callable[[argparse._ActionsContainer], None], ...]
    printer: Printer
    exporter: Exporter | None = None
    one_of: bool = False
    needs_one: bool = False


def _consultant(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--consultant", metavar="USER", help=_("whose; one's own or everybody's when left out")
    )


def _month(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--month", type=month_of, help=_("the month, like 2026-11; the last with rows when left out")
    )


def _half(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--half",
        type=int,
        choices=periods.HALVES,
        help=_("only the first half of the month, to the 15th, or the second"),
    )


def _number(command: argparse._ActionsContainer) -> None:
    command.add_argument("--number", help=_("the number of the card"))


def _day(command: argparse._ActionsContainer) -> None:
    add_day(command)


def _whose_month(desk: Desk, options: argparse.Namespace) -> tuple[tuple[Consultant, ...], date, date]:
    """Whose sheets are meant, and the first and last day of their month."""
    from showroom.services import sheet_owners, tracking_sheet, traffic_tally

    whose = sheet_owners.consultants(desk, options.consultant)
    month: date = options.month or tracking_sheet.last_month(desk, [one.staff for one in whose])
    return whose, *traffic_tally.days_of(month.year, month.month)


def _print_tracking_sheet(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets.tracking_sheet_printing import print_tracking_sheets

    return print_tracking_sheets(desk, *_whose_month(desk, options), blank=options.blank)


def _export_tracking_sheet(desk: Desk, options: argparse.Namespace) -> bytes:
    from showroom.exchange.tracking_sheet import export_tracking_sheet

    return export_tracking_sheet(desk, *_whose_month(desk, options))


def _print_level_grid(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets.level_grid_printing import print_level_grids

    whose, first, _last = _whose_month(desk, options)
    return print_level_grids(desk, whose, first, blank=options.blank)


def _export_level_grid(desk: Desk, options: argparse.Namespace) -> bytes:
    from showroom.exchange.level_grid import export_level_grid

    whose, first, _last = _whose_month(desk, options)
    return export_level_grid(desk, whose, first)


def _print_lost_list(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.services import lost_analysis, sheet_owners
    from showroom.sheets.lost_analysis_printing import print_lost_analysis

    month: date = options.month or lost_analysis.last_month(desk)
    whose = sheet_owners.consultants(desk, options.consultant)[0] if options.consultant else None
    return print_lost_analysis(desk, month, whose, half=options.half, blank=options.blank)


def _whose_day(desk: Desk, options: argparse.Namespace) -> tuple[tuple[Consultant, ...], date]:
    """Whose reports are meant, and their day: the last with rows where none is named."""
    from showroom.services import daily_report_days, sheet_owners

    whose = sheet_owners.consultants(desk, options.consultant)
    return whose, options.day or daily_report_days.last_day(desk, [one.staff for one in whose])


def _print_daily_report(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets.daily_report_printing import print_daily_reports

    return print_daily_reports(desk, *_whose_day(desk, options), blank=options.blank)


def _export_daily_report(desk: Desk, options: argparse.Namespace) -> bytes:
    from showroom.exchange.daily_report import export_daily_report

    return export_daily_report(desk, *_whose_day(desk, options))


def _handover_list(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    """The last handover of a giver; without one all of a day."""
    from showroom.services import handover_lists, sheet_owners
    from showroom.sheets.handover_printing import print_handover_lists

    wanted: tuple[int, ...] = ()
    if options.consultant is not None:
        (giver,) = sheet_owners.consultants(desk, options.consultant)
        last = handover_lists.last_of(desk, giver.staff)
        wanted = () if last is None else (last,)
    elif not options.blank:
        wanted = handover_lists.of_day(desk, options.day)
    return print_handover_lists(desk, wanted, blank=options.blank)


def _print_customer_card(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    """One card by its number, else all open ones of the consultant, or of all."""
    from showroom.sheets import card_printing

    if options.blank:
        return card_printing.blank_customer_card(desk)
    if options.number:
        return card_printing.print_customer_card(desk, card_sheet.by_number(desk, options.number))
    return card_printing.print_customer_cards(desk, card_sheet.open_cards(desk, options.consultant))


def _print_quote(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets import card_printing

    if options.blank:
        return card_printing.blank_quote(desk)
    return card_printing.print_quote(desk, card_sheet.by_number(desk, options.number))


def _print_showroom_day(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.services import showroom_day
    from showroom.sheets.showroom_day_printing import print_showroom_day

    return print_showroom_day(desk, options.day or showroom_day.last_day(desk), blank=options.blank)


def _print_month_summary(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.services import month_summary
    from showroom.sheets.month_summary_printing import print_month_summary

    return print_month_summary(desk, options.month or month_summary.last_month(desk), blank=options.blank)


def _print_morning_sheet(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets.morning_sheet_printing import print_morning_sheets

    return print_morning_sheets(desk, *_whose_day(desk, options), blank=options.blank)


def _print_evening_sheet(desk: Desk, options: argparse.Namespace) -> PrintedSheet:
    from showroom.sheets.evening_sheet_printing import print_evening_sheet

    return print_evening_sheet(desk, *_whose_day(desk, options), blank=options.blank)


SHEETS: Final[tuple[_Sheet, ...]] = (
    _Sheet(
        "tracking-sheet",
        mark("the tracking sheet of a consultant for a month"),
        (_consultant, _month),
        _print_tracking_sheet,
        _export_tracking_sheet,
    ),
    _Sheet(
        "level-grid",
        mark("the level grid of a consultant for a month"),
        (_consultant, _month),
        _print_level_grid,
        _export_level_grid,
    ),
    _Sheet(
        "lost-list",
        mark("the analysis of the customers lost in a month"),
        (_consultant, _month, _half),
        _print_lost_list,
    ),
    _Sheet(
        "daily-report",
        mark("the daily report of a consultant"),
        (_consultant, _day),
        _print_daily_report,
        _export_daily_report,
    ),
    _Sheet("showroom-day", mark("the showroom's day on one page"), (_day,), _print_showroom_day),
    _Sheet(
        "month",
        mark("the summary of a month, with the analysis of the lost behind it"),
        (_month,),
        _print_month_summary,
    ),
    _Sheet(
        "morning-sheet",
        mark("the morning sheet of a consultant"),
        (_consultant, _day),
        _print_morning_sheet,
    ),
    _Sheet(
        "evening-sheet",
        mark("the sheet of the evening meeting, of everybody or of one consultant"),
        (_consultant, _day),
        _print_evening_sheet,
    ),
    _Sheet("handover-list", mark("the list of a handover"), (_consultant, _day), _handover_list),
    _Sheet(
        "customer-card",
        mark("the customer card, both sides: one by its number, or all open ones"),
        (_number, _consultant),
        _print_customer_card,
        one_of=True,
    ),
    _Sheet(
        "quote",
        mark("the newest quote of a card"),
        (_number,),
        _print_quote,
        one_of=True,
        needs_one=True,
    ),
)


def add_card_sheets(sheets: Commands) -> None:
    """The sheets of cards, below `print`."""
    for sheet in SHEETS:
        command = add_sheet(sheets, sheet.name, _(sheet.about), _print(sheet.printer), _("the PDF to write"))
        asked = command.add_mutually_exclusive_group(required=sheet.needs_one) if sheet.one_of else command
        for take in sheet.takes:
            take(asked)
        asked.add_argument("--blank", action="store_true", help=_("the empty form, to be filled by hand"))


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
