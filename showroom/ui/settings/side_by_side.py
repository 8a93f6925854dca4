"""Paper and the form about it: beside each other where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN_CARD, SNUG

# From this width on the form stands beside the paper.
BESIDE = 860


class SideBySide(QScrollArea):
    """The paper takes the room the form leaves."""

    def __init__(self, paper: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        contents = QWidget()
        contents.setObjectName("contents")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, contents)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(paper, 1)
        self._body.addWidget(panel)
        self._contents = contents
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def follow_pen(self) -> None:
        """Scroll to where the keyboard is, as soon as what was laid out anew has its place."""
        QTimer.singleShot(0, self, self._show_pen)

    def _show_pen(self) -> None:
        pen = self.focusWidget()
        if pen is not None and self._contents.isAncestorOf(pen):
            if self._body.direction() == QBoxLayout.Direction.TopToBottom:
                self.verticalScrollBar().setValue(self._panel.y())
            self.ensureWidgetVisible(pen, GUTTER, GUTTER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or below."""
        super().resizeEvent(event)
        look = theme.current()
        beside = self.width() >= look.widened(BESIDE)
        wide = look.widened(SIDE_COLUMN_CARD)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._panel.setMinimumWidth(wide if beside else 0)
        self._panel.setMaximumWidth(wide if beside else self.width())
        self._panel.setContentsMargins(0 if beside else GUTTER, SNUG, 0, 0)
