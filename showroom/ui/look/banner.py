"""A sentence across the window for as long as it is true: what keeps everybody from working as usual."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom.ui.look import theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import GUTTER, SNUG


class Banner(QWidget):
    """Not in view while there is nothing to say; it takes no keyboard and closes by itself alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(wrap=True)
        self._code = Text(role=Role.HINT)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(GUTTER)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        self.keep_to(GUTTER)
        theme.current().changed.connect(self.update)
        self.hide()

    def keep_to(self, gutter: int) -> None:
        """The words stand in line with the page below."""
        self._row.setContentsMargins(gutter, SNUG, gutter, SNUG)

    def text(self) -> str:
        """What it says, "" while it is not in view."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, code: str) -> None:
        """Come into view, and be read out once."""
        if sentence == self.text():
            return
        self._words.setText(sentence)
        self._code.setText(code)
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of a warning."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.amber_ground))
        painter.end()
