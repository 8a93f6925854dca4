"""Tables: column heads between medium rules, rows between hairlines, open at both sides (sheets.md 1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from showroom.sheets.ladders import Fitted
from showroom.sheets.page import HAIR, MEDIUM, Align, Area, Page, Rule
from showroom.sheets.text import width

# Size and boldness of heads: bold never under 7, where it clogs on the third copy.
_HEADS: Final = ((7.5, True), (7.0, True), (6.5, False))


@dataclass(frozen=True)
class Column:
    """A column: its head (lines parted by a line end), width in mm, and where its text stands."""

    head: str
    width: float
    align: Align = Align.LEFT


def cells(columns: Sequence[Column], x: float, y: float, height: float) -> Iterator[tuple[Column, Area]]:
    """Each column with its cell in the row at `y`."""
    for column in columns:
        yield column, Area(x, y, column.width, height)
        x += column.width


def heads(page: Page, columns: Sequence[Column], area: Area) -> None:
    """The column heads with the medium rules above and below them."""
    for column, cell in cells(columns, area.x, area.y, area.height):
        page.lines(cell, fitted_head(column.head, cell.room), column.align)
    page.across(area.y, MEDIUM)
    page.across(area.bottom, MEDIUM)


def fitted_head(head: str, room: float) -> Fitted:
    """A head in the largest type that its column holds."""
    lines = tuple(head.split("\n"))
    for size, bold in _HEADS:
        if all(width(line, size, bold) <= room for line in lines):
            return Fitted(lines, size, bold)
    return Fitted(lines, _HEADS[-1][0], too_wide=True)


def uprights(page: Page, columns: Sequence[Column], area: Area) -> None:
    """The rules between the columns from the top of the heads to the last row."""
    x = area.x
    for column in columns[:-1]:
        x += column.width
        page.down(x, area.y, area.bottom)


@dataclass(frozen=True)
class Group:
    """Columns under a common head; without one each column's own head is as tall as both lines."""

    head: str
    columns: Sequence[Column]

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)


def grouped_heads(page: Page, groups: Sequence[Group], area: Area, line: float) -> None:
    """Heads on two lines, the common ones `line` mm high, with the medium rules above and below them."""
    x = area.x
    for group in groups:
        if group.head:
            common = Area(x, area.y, group.width, line)
            page.lines(common, fitted_head(group.head, common.room), Align.CENTRE)
            page.add(Rule(x, common.bottom, common.right, common.bottom, HAIR))
        top = area.y + line if group.head else area.y
        for column, cell in cells(group.columns, x, top, area.bottom - top):
            page.lines(cell, fitted_head(column.head, cell.room), column.align)
        x += group.width
    page.across(area.y, MEDIUM)
    page.across(area.bottom, MEDIUM)


def grouped_uprights(page: Page, groups: Sequence[Group], area: Area, line: float, end: float) -> None:
    """Rules between groups from the top of the heads to `end`, those within a group below its common head."""
    x = area.x
    for group in groups:
        if x > area.x:
            page.down(x, area.y, end)
        inner = x
        for column in group.columns[:-1]:
            inner += column.width
            page.down(inner, area.y + line if group.head else area.y, area.bottom)
        x += group.width


def rows(page: Page, top: float, height: float, number: int) -> None:
    """Hairlines between rows, a medium rule after the last."""
    for row in range(1, number):
        page.across(top + row * height, HAIR)
    page.across(top + number * height, MEDIUM)
