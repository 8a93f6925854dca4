"""Base of the small widgets that paint themselves from tokens and follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from showroom.ui.look import theme


class Painted(QWidget):
    """Says its size in `wanted`, draws itself in `draw`, and does both again when the look changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.refresh)

    def refresh(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def wanted(self) -> QSize:
        """The size it needs at the current text size."""
        raise NotImplementedError

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Paint into the whole widget."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Qt asks here."""
        return self.wanted()

    def minimumSizeHint(self) -> QSize:
        """No smaller than it needs."""
        return self.wanted()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt paints here."""
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        painter.end()
