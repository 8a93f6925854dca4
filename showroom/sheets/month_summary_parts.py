"""The sections of 月度总结: figures, funnel, cards, consultants, sources, the lost of both halves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from showroom.forms.field import Option
from showroom.forms.figures import FIGURE, Part, Value
from showroom.forms.lost_analysis import Losses
from showroom.forms.month_summary import RATES, MonthOf, MonthSummary
from showroom.forms.plot import STAGES as FUNNEL
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese, mark
from showroom.sheets import ladders, plot
from showroom.sheets.daily_report_panel import FIGURE_WORDS
from showroom.sheets.lost_analysis import GROUPS
from showroom.sheets.notes import Notes
from showroom.sheets.page import Area, Page
from showroom.sheets.part_table import CAPTION, PartTable, caption, figure
from showroom.sheets.showroom_day_parts import (
    DIVISION,
    FLOW_HEADS,
    HEADS,
    PEOPLE_HEADS,
    RATE_WORDS,
    RATES_AT,
    ROW,
    division,
    draw_flow,
    per_cent,
    right,
)
from showroom.sheets.table import Column

CONSULTANTS: Final = 8
# Rows of the sources and of the lost beside them, their sum or rate among them.
BESIDE: Final = 10
BESIDE_ROW: Final = 7.0
RULED: Final = 4
RULED_ROW: Final = 7.0
_LOST_AT: Final = 92.0

_RATE_WORDS: Final = {
    **RATE_WORDS,
    "card_rate": mark("Card rate"),
    "in_time_rate": mark("Called back in time"),
    "no_show_rate": mark("No-show rate"),
    "lost_clear_rate": mark("Clear reasons"),
}
_STAGES: Final = (
    mark("Only recorded, narrow"),
    mark("Followed up, narrow"),
    mark("Came, narrow"),
    mark("Drove the car, narrow"),
    mark("Was quoted, narrow"),
    mark("Had ordered, narrow"),
    mark("Stage not known, narrow"),
)
_FLOW_HEADS: Final = (
    mark("At the beginning, narrow"),
    *FLOW_HEADS[1:-1],
    mark("At the end, narrow"),
)


def draw_figures(page: Page, top: float, summary: MonthSummary | None) -> None:
    """一 指标: the figures with target, attainment and the month before; empty without a summary."""
    left = page.paper.left
    caption(page, left, top, chinese("One: figures"), chinese("This month against the last and the target"))
    columns = (
        Column(chinese("Item, narrow"), 19),
        right(mark("This month, narrow"), 14),
        right(mark("Last month, narrow"), 14),
        right(mark("Target, narrow"), 14),
        right(mark("Attained, narrow"), 17),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, HEADS, ROW, len(FIGURE_WORDS))
    drawn.rule()
    lines = {line.key: line for line in summary.lines} if summary else {}
    for row, (key, words) in enumerate(FIGURE_WORDS.items()):
        first, *cells = drawn.cells(row)
        page.lines(first, ladders.figure(chinese(words), first.room))
        if key in lines:
            line = lines[key]
            target = "" if line.target is None else str(line.target)
            attained = "" if line.attainment is None else f"{line.attainment * 100:.0f} %"
            for cell, text in zip(
                cells, (str(line.this_month), str(line.last_month), target, attained), strict=True
            ):
                figure(page, cell, text)


def draw_rates(page: Page, top: float, summary: MonthSummary | None) -> None:
    """The rates beside them: per cent, the two numbers that were divided, and what they count."""
    columns = (
        Column(chinese("Rate, narrow"), 25),
        right(mark("This month, narrow"), 14),
        right(mark("Divided, narrow"), 22),
        right(mark("Last month, narrow"), 14),
        Column(chinese("Reckoned as, narrow"), 23),
    )
    drawn = PartTable(page, columns, page.paper.left + RATES_AT, top + CAPTION, HEADS, ROW, len(RATES))
    drawn.rule()
    rates = {rate.family: rate for rate in summary.rates} if summary else {}
    for row, family in enumerate(RATES):
        first, now, divided, before, reckoned = drawn.cells(row)
        page.lines(first, ladders.figure(chinese(_RATE_WORDS[family]), first.room))
        rate = rates.get(family)
        if rate is not None:
            figure(page, now, per_cent(rate.this_month), bold=True)
            figure(page, divided, _divided(rate.this_month))
            figure(page, before, per_cent(rate.last_month))
            page.lines(
                reckoned,
                ladders.in_steps(division(rate.this_month), DIVISION, reckoned.room, ROW, lambda: ""),
            )


def _divided(value: Value) -> str:
    return f"{value.numerator} ÷ {value.denominator or 0}"


def draw_funnel(page: Page, top: float, summary: MonthSummary | None) -> float:
    """The seven counts of the funnel, and below them the lost by how far they had come; gives its end."""
    left, wide = page.paper.left, page.paper.live_width
    if summary is not None and summary.funnel is not None:
        end = top + plot.draw(page, summary.funnel, left, top, wide) + 1.5
    else:
        heads = tuple(right(FIGURE[key].label, wide / len(FUNNEL)) for key in FUNNEL)
        empty = PartTable(page, heads, left, top, HEADS, ROW, 1)
        empty.rule()
        end = empty.end + 2.0
    columns = (Column("", 26.0), *(right(head, 22.0) for head in _STAGES))
    drawn = PartTable(page, columns, left, end, HEADS, HEADS, 1)
    drawn.rule()
    first, *cells = drawn.cells(0)
    page.lines(first, ladders.figure(chinese("Lost at, on paper"), first.room))
    for cell, count in zip(cells, summary.stages if summary else (), strict=False):
        figure(page, cell, str(count))
    return drawn.end


def draw_cards(page: Page, top: float, summary: MonthSummary | None) -> None:
    """二 卡片进出: every level from the beginning of the month to its end, ticked where the sum closes."""
    hint = chinese("How each line of the cards of a month closes")
    caption(page, page.paper.left, top, chinese("Two: cards in and out"), hint)
    draw_flow(page, top + CAPTION, summary.cards if summary else None, _FLOW_HEADS, row=ROW, closes=True)


def draw_consultants(
    page: Page,
    top: float,
    people: Sequence[MonthOf],
    total: MonthOf | None,
    notes: Notes,
    *,
    rows: int = CONSULTANTS,
    hint: str = "",
) -> None:
    """三 顾问: one row each, and everybody."""
    caption(page, page.paper.left, top, chinese("Three: consultants"), hint)
    columns = (
        Column(chinese("Consultant, narrow"), 27.5),
        right(mark("Total: first visits"), 14),
        right(mark("Filed"), 14),
        right(mark("Test drives"), 14),
        right(mark("Orders of the month against target"), 24.5),
        right(mark("Deliveries"), 14),
        right(mark("To visit, narrow"), 14),
        right(mark("Visited, narrow"), 14),
        right(mark("Follow-up rate, narrow"), 16),
        right(mark("Overdue, narrow"), 14),
        right(mark("Lost, on paper"), 14),
    )
    drawn = PartTable(page, columns, page.paper.left, top + CAPTION, PEOPLE_HEADS, ROW, rows + 1)
    drawn.rule()
    for row, one in enumerate(people):
        first, *cells = drawn.cells(row)
        name = one.name or chinese("Nobody's, on paper")
        note = notes.at(chinese("Consultant, narrow"), name)
        page.lines(first, ladders.person(name, first.room, ROW, note))
        _figures_of(page, cells, one)
    first, *cells = drawn.cells(rows)
    page.word(first.x + 1.0, first.middle, chinese("Total"), 9)
    if total is not None:
        _figures_of(page, cells, total, bold=True)


def _figures_of(page: Page, cells: Sequence[Area], one: MonthOf, *, bold: bool = False) -> None:
    texts = (
        *(str(one.of(key)) for key in ("first", "filed", "drives")),
        f"{one.of('orders')} / {'–' if one.target is None else one.target}",
        *(str(one.of(key)) for key in ("deliveries", "planned", "planned_done")),
        per_cent(one.month["plan_rate"]),
        str(one.overdue),
        str(one.of("lost")),
    )
    for cell, text in zip(cells, texts, strict=True):
        figure(page, cell, text, bold=bold)


def draw_sources(page: Page, top: float, summary: MonthSummary | None, notes: Notes) -> None:
    """四 来源: those with most parties, what is left of them in one row, and the sum."""
    left = page.paper.left
    caption(page, left, top, chinese("Four: sources"))
    columns = (
        Column(chinese("Source"), 32),
        right(mark("Showroom parties"), 14),
        right(mark("Captured, narrow"), 14),
        right(mark("Ordered, narrow"), 14),
        right(mark("Share, narrow"), 14),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, HEADS, BESIDE_ROW, BESIDE)
    drawn.rule()
    some = summary.sources if summary else ()
    words = summary.lists.get("source", ()) if summary else ()
    shown: list[tuple[str, tuple[Part, ...]]] = [(_source(part, words), (part,)) for part in some]
    if len(shown) >= BESIDE:
        shown = [*shown[: BESIDE - 2], (chinese("Other sources, on paper"), tuple(some[BESIDE - 2 :]))]
    parties = sum(part.parties for part in some)
    for row, (name, parts) in enumerate(shown):
        first, *cells = drawn.cells(row)
        page.lines(first, ladders.words(name, first.room, BESIDE_ROW, notes.at(chinese("Source"), name)))
        _sums(page, cells, parts, parties)
    first, *cells = drawn.cells(BESIDE - 1)
    page.word(first.x + 1.0, first.middle, chinese("Total"), 9)
    if summary is not None:
        _sums(page, cells, some, parties, bold=True)


def _source(part: Part, words: tuple[Option, ...]) -> str:
    return PAPER.word(words, part.code) if part.code else chinese("Source not written down")


def _sums(
    page: Page, cells: Sequence[Area], parts: Sequence[Part], parties: int, *, bold: bool = False
) -> None:
    here = sum(part.parties for part in parts)
    share = f"{here / parties * 100:.0f} %" if parties else "–"
    captured, ordered = (sum(getattr(part, of) for part in parts) for of in ("captured", "ordered"))
    for cell, text in zip(cells, (str(here), str(captured), str(ordered), share), strict=True):
        figure(page, cell, text, bold=bold)


def draw_lost(page: Page, top: float, summary: MonthSummary | None) -> None:
    """五 战败: how many in each half and in all of the month, why, how clear, and who was late."""
    left = page.paper.left + _LOST_AT
    caption(page, left, top, chinese("Five: the lost, twice a month"), chinese("What the lost are shares of"))
    columns = (
        Column(chinese("Item, narrow"), 22),
        right(mark("First half, narrow"), 22),
        right(mark("Second half, narrow"), 22),
        right(mark("Whole month, narrow"), 22),
    )
    labels = (
        mark("Lost, on paper"),
        *(label for label, _groups in GROUPS),
        mark("Clear reasons, share"),
        mark("Followed up late"),
        mark("Rate of losses"),
    )
    drawn = PartTable(page, columns, left, top + CAPTION, HEADS, BESIDE_ROW, BESIDE)
    drawn.rule()
    periods = (*summary.halves, *filter(None, (summary.lost,))) if summary else ()
    columns_of = [_lost_of(one) for one in periods]
    for row, label in enumerate(labels):
        first, *cells = drawn.cells(row)
        page.lines(first, ladders.figure(chinese(label), first.room))
        for cell, texts in zip(cells, columns_of, strict=False):
            figure(page, cell, texts[row], bold=not row)


def _lost_of(losses: Losses) -> tuple[str, ...]:
    counts = losses.by_group()
    return (
        str(len(losses.rows)),
        *(str(sum(counts.get(one, 0) for one in groups)) for _label, groups in GROUPS),
        _share_of(losses.clear, losses.requests),
        str(sum(map(len, losses.late().values()))),
        _share_of(len(losses.rows), losses.cards),
    )


def _share_of(over: int, under: int) -> str:
    """40 % 2÷5: a share with its division."""
    return f"{over / under * 100:.0f} % {over}÷{under}" if under else "–"


def draw_conclusions(page: Page, top: float) -> None:
    """六 结论: ruled lines for the pen, what the month taught and what is done about it."""
    left, wide = page.paper.left, page.paper.live_width
    caption(page, left, top, chinese("Six: conclusions"))
    taught = (Column(chinese("What this month taught, on paper"), wide),)
    above = PartTable(page, taught, left, top + CAPTION, HEADS, RULED_ROW, RULED)
    above.rule()
    measures = (
        Column(chinese("What is done next month, on paper"), wide - 70),
        Column(chinese("Who, on paper"), 35),
        Column(chinese("By when, on paper"), 35),
    )
    PartTable(page, measures, left, above.end + 1.5, HEADS, RULED_ROW, RULED).rule()
