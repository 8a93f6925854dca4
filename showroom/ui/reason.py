"""Asking for a reason, in the person's own words."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

from showroom.language import _


def ask_reason(parent: QWidget, title: str, question: str) -> str:
    """A short reason; "" when they think better of it."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setOkButtonText(_("OK"))
    dialog.setCancelButtonText(_("Cancel"))
    return dialog.textValue().strip() if dialog.exec() else ""
