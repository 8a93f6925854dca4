"""The first start: the showroom's name and the first person. There is no default account (R9)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.language import _
from showroom.rules.duties import Role as StaffRole
from showroom.services.settings import Facts
from showroom.services.staff import NewStaff
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, GAP, SNUG
from showroom.ui.words import role_word


class FirstStartPage(QWidget):
    """Asks what cannot be guessed; everything else has a sensible beginning."""

    founded = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {
            "dealer": Field(name=_("Showroom's name, as printed")),
            "name": Field(name=_("Your name")),
            "user": Field(name=_("User name")),
            "password": Field(name=_("Password")),
            "again": Field(name=_("Password again")),
        }
        for key in ("password", "again"):
            self.fields[key].setEchoMode(QLineEdit.EchoMode.Password)
        self.roles = {role: QCheckBox(role_word(role)) for role in StaffRole}
        for role in (StaffRole.ADMINISTRATOR, StaffRole.RECEPTIONIST):
            self.roles[role].setChecked(True)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.begin = Button(_("Begin"), Kind.PRIMARY, keys="Enter")
        self.begin.clicked.connect(self._begin)
        for field in self.fields.values():
            field.returnPressed.connect(self._begin)
        self._build()

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(CLOSE)
        for field in self.fields.values():
            field.setMinimumWidth(320)
            form.addRow(Text(field.accessibleName(), Role.LABEL), field)
        ticks = QVBoxLayout()
        ticks.setSpacing(SNUG)
        for box in self.roles.values():
            ticks.addWidget(box)
        form.addRow(Text(_("What you do here"), Role.LABEL), ticks)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addStretch(1)
        column.addWidget(Text(_("A new showroom"), Role.TITLE))
        column.addWidget(
            Text(
                _("These few facts stand on every sheet. You are the first who can sign in."),
                Role.PRINT,
                wrap=True,
            )
        )
        column.addLayout(form)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.begin)
        column.addLayout(foot)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def _begin(self) -> None:
        text = {key: field.text() for key, field in self.fields.items()}
        if text["password"] != text["again"]:
            self._mark("again", _("The two passwords differ. Type both again."))
            return
        roles = tuple(role for role, box in self.roles.items() if box.isChecked())
        if not text["dealer"].strip():
            self._mark("dealer", _("This must not be empty."))
            return
        if StaffRole.ADMINISTRATOR not in roles:
            self.problem.setText(_("The first person must be an administrator; more roles may be ticked."))
            return
        first = NewStaff(text["user"], text["name"], text["password"], roles)
        self.founded.emit(Facts(dealer=text["dealer"].strip()), first)

    def _mark(self, key: str, sentence: str) -> None:
        for name, field in self.fields.items():
            field.set_invalid(sentence if name == key else "")
        self.problem.setText(sentence)
        self.fields[key].setFocus()

    def refuse(self, error: ShowroomError) -> None:
        """Say what cannot be taken, beside the field it is about."""
        if isinstance(error, Invalid) and error.problems[0].field in self.fields:
            self._mark(error.problems[0].field, error.sentence())
        else:
            self.problem.setText(error.sentence())
