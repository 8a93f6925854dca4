"""Last view: the recovery code, shown this once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from showroom.language import _, mark
from showroom.ui.first_start.answers import Answers
from showroom.ui.first_start.screen import Entry, Screen
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import GAP


class CodeScreen(Screen):
    """The code, large, to be printed or copied; a tick says that it was written down."""

    title = mark("The recovery code")
    intro = mark(
        "If the administrator's password is ever forgotten, only this code helps. It is shown this once and "
        "kept nowhere: print it or write it down and put it away, not beside this computer."
    )
    skip_word = ""

    def __init__(self, answers: Answers, code: str) -> None:
        super().__init__(answers)
        self.code = Text(code, Role.FIGURE)
        self.code.setAccessibleName(_("Recovery code"))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.print = Button(_("Print…"), icon="print", keys="Ctrl+P")
        self.copy = Button(_("Copy"))
        self.copied = Text("", Role.DONE)
        self.written = QCheckBox(_("I have written it down"))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for part in (self.print, self.copy, self.copied):
            row.addWidget(part)
        row.addStretch(1)
        self.column.addWidget(self.code)
        self.column.addLayout(row)
        self.column.addWidget(self.written, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.copied.setText(_("Copied. Paste it somewhere safe and clear the clipboard."))

    def say_printed(self, words: str) -> None:
        """What became of the print."""
        self.copied.setText(words)

    def begin(self) -> QWidget:
        """The tick: Space sets it."""
        return self.written

    def entries(self) -> dict[str, Entry]:
        """Nothing is asked any more."""
        return {}

    def keep(self) -> None:
        """Nothing is typed here."""

    def check(self) -> Callable[[], None]:
        """Nothing can be wrong here."""
        return lambda: None
