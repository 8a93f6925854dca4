"""The columns of the daily report, their heads on three storeys, and what stands in a row (sheets.md 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from showroom.forms.daily_report import ReportRow
from showroom.forms.field import Lists
from showroom.forms.level_grid_words import source_sign
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese, mark
from showroom.rules.contacts import Activity
from showroom.sheets import ladders, shapes, table
from showroom.sheets.ladders import Note, Steps
from showroom.sheets.notes import Notes
from showroom.sheets.page import GUIDE, HAIR, MEDIUM, Align, Area, Page, Rule
from showroom.sheets.table import Column

NUMBER_SIZE: Final = 7.0
LEVEL_SIZE: Final = 10.0
# The storeys of the heads in mm: plan and result, purpose and level, the columns.
STOREYS: Final = (3.8, 3.2, 5.0)
MODEL: Final[Steps] = ((8, 1), (7.5, 1), (7, 2), (6.5, 2))
AREA: Final[Steps] = ((7.5, 1), (7, 2))
_PURPOSE_HEAD: Final = 6.5
_PURPOSE_HEAD_ON_TWO: Final = 6.0


@dataclass(frozen=True)
class Line:
    """One row that is being drawn."""

    page: Page
    lists: Lists
    notes: Notes
    row: ReportRow

    def note(self, head: str, text: str) -> Note:
        place = chinese("No. {number} {field}", number=self.row.number, field=chinese(head))
        return self.notes.at(place.replace("\n", ""), text)


Cell = Callable[[Line, Area], None]


@dataclass(frozen=True)
class ReportColumn:
    """A column: message id of its head, width in mm, what is drawn in a row, and where its head stands.

    `ticks` says whether a row is ticked in it: such columns are added up.
    """

    head: str
    width: float
    cell: Cell
    align: Align = Align.LEFT
    ticks: Callable[[ReportRow], bool] | None = None


def _name(line: Line, area: Area) -> None:
    name = line.row.name
    if name:
        fitted = ladders.person(name, area.room, area.height, line.note(mark("Customer name"), name))
        line.page.lines(area, fitted)


def _model(line: Line, area: Area) -> None:
    text = "" if line.row.model is None else PAPER.word(line.lists.get("car_model", ()), line.row.model)
    _stepped(line, area, text, MODEL, mark("Model"))


def _phone(line: Line, area: Area) -> None:
    phones = line.row.phones[:1]
    if phones:
        note = line.note(mark("Phone"), phones[0])
        line.page.lines(area, ladders.phones(phones, area.room, area.height, note))


def _area(line: Line, area: Area) -> None:
    _stepped(line, area, line.row.area, AREA, mark("Area, on paper"))


def _media(line: Line, area: Area) -> None:
    text = source_sign(line.lists, line.row.source) if line.row.source else ""
    line.page.lines(area, ladders.figure(text, area.room), Align.CENTRE)


def _stepped(line: Line, area: Area, text: str, steps: Steps, head: str) -> None:
    if text:
        fitted = ladders.in_steps(text, steps, area.room, area.height, line.note(head, text))
        line.page.lines(area, fitted)


def _before(line: Line, area: Area) -> None:
    line.page.lines(area, ladders.level(line.row.level_before, LEVEL_SIZE), Align.CENTRE)


def _after(line: Line, area: Area) -> None:
    line.page.lines(area, ladders.level(line.row.level_after, LEVEL_SIZE), Align.CENTRE)


def _course(line: Line, area: Area) -> None:
    text = course(line.row)
    if text:
        note = line.note(mark("Course of the visit"), text)
        line.page.lines(area, ladders.prose(text, area.room, area.height, note))


def course(row: ReportRow) -> str:
    """What happened, as logged, and the consultant's own words; or that it was tried in vain."""
    tried = chinese("nobody was reached") if row.tried_in_vain else ""
    return "；".join(filter(None, (tried, row.said, row.words)))


def _tick(head: str, width: float, ticks: Callable[[ReportRow], bool]) -> ReportColumn:
    def cell(line: Line, area: Area) -> None:
        if ticks(line.row):
            shapes.tick(line.page, area.centre, area.middle)

    return ReportColumn(head, width, cell, Align.CENTRE, ticks)


def _purpose(head: str, activity: Activity) -> ReportColumn:
    return _tick(head, 5.6, lambda row: activity in row.activities)


