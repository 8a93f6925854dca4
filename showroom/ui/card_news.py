"""The line over a card that says what others did to it; where it is gone, what was typed can be copied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom.language import _
from showroom.ui.look.banner import Banner
from showroom.ui.look.buttons import Button
from showroom.ui.look.tokens import GUTTER


class CardNews(QWidget):
    """In view while there is something to say (V20, F3, F7)."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.copy = Button(_("Copy what I wrote"))
        self.copy.clicked.connect(self.copy_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GUTTER, 0)
        row.addWidget(self.banner, 1)
        row.addWidget(self.copy)
        self.say("")

    def say(self, sentence: str, *, may_copy: bool = False) -> None:
        """A sentence, "" for none."""
        self.copy.setVisible(may_copy and bool(sentence))
        self.setVisible(bool(sentence))
        if sentence:
            self.banner.say(sentence, "")
        else:
            self.banner.hide()

    def text(self) -> str:
        """What it says."""
        return self.banner.text()
