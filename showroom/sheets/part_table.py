"""A table on a part of the page: several stand on a sheet of the showroom, over and beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from showroom.sheets import bands, ladders, table
from showroom.sheets.frame import LABEL_SIZE
from showroom.sheets.page import HAIR, MEDIUM, Align, Area, Page, Rule
from showroom.sheets.table import Column

# A caption over a table, in mm (sheets.md 2.3b).
CAPTION: Final = 5.2
_CAPTION_SIZE: Final = 8.5
_HINT_AFTER: Final = 3.0


@dataclass(frozen=True)
class PartTable:
    """Where a table stands and how high its heads and rows are; open at both sides."""

    page: Page
    columns: Sequence[Column]
    left: float
    top: float
    heads: float
    row: float
    rows: int

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    @property
    def first_row(self) -> float:
        return self.top + self.heads

    @property
    def end(self) -> float:
        """The height of the rule after the last row."""
        return self.first_row + self.rows * self.row

    def rule(self) -> None:
        """Heads, the rules between the columns, hairlines between the rows and the medium rules."""
        for column, cell in table.cells(self.columns, self.left, self.top, self.heads):
            # Heads over figures end where the figures end.
            narrow = column.align is Align.RIGHT and column.width >= 2 * bands.FROM_RULE + 8
            area = cell.part(0, cell.width - bands.FROM_RULE + cell.pad) if narrow else cell
            self.page.lines(area, table.fitted_head(column.head, cell.room), column.align)
        table.uprights(self.page, self.columns, Area(self.left, self.top, self.width, self.end - self.top))
        for height in (self.top, self.first_row, self.end):
            self._across(height, MEDIUM)
        for row in range(1, self.rows):
            self._across(self.first_row + row * self.row, HAIR)

    def cells(self, row: int) -> Iterator[Area]:
        """The cells of a row, counted from 0."""
        for _column, cell in table.cells(self.columns, self.left, self.first_row + row * self.row, self.row):
            yield cell

    def _across(self, y: float, weight: float) -> None:
        self.page.add(Rule(self.left, y, self.left + self.width, y, weight))


def caption(page: Page, left: float, top: float, words: str, hint: str = "") -> None:
    """一　指标: the name of a section, and in small type how it is to be read."""
    middle = top + CAPTION / 2
    end = page.word(left, middle, words, _CAPTION_SIZE, bold=True)
    page.word(end + _HINT_AFTER, middle, hint, LABEL_SIZE)


def figure(page: Page, cell: Area, text: str, *, bold: bool = False, largest: float = 9) -> None:
    """A figure at the right of its cell."""
    from_rule = bands.FROM_RULE if cell.width > 10 else 1.0
    fitted = ladders.figure(text, cell.width - from_rule - 0.6, largest, bold=bold)
    page.word(cell.right - from_rule, cell.middle, text, fitted.size, bold=bold, align=Align.RIGHT)
