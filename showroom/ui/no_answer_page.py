"""The store did not answer when nobody was signed in: what happened, and one button to try again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import GAP, WIDE


class NoAnswerPage(QWidget):
    """In the place of the sign-in page; nothing of any customer is in view."""

    again = Signal()

    def __init__(self, error: ShowroomError) -> None:
        super().__init__()
        told = Text(error.sentence(), Role.PRINT, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.retry = Button(_("Try again"), keys="Enter")
        self.retry.setAutoDefault(True)
        self.retry.clicked.connect(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(GAP)
        column.addStretch(1)
        column.addWidget(told)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Text(error.code, Role.LABEL), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
