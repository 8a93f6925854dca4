"""Asking for a reason, in the person's own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget

from showroom.language import _
from showroom.ui.cells import is_enter
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field

_WRITTEN, _NOTHING = "written", ""


class ReasonField(Field):
    """A field in which the Enter of an input method finishes a word and never answers the dialog."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is at work."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its Enter is no answer."""
        if self._composing and is_enter(event):
            QGuiApplication.inputMethod().commit()
            event.accept()
            return True
        return super().event(event)


def ask_reason(parent: QWidget, title: str, question: str) -> str:
    """A short reason; "" when they think better of it."""
    dialog = Dialog(parent, title, question)
    field = ReasonField(question)
    dialog.body.addWidget(field)
    dialog.add_button(_NOTHING, _("Cancel"))
    done = dialog.add_button(_WRITTEN, _("OK"), Kind.PRIMARY, safe=True)
    done.setEnabled(False)
    field.textChanged.connect(lambda text: done.setEnabled(bool(text.strip())))
    field.setFocus()
    return field.text().strip() if dialog.ask() == _WRITTEN else ""
