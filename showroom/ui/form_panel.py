"""One short form over the page: what is asked, why it cannot be taken, one button that gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms.field import Field, Lists
from showroom.language import _
from showroom.services.desk import new_token
from showroom.ui.editors import Today
from showroom.ui.field_form import FieldForm
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG


class FormPanel(FlyOut):
    """What was typed stays until it was given: closing the panel forgets nothing."""

    # The values of the form.
    given = Signal(object)

    def __init__(self, page: QWidget, today: Today) -> None:
        super().__init__(page, _("Close (Esc)"))
        self.preface = Text("", Role.LABEL, wrap=True)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.form = FieldForm(today)
        # What is given is saved under it: pressed twice, or once more after an unsure save, it is one record.
        self.token = new_token()
        self.form.submitted.connect(self.accept)
        self.form.told.connect(self.refit)
        self.give = Button("")
        self.give.clicked.connect(self._give)
        content = QWidget()
        self._lines = QVBoxLayout(content)
        self._lines.setSpacing(SNUG)
        for part in (self.preface, self.problem, self.form):
            self._lines.addWidget(part)
        self._lines.addStretch(1)
        self.fill(content)
        foot = QWidget(self)
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(0, 0, SNUG, 0)
        self._foot.setSpacing(SNUG)
        self._foot.addStretch(1)
        self._foot.addWidget(self.give)
        self.put_at_foot(foot)

    def put_above_form(self, widget: QWidget) -> None:
        """What is to be read before the fields."""
        self._lines.insertWidget(self._lines.indexOf(self.form), widget)

    def put_beside_button(self, button: Button) -> None:
        """Another way out, before the button that gives the form."""
        self._foot.insertWidget(self._foot.count() - 1, button)

    def ask_for(
        self,
        fields: tuple[Field, ...],
        values: Mapping[str, Any],
        lists: Lists,
        word: str,
        *,
        kind: Kind = Kind.ORDINARY,
        note: str = "",
    ) -> None:
        """Ask these fields; `word` is what the button says, `note` what is to be known before."""
        self.token = new_token()
        self.give.setText(word)
        self.give.setAccessibleName(word)
        self.give.set_kind(kind)
        self.give.setEnabled(True)
        self.preface.setText(note)
        self.preface.setVisible(bool(note))
        self.tell("")
        self.form.open(fields, values, lists)
        self.open_panel()
        # What is usual stands there already: the pen is where something is still to be said.
        self.form.first_to_fill().take_pen()

    def first_stop(self) -> QWidget:
        return self.form.first_to_fill().widget

    def accept(self) -> None:
        """Enter in the last field, Ctrl+Enter: gives the form; what destroys is pressed by its own button."""
        if self.give.property("kind") == Kind.DESTRUCTIVE.value:
            self.give.setFocus()
        else:
            self._give()

    def _give(self) -> None:
        values = self.form.values()
        if values is not None:
            self.given.emit(values)

    def tell(self, sentence: str) -> None:
        """A sentence about none of the fields; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.refit()

    def refuse(self, error: ShowroomError) -> None:
        """Why it was not done, beside the field or above them; what was typed stays."""
        told = self.form.refuse(error) if isinstance(error, Invalid) else (error.sentence(),)
        self.tell("\n".join(told))
