"""A line beside the work that is pressed: hover, focus and keys are those of every such line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import literal
from showroom.ui.look.tokens import CONTROL_RADIUS

LINE: Final = 24


class SideLine(QAbstractButton):
    """What stands on it is painted by `draw`."""

    def __init__(self, heard: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(heard)
        self.setToolTip(literal(heard))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(1, theme.current().grown(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does; the arrows go to the neighbours."""
        if is_enter(event):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, rect = theme.current().tokens, QRectF(self.rect())
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.side)
        self.draw(painter, rect)
        if self.hasFocus():
            pixels.box(painter, rect, CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The words of the line."""
        raise NotImplementedError
