"""The overflow ladders: the first size and number of lines in which a value fits its cell (sheets.md 1).

Nothing is cut silently: what the last step cannot hold ends in a mark "…附n" and stands on a notes page.
Sizes are points, widths and heights mm. Every ladder keeps to the height of the cell, so low rows
get fewer lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from showroom.sheets.text import MM, PITCH, break_lines, fitting, flat, width

# Puts the whole text on the notes page and gives the mark that ends the cell.
Note = Callable[[], str]
Steps = tuple[tuple[float, int], ...]

PROSE: Final[Steps] = ((8, 1), (7.5, 2), (7, 3))
# Sentences in the cells of the tracking sheet: below the line of the contact, and in its remarks.
SAID: Final[Steps] = ((8, 1), (7.5, 2), (7, 2), (6.5, 2))
REMARK: Final[Steps] = ((8, 1), (8, 2), (7.5, 3), (7, 4))
WORDS: Final[Steps] = ((9, 1), (8, 1), (8, 2), (7.5, 2), (7, 2), (6.5, 2))
PERSON_ON_ONE_LINE: Final = (9, 8.5, 8)
PERSON_AFTER_DOT: Final = (8.5, 8, 7.5, 7)
PERSON: Final[Steps] = ((7.5, 1), (7.5, 2), (7, 2), (6.5, 3))
CARD: Final[Steps] = ((9, 1), (8.5, 1), (8, 1), (7, 2), (6.5, 2))
PHONES: Final[Steps] = ((9, 1), (8, 2), (7.5, 2), (7, 2), (6.5, 3))
SMALL: Final[Steps] = ((7.5, 1), (7, 1), (6.5, 2))
FIGURES: Final = (9, 8, 7, 6.5)

_DOTS = "·‧•"
_EXTENSION = "转"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text ready to be drawn. `too_wide` marks a figure no step could hold: the column is wrong."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    too_wide: bool = False


Ladder = Callable[[str, float, float, Note], Fitted]


def _most(lines: int, size: float, height: float) -> int:
    return min(lines, max(1, int(height * MM / (PITCH * size))))


def _first_fit(text: str, steps: Steps, room: float, height: float) -> Fitted | None:
    for size, lines in steps:
        broken = break_lines(text, size, room)
        if len(broken) <= _most(lines, size, height) and all(width(line, size) <= room for line in broken):
            return Fitted(tuple(broken), size)
    return None


def _noted(text: str, steps: Steps, room: float, height: float, note: Note) -> Fitted:
    """The last step, full, its last line ending in the mark of the note."""
    size, lines = steps[-1]
    mark = note()
    kept: list[str] = []
    for _ in range(_most(lines, size, height) - 1):
        end = fitting(text, size, room)
        kept.append(text[:end].rstrip())
        text = text[end:].lstrip()
    last_room = room - width(mark, size)
    end = fitting(text, size, last_room) if last_room > width(text[:1], size) else 0
    return Fitted((*kept, text[:end].rstrip() + mark), size)


def in_steps(text: str, steps: Steps, room: float, height: float, note: Note) -> Fitted:
    """By the steps of a single column."""
    text = flat(text)
    return _first_fit(text, steps, room, height) or _noted(text, steps, room, height, note)


def prose(text: str, room: float, height: float, note: Note) -> Fitted:
    """T: sentences."""
    return in_steps(text, PROSE, room, height, note)


def said(text: str, room: float, height: float, note: Note) -> Fitted:
    """T in the low cells of the tracking sheet: what was said."""
    return in_steps(text, SAID, room, height, note)


def remark(text: str, room: float, height: float, note: Note) -> Fitted:
    """Its remarks, in up to four lines."""
    return in_steps(text, REMARK, room, height, note)


def words(text: str, room: float, height: float, note: Note) -> Fitted:
    """S: short words."""
    return in_steps(text, WORDS, room, height, note)


def small(text: str, room: float, height: float, note: Note) -> Fitted:
    """Few words in the low rows of a grid."""
    return in_steps(text, SMALL, room, height, note)


def card(text: str, room: float, height: float, note: Note) -> Fitted:
    """The values of a card (sheets.md 2.4)."""
    return in_steps(text, CARD, room, height, note)


def person(text: str, room: float, height: float, note: Note) -> Fitted:
    """N: a person, broken after "·", or a firm, broken before "（"."""
    text = flat(text)
    for size in PERSON_ON_ONE_LINE:
        if width(text, size) <= room:
            return Fitted((text,), size)
    for size in PERSON_AFTER_DOT:
        halves = _after_dot(text, size, room)
        if halves and _most(2, size, height) == 2:
            return Fitted(halves, size)
    for step in PERSON:
        fitted = _before_bracket(text, step, room, height) or _first_fit(text, (step,), room, height)
        if fitted:
            return fitted
    return _noted(text, PERSON, room, height, note)


def _after_dot(text: str, size: float, room: float) -> tuple[str, str] | None:
    """Two halves parted after a middle dot, the most even ones, where both fit."""
    ends = [end for end, sign in enumerate(text, 1) if sign in _DOTS and end < len(text)]
    halves = [(text[:end], text[end:]) for end in ends]
    best = min(halves, key=lambda pair: max(width(half, size) for half in pair), default=None)
    return best if best and all(width(half, size) <= room for half in best) else None


def _before_bracket(text: str, step: tuple[float, int], room: float, height: float) -> Fitted | None:
    size, lines = step
    start = text.find("（", 1)
    if start < 0 or _most(lines, size, height) < 2:
        return None
    halves = (text[:start].rstrip(), text[start:])
    return Fitted(halves, size) if all(width(half, size) <= room for half in halves) else None


def phones(numbers: Sequence[str], room: float, height: float, note: Note) -> Fitted:
    """P: one number to a line, parted only before 转; a number is shown whole or left to the note."""
    for size, lines in PHONES:
        pieces = _pieces(numbers, size, room)
        if pieces is not None and len(pieces) <= _most(lines, size, height):
            return Fitted(tuple(pieces), size)
    size, lines = PHONES[-1]
    mark = note()
    whole: list[str] = []
    for number in numbers:
        pieces = _pieces((number,), size, room)
        if pieces is None or len(whole) + len(pieces) > _most(lines, size, height):
            break
        whole += pieces
    if len(whole) == _most(lines, size, height) and width(whole[-1] + mark, size) > room:
        whole.pop()
        return Fitted((*whole, mark), size)
    if whole and width(whole[-1] + mark, size) <= room:
        return Fitted((*whole[:-1], whole[-1] + mark), size)
    return Fitted((*whole, mark), size)


def _pieces(numbers: Sequence[str], size: float, room: float) -> list[str] | None:
    pieces: list[str] = []
    for number in map(flat, numbers):
        parts = [number]
        start = number.find(_EXTENSION, 1)
        if start > 0 and width(number, size) > room:
            parts = [number[:start].rstrip(), number[start:]]
        if any(width(part, size) > room for part in parts):
            return None
        pieces += parts
    return pieces


def figure(text: str, room: float, largest: float = 9, *, bold: bool = False) -> Fitted:
    """D: a figure, date or code on one line, never broken; `too_wide` where even the last step fails."""
    sizes = [size for size in FIGURES if size <= largest]
    for size in sizes:
        if width(text, size, bold) <= room:
            return Fitted((text,), size, bold)
    return Fitted((text,), sizes[-1], bold, too_wide=True)


def level(text: str, size: float) -> Fitted:
    """L: a level letter, bold, in one size."""
    return Fitted((text,), size, bold=True)
