"""A page as a list of marks in mm from its top left corner: recorded first, painted by `pdf`.

Recording makes the number of pages known before a foot line is drawn, and lets tests read what stands where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from showroom.sheets.ladders import Fitted
from showroom.sheets.text import BASELINE, MM, PITCH, width

# Weights of rules in points (sheets.md 1, Rules).
HEAVY: Final = 1.4
GUIDE: Final = 1.0
MEDIUM: Final = 0.8
HAIR: Final = 0.4

NARROW: Final = 10


@dataclass(frozen=True, slots=True)
class Paper:
    """A4 in one direction with its margins in mm; the left one of a front is punched."""

    width: float
    height: float
    left: float
    right: float
    foot: float

    @property
    def live_right(self) -> float:
        return self.width - self.right

    @property
    def live_width(self) -> float:
        return self.live_right - self.left

    @property
    def body_end(self) -> float:
        """The lowest a body may reach: 195.7 and 282, from sheets.md 1."""
        return 195.7 if self.width > self.height else 282.0


LANDSCAPE: Final = Paper(297, 210, left=15, right=10, foot=196.4)
PORTRAIT: Final = Paper(210, 297, left=18, right=12, foot=283.4)
# The B side of a card: mirrored, for printing on both sides along the long edge.
PORTRAIT_BACK: Final = Paper(210, 297, left=12, right=18, foot=283.4)


class Align(StrEnum):
    """Where text stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


# How much of a text stands left of the point that it is aligned at.
_BEFORE: Final = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page, most often a cell."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def pad(self) -> float:
        """Free paper left and right: less in narrow columns."""
        return 0.6 if self.width < NARROW else 1.0

    @property
    def room(self) -> float:
        """Width for text."""
        return self.width - 2 * self.pad

    def part(self, offset: float, width: float) -> Area:
        """A piece of full height, `offset` from the left."""
        return Area(self.x + offset, self.y, width, self.height)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line with flat ends, `weight` in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen stroke through points, with round ends."""

    points: tuple[tuple[float, float], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Outline:
    """An open rectangle."""

    x: float
    y: float
    width: float
    height: float
    weight: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle."""

    x: float
    y: float
    radius: float
    weight: float


@dataclass(frozen=True, slots=True)
class Blocks:
    """Solid rectangles (x, y, width, height) painted as one shape, so that no seams show between them."""

    blocks: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of literal text: x of its left end, y of its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Solid:
    """A filled shape through points."""

    points: tuple[tuple[float, float], ...]


Mark = Rule | Stroke | Outline | Ring | Blocks | Solid | Text


@dataclass
class Page:
    """One page that is being recorded."""

    paper: Paper
    marks: list[Mark] = field(default_factory=list)

    def add(self, mark: Mark) -> None:
        self.marks.append(mark)

    def across(self, y: float, weight: float, end: float | None = None) -> None:
        """A rule over the live width, or from its left to `end`."""
        self.add(Rule(self.paper.left, y, self.paper.live_right if end is None else end, y, weight))

    def down(self, x: float, top: float, bottom: float, weight: float = HAIR) -> None:
        """An upright rule."""
        self.add(Rule(x, top, x, bottom, weight))

    def text(
        self, x: float, baseline: float, text: str, size: float, bold: bool = False, align: Align = Align.LEFT
    ) -> float:
        """One line at, about or up to `x`; gives its right end. Empty text leaves no mark."""
        long = width(text, size, bold)
        start = x - long * _BEFORE[align]
        if text:
            self.add(Text(start, baseline, text, size, bold))
        return start + long

    def word(
        self, x: float, middle: float, text: str, size: float, bold: bool = False, align: Align = Align.LEFT
    ) -> float:
        """One line centred on the height `middle`: Han, Latin and digits on the same baseline."""
        return self.text(x, middle + BASELINE * size / MM, text, size, bold, align)

    def lines(self, area: Area, fitted: Fitted, align: Align = Align.LEFT) -> None:
        """Fitted text in its cell, centred in height."""
        x = area.centre
        if align is not Align.CENTRE:
            x = area.x + area.pad if align is Align.LEFT else area.right - area.pad
        pitch = PITCH * fitted.size / MM
        top = area.middle - (len(fitted.lines) - 1) / 2 * pitch
        for number, line in enumerate(fitted.lines):
            self.word(x, top + number * pitch, line, fitted.size, fitted.bold, align)
