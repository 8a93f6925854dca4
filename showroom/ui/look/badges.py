"""The level badges: more ink, nearer to the deal; every level has its own shape besides its fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from showroom.rules.level import Level
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import BADGE, CHIP_RADIUS, LevelColours, Size, Weight

_OUTER_RING: Final = 0.35

_Shape = Callable[[QPainter, QRectF, LevelColours, float], None]


def _square(painter: QPainter, rect: QRectF, colours: LevelColours, radius: float) -> None:
    pixels.box(painter, rect, radius, colours.fill, colours.edge)


def _round(painter: QPainter, rect: QRectF, colours: LevelColours, _radius: float) -> None:
    pixels.box(painter, rect, rect.width() / 2, colours.fill, colours.edge)


def _inset(painter: QPainter, rect: QRectF) -> QRectF:
    half = pixels.hair(painter) / 2
    return pixels.snapped(painter, rect).adjusted(half, half, -half, -half)


def _dashed_square(painter: QPainter, rect: QRectF, colours: LevelColours, radius: float) -> None:
    path = QPainterPath()
    path.addRoundedRect(_inset(painter, rect), radius, radius)
    pixels.dashed(painter, path, colours.edge, 3)


def _dashed_ring(painter: QPainter, rect: QRectF, colours: LevelColours, _radius: float) -> None:
    path = QPainterPath()
    path.addEllipse(_inset(painter, rect))
    pixels.dashed(painter, path, colours.edge, 3)


def _double_ring(painter: QPainter, rect: QRectF, colours: LevelColours, _radius: float) -> None:
    gap = rect.width() * 0.1
    painter.setOpacity(painter.opacity() * _OUTER_RING)
    pixels.box(painter, rect, rect.width() / 2, edge=colours.edge)
    painter.setOpacity(painter.opacity() / _OUTER_RING)
    inner = rect.adjusted(gap, gap, -gap, -gap)
    pixels.box(painter, inner, inner.width() / 2, edge=colours.edge)


def _dog_ear(painter: QPainter, rect: QRectF, colours: LevelColours, radius: float) -> None:
    pixels.box(painter, rect, radius, edge=colours.edge)
    rect = pixels.snapped(painter, rect)
    fold = rect.width() * 0.4
    ear = QPainterPath(QPointF(rect.right() - fold, rect.top()))
    ear.lineTo(rect.right(), rect.top() + fold)
    ear.lineTo(rect.right(), rect.top())
    ear.closeSubpath()
    outline = QPainterPath()
    outline.addRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(ear.intersected(outline), QColor(colours.edge))


def _half(painter: QPainter, rect: QRectF, colours: LevelColours, radius: float) -> None:
    painter.save()
    lower = rect.adjusted(0, rect.height() / 2, 0, 0)
    painter.setClipRect(pixels.snapped(painter, lower))
    pixels.box(painter, rect, radius, colours.fill)
    painter.restore()
    pixels.box(painter, rect, radius, edge=colours.edge)


def _bare(_painter: QPainter, _rect: QRectF, _colours: LevelColours, _radius: float) -> None:
    """After-sales customers have no certainty to show: the letter alone."""


_SHAPES: Final[dict[Level, _Shape]] = {
    Level.ORDERED: _round,
    Level.H: _square,
    Level.A: _square,
    Level.B: _square,
    Level.C: _square,
    Level.UNRATED: _dashed_square,
    Level.DELIVERED: _double_ring,
    Level.LOST: _dog_ear,
    Level.DORMANT: _half,
    Level.OUT_OF_CONTACT: _dashed_ring,
    Level.AFTER_SALES: _bare,
}


def paint_badge(painter: QPainter, place: QRectF, level: str, side: float = BADGE) -> None:
    """The badge of a level in the middle of `place`; an unknown or empty level draws nothing."""
    if level not in _SHAPES:
        return
    look = theme.current()
    colours = look.tokens.levels[level]
    large = side > BADGE
    side = side * look.text_percent / 100
    rect = QRectF(0, 0, side, side)
    rect.moveCenter(place.center())
    rect = pixels.snapped(painter, rect)
    painter.save()
    _SHAPES[Level(level)](painter, rect, colours, CHIP_RADIUS * side / BADGE)
    font = look.font(Size.SMALL, Weight.BOLD)
    if large:
        font.setPixelSize(look.pixels(Size.FORM_TITLE))
    if len(level) > 1 or level == Level.DELIVERED:
        font.setPixelSize(round(font.pixelSize() * 0.88))
    painter.setFont(font)
    room = rect.adjusted(0, 0, -rect.width() * 0.1, 0) if level == Level.LOST else rect
    pixels.write(painter, room, level, colours.letter, Qt.AlignmentFlag.AlignHCenter)
    painter.restore()
