"""How buttons, fields and check marks look: painted from tokens, for our widgets and for Qt's own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from showroom.ui.look import pixels, theme
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.marks import key_cap_size, paint_key_cap, paint_triangle
from showroom.ui.look.tokens import CLOSE, CONTROL, CONTROL_RADIUS, SNUG, TIGHT, Size, Tokens, Weight

_ICON: Final = 16
_ICON_ALONE: Final = 20


class Kind(StrEnum):
    """How much a button asks for attention; at most one PRIMARY on a page."""

    PRIMARY = "primary"
    ORDINARY = "ordinary"
    QUIET = "quiet"
    DESTRUCTIVE = "destructive"


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """All that decides how a button looks."""

    text: str
    kind: Kind = Kind.ORDINARY
    icon: str = ""
    keys: str = ""
    enabled: bool = True
    hover: bool = False
    down: bool = False
    checked: bool = False


def button_size(face: ButtonFace) -> QSize:
    """The room the face needs."""
    look = theme.current()
    weight = Weight.MEDIUM if face.kind is Kind.PRIMARY else Weight.REGULAR
    words = QFontMetricsF(look.font(Size.BODY, weight)).horizontalAdvance(face.text)
    parts = [width for width in (_icon_width(face), words, _cap_width(face)) if width]
    width = sum(parts) + SNUG * max(0, len(parts) - 1) + 2 * CLOSE
    height = look.grown(CONTROL)
    return QSize(round(width) if face.text else height, height)


def _icon_width(face: ButtonFace) -> int:
    return 0 if not face.icon else _ICON if face.text else _ICON_ALONE


def _cap_width(face: ButtonFace) -> float:
    return key_cap_size(face.keys).width() if face.keys else 0.0


def _button_colours(tokens: Tokens, face: ButtonFace) -> tuple[str, str, str]:
    """Ground, edge and text."""
    if face.checked:
        return tokens.tint, tokens.tint2, tokens.ink
    near = face.hover or face.down
    if face.kind is Kind.QUIET:
        return (tokens.head if near and face.enabled else ""), "", tokens.t2 if face.enabled else tokens.t3
    if not face.enabled:
        return tokens.off, "", tokens.t3
    if face.kind is Kind.PRIMARY:
        return (tokens.fill_hover if near else tokens.fill), "", tokens.fill_text
    if face.kind is Kind.DESTRUCTIVE:
        return (tokens.red_ground if near else tokens.paper), tokens.red, tokens.red
    if face.down:
        return tokens.tint, tokens.fline, tokens.t1
    return (tokens.head, tokens.fline, tokens.t1) if near else (tokens.paper, tokens.line, tokens.t1)


def paint_button(painter: QPainter, rect: QRectF, face: ButtonFace) -> None:
    """Ground, then icon, word and key cap as one centred group."""
    look = theme.current()
    ground, edge, colour = _button_colours(look.tokens, face)
    painter.save()
    pixels.box(painter, rect, CONTROL_RADIUS, ground, edge)
    painter.setFont(look.font(Size.BODY, Weight.MEDIUM if face.kind is Kind.PRIMARY else Weight.REGULAR))
    words = QFontMetricsF(painter.font()).horizontalAdvance(face.text)
    mark, cap = _icon_width(face), _cap_width(face)
    parts = [width for width in (mark, words, cap) if width]
    x = rect.left() + max(TIGHT, (rect.width() - sum(parts) - SNUG * (len(parts) - 1)) / 2)
    if face.icon:
        tone = look.tokens.t2 if colour == look.tokens.t1 else colour
        paint_icon(painter, QRectF(x, rect.top(), mark, rect.height()), face.icon, tone)
        x += mark + SNUG
    room = rect.right() - SNUG / 2 - x - (cap + SNUG if cap else 0)
    x += pixels.write(painter, QRectF(x, rect.top(), room, rect.height()), face.text, colour) + SNUG
    if cap:
        _paint_cap(painter, QRectF(x, rect.top(), cap, rect.height()), face)
    painter.restore()


def _paint_cap(painter: QPainter, place: QRectF, face: ButtonFace) -> None:
    height = key_cap_size(face.keys).height()
    cap = QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
    paint_key_cap(painter, cap, face.keys, on_fill=face.kind is Kind.PRIMARY and face.enabled)


@dataclass(frozen=True, slots=True)
class FieldFace:
    """The state of an input."""

    enabled: bool = True
    read_only: bool = False
    focused: bool = False
    hover: bool = False
    invalid: bool = False
    edited: bool = False
    quiet: bool = False
    cell: bool = False


def paint_field(painter: QPainter, rect: QRectF, face: FieldFace) -> None:
    """The box of an input, or its bottom line when it is only read."""
    tokens = theme.current().tokens
    if face.cell:
        _paint_cell(painter, rect, face)
        return
    if face.read_only and face.enabled:
        end = rect.bottom() - 1
        colour = tokens.ink if face.focused else tokens.frame
        pixels.rule(painter, QPointF(rect.left(), end), QPointF(rect.right(), end), colour)
        return
    ground, edge, width = tokens.field, tokens.fline, 1.0
    if not face.enabled:
        ground, edge = tokens.off, tokens.line
    elif face.invalid:
        ground, edge, width = tokens.red_ground, tokens.red, 2.0
    elif face.focused:
        edge, width = tokens.ink, 2.0
    elif face.hover:
        edge = tokens.t2
    elif face.quiet:
        ground, edge = tokens.desk, tokens.line
    pixels.box(painter, rect, CONTROL_RADIUS, ground, edge, width)
    if face.edited:
        _paint_edited(painter, rect)


def _paint_cell(painter: QPainter, rect: QRectF, face: FieldFace) -> None:
    """A field that fills a cell of a form: the paper's own, until the pen or the mouse is there."""
    tokens = theme.current().tokens
    if face.invalid:
        pixels.box(painter, rect, 0, tokens.red_ground, tokens.red, 2.0)
    elif face.focused:
        pixels.box(painter, rect, 0, tokens.paper, tokens.ink, 2.0)
    elif face.hover and face.enabled and not face.read_only:
        pixels.box(painter, rect.adjusted(1, 1, -1, -1), 0, tokens.head)
    if face.edited:
        _paint_edited(painter, rect)


