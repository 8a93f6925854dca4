"""The shapes of a plot that was laid out: bars, words and lines, in the unit of whoever measures the words.

Screen and paper only paint them. No colour is needed to read them: every bar has its words, every level its
letter, and each tone is a pattern of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from showroom.forms.plot import Words


class Voice(StrEnum):
    """How words are written: the title and its days, what a bar is, its number, its share, a letter."""

    TITLE = "title"
    DAYS = "days"
    LABEL = "label"
    NUMBER = "number"
    NOTE = "note"
    LETTER = "letter"


class Side(StrEnum):
    """At which side of its room a word stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Tone(StrEnum):
    """How a shape is filled; those of levels are their letters."""

    BAR = "bar"
    DEAL = "deal"
    TRACK = "track"
    LEVEL = "level"


@dataclass(frozen=True)
class Rect:
    """A place, from its top left corner."""

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
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Shape:
    """A bar, or a piece of one; `level` is the letter of a piece."""

    place: Rect
    tone: Tone
    level: str = ""


@dataclass(frozen=True)
class Said:
    """Words on one line in a room they may not leave; in a bar of a level, over its tone."""

    place: Rect
    words: Words
    voice: Voice
    side: Side = Side.LEFT
    level: str = ""


@dataclass(frozen=True)
class Ruled:
    """A straight line: the foot of columns, or (`strong`) how much of the month is over."""

    x1: float
    y1: float
    x2: float
    y2: float
    strong: bool = False


@dataclass(frozen=True)
class Ruler:
    """How a surface measures: the width of words, a line of them, a row, a bar in it, the air between."""

    width: Callable[[Words, Voice], float]
    head: float
    line: float
    row: float
    bar: float
    gap: float
    # How high columns are, words not counted.
    columns: float
    # Between the foot of columns and the words below.
    foot: float
    # Whether letters can be read on the tones of their levels; else they stand beside or over them.
    letters_inside: bool = True


@dataclass
class Drawing:
    """A plot that was laid out; `marks` are the places of its marks, in their order."""

    width: float
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    rules: list[Ruled] = field(default_factory=list)
    marks: list[Rect] = field(default_factory=list)

    def lower(self, by: float) -> None:
        """Move everything down."""

        def down(place: Rect) -> Rect:
            return replace(place, y=place.y + by)

        self.shapes = [replace(one, place=down(one.place)) for one in self.shapes]
        self.said = [replace(one, place=down(one.place)) for one in self.said]
        self.rules = [replace(one, y1=one.y1 + by, y2=one.y2 + by) for one in self.rules]
        self.marks = [down(one) for one in self.marks]
        self.height += by


def plain(text: str) -> Words:
    """A text that is the same in both languages: a number, a letter."""
    return Words(text, text)


def widest(some: Iterable[Words], voice: Voice, ruler: Ruler) -> float:
    """The widest of some words, 0 of none."""
    return max((ruler.width(one, voice) for one in some if one.chinese), default=0.0)


def spread(middles: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Push things of some sizes apart along a line, as near to their middles as their order allows."""
    found: list[float] = []
    end = low
    for middle, size in zip(middles, sizes, strict=True):
        found.append(max(middle, end + size / 2))
        end = found[-1] + size / 2
    end = high
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], end - sizes[place] / 2)
        end = found[place] - sizes[place] / 2
    return found
