"""The password once more, at an open desk: asked for what is sensitive when it was given long ago (R16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.rules import passwords
from showroom.services import own_secrets
from showroom.services.desk import Desk
from showroom.ui.ask import Ask
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text

_GIVEN, _NOTHING = "given", ""
_WRONG = "E-OLD-PASSWORD"


class PasswordAgain(QObject):
    """Asks whoever is signed in; what waited for the password goes on by itself once it was right."""

    def __init__(self, desk: Desk, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._ask = desk, ask

    def prove(
        self,
        owner: QWidget,
        go_on: Callable[[], None],
        give_up: Callable[[ShowroomError | None], None],
        problem: str = "",
    ) -> None:
        """Ask, as often as it is wrong; `give_up` with None when they think better of it."""
        typed = ask_password(owner.window(), self._desk.name, problem)
        if not shiboken6.isValid(owner):
            return
        if not typed:
            give_up(None)
            return

        def refused(error: ShowroomError) -> None:
            if error.code == _WRONG:
                self.prove(owner, go_on, give_up, error.sentence())
            else:
                give_up(error)

        desk = self._desk
        self._ask(owner, lambda: own_secrets.confirm(desk, typed), lambda _none: go_on(), refused)


def ask_password(parent: QWidget, name: str, problem: str = "") -> str:
    """What was typed; "" for Esc. `problem` says what was wrong with the last one."""
    why = _(
        "You gave it more than {minutes} minutes ago. For people's accounts and files with customers "
        "an open desk is not enough.",
        minutes=passwords.FRESH // timedelta(minutes=1),
    )
    dialog = Dialog(parent, _("Please give your password again, {name}", name=name), why)
    field = Field(name=_("Password"))
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.set_invalid(problem)
    dialog.body.addWidget(field)
    if problem:
        dialog.body.addWidget(Text(problem, Role.ERROR, wrap=True))
    dialog.add_button(_NOTHING, _("Cancel"))
    done = dialog.add_button(_GIVEN, _("Go on"), Kind.PRIMARY, safe=True)
    done.setEnabled(False)
    field.textChanged.connect(lambda text: done.setEnabled(bool(text)))
    field.setFocus()
    typed = field.text() if dialog.ask() == _GIVEN else ""
    # Not kept by a dialog that its window keeps.
    dialog.deleteLater()
    return typed