PLAN: Final = (
    ReportColumn(mark("Customer name"), 21, _name),
    ReportColumn(mark("Model"), 18, _model),
    ReportColumn(mark("Phone"), 23, _phone),
    ReportColumn(mark("Area, on paper"), 11, _area),
    ReportColumn(mark("Source of information, on two lines"), 8, _media, Align.CENTRE),
)
PURPOSES: Final = (
    _purpose(mark("Prospecting, narrow"), Activity.PROSPECTING),
    _purpose(mark("Advance, narrow"), Activity.ADVANCE),
    _purpose(mark("Callback, on two lines"), Activity.AFTER_SALES_CALLBACK),
    _purpose(mark("Paperwork, narrow"), Activity.PAPERWORK),
    _purpose(mark("Upkeep, narrow"), Activity.UPKEEP),
)
LEVELS: Final = (
    ReportColumn(mark("Level before, narrow"), 8, _before, Align.CENTRE),
    ReportColumn(mark("Level after, narrow"), 8, _after, Align.CENTRE),
)
RESULT: Final = (
    _tick(mark("By phone, narrow"), 6.5, lambda row: row.by_phone),
    _tick(mark("By visit, narrow"), 6.5, lambda row: row.by_visit),
    ReportColumn(mark("Course of the visit"), 65, _course),
)
NUMBER: Final = 6.0
COLUMNS: Final = (*PLAN, *PURPOSES, *LEVELS, *RESULT)
TABLE: Final = NUMBER + sum(column.width for column in COLUMNS)


def widths(columns: tuple[ReportColumn, ...]) -> float:
    """How wide columns are together."""
    return sum(column.width for column in columns)


def heads(page: Page, left: float, top: float) -> None:
    """The heads: plan and result, below them purpose and level, below those the columns."""
    first, second, third = STOREYS
    high = sum(STOREYS)
    right = left + TABLE
    page.add(Rule(left, top, right, top, MEDIUM))
    page.add(Rule(left, top + high, right, top + high, MEDIUM))
    _head(page, Area(left, top, NUMBER, high), chinese("No., narrow"), Align.CENTRE)
    x = left + NUMBER
    split = x + widths(PLAN) + widths(PURPOSES) + LEVELS[0].width
    page.add(Rule(x, top + first, right, top + first, HAIR))
    for area, words in (
        (Area(x, top, split - x, first), mark("Visit plan, spaced")),
        (Area(split, top, right - split, first), mark("Visit result, spaced")),
    ):
        _head(page, area, chinese(words), Align.CENTRE)
    low = Area(x, top + first, 0, second + third)
    x = _heads_of(page, low, PLAN)
    x = _common(page, Area(x, low.y, widths(PURPOSES), second), mark("Purposes, over the ticks"), PURPOSES)
    x = _common(page, Area(x, low.y, widths(LEVELS), second), mark("Level of intent"), LEVELS)
    _heads_of(page, Area(x, low.y, 0, low.height), RESULT)


def _heads_of(page: Page, start: Area, columns: tuple[ReportColumn, ...]) -> float:
    x = start.x
    for column in columns:
        _head(page, Area(x, start.y, column.width, start.height), chinese(column.head), column.align)
        x += column.width
    return x


def _common(page: Page, area: Area, head: str, columns: tuple[ReportColumn, ...]) -> float:
    """A head over several columns, in small type, and their own heads below it."""
    page.lines(area, ladders.figure(chinese(head), area.room, largest=6.5), Align.CENTRE)
    page.add(Rule(area.x, area.bottom, area.right, area.bottom, HAIR))
    x = area.x
    for column in columns:
        cell = Area(x, area.bottom, column.width, STOREYS[2])
        if column.ticks is None:
            _head(page, cell, chinese(column.head), column.align)
        else:
            page.lines(cell, _purpose_head(chinese(column.head)), Align.CENTRE)
        x += column.width
    return x


def _purpose_head(head: str) -> ladders.Fitted:
    lines = tuple(head.split("\n"))
    return ladders.Fitted(lines, _PURPOSE_HEAD if len(lines) == 1 else _PURPOSE_HEAD_ON_TWO)


def _head(page: Page, area: Area, head: str, align: Align) -> None:
    page.lines(area, table.fitted_head(head, area.room), align)


def uprights(page: Page, left: float, top: float, end: float) -> None:
    """The rules between the columns to the last row, a heavier one between plan and result."""
    first, second, _third = STOREYS
    x = left + NUMBER
    page.down(x, top, end)
    inner = {column.head for column in (*PURPOSES[:-1], LEVELS[0])}
    for column in COLUMNS[:-1]:
        x += column.width
        start = top + first + (second if column.head in inner else 0)
        between = column is LEVELS[0]
        if between:
            page.down(x, top, top + first, GUIDE)
        page.down(x, start, end, GUIDE if between else HAIR)


def columns() -> tuple[Column, ...]:
    """The columns of a row, its number first, for whoever walks over its cells."""
    number = Column(chinese("No., narrow"), NUMBER, Align.CENTRE)
    return (number, *(Column(chinese(one.head), one.width, one.align) for one in COLUMNS))


def draw_row(line: Line, cells: list[Area]) -> None:
    """The cells of a row behind its number."""
    for column, cell in zip(COLUMNS, cells, strict=True):
        column.cell(line, cell)


def number(page: Page, area: Area, value: int) -> None:
    """The number of a row, printed on the blank form too."""
    fitted = ladders.figure(str(value), area.room, largest=NUMBER_SIZE)
    page.lines(area, fitted, Align.CENTRE)
