"""The numbers of the dashboard in words, each with what it opens."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from showroom.forms import dashboard as form
from showroom.forms import day_words
from showroom.forms.dashboard import Dashboard, TeamLine
from showroom.forms.day_words import month_day
from showroom.forms.figures import FIGURE, Book, FigureRow
from showroom.forms.lost_request import Request
from showroom.forms.plot import Bar, Part
from showroom.language import _, mark
from showroom.rules.card_flow import LINES, Flow, flow_of, total_of
from showroom.rules.periods import Span
from showroom.services import card_flow, due_list
from showroom.services.desk import Desk
from showroom.ui import figure_words, names, request_lines
from showroom.ui.card_lines import CardWords
from showroom.ui.cells import Cell, Run
from showroom.ui.figure_lines import CardsTold, FigureCell, FigureLine, FigureTable, Told, told_cell, words
from showroom.ui.figure_words import number
from showroom.ui.key_figure import KeyWords
from showroom.ui.names import Names

# The columns of the sum of a day, each with the columns of a `Flow` it adds up, and their sign.
_COLUMNS: Final = (
    (mark("Prior"), ("opening",), ""),
    (mark("New"), ("new",), "+"),
    (mark("In"), ("rose_in", "fell_in"), "+"),
    (mark("Out"), ("rose_out", "fell_out"), "−"),
    (mark("Won"), ("won",), "−"),
    (mark("Lost"), ("lost",), "−"),
    (mark("Asleep"), ("dormant",), "−"),
    (mark("Else"), ("other",), "−"),
    (mark("Now"), ("closing",), ""),
)
_TEAM: Final = (
    mark("First"),
    mark("Filed"),
    mark("Drives"),
    mark("Orders"),
    mark("Plan done"),
    mark("Late"),
)
# So many reasons of losses are named beside each other; the rest share the last word.
REASONS: Final = 4


def figures_of(board: Dashboard, before: Book | None) -> Iterator[tuple[KeyWords, Told]]:
    """The numbers in large: counts beside their targets, rates with their divisions.

    Without `before`, the book of the days it is compared with, nothing is said of those.
    """
    whose = None, ""
    for key in form.COUNTS:
        value = board.book[key]
        aim = board.aims.get(key)
        note = _("before: {value}", value=number(before[key].numerator)) if before else ""
        if aim:
            share = f"{100 * value.numerator / aim:.0f} %"
            note = _("Target {number}, reached {share}", number=number(aim), share=share)
        part = value.numerator / aim if aim else None
        said = KeyWords(_(FIGURE[key].label), number(value.numerator), "", note, part, board.elapsed)
        yield said, Told(value, board.period, *whose)
    for family in form.RATES:
        key = board.chosen[family]
        division, result = figure_words.in_full(board.book[key])
        shown, unit, _rest = result.partition(" %")
        note = division
        if before:
            _division, earlier = figure_words.in_full(before[key])
            note = _("{division}, before: {value}", division=division, value=earlier)
        yield (
            KeyWords(_(FIGURE[key].label), shown, unit.strip(), note),
            Told(board.book[key], board.period, *whose),
        )


def compared(board: Dashboard) -> str:
    """What it is compared with: 与2月1日至24日比."""
    return _("compared with {days}", days=figure_words.days(board.compared))


def elapsed(board: Dashboard) -> str:
    """How much of the period is over; "" once it is."""
    if board.elapsed is None or board.period.span is Span.DAY:
        return ""
    return _("{percent} % of the time is over", percent=round(100 * board.elapsed))


# -- cards ------------------------------------------------------------------------------------------------


def cards_of(board: Dashboard) -> FigureTable:
    """Each level from the day before to this one; levels without any cards are left out."""
    heads = ("", *(_(word) for word, _columns, _sign in _COLUMNS))
    lines = []
    # From the nearest to a deal; those without a level last.
    for level in (*LINES[1:], LINES[0]):
        flow = flow_of(board.cards, level)
        if any(flow.figures):
            badge = FigureCell(Cell(badge=str(level)))
            lines.append(FigureLine((badge, *_flow_cells(flow, str(level), board.day))))
    lines.append(
        FigureLine(
            (words(_("Total"), medium=True), *_flow_cells(total_of(board.cards), None, board.day)), total=True
        )
    )
    return FigureTable(heads, tuple(lines))


def _flow_cells(flow: Flow, level: str | None, day: date) -> Iterator[FigureCell]:
    for word, columns, sign in _COLUMNS:
        count = sum(getattr(flow, one) for one in columns)
        ends = not sign
        text = f"{sign}{number(count)}" if count or ends else ""
        cell = Cell(
            (Run(text, "t1" if ends or level is None else "t2", columns == ("closing",)),), right=True
        )
        asked = CardsTold(_cards_said(_(word), level, day, count), _reader(columns, level, day))
        yield FigureCell(cell, cards=asked if count else None)


def _cards_said(column: str, level: str | None, day: date, count: int) -> str:
    on = day_words.month_day(day)
    if level is None:
        return _("{column}, all levels, {day}: {count} cards", column=column, day=on, count=number(count))
    return _(
        "{column}, level {level}, {day}: {count} cards",
        column=column,
        level=level,
        day=on,
        count=number(count),
    )


def _reader(columns: Collection[str], level: str | None, day: date) -> card_flow.Reader:
    return lambda desk: card_flow.rows(desk, columns, level, day, day)


def verdict(board: Dashboard) -> tuple[str, bool]:
    """Whether the sum closes at every level, and in words."""
    broken = [str(level) for level in LINES if flow_of(board.cards, level).difference]
    if broken:
        return _("The sum does not close at {levels}.", levels=" ".join(broken)), False
    return _("Adds up: prior + changes = now, at every level"), True


# -- consultants ------------------------------------------------------------------------------------------


def team_of(board: Dashboard, late: Mapping[int | None, int] | None, by_name: Names) -> FigureTable:
    """Consultants beside each other; how many cards are late is None until it was reckoned."""
    lines = tuple(_team_line(one, board, late, names.shown(by_name, one.name)) for one in board.team)
    return FigureTable(("", *map(_, _TEAM)), lines)


def _team_line(
    one: TeamLine, board: Dashboard, late: Mapping[int | None, int] | None, name: str
) -> FigureLine:
    cells = (told_cell(Told(one.book[key], board.period, one.staff, name)) for key in form.TEAM)
    count = late.get(one.staff, 0) if late is not None else 0
    shown = number(count) if late is not None else "…"
    said = _("Late with {name} at this moment: {count} cards", name=name, count=number(count))
    asked = CardsTold(said, _late_reader(one.staff)) if count else None
    cell = FigureCell(Cell((Run(shown, "red" if count else "t3"),), right=True), cards=asked)
    return FigureLine((words(name), *cells, cell))


def _late_reader(staff: int) -> card_flow.Reader:
    def read(desk: Desk) -> tuple[FigureRow, ...]:
        return tuple(
            FigureRow(
                "prospect",
                one.prospect,
                one.due.day,
                1,
                one.owner,
                one.owner_name,
                one.customer,
                one.name,
                one.prospect,
            )
            for one in due_list.late_follow_ups(desk, staff)
        )

    return read


# -- losses, and what waits -------------------------------------------------------------------------------


def losses_of(board: Dashboard) -> Iterator[tuple[str, Part]]:
    """Why cards were lost, the commonest reasons first; what is left shares the last word."""
    bars = board.lost.bars
    for bar in bars[:REASONS]:
        yield f"{bar.label.shown} {number(bar.value)}", _whole(bar)
    rest = bars[REASONS:]
    if rest:
        count = number(sum(bar.value for bar in rest))
        codes = frozenset().union(*(_whole(bar).codes for bar in rest))
        part = _whole(rest[0])
        whole = Part(part.figure, part.first, part.last, part.consultant, part.split, codes)
        yield _("others {count}", count=count), whole


def _whole(bar: Bar) -> Part:
    (one,) = bar.marks
    return one.part


def clear_of(board: Dashboard) -> Told:
    """The share of losses whose reason is clear (forms 2.7)."""
    return Told(board.book["lost_clear_rate"], board.period, None, "")


def waiting_words(one: Request, today: date, by_name: Names) -> CardWords:
    """A request for the manager: whose, what is asked and why, and since when it waits."""
    days = (today - one.asked_on).days
    found = request_lines.to_decide(one, days)
    asked = month_day(one.asked_on)
    below = " ".join(part for part in (one.analysis, one.bought) if part)
    owner = names.shown(by_name, one.owner_name)
    about = " ".join(part for part in (found.about, owner) if part)
    return CardWords(found.prospect, found.name, about, found.when or asked, found.level, found.tone, below)
