"""The question put to whoever leaves a form that was changed: save, discard, stay."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from showroom.language import _
from showroom.ui.look.dialog import ESCAPE, Dialog
from showroom.ui.look.faces import Kind


class Answer(StrEnum):
    """What becomes of the form; Esc stays."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = ""


def ask_about_changes(parent: QWidget, form: str) -> Answer:
    """What to do with the changes of this form; staying is safe, so it has the focus."""
    question = _("“{form}” was changed and is not saved.", form=form)
    dialog = Dialog(parent, question, _("Save it, discard what you changed, or stay here."))
    dialog.add_button(Answer.DISCARD, _("Discard"), Kind.DESTRUCTIVE, keys="Ctrl D")
    dialog.add_button(Answer.SAVE, _("Save"), keys="Ctrl S")
    dialog.add_button(Answer.STAY, _("Stay"), safe=True, keys=ESCAPE)
    return Answer(dialog.ask())
