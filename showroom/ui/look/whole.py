"""What is pasted comes whole or not at all: what no field has room for is refused, never cut (M12).

Half a number is another number; and a megabyte without a space holds the window for a minute.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from showroom.language import _
from showroom.rules.text import NOTE_AT_MOST
from showroom.ui.look.dialog import Dialog

LINE_AT_MOST: Final = NOTE_AT_MOST


class _Whole(QValidator):
    """Takes a line as long as it is not too long; Qt then undoes the whole paste."""

    def __init__(self, line: QLineEdit, at_most: int) -> None:
        super().__init__(line)
        self._line, self._at_most = line, at_most
        self._told = QTimer(self, singleShot=True, interval=0)
        self._told.timeout.connect(lambda: tell_too_long(line, at_most))
        line.inputRejected.connect(self._told.start)

    def validate(self, typed: str, place: int) -> tuple[QValidator.State, str, int]:
        """Whether so much may stand here."""
        fits = len(typed) <= self._at_most
        return QValidator.State.Acceptable if fits else QValidator.State.Invalid, typed, place


def take_whole(line: QLineEdit, at_most: int = LINE_AT_MOST) -> None:
    """Let this line refuse, in words, what is longer; what stood there stays."""
    line.setValidator(_Whole(line, at_most))


def tell_too_long(field: QWidget, at_most: int) -> None:
    """Say that nothing was pasted, and why."""
    dialog = Dialog(
        field.window(),
        _("This is too long: {most} characters have room here.", most=f"{at_most:,}"),
        _("Nothing was put in; what stood there is still there. Take a shorter piece."),
        "E-TOO-LONG",
    )
    dialog.add_button("", _("OK"), safe=True)
    dialog.ask()


class Note(QPlainTextEdit):
    """Several lines of plain text: what is pasted comes whole, and as text only."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop."""
        kept = len(self.toPlainText()) - len(self.textCursor().selectedText())
        if kept + len(source.text()) > NOTE_AT_MOST:
            QTimer.singleShot(0, self, lambda: tell_too_long(self, NOTE_AT_MOST))
        else:
            super().insertFromMimeData(source)
