"""A few fields for secrets, what there is to know about them, and one button."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.language import _
from showroom.rules import passwords
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, SNUG

WIDE_FIELD = 280
# Where two fields are to hold the same.
NEW, AGAIN = "password", "again"
# The field a refusal is about, where it does not say so itself.
_FIELD_OF = {"E-OLD-PASSWORD": "old"}


class SecretForm(QWidget):
    """Says `wanted` with every text by field once all are filled; `plain` ones are shown as typed."""

    wanted = Signal(object)

    def __init__(
        self, fields: Mapping[str, str], advice: str, act: str, *, plain: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self.fields = {key: Field(name=word) for key, word in fields.items()}
        for key, field in self.fields.items():
            field.setFixedWidth(WIDE_FIELD)
            field.returnPressed.connect(self.accept)
            if key not in plain:
                field.setEchoMode(QLineEdit.EchoMode.Password)
        self.act = Button(act)
        self.act.clicked.connect(self.accept)
        self.problem = Text("", Role.ERROR, wrap=True)
        self._buttons = QHBoxLayout()
        self._build(advice)

    def _build(self, advice: str) -> None:
        rows = QFormLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(CLOSE)
        rows.setVerticalSpacing(SNUG)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for field in self.fields.values():
            rows.addRow(Text(field.accessibleName(), Role.LABEL), field)
        self._buttons.setSpacing(SNUG)
        self._buttons.addWidget(self.act)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(Text(advice, Role.LABEL, wrap=True))
        column.addLayout(rows)
        column.addWidget(self.problem)
        column.addLayout(self._buttons)
        self.problem.hide()

    def add_button(self, text: str, kind: Kind = Kind.QUIET) -> Button:
        """One more, behind the first."""
        button = Button(text, kind)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def begin(self) -> None:
        """The pen on the first field."""
        next(iter(self.fields.values())).setFocus()

    def accept(self) -> None:
        """Enter goes from field to field; when all are filled it is meant."""
        texts = {key: field.text() for key, field in self.fields.items()}
        empty = [key for key, text in texts.items() if not text]
        if empty:
            self.fields[empty[0]].setFocus()
        elif AGAIN in texts and texts[NEW] != texts[AGAIN]:
            self._mark(AGAIN, _("The two passwords differ. Type both again."))
        else:
            self._mark("", "")
            self.wanted.emit(texts)

    def clear(self) -> None:
        """Nothing typed stays: done, or the person goes."""
        for field in self.fields.values():
            field.clear()
        self._mark("", "")

    def refuse(self, error: ShowroomError) -> None:
        """Say what cannot be taken, at the field it is about."""
        about = error.problems[0].field if isinstance(error, Invalid) else _FIELD_OF.get(error.code, "")
        self._mark(about, error.sentence())

    def _mark(self, key: str, sentence: str) -> None:
        for name, field in self.fields.items():
            field.set_invalid(sentence if name == key else "")
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if key in self.fields:
            self.fields[key].selectAll()
            self.fields[key].setFocus()


def password_advice() -> str:
    """What a good password is, in one sentence."""
    return _(
        "At least {least} characters; a few words with spaces between them are best. "
        "Not your user name, not the showroom's name.",
        least=passwords.LEAST,
    )
