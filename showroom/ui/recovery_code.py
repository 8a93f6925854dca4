"""The recovery code on the screen: shown once, to be copied onto paper (R4)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.language import _
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG


class RecoveryCode(QWidget):
    """Empty until there is a code; whatever takes it out of view takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = Text("", Role.TITLE)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(_("Recovery code"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(self.code)
        column.addWidget(
            Text(
                _(
                    "Copy this code onto paper now and put it in the safe. It is shown this once; "
                    "every earlier code is good no more."
                ),
                Role.WARNING,
                wrap=True,
            )
        )
        self.hide()

    def show_code(self, code: str) -> None:
        """The new code."""
        self.code.setText(code)
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody who comes later reads it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.code.setText("")
            self.hide()
