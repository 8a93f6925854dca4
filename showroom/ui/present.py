"""The one place where the window tells staff that something did not work."""

from __future__ import annotations

import re

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind

_YES, _SAFE = "yes", "safe"
_FIRST_SENTENCE = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+")


def tell(parent: QWidget | None, error: ShowroomError) -> None:
    """Say what happened, what is safe, what to do. Names in it are never read as markup (V15)."""
    happened, below = _parted(error.sentence())
    dialog = Dialog(parent, happened, below, error.code)
    dialog.add_button(_SAFE, _("OK"), safe=True)
    dialog.ask()


def ask_whether(parent: QWidget | None, question: str, below: str, yes: str) -> bool:
    """A question whose safe answer has the focus; True only when `yes` was chosen."""
    dialog = Dialog(parent, question, below)
    dialog.add_button(_SAFE, _("Cancel"), safe=True)
    dialog.add_button(_YES, yes)
    return dialog.ask() == _YES


def ask_in_spite(parent: QWidget | None, error: ShowroomError, yes: str) -> bool:
    """Say what did not work, and whether to go on in spite of it; the safe answer is to stay."""
    happened, below = _parted(error.sentence())
    dialog = Dialog(parent, happened, below, error.code)
    dialog.add_button(_YES, yes, Kind.DESTRUCTIVE)
    dialog.add_button(_SAFE, _("Stay"), safe=True)
    return dialog.ask() == _YES


def crash(parent: QWidget | None, folder: str, details: str = "", times: int = 1) -> None:
    """The one crash dialog: nothing is half-saved, what was typed is still there.

    `details` is for the maker; nothing is sent, the person may copy it. `times` is how often it came since
    it was last told.
    """
    happened, below = _parted(
        _(
            "Something went wrong inside the program. What was saved is safe, what you typed is still here. "
            "Please go on; if it happens again, close the program and open it anew."
        )
    )
    where = _("Details for the maker are in {folder} (E-BUG).", folder=folder)
    if times > 1:
        where = _("It has happened {times} times.", times=times) + "\n" + where
    dialog = Dialog(parent, happened, f"{below}\n\n{where}")
    copy = dialog.add_button(_SAFE, _("Copy details"), Kind.QUIET)
    copy.clicked.disconnect()

    def copy_details() -> None:
        QGuiApplication.clipboard().setText(details or where)
        copy.setText(_("Copied"))

    copy.clicked.connect(copy_details)
    dialog.add_button(_SAFE, _("Go on"), safe=True)
    dialog.ask()


def _parted(sentence: str) -> tuple[str, str]:
    """What happened, and the rest."""
    parts = _FIRST_SENTENCE.split(sentence, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""
