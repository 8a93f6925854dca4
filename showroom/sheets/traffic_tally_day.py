"""展厅客流量统计表, the traffic tally of one day (TT): eleven slots with their 正."""

from __future__ import annotations

from typing import BinaryIO, Final

from showroom.forms.traffic_tally import TrafficTallyDay
from showroom.language import chinese
from showroom.rules.level import LOG_LEVELS
from showroom.rules.tally import OTHER_TIMES, SLOTS, Tally, slot_words
from showroom.sheets import ladders, pdf, qr, shapes, table
from showroom.sheets import traffic_tally as sheet
from showroom.sheets.frame import BODY, LABEL_SIZE, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, MEDIUM, Align, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column, Group

# Heights in mm (sheets.md 2.1b).
HEADS: Final = 10.5
ROW: Final = 15.0
TOTALS: Final = 10.0
FIGURES: Final = 14.0
LEVELS: Final = 10.0
SIGNATURES: Final = 13.0
FIGURES_TOP: Final = 216.0
SIGNATURES_TOP: Final = 242.0
LEGEND: Final = (258.6, 262.0)
# Widths.
SLOT: Final = 19.0
MARKS: Final = 27.5
COUNT: Final = 9.0
ALL: Final = 15.0
CELL: Final = 22.5

_ROWS_TOP = BODY + HEADS
_ROWS_END = _ROWS_TOP + SLOTS * ROW


