"""The cards' grid: a stub with the section's name, then twelve units of cells, boxes (sheets.md 1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from showroom.forms.field import Option
from showroom.sheets import ladders, shapes
from showroom.sheets.frame import AFTER_LABEL, LABEL_SIZE
from showroom.sheets.ladders import Ladder
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, MEDIUM, Align, Area, Page, Rule
from showroom.sheets.text import width

STUB: Final = 7.0
UNIT: Final = 173 / 12
ROW: Final = 8.0
NAME_SIZE: Final = 8.5
NAME_PITCH: Final = 4.2
# Where values stand in the cells of a card; in narrower ones they follow their label.
VALUE: Final = 14.0
NARROW: Final = 40.0
BOX_LABEL: Final = 0.7
BETWEEN_BOXES: Final = 2.4
# Size of their words and how many lines of boxes: the first that fits.
_BOXES: Final = ((8, 1), (7.5, 1), (7, 1), (7, 2), (6.5, 2))
_BOX_PITCH: Final = 3.7


@dataclass(frozen=True)
class Grid:
    """A card that is being drawn. Nothing is filled in where it is `blank`."""

    page: Page
    notes: Notes
    blank: bool

    @property
    def left(self) -> float:
        """Where the cells begin, right of the stub."""
        return self.page.paper.left + STUB

    def section(self, y: float, height: float, name: str, more: Sequence[str] = ()) -> None:
        """The stub of a section with its name from top to bottom, and the medium rule below it.

        `more` are small words under the name.
        """
        page, centre = self.page, self.page.paper.left + STUB / 2
        page.down(self.left, y, y + height)
        page.across(y + height, MEDIUM)
        high = (len(name) + 0.75 * len(more)) * NAME_PITCH
        middle = y + (height - high + NAME_PITCH) / 2
        for sign in name:
            page.word(centre, middle, sign, NAME_SIZE, bold=True, align=Align.CENTRE)
            middle += NAME_PITCH
        for word in more:
            page.word(centre, middle, word, LABEL_SIZE, align=Align.CENTRE)
            middle += 0.75 * NAME_PITCH

    def cells(self, y: float, units: Sequence[float], height: float = ROW) -> Iterator[Area]:
        """The cells of a row that are so many units wide, with the rules between them."""
        x = self.left
        for place, wide in enumerate(units):
            if place:
                self.page.down(x, y, y + height)
            yield Area(x, y, wide * UNIT, height)
            x += wide * UNIT

    def under(self, y: float) -> None:
        """The hairline between two rows of a section."""
        self.page.add(Rule(self.left, y, self.page.paper.live_right, y, HAIR))

    def label(self, area: Area, label: str) -> Area:
        """The label of a cell; what is left of the cell for its value."""
        end = self.page.word(area.x + 1.0, area.middle, label, LABEL_SIZE) + AFTER_LABEL - area.x
        start = end if area.width < NARROW else max(VALUE, end)
        return area.part(start - area.pad, area.width - start + area.pad)

    def value(self, area: Area, label: str, text: str, ladder: Ladder = ladders.card) -> None:
        """A cell with its label and what stands there."""
        room = self.label(area, label)
        self.text(room, label, text, ladder)

    def text(self, room: Area, place: str, text: str, ladder: Ladder = ladders.card) -> None:
        """A text in its place, what does not fit on the notes page."""
        if text and not self.blank:
            note = self.notes.at(place, text)
            self.page.lines(room, ladder(text, room.room, room.height, note))

    def boxes(
        self, area: Area, label: str, options: Sequence[Option], chosen: Collection[str], more: str = ""
    ) -> None:
        """A cell with a box for each option; `more` is a box of its own for what none of them names."""
        chosen = () if self.blank else chosen
        room = self.label(area, label)
        words = [(word_of(one), one.code in chosen) for one in options if one.active or one.code in chosen]
        known = {one.code for one in options}
        others = [code for code in chosen if code not in known]
        if more:
            words.append((" ".join((more, *others)), bool(others)))
        for size, lines in _BOXES:
            rows = _broken(words, size, room.room)
            if rows is not None and len(rows) <= lines:
                self._draw_boxes(room, rows, size)
                return
        self.text(room, label, "、".join(word for word, ticked in words if ticked))

    def _draw_boxes(self, room: Area, rows: Sequence[Sequence[tuple[str, bool]]], size: float) -> None:
        y = room.middle - (len(rows) - 1) * _BOX_PITCH / 2
        for row in rows:
            x = room.x + room.pad
            for word, ticked in row:
                shapes.check_box(self.page, x + shapes.BOX / 2, y, ticked)
                x = self.page.word(x + shapes.BOX + BOX_LABEL, y, word, size) + BETWEEN_BOXES
            y += _BOX_PITCH


def word_of(option: Option) -> str:
    """The word of an entry in Chinese, whatever the screen speaks."""
    return option.chinese or option.english


def _broken(
    words: Sequence[tuple[str, bool]], size: float, room: float
) -> list[list[tuple[str, bool]]] | None:
    """Boxes with their words in lines as wide as the room; None where one is wider than that."""
    rows: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for word, ticked in words:
        wide = shapes.BOX + BOX_LABEL + width(word, size)
        if rows[-1] and used + wide > room:
            rows.append([])
            used = 0.0
        if wide > room:
            return None
        rows[-1].append((word, ticked))
        used += wide + BETWEEN_BOXES
    return rows
