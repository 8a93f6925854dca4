"""The paper on the desk, and the panel that floats above a page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.shadow import paint_float, paint_paper
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, PANEL_RADIUS, PAPER_RADIUS, SNUG, WIDE

# Room around the paper in which its shadow falls: it is the page gutter, so pages add none beside a sheet.
SHEET_ROOM: Final = QMargins(GUTTER, SNUG, GUTTER, MARGIN)
_PEN: Final = 2
FLOAT_ROOM: Final = QMargins(MARGIN, MARGIN, MARGIN, WIDE + SNUG)


def _inside(rect: QRectF, room: QMargins) -> QRectF:
    return rect.adjusted(room.left(), room.top(), -room.right(), -room.bottom())


class Sheet(QWidget):
    """A form lies on it: paper and shadow, margins of 24 inside."""

    def __init__(
        self, parent: QWidget | None = None, *, margin: int = MARGIN, radius: int = PAPER_RADIUS
    ) -> None:
        super().__init__(parent)
        self._radius = radius
        self._room = SHEET_ROOM
        self._pen = False
        self.setContentsMargins(self._room + QMargins(margin, margin, margin, margin))
        theme.current().changed.connect(self.update)

    def lay(self, gutter: int, margin: int) -> None:
        """Another room around the paper and inside it: less on a small screen."""
        self._room = QMargins(gutter, SNUG, gutter, MARGIN)
        self.setContentsMargins(self._room + QMargins(margin, margin, margin, margin))
        self.update()

    def show_pen(self, on: bool) -> None:
        """Whether the keyboard is on the paper as a whole: its edge is ink then."""
        self._pen = on
        self.update()

    def paper_rect(self) -> QRectF:
        """Where the paper lies within the widget."""
        return _inside(QRectF(self.rect()), self._room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, edge, paper; where only words on it change, plain paper."""
        tokens, paper, inset = theme.current().tokens, self.paper_rect(), self._radius + 1
        painter = QPainter(self)
        if paper.adjusted(inset, inset, -inset, -inset).contains(QRectF(event.rect())):
            painter.fillRect(event.rect(), QColor(tokens.paper))
        else:
            paint_paper(painter, paper, tokens, self._radius)
        if self._pen:
            pixels.box(painter, paper, self._radius, edge=tokens.ink, width=_PEN)
        painter.end()


class Panel(QWidget):
    """A floating panel with an ink border, such as the matches; it takes no focus by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(FLOAT_ROOM + QMargins(CLOSE, CLOSE, CLOSE, CLOSE))
        theme.current().changed.connect(self.update)

    def panel_rect(self) -> QRectF:
        """Where the panel lies within the widget; the rest is its shadow."""
        return _inside(QRectF(self.rect()), FLOAT_ROOM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, border, ground."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        paint_float(painter, self.panel_rect(), tokens.paper, tokens.ink, tokens.float_shadow, PANEL_RADIUS)
        painter.end()
