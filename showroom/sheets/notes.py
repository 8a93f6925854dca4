"""The notes pages 附注: whatever did not fit its cell, in full, behind the sheet (sheets.md 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from showroom.language import chinese
from showroom.sheets import table
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField
from showroom.sheets.ladders import Fitted, Note, figure
from showroom.sheets.page import HAIR, Align, Area, Page, Paper
from showroom.sheets.table import Column
from showroom.sheets.text import break_lines, height

HEADS: Final = 7.0
SIZE: Final = 8.5
NUMBER: Final = 10.0
PLACE: Final = 40.0
# Free paper above and below the lines of a row, so that a single line makes a row of 7.
_AIR: Final = 7.0 - height(1, SIZE)


@dataclass(frozen=True)
class _Row:
    """One row, or what one page holds of it."""

    number: str
    place: Fitted
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return height(len(self.lines), SIZE) + _AIR


@dataclass
class Notes:
    """Collects the notes of one sheet while its cells are fitted, and draws their pages."""

    _entries: list[tuple[str, str]] = field(default_factory=list)

    def at(self, place: str, text: str) -> Note:
        """What a ladder calls when the cell is full: numbers the note and gives the mark "…附n"."""

        def note() -> str:
            self._entries.append((place, text))
            return chinese("…note {number}", number=len(self._entries))

        return note

    def pages(self, frame: Frame, date_field: HeadField) -> list[Page]:
        """The notes pages of a sheet; none where everything fitted."""
        caption = chinese("Notes")
        hint = Fitted((chinese("The full text of cells on the pages before"),), 9)
        rest = HeadField(caption, frame.paper.live_width - date_field.width, hint)
        frame = frame.with_variant(caption, (date_field, rest))
        pages: list[Page] = []
        y = frame.paper.body_end
        for row in self._rows(frame.paper):
            if y + row.height > frame.paper.body_end:
                pages.append(_open(frame))
                y = BODY + HEADS
            _draw(pages[-1], row, y)
            y += row.height
        return pages

    def _rows(self, paper: Paper) -> Iterator[_Row]:
        """Rows that each fit a page: a text taller than a page goes on in a row of its own (Q6)."""
        most = int((paper.body_end - BODY - HEADS - _AIR) / height(1, SIZE))
        room = Area(0, 0, paper.live_width - NUMBER - PLACE, HEADS).room
        for number, (place, text) in enumerate(self._entries, 1):
            fitted = figure(place, PLACE - 2, largest=8)
            lines = break_lines(text, SIZE, room)
            for start in range(0, len(lines), most):
                mark = str(number) if start == 0 else chinese("{number} continued", number=number)
                yield _Row(mark, fitted, tuple(lines[start : start + most]))


def _columns(paper: Paper) -> tuple[Column, ...]:
    return (
        Column(chinese("Note no."), NUMBER, Align.CENTRE),
        Column(chinese("Place"), PLACE),
        Column(chinese("Full text"), paper.live_width - NUMBER - PLACE),
    )


def _open(frame: Frame) -> Page:
    page = frame.open_page()
    area = Area(frame.paper.left, BODY, frame.paper.live_width, HEADS)
    columns = _columns(frame.paper)
    table.heads(page, columns, area)
    table.uprights(page, columns, area)
    return page


def _draw(page: Page, row: _Row, y: float) -> None:
    cells = table.cells(_columns(page.paper), page.paper.left, y, row.height)
    number, place, text = (cell for _, cell in cells)
    first = Area(number.x, y, number.width, HEADS)
    size = 9 if row.number.isdigit() else LABEL_SIZE
    page.lines(first, Fitted((row.number,), size, bold=row.number.isdigit()), Align.CENTRE)
    page.lines(Area(place.x, y, place.width, HEADS), row.place)
    page.lines(text, Fitted(row.lines, SIZE))
    page.across(y + row.height, HAIR)
