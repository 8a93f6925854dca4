"""A small window while the demonstration showroom is made: how far it is, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressDialog

from showroom.language import _

Progress = Callable[[int, int], None]


class _Stopped(Exception):
    """The person wants no demo any more."""


def make_demo(make: Callable[[Progress], Path], words: str = "") -> Path | None:
    """What `make` gives, told about day by day; None when it was stopped, and then nothing is left of it."""
    words = words or _("The demonstration showroom is being made…")
    dialog = QProgressDialog(words, _("Cancel"), 0, 0)
    dialog.setWindowTitle("Showroom")
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setMinimumDuration(0)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.show()

    def show(done: int, every: int) -> None:
        dialog.setMaximum(every)
        dialog.setValue(done)
        QCoreApplication.processEvents()
        if dialog.wasCanceled():
            raise _Stopped

    try:
        return make(show)
    except _Stopped:
        return None
    finally:
        dialog.hide()
        dialog.deleteLater()
