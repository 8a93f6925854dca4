"""Chips: one fact understood or one filter set, as label and value."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.tokens import CHIP, CHIP_RADIUS, SNUG, Size, Weight

_ICON: Final = 16


class Chip(QAbstractButton):
    """Label and value on paper; a verdict is in ink on tint; a removable one goes when clicked.

    What is missing has a dashed edge and can be pressed.
    """

    def __init__(
        self,
        value: str,
        label: str = "",
        *,
        icon: str = "",
        verdict: bool = False,
        removable: bool = False,
        missing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._verdict, self._removable, self._missing = icon, verdict, removable, missing
        self.say(value, label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if removable or missing else Qt.FocusPolicy.NoFocus)
        theme.current().changed.connect(self.updateGeometry)

    def say(self, value: str, label: str = "") -> None:
        """Show another fact."""
        self._value, self._label = value, label
        self.setAccessibleName(f"{label} {value}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        look = theme.current()
        label = QFontMetricsF(look.font(Size.SMALL)).horizontalAdvance(self._label)
        value = QFontMetricsF(look.font(Size.SMALL, self._weight())).horizontalAdvance(self._value)
        icons = [_ICON] * (bool(self._icon) + self._removable)
        parts = [part for part in (label, value, *icons) if part]
        width = sum(parts) + SNUG * (len(parts) + 1)
        return QSize(round(width), look.grown(CHIP, Size.SMALL))

    def minimumSizeHint(self) -> QSize:
        """Chips are not squeezed; the line that holds them wraps or scrolls."""
        return self.sizeHint()

    def _weight(self) -> Weight:
        return Weight.MEDIUM if self._verdict else Weight.REGULAR

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, label, value, ×."""
        look = theme.current()
        tokens = look.tokens
        tinted = self._verdict or self._removable
        rect = QRectF(self.rect())
        painter = QPainter(self)
        ground = tokens.tint if tinted else tokens.paper
        if self._missing:
            _paint_missing(painter, rect, self.underMouse(), self.hasFocus())
        else:
            pixels.box(painter, rect, CHIP_RADIUS, ground, tokens.tint2 if tinted else tokens.line)
        room = rect.adjusted(SNUG, 0, -SNUG, 0)
        if self._icon:
            place = QRectF(room.left(), room.top(), _ICON, room.height())
            paint_icon(painter, place, self._icon, tokens.t2)
            room.setLeft(room.left() + _ICON + SNUG)
        painter.setFont(look.font(Size.SMALL))
        if self._label:
            used = pixels.write(painter, room, self._label, tokens.t2 if tinted else tokens.t3)
            room.setLeft(room.left() + used + SNUG)
        painter.setFont(look.font(Size.SMALL, self._weight()))
        used = pixels.write(painter, room, self._value, tokens.ink if self._verdict else tokens.t1)
        if self._removable:
            room.setLeft(room.right() - _ICON)
            paint_icon(painter, room, "close", tokens.t1 if self.underMouse() else tokens.t2)
        painter.end()


def _paint_missing(painter: QPainter, rect: QRectF, hover: bool, focused: bool) -> None:
    tokens = theme.current().tokens
    if focused or hover:
        edge = tokens.ink if focused else ""
        pixels.box(painter, rect, CHIP_RADIUS, tokens.head, edge, 2.0 if focused else 1.0)
    if not focused:
        outline = QPainterPath()
        outline.addRoundedRect(
            pixels.snapped(painter, rect).adjusted(0.5, 0.5, -0.5, -0.5), CHIP_RADIUS, CHIP_RADIUS
        )
        pixels.dashed(painter, outline, tokens.fline, 3)
