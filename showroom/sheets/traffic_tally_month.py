"""展厅客流量统计表, the traffic tally of one month (TM): 31 rows, totals, the mean of each weekday."""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO, Final

from showroom.forms.traffic_tally import TallyRowOfMonth, TrafficTallyMonth
from showroom.language import chinese
from showroom.rules.level import LOG_LEVELS, Level
from showroom.rules.tally import Tally
from showroom.sheets import ladders, pdf, qr, table
from showroom.sheets import traffic_tally as sheet
from showroom.sheets.frame import BODY, LABEL_SIZE, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import GUIDE, HAIR, MEDIUM, Align, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column, Group

# Heights and widths in mm (sheets.md 2.1b).
HEADS: Final = 10.0
ROW: Final = 7.0
ROWS: Final = 31
TOTALS: Final = 8.5
MEANS: Final = 8.5
SIGNATURES: Final = 10.5
DAY: Final = 9.0
WEEKDAY: Final = 10.0
COUNT: Final = 12.0
RATE: Final = 13.0
LEVEL: Final = 8.0
CAPTION: Final = 28.0
MEAN: Final = 21.7
NONE: Final = "–"

_ROWS_TOP = BODY + HEADS
_ROWS_END = _ROWS_TOP + ROWS * ROW
_SUNDAY: Final = 6
# The paper has no column for N, the unrated.
LEVELS: Final = tuple(level for level in LOG_LEVELS if level is not Level.UNRATED)


def draw(tally: TrafficTallyMonth, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the tally of a month as a PDF to `target`, which stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(tally, blank=blank, stamp=stamp)
    name = f"{sheet.title()} {'' if blank else f'{tally.first:%Y-%m}'}".strip()
    pdf.write(pages, target, name, stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(tally: TrafficTallyMonth, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """The page as marks, and notes pages where names did not fit its head."""
    notes = Notes()
    fields = _head_fields(tally, blank, notes)
    frame = sheet.frame(qr.Kind.TM, chinese("Month sheet"), tally.head, tally.first, fields, blank, stamp)
    page = frame.open_page()
    _table(page)
    for row in tally.rows:
        _row(page, row, blank)
    _totals(page, None if blank else tally.totals)
    _means(page, tally, blank)
    sheet.signatures(page, _ROWS_END + TOTALS + MEANS, SIGNATURES, tally.head, blank)
    pages = [page, *notes.pages(frame, fields[0])]
    frame.close(pages)
    return pages


def _head_fields(tally: TrafficTallyMonth, blank: bool, notes: Notes) -> tuple[HeadField, ...]:
    first = tally.first
    fields = (
        (chinese("Month"), 48, chinese("{year} month {month}", year=first.year, month=first.month)),
        (chinese("Counted up to"), 32, f"{tally.until:%m-%d}" if tally.until else ""),
        (chinese("Front desk"), 42, "、".join(tally.head.receptionists)),
        (chinese("Business days"), 40, chinese("{count} days", count=tally.business_days)),
    )
    return tuple(
        head_field(label, width, "" if blank else value, notes.at(label, value))
        for label, width, value in fields
    )


def _groups() -> tuple[Group, ...]:
    def columns(width: float, *heads: str) -> tuple[Column, ...]:
        return tuple(Column(head, width, Align.CENTRE) for head in heads)

    came = (chinese("Total: first visits"), chinese("Total: repeat visits"), chinese("Not to buy"))
    called = (chinese("Total: calls"), chinese("Effective"))
    alone = (chinese("Total: filed"), chinese("Drives"), chinese("Orders"), chinese("Cards opened"))
    return (
        Group("", columns(DAY, chinese("Day"))),
        Group("", columns(WEEKDAY, chinese("Weekday"))),
        Group(chinese("Came to the showroom"), columns(COUNT, *came)),
        Group(chinese("Total: calls"), columns(COUNT, *called)),
        Group("", columns(COUNT, *alone)),
        Group("", columns(RATE, chinese("Card rate, narrow"))),
        Group(chinese("By level"), columns(LEVEL, *LEVELS)),
    )


def _table(page: Page) -> None:
    paper, groups = page.paper, _groups()
    table.grouped_heads(page, groups, Area(paper.left, BODY, paper.live_width, HEADS), sheet.GROUP_LINE)
    end = _ROWS_END + TOTALS
    body = Area(paper.left, BODY, paper.live_width, end - BODY)
    table.grouped_uprights(page, groups[1:], body.part(DAY, body.width - DAY), sheet.GROUP_LINE, end)
    page.down(paper.left + DAY, BODY, _ROWS_END)
    table.rows(page, _ROWS_TOP, ROW, ROWS)
    page.across(end, MEDIUM)


def _row(page: Page, row: TallyRowOfMonth, blank: bool) -> None:
    """One day: the weekend bold, a guide under each Sunday. A blank form has the numbers only."""
    left, y = page.paper.left, _ROWS_TOP + (row.number - 1) * ROW
    number = Area(left, y, DAY, ROW)
    text = NONE if row.day is None and not blank else str(row.number)
    page.lines(number, ladders.figure(text, number.room), Align.CENTRE)
    if blank or row.day is None:
        return
    weekday = row.day.weekday()
    name = Area(left + DAY, y, WEEKDAY, ROW)
    page.word(name.centre, name.middle, sheet.weekday(row.day), 8, bold=weekday >= 5, align=Align.CENTRE)
    if weekday == _SUNDAY and row.number < ROWS:
        page.across(y + ROW, GUIDE)
    if row.tally:
        _figures(page, y, ROW, row.tally)


def _figures(page: Page, y: float, height: float, tally: Tally, *, bold: bool = False) -> None:
    """The figures of a day or of the month in their columns."""
    widths = (*[COUNT] * len(tally.counts), RATE, *[LEVEL] * len(LEVELS))
    numbers = (*tally.counts, tally.card_rate, *tally.levels[: len(LEVELS)])
    x = page.paper.left + DAY + WEEKDAY
    for width, number in zip(widths, numbers, strict=True):
        sheet.figure(page, Area(x, y, width, height), number, bold=bold)
        x += width


def _totals(page: Page, totals: Tally | None) -> None:
    page.word(page.paper.left + 1.0, _ROWS_END + TOTALS / 2, chinese("Total"), 8.5, bold=True)
    if totals is not None:
        _figures(page, _ROWS_END, TOTALS, totals, bold=True)


def _means(page: Page, tally: TrafficTallyMonth, blank: bool) -> None:
    """The mean of 来店批次 for each weekday."""
    left, y = page.paper.left, _ROWS_END + TOTALS
    page.word(left + 1.0, y + MEANS / 2, chinese("Mean parties a day"), LABEL_SIZE)
    monday = tally.first - timedelta(days=tally.first.weekday())
    for place, mean in enumerate(tally.weekday_means):
        cell = Area(left + CAPTION + place * MEAN, y, MEAN, MEANS)
        page.down(cell.x, cell.y + 1.2, cell.bottom - 1.2)
        day = chinese("Day of week {day}", day=sheet.weekday(monday + timedelta(days=place)))
        page.word(cell.x + 1.0, cell.middle, day, 7.5)
        if mean is not None and not blank:
            right = cell.right - sheet.FROM_RULE + 0.8
            page.word(right, cell.middle, f"{mean:.1f}", 9.5, bold=True, align=Align.RIGHT)
    page.across(y + MEANS, HAIR)
