"""The tables of the figures page: what was read, laid out in lines whose numbers can be asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from showroom.forms.figures import FIGURE, Book, Part, Value
from showroom.language import _, mark
from showroom.rules.periods import Period
from showroom.rules.roll_forward import ADDED, LEVELS, TAKEN, RollForward, Term
from showroom.services.card_flow import Reader
from showroom.services.figures_parts import By
from showroom.services.sheet_owners import Consultant
from showroom.ui import figure_sections as sections
from showroom.ui.cells import Cell, Run
from showroom.ui.figure_words import in_full, number

# The heads of the sum of each level, and its sign in the sum.
_TERMS: Final[Mapping[Term, str]] = {
    Term.OPENING: mark("At the start"),
    Term.NEW: mark("New"),
    Term.RETURNED: mark("Taken up"),
    Term.RECEIVED: mark("Taken over"),
    Term.MOVED_IN: mark("Came in"),
    Term.MOVED_OUT: mark("Went out"),
    Term.DELIVERED: mark("Delivered"),
    Term.LOST: mark("Lost"),
    Term.DORMANT: mark("Dormant"),
    Term.WITHDRAWN: mark("Withdrawn"),
    Term.HANDED_OVER: mark("Handed on"),
    Term.CLOSING: mark("At the end"),
}
_ORIGINS: Final = (
    (By.SOURCE, mark("Sources")),
    (By.CAMPAIGN, mark("Campaigns")),
    (By.AREA, mark("Areas")),
    (By.MODEL, mark("Models")),
)


@dataclass(frozen=True)
class Told:
    """A number in the table: what it is, of which days, and whose."""

    value: Value
    period: Period
    consultant: int | None
    consultant_name: str


@dataclass(frozen=True)
class CardsTold:
    """A number of cards that is no figure of the book: what it is in a sentence, and what reads its rows."""

    sentence: str
    read: Reader


@dataclass(frozen=True)
class FigureCell:
    """A cell as it is painted; what stands behind it, if something can be asked."""

    cell: Cell
    told: Told | None = None
    cards: CardsTold | None = None


@dataclass(frozen=True)
class FigureLine:
    """One line; a `head` stands over the lines below it, a `total` under those above it."""

    cells: tuple[FigureCell, ...]
    head: bool = False
    total: bool = False


@dataclass(frozen=True)
class FigureTable:
    """Heads and lines."""

    heads: tuple[str, ...]
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True)
class BookColumn:
    """One column of numbers: its head, the days, their figures."""

    head: str
    period: Period
    book: Book


@dataclass(frozen=True)
class Whose:
    """Of one consultant, or of the showroom (None)."""

    staff: int | None
    name: str


def words(text: str, tone: str = "t1", *, medium: bool = False) -> FigureCell:
    """A cell that only says something."""
    return FigureCell(Cell((Run(text, tone, medium),)))


def told_cell(told: Told) -> FigureCell:
    """A number; a rate with its division before it."""
    division, result = in_full(told.value)
    runs = (Run(f"{division}   ", "t3"),) if division else ()
    return FigureCell(Cell((*runs, Run(result, medium=True)), right=True), told)


def _right(text: str, tone: str = "t1") -> FigureCell:
    return FigureCell(Cell((Run(text, tone),), right=True))


def of_section(
    section: str,
    columns: Sequence[BookColumn],
    whose: Whose,
    targets: Mapping[str, int] | None,
    reached: int,
    printed: frozenset[str] = frozenset(),
) -> FigureTable:
    """A section by periods; `targets` are measured on the column `reached`, without any they have no columns.

    Of the rates the trade knows several of, those that are `printed` say so.
    """
    heads = ["", *(column.head for column in columns)]
    if targets is not None:
        heads += [_("Target"), _("Attainment")]

    def line(key: str) -> FigureLine:
        values = [Told(one.book[key], one.period, whose.staff, whose.name) for one in columns]
        label = words(_(FIGURE[key].label))
        if key in printed:
            label = FigureCell(Cell((*label.cell.runs, Run(f"   {_('printed')}", "ink"))))
        cells = [label, *map(told_cell, values)]
        if targets is not None:
            cells += _wished(targets.get(key), values[reached].value)
        return FigureLine(tuple(cells))

    lines: list[FigureLine] = []
    for block in sections.BLOCKS[section]:
        lines.append(head_line(_(block.head), len(heads)))
        lines.extend(map(line, block.keys))
    return FigureTable(tuple(heads), tuple(lines))


def _wished(target: int | None, reached: Value) -> list[FigureCell]:
    """Target and attainment; both empty where nobody set one."""
    if target is None:
        return [_right(""), _right("")]
    share = f"{100 * reached.numerator / target:.0f} %" if target else "—"
    attained = Cell((Run(f"{number(reached.numerator)} ÷ {number(target)}   ", "t3"), Run(share)), right=True)
    return [_right(number(target)), FigureCell(attained)]


def head_line(word: str, wide: int) -> FigureLine:
    """The head over some lines."""
    return FigureLine((words(word, "t2", medium=True), *(words("") for _place in range(wide - 1))), head=True)


def of_levels(book: Book) -> FigureTable:
    """The sum of every level: opening, what came and went, closing; at the end whether it closes."""
    terms = tuple(_TERMS)
    heads = (_("Level"), *(_(_TERMS[term]) for term in terms), _("Missing"))
    sums = book.roll_forward
    lines = [_level_line(level, sums, terms) for level in LEVELS]
    totals = [words(_("Total"), medium=True)]
    totals += [_right(_signed(term, sums.total(term))) for term in terms]
    totals.append(_missing(sum(map(sums.difference, LEVELS))))
    return FigureTable(heads, (*lines, FigureLine(tuple(totals))))


def _level_line(level: str, sums: RollForward, terms: Sequence[Term]) -> FigureLine:
    figures = [_right(_signed(term, sums.of(level, term))) for term in terms]
    return FigureLine((words(level, medium=True), *figures, _missing(sums.difference(level))))


def _signed(term: Term, count: int) -> str:
    """What came with a plus, what went with a minus; nothing for nothing."""
    if term in (Term.OPENING, Term.CLOSING):
        return number(count)
    sign = "+" if term in ADDED else "−" if term in TAKEN else ""
    return f"{sign}{number(count)}" if count else ""


def _missing(count: int) -> FigureCell:
    return _right(f"{count:+d}", "red") if count else _right(_("closes"), "t2")


def of_origins(parts: Mapping[By, Sequence[Part]]) -> FigureTable:
    """Sources, campaigns, areas and models: who came of each, left a number, ordered, is on hand."""
    heads = (_("Where from"), _("Parties"), _("Filed"), _("Orders"), _("On hand"))
    return FigureTable(heads, tuple(_origin_lines(parts, len(heads))))


def _origin_lines(parts: Mapping[By, Sequence[Part]], wide: int) -> Iterator[FigureLine]:
    for by, word in _ORIGINS:
        yield head_line(_(word), wide)
        for part in parts[by]:
            figures = [number(one) for one in (part.parties, part.captured, part.ordered)]
            # Only models are on hand: a card has no campaign and no area of its own.
            figures.append(number(part.on_hand) if by is By.MODEL else "")
            said = part.label or _("not said")
            yield FigureLine((words(said), *map(_right, figures)))


def side_by_side(
    books: Mapping[int | None, Book], people: Sequence[Consultant], period: Period
) -> FigureTable:
    """Consultants beside each other in roster order; last what is nobody's, or of others (req 136)."""
    keys = sections.SIDE_BY_SIDE
    heads = (_("Consultant"), *(_(FIGURE[key].label) for key in keys))
    lines = []
    for one in people:
        book = books.get(one.staff, Book(period.first, period.last, one.staff, {}))
        told = (Told(book[key], period, one.staff, one.name) for key in keys)
        lines.append(FigureLine((words(one.name), *map(told_cell, told))))
    known = {one.staff for one in people}
    others = [book for staff, book in books.items() if staff not in known]
    if others:
        sums = (sum(book[key].numerator for book in others) for key in keys)
        figures = (_right(number(one), "t2") for one in sums)
        lines.append(FigureLine((words(_("Others and nobody's"), "t2"), *figures)))
    return FigureTable(heads, tuple(lines))
