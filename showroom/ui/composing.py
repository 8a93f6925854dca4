"""What an input method still holds when somebody saves, prints, goes elsewhere, or leaves (V12)."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def finish_composition() -> None:
    """Have it written where the pen is, so that it is neither lost nor left behind."""
    QGuiApplication.inputMethod().commit()
