"""The command `figures`: the book of a period to read, as JSON, or as an Excel file."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from showroom.cli_desk import add_store_and_person, command_of, day_of, signed_in
from showroom.cli_sheet import refuse_place, write_table
from showroom.errors import Refused
from showroom.forms.figure_counts import Count
from showroom.forms.figures import Book, Value
from showroom.language import _, mark
from showroom.usage import Parser

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]


def add_figures(commands: Commands) -> None:
    """The command `figures`."""
    command = command_of(commands, "figures", _("the figures of a period, each with its division"), _figures)
    add_store_and_person(command)
    command.add_argument(
        "--from", dest="first", type=day_of, help=_("the first day; that of the month when left out")
    )
    command.add_argument("--to", dest="last", type=day_of, help=_("the last day; today when left out"))
    command.add_argument(
        "--consultant", metavar="USER", help=_("of one consultant; without it of all one may see")
    )
    command.add_argument(
        "--as-of",
        type=day_of,
        help=_("as the store stood at the end of a past day, before later corrections"),
    )
    how = command.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    how.add_argument("--out", type=Path, help=_("the Excel file to write"))


def _figures(options: argparse.Namespace) -> None:
    from showroom.exchange.figures import export_figures
    from showroom.services import figures, past, sheet_owners

    if options.out:
        refuse_place(options)
    with signed_in(options) as desk:
        last = options.last or options.as_of or desk.clock.today()
        first = options.first or last.replace(day=1)
        if first > last:
            raise Refused(
                "E-FIGURES-DAYS",
                mark("{first} comes after {last}. Nothing was counted. Give the first day first."),
                first=first,
                last=last,
            )
        whose = sheet_owners.consultants(desk, options.consultant)[0].staff if options.consultant else None
        if options.out:
            content = export_figures(desk, first, last, whose, as_of=options.as_of)
        else:
            with past.reading(desk, options.as_of):
                book = figures.of_period(desk, first, last, whose)
    if options.out:
        write_table(options.out, content)
    elif options.json:
        print(json.dumps(_told(book), ensure_ascii=False, indent=1))
    else:
        _print(book, options.as_of)


def _told(book: Book) -> list[dict[str, Any]]:
    """Every figure as an object, the cards on hand last."""
    found: list[dict[str, Any]] = []
    for value in book.values:
        one = {"key": value.figure.key, "label": _(value.figure.label), "kind": "count", "value": value.value}
        if not isinstance(value.figure, Count):
            one |= {"kind": "rate", "numerator": value.numerator, "denominator": value.denominator}
        found.append(one)
    for key, count in book.roll_forward.figures().items():
        found.append({"key": key, "label": key, "kind": "count", "value": count})
    return found


def _print(book: Book, as_of: date | None) -> None:
    print(_("{first} to {last}", first=book.first, last=book.last))
    if as_of is not None:
        print(_("As the store stood at the end of {day}", day=as_of))
    for value in book.values:
        print("\t".join((value.figure.key, _(value.figure.label), _words(value))))
    for key, count in book.roll_forward.figures().items():
        print(f"{key}\t{count}")


def _words(value: Value) -> str:
    """A count's number; a rate with its division."""
    found = value.value
    if isinstance(value.figure, Count):
        return str(found)
    division = f"{value.numerator} ÷ {value.denominator}"
    if found is None:
        return f"–\t{division}"
    return f"{found:.1f}\t{division}" if value.figure.mean else f"{found:.1%}\t{division}"
