"""Calling somebody: the number goes to whatever telephone program the system has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from showroom.language import _

Dial = Callable[[str], bool]


def dial(number: str) -> bool:
    """Hand a number to the telephone program; False where there is none."""
    return QDesktopServices.openUrl(QUrl(f"tel:{number}"))


def call(shown: str, by: Dial) -> str:
    """Call the number as it is shown, and keep it in the clipboard; what is to be said of it, or nothing."""
    number = shown.replace(" ", "")
    if not number or "*" in number:
        return _("There is no number here to call.")
    QGuiApplication.clipboard().setText(number)
    return "" if by(number) else _("Copied: {words}", words=number)
