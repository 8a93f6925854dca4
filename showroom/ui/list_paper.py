"""The paper a list lies on: its title, the framed table, and why it is empty."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QVBoxLayout, QWidget

from showroom.ui.log_paper import Framed
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, SNUG


class _Emptiness(QWidget):
    """Over an empty table: the rows behind the words merge into one cell."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        table = self.parentWidget()
        if not isinstance(table, QTableView):
            return
        head, pitch = table.horizontalHeader().height(), table.verticalHeader().defaultSectionSize()
        words = self.childrenRect()
        first, past = floor((words.top() - head) / pitch), ceil((words.bottom() - head) / pitch)
        top, bottom = head + first * pitch, head + past * pitch
        tokens, wide = theme.current().tokens, table.viewport().width()
        painter = QPainter(self)
        painter.fillRect(QRectF(0, top, wide, bottom - top), QColor(tokens.paper))
        for y in (top, bottom):
            pixels.rule(painter, QPointF(0, y), QPointF(wide, y), tokens.rule)
        painter.end()


class ListPaper(Sheet):
    """Square, framed, ruled."""

    empty_pressed = Signal()

    def __init__(self, title: str, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, Role.TITLE)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        framed = Framed(table)
        framed.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CLOSE)
        column.addWidget(self.title)
        column.addWidget(framed, 1)
        self.empty = _Emptiness(table)
        self._why = Text("", Role.STRONG)
        self.way_out = Button()
        self.way_out.clicked.connect(self.empty_pressed)
        inside = QVBoxLayout(self.empty)
        inside.setSpacing(SNUG)
        inside.addStretch(1)
        inside.addWidget(self._why, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        over = QVBoxLayout(table)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.empty)
        self.empty.hide()

    def tell_empty(self, words: tuple[str, str], offers: bool) -> None:
        """Why there is nothing, and the button that changes it."""
        why, way_out = words
        self._why.setText(why)
        self.way_out.setText(way_out)
        self.way_out.setAccessibleName(way_out)
        self.way_out.setVisible(offers)
        self.way_out.updateGeometry()
