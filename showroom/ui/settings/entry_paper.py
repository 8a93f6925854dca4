"""The paper a list lies on: its title, the framed table, and why it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from showroom.ui.log_paper import Framed
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, SNUG


class EntryPaper(Sheet):
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
        self.empty = QWidget(table)
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