def _paint_edited(painter: QPainter, rect: QRectF) -> None:
    painter.save()
    painter.setClipRect(rect.adjusted(0, 0, -1, 0))
    paint_triangle(painter, rect.adjusted(0, 1, -1, 0))
    painter.restore()


def paint_check(painter: QPainter, rect: QRectF, on: bool, enabled: bool, focused: bool) -> None:
    """A square to tick."""
    tokens = theme.current().tokens
    if on and enabled:
        pixels.box(painter, rect, 3, tokens.fill)
    else:
        ground = tokens.field if enabled else tokens.off
        pixels.box(painter, rect, 3, ground, tokens.ink if focused else tokens.fline)
    if on:
        _paint_tick(painter, rect, tokens.fill_text if enabled else tokens.t3)


def _paint_tick(painter: QPainter, rect: QRectF, colour: str) -> None:
    unit = rect.width() / 14
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.6 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corner = rect.topLeft()
    points = [corner + QPointF(x * unit, y * unit) for x, y in ((3.4, 7.2), (6.0, 9.8), (10.6, 4.4))]
    painter.drawPolyline(points)
    painter.restore()


def paint_radio(painter: QPainter, rect: QRectF, on: bool, enabled: bool) -> None:
    """A round choice."""
    tokens = theme.current().tokens
    colour = tokens.fill if enabled else tokens.t3
    ground = tokens.field if enabled else tokens.off
    pixels.box(painter, rect, rect.width() / 2, colour if on else ground, colour if on else tokens.fline)
    if on:
        dot = QRectF(0, 0, rect.width() * 0.4, rect.height() * 0.4)
        dot.moveCenter(pixels.snapped(painter, rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.fill_text))
        painter.drawEllipse(dot)
        painter.restore()
