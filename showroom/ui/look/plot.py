"""Paints a plot that was laid out: bars, words and lines in the tokens of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from showroom.forms.plot_shapes import Drawing, Rect, Ruled, Said, Shape, Side, Tone, Voice
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import TIGHT, Size, Tokens, Weight

VOICES: Final[Mapping[Voice, tuple[Size, Weight]]] = {
    Voice.TITLE: (Size.SECTION, Weight.MEDIUM),
    Voice.DAYS: (Size.SMALL, Weight.REGULAR),
    Voice.LABEL: (Size.SMALL, Weight.REGULAR),
    Voice.NUMBER: (Size.BODY, Weight.MEDIUM),
    Voice.NOTE: (Size.SMALL, Weight.REGULAR),
    Voice.LETTER: (Size.SMALL, Weight.MEDIUM),
}
_INK: Final = frozenset({Voice.TITLE, Voice.NUMBER, Voice.LETTER})
_SIDES: Final = {
    Side.LEFT: Qt.AlignmentFlag.AlignLeft,
    Side.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Side.RIGHT: Qt.AlignmentFlag.AlignRight,
}
# The tick of the days that are over, in px.
_TICK: Final = 2.0
_DASH: Final = 3


def paint_plot(painter: QPainter, drawing: Drawing) -> None:
    """All of it; the words over the bars."""
    for shape in drawing.shapes:
        _paint_shape(painter, shape)
    for rule in drawing.rules:
        _paint_rule(painter, rule)
    for said in drawing.said:
        _paint_words(painter, said)


def paint_focus(painter: QPainter, place: QRectF, within: QRectF) -> None:
    """The ring round the mark in hand, wide enough to be seen round the thinnest piece."""
    less = max(0.0, 2 * TIGHT - place.height()) / 2
    ring = place.adjusted(0, -less, 0, less).intersected(within)
    pixels.box(painter, ring, 0, edge=theme.current().tokens.ink, width=2)


def _rect(place: Rect) -> QRectF:
    return QRectF(place.x, place.y, place.width, place.height)


def _colours(tokens: Tokens, shape: Shape) -> tuple[str, str]:
    """Ground and edge; the edge alone has contrast enough where the ground is quiet."""
    if shape.tone is Tone.LEVEL:
        colours = tokens.levels[shape.level]
        return colours.fill, colours.edge
    if shape.tone is Tone.TRACK:
        return tokens.head, tokens.fline
    return (tokens.jade, tokens.jade) if shape.tone is Tone.DEAL else (tokens.fill, tokens.ink)


def _paint_shape(painter: QPainter, shape: Shape) -> None:
    fill, edge = _colours(theme.current().tokens, shape)
    rect = _rect(shape.place)
    if not fill:
        path = QPainterPath()
        path.addRect(pixels.snapped(painter, rect).adjusted(0.5, 0.5, -0.5, -0.5))
        pixels.dashed(painter, path, edge, _DASH)
        return
    if rect.width() > 0 and rect.height() > 0:
        # What is there at all has its line.
        least = 1 / pixels.scale(painter)
        rect.setWidth(max(rect.width(), least))
        pixels.box(painter, rect, 0, fill, edge)


def _paint_rule(painter: QPainter, rule: Ruled) -> None:
    tokens = theme.current().tokens
    if rule.strong:
        half = _TICK / 2
        tick = QRectF(rule.x1 - half, rule.y1, _TICK, rule.y2 - rule.y1)
        painter.fillRect(pixels.snapped(painter, tick), QColor(tokens.t1))
        return
    pixels.rule(painter, QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2), tokens.frame)


def _paint_words(painter: QPainter, said: Said) -> None:
    look = theme.current()
    painter.setFont(look.font(*VOICES[said.voice]))
    colour = look.tokens.t2
    if said.level:
        colour = look.tokens.levels[said.level].letter
    elif said.voice in _INK:
        colour = look.tokens.t1
    pixels.write(painter, _rect(said.place), said.words.shown, colour, _SIDES[said.side])
