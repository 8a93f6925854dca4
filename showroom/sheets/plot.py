"""A plot on paper: the same shapes as on the screen, in black, with a pattern for each level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil
from typing import Final

from showroom.forms.plot import Plot, Words
from showroom.forms.plot_layout import lay
from showroom.forms.plot_shapes import Drawing, Rect, Ruled, Ruler, Said, Shape, Side, Tone, Voice
from showroom.rules.level import Level
from showroom.sheets.page import HAIR, HEAVY, MEDIUM, Align, Blocks, Outline, Page, Rule
from showroom.sheets.text import flat, width

# Type sizes in points, and whether they are bold.
_VOICES: Final[Mapping[Voice, tuple[float, bool]]] = {
    Voice.TITLE: (9.0, True),
    Voice.DAYS: (7.0, False),
    Voice.LABEL: (7.5, False),
    Voice.NUMBER: (8.0, True),
    Voice.NOTE: (7.0, False),
    Voice.LETTER: (8.0, True),
}
# Millimetres.
_HEAD: Final = 6.0
_LINE: Final = 3.6
_ROW: Final = 5.6
_BAR: Final = 2.6
_GAP: Final = 2.0
_FOOT: Final = 0.6
COLUMNS: Final = 22.0
_DASH: Final = 0.8
_SLACK: Final = 0.01
# How far apart lines lie and stand in a level: those of A are closer than those of B, H is full, C empty.
_PATTERNS: Final[Mapping[str, tuple[float, float]]] = {
    Level.ORDERED: (0.0, 0.7),
    Level.A: (0.6, 0.0),
    Level.B: (1.6, 0.0),
}
_SOLID: Final = frozenset({Level.H})
_ALIGNED: Final = {Side.LEFT: Align.LEFT, Side.CENTRE: Align.CENTRE, Side.RIGHT: Align.RIGHT}


def draw(page: Page, plot: Plot, x: float, y: float, wide: float, columns: float = COLUMNS) -> float:
    """Draw a plot from its top left corner; gives the height it took, in mm.

    `columns` is how high columns are; lying bars are as many as they are.
    """
    drawing = laid(plot, wide, columns)
    for shape in drawing.shapes:
        _shape(page, shape, x, y)
    for rule in drawing.rules:
        _rule(page, rule, x, y)
    for said in drawing.said:
        _words(page, said, x, y)
    return drawing.height


def laid(plot: Plot, wide: float, columns: float = COLUMNS) -> Drawing:
    """A plot as it will stand on paper, so that its height is known before it is drawn; mm."""
    return lay(
        plot, wide, Ruler(_width, _HEAD, _LINE, _ROW, _BAR, _GAP, columns, _FOOT, letters_inside=False)
    )


def _width(words: Words, voice: Voice) -> float:
    return width(flat(words.chinese), *_VOICES[voice])


def _shape(page: Page, shape: Shape, x: float, y: float) -> None:
    """Bars are black, what is missing to a target is empty, levels have each their pattern."""
    place = replace(shape.place, x=x + shape.place.x, y=y + shape.place.y)
    if not place.width or not place.height:
        return
    if shape.tone in (Tone.BAR, Tone.DEAL) or shape.level in _SOLID:
        page.add(Blocks(((place.x, place.y, place.width, place.height),)))
    elif shape.level == Level.UNRATED:
        _dashed(page, place)
    else:
        page.add(Outline(place.x, place.y, place.width, place.height, HAIR))
        across, down = _PATTERNS.get(shape.level, (0.0, 0.0))
        for at in _between(place.y, place.bottom, across):
            page.add(Rule(place.x, at, place.right, at, HAIR))
        for at in _between(place.x, place.right, down):
            page.down(at, place.y, place.bottom)


def _between(start: float, end: float, apart: float) -> Iterator[float]:
    """Where the lines of a pattern stand; without a pattern, nowhere."""
    if apart:
        for number in range(1, ceil((end - start) / apart)):
            yield start + number * apart


def _dashed(page: Page, place: Rect) -> None:
    """An edge of dashes."""
    for at in _steps(place.x, place.right):
        for y in (place.y, place.bottom):
            page.add(Rule(at, y, min(at + _DASH, place.right), y, HAIR))
    for at in _steps(place.y, place.bottom):
        for x in (place.x, place.right):
            page.down(x, at, min(at + _DASH, place.bottom))


def _steps(start: float, end: float) -> Iterator[float]:
    yield start
    yield from _between(start, end, 2 * _DASH)


def _rule(page: Page, rule: Ruled, x: float, y: float) -> None:
    weight = HEAVY if rule.strong else MEDIUM
    page.add(Rule(x + rule.x1, y + rule.y1, x + rule.x2, y + rule.y2, weight))


def _words(page: Page, said: Said, x: float, y: float) -> None:
    size, bold = _VOICES[said.voice]
    place = said.place
    text = _cut(flat(said.words.chinese), size, place.width, bold)
    at = {Side.LEFT: place.x, Side.CENTRE: place.x + place.width / 2, Side.RIGHT: place.right}[said.side]
    page.word(x + at, y + place.middle, text, size, bold, _ALIGNED[said.side])


def _cut(text: str, size: float, room: float, bold: bool) -> str:
    """A word of a list that is longer than its room ends with an ellipsis."""
    if width(text, size, bold) <= room + _SLACK:
        return text
    while text and width(f"{text}…", size, bold) > room:
        text = text[:-1]
    return f"{text}…"
