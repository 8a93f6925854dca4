"""Asking for a reason, in the person's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget

from showroom.errors import Invalid
from showroom.forms.field import read_field
from showroom.forms.in_passing import REASON
from showroom.language import _
from showroom.ui.cells import is_enter
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text

# How a reason is asked: over which window, about what, with which question; "" for none.
Reason = Callable[[QWidget, str, str], str]

_WRITTEN, _NOTHING = "written", ""


class ReasonField(Field):
    """A field in which the Enter of an input method finishes a word and never answers the dialog."""

    _composing = False

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


def _refusal(typed: str) -> str:
    try:
        read_field(REASON, typed, {})
    except Invalid as invalid:
        return invalid.sentence()
    return ""


def ask_reason(parent: QWidget, title: str, question: str) -> str:
    """A short reason; "" when they think better of it."""
    dialog = Dialog(parent, title, question)
    field, problem = ReasonField(name=question), Text("", Role.ERROR, wrap=True)
    problem.hide()
    dialog.body.addWidget(field)
    dialog.body.addWidget(problem)
    dialog.add_button(_NOTHING, _("Cancel"))
    done = dialog.add_button(_WRITTEN, _("OK"), Kind.PRIMARY, safe=True)
    done.setEnabled(False)

    def look_over(typed: str) -> None:
        # Refused here, while it can still be mended: an answer that is given is gone from the screen.
        why = _refusal(typed)
        field.set_invalid(why)
        problem.setText(why)
        problem.setVisible(bool(why))
        done.setEnabled(bool(typed.strip()) and not why)
        dialog.resize(dialog.sizeHint())

    field.textChanged.connect(look_over)
    field.setFocus()
    return field.text().strip() if dialog.ask() == _WRITTEN else ""
