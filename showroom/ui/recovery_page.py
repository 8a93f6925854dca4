"""A forgotten password: who sets a new one, and the recovery code for administrators (R4)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.clock import Clock
from showroom.language import _
from showroom.models.store import Store
from showroom.services import recovery
from showroom.ui.ask import Ask
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Hairline, Role, Section, Text
from showroom.ui.look.tokens import CLOSE, MARGIN, SNUG
from showroom.ui.recovery_code import RecoveryCode
from showroom.ui.secret_form import SecretForm, password_advice

_AT_MOST = 560


class RecoveryPage(QWidget):
    """Reached from the sign-in page, and closed back to it."""

    closed = Signal()

    def __init__(
        self, store: Store, clock: Clock, ask: Ask, desk_name: str, administrators: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._store, self._clock, self._ask, self._desk_name = store, clock, ask, desk_name
        self.form = SecretForm(
            {
                "user": _("User name"),
                "code": _("Recovery code"),
                "password": _("New password"),
                "again": _("New password again"),
            },
            password_advice(),
            _("Set the new password"),
            plain=("user", "code"),
        )
        self.code = RecoveryCode()
        self.back = Button(_("Back to signing in"), keys="Esc")
        # Enter is enough, once the code is copied.
        self.back.setAutoDefault(True)
        self._build(administrators)
        self.form.wanted.connect(self._recover)
        self.back.clicked.connect(self.closed)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.closed)

    def _build(self, administrators: tuple[str, ...]) -> None:
        contents = QWidget()
        contents.setObjectName("contents")
        contents.setMaximumWidth(_AT_MOST)
        column = QVBoxLayout(contents)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(CLOSE)
        column.addStretch(1)
        column.addWidget(Text(_("Forgot the password?"), Role.SECTION))
        told = _(
            "An administrator sets a new one for you; nothing of yours is lost. Ask {names}.",
            names=", ".join(administrators),
        )
        column.addWidget(Text(told, Role.PRINT, wrap=True))
        column.addSpacing(SNUG)
        column.addWidget(Hairline())
        column.addWidget(Section(_("For administrators: with the recovery code")))
        column.addWidget(self.form)
        column.addWidget(self.code)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(_("Forgot the password?"))
        holder = QWidget()
        holder.setObjectName("contents")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(contents, 4)
        row.addStretch(1)
        scroll.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _recover(self, texts: dict[str, str]) -> None:
        store, clock, desk_name = self._store, self._clock, self._desk_name
        self._ask(
            self,
            lambda: recovery.recover(
                store, clock, texts["user"], texts["code"], texts["password"], desk_name
            ),
            self.show_code,
            self.form.refuse,
        )

    def show_code(self, code: str) -> None:
        """It worked: the new password counts, and there is a new code for the safe."""
        self.form.clear()
        self.form.hide()
        self.code.show_code(code)
        self.back.setFocus()