def draw(tally: TrafficTallyDay, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the tally of a day as a PDF to `target`, which stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(tally, blank=blank, stamp=stamp)
    pdf.write(pages, target, f"{sheet.title()} {'' if blank else tally.day}".strip(), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(tally: TrafficTallyDay, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """The page as marks, and notes pages where names did not fit its head."""
    notes = Notes()
    fields = _head_fields(tally, blank, notes)
    frame = sheet.frame(qr.Kind.TT, chinese("Day sheet"), tally.head, tally.day, fields, blank, stamp)
    page = frame.open_page()
    _table(page)
    if not blank:
        for place, slot in enumerate(tally.slots):
            _slot(page, _ROWS_TOP + place * ROW, slot)
    totals = None if blank else tally.totals
    _totals(page, totals)
    _figures(page, totals)
    _levels(page, totals)
    page.across(SIGNATURES_TOP, HAIR)
    sheet.signatures(page, SIGNATURES_TOP, SIGNATURES, tally.head, blank)
    for middle, text in zip(LEGEND, (chinese("How to tally"), chinese("What is counted")), strict=True):
        page.word(page.paper.left, middle, text, LABEL_SIZE)
    pages = [page, *notes.pages(frame, fields[0])]
    frame.close(pages)
    return pages


def _head_fields(tally: TrafficTallyDay, blank: bool, notes: Notes) -> tuple[HeadField, ...]:
    weekdays = chinese("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
    head = tally.head
    fields = (
        (chinese("Day of the log"), 48, f"{tally.day} {weekdays[tally.day.weekday()]}"),
        (chinese("Weather"), 32, head.weather),
        (chinese("Front desk"), 42, "、".join(head.receptionists)),
        (chinese("Business hours"), 40, head.business_hours),
    )
    return tuple(
        head_field(label, width, "" if blank else value, notes.at(label, value))
        for label, width, value in fields
    )


def _groups() -> tuple[Group, ...]:
    pair = (Column(chinese("Tally marks"), MARKS), Column(chinese("Count"), COUNT, Align.CENTRE))
    return (
        Group("", (Column(chinese("Time slot"), SLOT),)),
        Group(chinese("Walk-in · first"), pair),
        Group(chinese("Walk-in · repeat"), pair),
        Group(chinese("Total: calls"), pair),
        Group(chinese("Visits not to buy"), pair),
        Group("", (Column(chinese("Total"), ALL, Align.CENTRE),)),
    )


def _table(page: Page) -> None:
    """Everything that is pre-printed: heads, rules, times of the slots."""
    paper, groups = page.paper, _groups()
    heads = Area(paper.left, BODY, paper.live_width, HEADS)
    table.grouped_heads(page, groups, heads, sheet.GROUP_LINE)
    body = Area(paper.left, BODY, paper.live_width, _ROWS_END - BODY)
    table.grouped_uprights(page, groups, body, sheet.GROUP_LINE, _ROWS_END + TOTALS)
    table.rows(page, _ROWS_TOP, ROW, SLOTS)
    for place in range(SLOTS):
        cell = Area(paper.left, _ROWS_TOP + place * ROW, SLOT, ROW)
        text, size = (chinese("Other times"), 8) if place == OTHER_TIMES else (slot_words(place), 9)
        page.word(cell.x + cell.pad, cell.middle, text, size)
    page.across(_ROWS_END + TOTALS, MEDIUM)


def _parts(tally: Tally) -> tuple[int, ...]:
    """The four counts in the order of their columns."""
    return tally.first, tally.repeat, tally.calls, tally.other_visits


def _slot(page: Page, y: float, slot: Tally) -> None:
    x = page.paper.left + SLOT
    for number in _parts(slot):
        shapes.tally_marks(page, Area(x, y, MARKS, ROW), number)
        cell = Area(x + MARKS, y, COUNT, ROW)
        if number:
            page.lines(cell, ladders.figure(str(number), cell.room), Align.CENTRE)
        x += MARKS + COUNT
    if slot.all:
        page.word(x + ALL / 2, y + ROW / 2, str(slot.all), 10, bold=True, align=Align.CENTRE)


def _totals(page: Page, totals: Tally | None) -> None:
    x, middle = page.paper.left, _ROWS_END + TOTALS / 2
    page.word(x + 1.0, middle, chinese("Total"), 8.5, bold=True)
    if totals is None:
        return
    x += SLOT
    for number in _parts(totals):
        x += MARKS + COUNT
        page.word(x - sheet.FROM_RULE, middle, str(number), 11, bold=True, align=Align.RIGHT)
    page.word(x + ALL / 2, middle, str(totals.all), 11, bold=True, align=Align.CENTRE)


def _figures(page: Page, totals: Tally | None) -> None:
    """The eight cells: label at the top left, figure at the bottom right."""
    page.across(FIGURES_TOP, HAIR)
    for place, (label, text) in enumerate(_labelled(totals or Tally())):
        cell = Area(page.paper.left + place * CELL, FIGURES_TOP, CELL, FIGURES)
        if place:
            page.down(cell.x, cell.y + 1.2, cell.bottom - 1.2)
        page.word(cell.x + 1.0, cell.y + 2.7, label, LABEL_SIZE)
        if totals is not None:
            right = cell.right - sheet.FROM_RULE + 0.7
            page.word(right, cell.y + 9.8, text, 11, bold=True, align=Align.RIGHT)
    page.across(FIGURES_TOP + FIGURES, HAIR)


def _labelled(totals: Tally) -> tuple[tuple[str, str], ...]:
    return (
        (chinese("Effective calls"), str(totals.effective_calls)),
        (chinese("Total: filed"), str(totals.filed)),
        (chinese("Cards opened"), _known(totals.cards)),
        (chinese("Total: test drives"), str(totals.test_drives)),
        (chinese("Back in the showroom"), str(totals.repeat)),
        (chinese("Orders"), _known(totals.orders)),
        (chinese("Capture rate"), _known(totals.capture_rate, " %")),
        (chinese("Card rate"), _known(totals.card_rate, " %")),
    )


def _known(figure: int | None, unit: str = "") -> str:
    return "" if figure is None else f"{figure}{unit}"


def _levels(page: Page, totals: Tally | None) -> None:
    """The rows of the day by the level written on them."""
    left, y = page.paper.left, FIGURES_TOP + FIGURES
    page.word(left + 1.0, y + LEVELS / 2, chinese("Levels of the day"), LABEL_SIZE)
    for place, level in enumerate(LOG_LEVELS):
        cell = Area(left + (place + 1) * CELL, y, CELL, LEVELS)
        page.down(cell.x, cell.y + 1.2, cell.bottom - 1.2)
        page.word(cell.x + 1.0, cell.middle, level, 10, bold=True)
        if totals is not None:
            right = cell.right - sheet.FROM_RULE + 0.7
            page.word(right, cell.middle, str(totals.levels[place]), 9, align=Align.RIGHT)
    page.across(y + LEVELS, MEDIUM)
