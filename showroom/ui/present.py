"""The one place where the window tells staff that something did not work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from showroom.errors import ShowroomError
from showroom.language import _


def tell(parent: QWidget | None, error: ShowroomError) -> None:
    """Say what happened, what is safe, what to do. Names in it are never read as markup (V15)."""
    _box(parent, error.sentence(), f"{error.code}").exec()


def ask_whether(parent: QWidget | None, question: str, below: str, yes: str) -> bool:
    """A question whose safe answer has the focus; True only when `yes` was chosen."""
    box = _box(parent, question, below)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    wanted = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    safe = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(safe)
    box.setEscapeButton(safe)
    box.exec()
    return box.clickedButton() is wanted


def crash(parent: QWidget | None, folder: str) -> None:
    """The one crash dialog: nothing is half-saved, what was typed is still there."""
    _box(
        parent,
        _(
            "Something went wrong inside the program. What was saved is safe, what you typed is still here. "
            "Please go on; if it happens again, close the program and open it anew."
        ),
        _("Details for the maker are in {folder} (E-BUG).", folder=folder),
    ).exec()


def _box(parent: QWidget | None, words: str, below: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Showroom")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(below)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.button(QMessageBox.StandardButton.Ok).setText(_("OK"))
    return box
