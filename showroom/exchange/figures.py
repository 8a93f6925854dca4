"""The book of figures of a period as an Excel table, each with its division and what it says (P1–P4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from showroom.exchange.exporting import built
from showroom.exchange.workbook import Column, Share, Table, head_line
from showroom.exchange.workbook import Value as Cell
from showroom.forms import figure_sources
from showroom.forms.figure_counts import Count
from showroom.forms.figures import FIGURE, Book, Value
from showroom.language import _, either
from showroom.services import figures, past, settings
from showroom.services.desk import Desk

# Widths in mm.
_LABEL: Final = 45.0
_FIGURE: Final = 18.0
_SAYS: Final = 90.0
_SOURCE: Final = 60.0


def export_figures(
    desk: Desk, first: date, last: date, consultant: int | None = None, *, as_of: date | None = None
) -> bytes:
    """All figures of a period as .xlsx, of one consultant or of everybody, as of a past day or now.

    Raises Denied; Refused for a day that has no past (services.past).
    """
    with past.reading(desk, as_of):
        book = figures.of_period(desk, first, last, consultant)
    return exported(desk, table_of(book, as_of), first, last, consultant)


def exported(desk: Desk, table: Table, first: date, last: date, consultant: int | None = None) -> bytes:
    """Any table of figures as .xlsx, recorded as an export of these days. Raises Denied."""
    number = figures.record_export(desk, first, last, consultant, rows=len(table.rows))
    return built(desk, table, number)


def table_of(book: Book, as_of: date | None = None) -> Table:
    """Every figure in the order of the book, then the sum of the cards on hand; the head tells the days."""
    facts = settings.facts()
    parts = [(_("From"), book.first.isoformat()), (_("To"), book.last.isoformat())]
    if as_of is not None:
        parts.append((_("As of the end of"), as_of.isoformat()))
    heads = (
        (_("Figure"), _LABEL),
        (_("Value"), _FIGURE),
        (_("Numerator"), _FIGURE),
        (_("Denominator"), _FIGURE),
        (_("What it says"), _SAYS),
        (_("Source"), _SOURCE),
    )
    cards = ((key, count, None, None, "", "") for key, count in book.roll_forward.figures().items())
    return Table(
        f"{_('Figures')} {book.first}",
        _("Figures"),
        head_line(either(facts.dealer, facts.dealer_english), parts),
        tuple(Column(head, width) for head, width in heads),
        (*map(_row, book.values), *cards),
    )


def _row(value: Value) -> tuple[Cell, ...]:
    figure = value.figure
    if isinstance(figure, Count):
        return (
            _(figure.label),
            value.numerator,
            None,
            None,
            _(figure.says),
            figure_sources.said(figure.source),
        )
    over, under = FIGURE[figure.over], FIGURE[figure.under]
    division = f"{_(over.label)} ÷ {_(under.label)}"
    return (
        _(figure.label),
        shown(value),
        value.numerator,
        value.denominator,
        division,
        figure_sources.said(figure.source),
    )


def shown(value: Value) -> Cell:
    """A count as a number, a share in percent, a mean to one place; an empty cell for nothing divided."""
    found = value.value
    if found is None or isinstance(value.figure, Count):
        return found
    return round(found, 1) if value.figure.mean else Share(round(100 * found))
