"""The sections of 展厅日报: figures and rates, cards, consultants, customers near a deal (sheets.md 2.3b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from showroom.forms.choices import METHODS
from showroom.forms.figures import FIGURE, PanelLine, Value
from showroom.forms.showroom_day import COUNTS, ConsultantLine, KeyCustomer, ShowroomDay
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese, mark
from showroom.rules.card_flow import LINES, flow_of, total_of
from showroom.rules.level import CIRCLED_LEVELS
from showroom.rules.roll_forward import RollForward
from showroom.sheets import hour_bars, ladders, shapes
from showroom.sheets.daily_report_panel import FIGURE_WORDS
from showroom.sheets.notes import Notes
from showroom.sheets.page import Align, Area, Page
from showroom.sheets.part_table import CAPTION, PartTable, caption, figure
from showroom.sheets.table import Column

HEADS: Final = 6.0
ROW: Final = 7.0
# Six levels and their sum stand where the design had four: printed, never written by hand.
FLOW_ROW: Final = 5.0
PEOPLE_HEADS: Final = 8.0
CONSULTANTS: Final = 7
ROWS_APART: Final = 32
CUSTOMERS: Final = 4
RATES_AT: Final = 82.0
_BARS_END: Final = 81.2

# Parties, then what they are made of; the rest as in the panel of the daily report.
_LINES: Final = (
    "parties",
    "first",
    "repeat",
    "calls",
    *(key for key in FIGURE_WORDS if key not in ("parties", "first", "repeat", "calls")),
)
RATE_WORDS: Final = {
    "filed_rate": mark("Capture rate"),
    "drive_rate": mark("Test drive rate"),
    "repeat_rate": mark("Be-back rate, on paper"),
    "closing_rate": mark("Closing rate, narrow"),
    "lost_rate": mark("Rate of losses"),
    "plan_rate": mark("Plans done, on paper"),
}
FLOW_HEADS: Final = (
    mark("On hand before, narrow"),
    mark("New, narrow"),
    mark("Rose in, narrow"),
    mark("Fell in, narrow"),
    mark("Rose out, narrow"),
    mark("Fell out, narrow"),
    mark("Won, narrow"),
    mark("Lost, on paper"),
    mark("Dormant, in a box"),
    mark("Other out, narrow"),
    mark("On hand after, narrow"),
)
_COUNT_HEADS: Final = (
    mark("Total: first visits"),
    mark("Total: repeat visits"),
    mark("Total: calls"),
    mark("Filed"),
    mark("Test drives"),
    mark("Orders"),
    mark("Deliveries"),
    mark("Lost, on paper"),
    mark("To visit, narrow"),
    mark("Visited, narrow"),
    mark("Overdue, narrow"),
)


def right(words: str, width: float) -> Column:
    return Column(chinese(words), width, Align.RIGHT)


def draw_figures(page: Page, top: float, day: ShowroomDay | None) -> None:
    """一 指标: the ten figures with target and attainment; empty without a day."""
    left = page.paper.left
    caption(page, left, top, chinese("One: figures"), chinese("Prior is the month to yesterday"))
    columns = (
        Column(chinese("Item, narrow"), 17),
        right(mark("Prior day, narrow"), 12),
        right(mark("This day, narrow"), 12),
        right(mark("To date, narrow"), 12),
        right(mark("Target, narrow"), 12),
        right(mark("Attained, narrow"), 13),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, HEADS, ROW, len(FIGURE_WORDS))
    drawn.rule()
    lines = {line.key: line for line in day.lines} if day else {}
    for row, key in enumerate(_LINES):
        first, *cells = drawn.cells(row)
        page.lines(first, ladders.figure(chinese(FIGURE_WORDS[key]), first.room))
        if key in lines:
            for cell, text in zip(cells, _of_line(lines[key]), strict=True):
                figure(page, cell, text)


def _of_line(line: PanelLine) -> tuple[str, ...]:
    target = "" if line.target is None else str(line.target)
    attained = "" if line.attainment is None else f"{line.attainment * 100:.0f} %"
    return (str(line.before), str(line.on_day), str(line.to_date), target, attained)


def draw_rates(page: Page, top: float, day: ShowroomDay | None) -> None:
    """The six rates beside them, and below these the parties by hour."""
    left = page.paper.left + RATES_AT
    columns = (
        Column(chinese("Rate, narrow"), 25),
        right(mark("This day, narrow"), 14),
        right(mark("This month, narrow"), 14),
        right(mark("Last month, narrow"), 14),
        right(mark("Target, narrow"), 13),
        Column(chinese("Reckoned as, narrow"), 18),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, HEADS, ROW, len(RATE_WORDS))
    drawn.rule()
    rates = {rate.family: rate for rate in day.rates} if day else {}
    for row, (family, words) in enumerate(RATE_WORDS.items()):
        cells = list(drawn.cells(row))
        page.lines(cells[0], ladders.figure(chinese(words), cells[0].room))
        rate = rates.get(family)
        if rate is not None:
            for cell, value in zip(cells[1:], (rate.on_day, rate.this_month, rate.last_month), strict=False):
                figure(page, cell, per_cent(value))
            page.lines(cells[5], ladders.in_steps(division(rate.on_day), DIVISION, cells[5].room, ROW, _cut))
    bars = Area(left, drawn.end + 1.0, drawn.width, top + _BARS_END - drawn.end - 1.0)
    hour_bars.draw(page, bars, day.hours if day else ())


DIVISION: Final[ladders.Steps] = ((7, 1), (6.5, 2), (5.5, 2), (5, 3), (4.5, 3))


def _cut() -> str:
    return ""


def division(value: Value) -> str:
    """试驾÷留档: the two counts of the book that a rate divides."""
    rate = value.figure
    over, under = getattr(rate, "over", ""), getattr(rate, "under", "")
    return f"{chinese(FIGURE[over].label)} ÷ {chinese(FIGURE[under].label)}"


def per_cent(value: Value) -> str:
    return "–" if value.value is None else f"{value.value * 100:.0f} %"


def draw_cards(page: Page, top: float, day: ShowroomDay | None) -> None:
    """二 卡片进出: every level from the cards of yesterday to those of today."""
    caption(
        page,
        page.paper.left,
        top,
        chinese("Two: cards in and out"),
        chinese("How each line of the cards closes"),
    )
    draw_flow(page, top + CAPTION, day.cards if day else None, FLOW_HEADS)


def draw_flow(
    page: Page,
    top: float,
    cards: RollForward | None,
    heads: Sequence[str],
    *,
    row: float = FLOW_ROW,
    closes: bool = False,
) -> None:
    """The lines of the cards under their eleven heads; with `closes` a tick behind each that closes."""
    left, moved = page.paper.left, 15 if closes else 16
    columns = [
        Column(chinese("Level, of cards"), 12, Align.CENTRE),
        *(right(head, 12 if place in (0, len(heads) - 1) else moved) for place, head in enumerate(heads)),
    ]
    if closes:
        columns.append(Column(chinese("Closes, narrow"), 9, Align.CENTRE))
    drawn = PartTable(page, columns, left, top, HEADS, row, len(LINES) + 1)
    drawn.rule()
    for place, level in enumerate((*map(str, LINES), "")):
        first, *cells = drawn.cells(place)
        total = not level
        page.lines(first, ladders.level(chinese("Sum, narrow") if total else level, 9.5), Align.CENTRE)
        if cards is not None:
            found = total_of(cards) if total else flow_of(cards, level)
            for cell, number in zip(cells, found.figures, strict=False):
                figure(page, cell, str(number), bold=total)
            if closes and not found.difference:
                shapes.tick(page, cells[-1].centre, cells[-1].middle)


def draw_consultants(
    page: Page,
    top: float,
    people: Sequence[ConsultantLine],
    total: ConsultantLine | None,
    notes: Notes,
    *,
    rows: int = CONSULTANTS,
    apart: bool = False,
) -> None:
    """三 顾问: one row each, and everybody; where they stand on a page of their own that is said."""
    left = page.paper.left
    hint = chinese("Consultants: see page 2") if apart else ""
    caption(page, left, top, chinese("Three: consultants"), hint)
    columns = (
        Column(chinese("Consultant, narrow"), 21),
        *(right(head, 9) for head in _COUNT_HEADS[: len(COUNTS)]),
        *(right(head, 9.5) for head in _COUNT_HEADS[len(COUNTS) :]),
        *(Column(str(level), 8.5, Align.RIGHT) for level in CIRCLED_LEVELS),
        right(mark("Orders of the month against target"), 24.5),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, PEOPLE_HEADS, ROW, rows + 1)
    drawn.rule()
    for row, line in enumerate(people):
        first, *cells = drawn.cells(row)
        name = line.name or chinese("Nobody's, on paper")
        page.lines(
            first, ladders.person(name, first.room, ROW, notes.at(chinese("Consultant, narrow"), name))
        )
        _figures_of(page, cells, line)
    first, *cells = drawn.cells(rows)
    page.word(first.x + 1.0, first.middle, chinese("Total"), 9)
    if total is not None:
        _figures_of(page, cells, total, bold=True)


def _figures_of(page: Page, cells: Sequence[Area], line: ConsultantLine, *, bold: bool = False) -> None:
    counts = [line.day.counts.get(key, 0) for key in COUNTS]
    visits = [line.planned, line.done, line.planned - line.done]
    levels = [line.on_hand.get(str(level), 0) for level in CIRCLED_LEVELS]
    orders = f"{line.orders} / {'–' if line.target is None else line.target}"
    for cell, text in zip(cells, (*map(str, (*counts, *visits, *levels)), orders), strict=True):
        figure(page, cell, text, bold=bold)


def draw_customers(page: Page, top: float, day: ShowroomDay | None, notes: Notes) -> None:
    """四 未成交重点客户: four of them, those at H first; how many there are says the caption."""
    left = page.paper.left
    hint = chinese("Level H, and raised today")
    if day and day.key_customers_in_all > len(day.key_customers):
        hint = chinese("Level H, and raised today; {count} in all", count=day.key_customers_in_all)
    caption(page, left, top, chinese("Four: customers near a deal"), hint)
    columns = (
        Column(chinese("Customer, narrow"), 30),
        Column(chinese("Level, of cards"), 10, Align.CENTRE),
        Column(chinese("Model"), 32),
        Column(chinese("Consultant, narrow"), 20),
        Column(chinese("Where it is stuck, next step"), 64),
        Column(chinese("Next time, on paper"), 24),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, HEADS, ROW, CUSTOMERS)
    drawn.rule()
    for row, customer in enumerate(day.key_customers if day else ()):
        _customer(page, list(drawn.cells(row)), customer, day, notes, row + 1)


def _customer(
    page: Page, cells: Sequence[Area], one: KeyCustomer, day: ShowroomDay | None, notes: Notes, number: int
) -> None:
    models = day.lists.get("car_model", ()) if day else ()
    model = "" if one.model is None else PAPER.word(models, one.model)
    name, level, car, consultant, said, following = cells

    def note(text: str) -> ladders.Note:
        place = chinese("No. {number} {field}", number=number, field=chinese("Customer, narrow"))
        return notes.at(place, text)

    page.lines(name, ladders.person(one.name, name.room, ROW, note(one.name)))
    page.lines(level, ladders.level(one.level, 10), Align.CENTRE)
    page.lines(car, ladders.words(model, car.room, ROW, note(model)))
    page.lines(consultant, ladders.person(one.consultant, consultant.room, ROW, note(one.consultant)))
    if one.said:
        page.lines(said, ladders.said(one.said, said.room, ROW, note(one.said)))
    if one.next_on is not None:
        method = PAPER.word(METHODS, one.next_method) if one.next_method else ""
        when = f"{one.next_on:%m-%d} {method}".strip()
        page.lines(following, ladders.words(when, following.room, ROW, note(when)))
