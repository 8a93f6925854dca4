"""My account: who one is here, one's own password and PIN, and how the program looks on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom import language
from showroom.language import _
from showroom.rules.duties import Role
from showroom.services import own_secrets, recovery
from showroom.services.desk import Desk
from showroom.ui import room
from showroom.ui.ask import Ask
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.labels import Hairline, Section, Text
from showroom.ui.look.labels import Role as TextRole
from showroom.ui.look.tags import Avatar
from showroom.ui.look.theme import SIZES, Scheme
from showroom.ui.look.tokens import CLOSE, GAP, MARGIN, SNUG, TIGHT
from showroom.ui.page import Page
from showroom.ui.recovery_code import RecoveryCode
from showroom.ui.secret_form import SecretForm, password_advice
from showroom.ui.words import role_word

_AT_MOST = 640
_FACE = 56


@dataclass(frozen=True)
class _Known:
    """What the page reads."""

    roles: frozenset[Role]
    has_pin: bool


class AccountPage(Page):
    """Everybody has it. Secrets that were typed and not used are forgotten, never kept as a draft."""

    SHOWS: ClassVar[frozenset[str]] = frozenset({"staff", "staff_role"})

    language_chosen = Signal(str)
    scheme_chosen = Signal(str)
    text_chosen = Signal(int)

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self.roles = Text("", TextRole.LABEL)
        self.tongue = Segments(language.NAMES.items())
        self.scheme = Segments(
            (
                (Scheme.SYSTEM, _("As the system")),
                (Scheme.LIGHT, _("Light")),
                (Scheme.DARK, _("Dark")),
            )
        )
        self.size_ = Segments((str(size), f"{size} %") for size in SIZES)
        self.password = SecretForm(
            {"old": _("Present password"), "password": _("New password"), "again": _("New password again")},
            password_advice(),
            _("Change the password"),
        )
        self.pin = SecretForm(
            {"pin": _("New PIN"), "old": _("Present password")},
            _(
                "With a PIN of 4 to 6 digits you come back quickly at a desk where you gave your password "
                "within the last 12 hours."
            ),
            _("Set the PIN"),
        )
        self.no_pin = self.pin.add_button(_("Do without a PIN"))
        self.recovery = QWidget()
        self.code = RecoveryCode()
        self.renew = Button(_("Make a new recovery code"))
        self._scroll = QScrollArea(self)
        self._build()
        self._connect()

    # -- how it is put together -----------------------------------------------------------------------

    def _build(self) -> None:
        contents = QWidget()
        contents.setObjectName("contents")
        contents.setMaximumWidth(_AT_MOST)
        self._column = QVBoxLayout(contents)
        self._column.setSpacing(CLOSE)
        self._column.addLayout(self._person())
        self._add(_("This computer"), self._choices())
        self._add(_("Password"), self.password)
        self.has_pin = self._add(_("PIN"), self.pin).note
        self._column.addWidget(self._recovery())
        self._column.addStretch(1)
        self._scroll.setWidget(contents)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("My account"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._align(contents)

    @staticmethod
    def _align(contents: QWidget) -> None:
        """What is typed or chosen stands in one line from top to bottom."""
        items = (
            form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            for form in contents.findChildren(QFormLayout)
            for row in range(form.rowCount())
        )
        labels = [label for item in items if item is not None and (label := item.widget()) is not None]
        for label in labels:
            label.ensurePolished()
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest)

    def _person(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addStretch(1)
        words.addWidget(Text(self.desk.name, TextRole.SECTION))
        words.addWidget(self.roles)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(Avatar(self.desk.name, _FACE, selected=True))
        row.addLayout(words, 1)
        return row

    def _add(self, title: str, content: QWidget) -> Section:
        self._column.addSpacing(SNUG)
        self._column.addWidget(Hairline())
        head = Section(title)
        self._column.addWidget(head)
        self._column.addWidget(content)
        return head

    def _choices(self) -> QWidget:
        content = QWidget()
        rows = QFormLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(CLOSE)
        rows.setVerticalSpacing(SNUG)
        for word, segments in (
            (_("Language"), self.tongue),
            (_("Look"), self.scheme),
            (_("Text size"), self.size_),
        ):
            segments.setAccessibleName(word)
            rows.addRow(Text(word, TextRole.LABEL), segments)
        return content

    def _recovery(self) -> QWidget:
        column = QVBoxLayout(self.recovery)
        column.setContentsMargins(0, SNUG, 0, 0)
        column.setSpacing(CLOSE)
        column.addWidget(Hairline())
        column.addWidget(Section(_("Recovery code")))
        told = _(
            "When no administrator knows a password any more, the recovery code lets one of them choose a "
            "new password on the sign-in page, once."
        )
        column.addWidget(Text(told, TextRole.LABEL, wrap=True))
        column.addWidget(self.code)
        column.addWidget(self.renew)
        self.recovery.hide()
        return self.recovery

    def _connect(self) -> None:
        self.tongue.chosen.connect(self.language_chosen)
        self.scheme.chosen.connect(self.scheme_chosen)
        self.size_.chosen.connect(lambda percent: self.text_chosen.emit(int(percent)))
        self.password.wanted.connect(self._change_password)
        self.pin.wanted.connect(self._set_pin)
        self.no_pin.clicked.connect(self._clear_pin)
        self.renew.clicked.connect(self._renew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small screen has a smaller gutter."""
        super().resizeEvent(event)
        side = room.gutter(self)
        self._column.setContentsMargins(side, GAP, side, MARGIN)

    # -- what it shows --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Roles and PIN as they are now; the look as the menu may have changed it."""
        self.tongue.choose(language.current())
        self.scheme.choose(theme.current().scheme)
        self.size_.choose(str(theme.current().text_percent))
        desk = self.desk
        self.ask(self, lambda: _Known(desk.roles(), own_secrets.has_pin(desk)), self._show)

    def _show(self, known: _Known) -> None:
        held = ", ".join(role_word(role) for role in Role if role in known.roles)
        self.roles.setText(_("{roles}    User name {user}", roles=held, user=self.desk.user))
        self.has_pin.setText(_("You have a PIN") if known.has_pin else _("You have no PIN"))
        self.no_pin.setVisible(known.has_pin)
        self.recovery.setVisible(Role.ADMINISTRATOR in known.roles)

    def begin(self) -> None:
        """The page as it is now; the pen waits for the password."""
        self.refresh()
        self.password.begin()

    def leave(self) -> None:
        """Secrets are forgotten."""
        self.password.clear()
        self.pin.clear()

    def accept(self) -> None:
        """Ctrl+S where the pen is."""
        pen = QApplication.focusWidget()
        (self.pin if pen is not None and self.pin.isAncestorOf(pen) else self.password).accept()

    # -- what is done ---------------------------------------------------------------------------------

    def _change_password(self, texts: dict[str, str]) -> None:
        desk = self.desk

        def done(_none: None) -> None:
            self.password.clear()
            self.said.emit(_("Your password is changed; wherever else you were signed in, you are out."))

        self.ask(
            self,
            lambda: own_secrets.change_own_password(desk, texts["old"], texts["password"]),
            done,
            self.password.refuse,
        )

    def _set_pin(self, texts: dict[str, str]) -> None:
        desk = self.desk

        def done(_none: None) -> None:
            self.pin.clear()
            self.refresh()
            self.said.emit(_("Your PIN is set."))

        self.ask(self, lambda: own_secrets.set_pin(desk, texts["pin"], texts["old"]), done, self.pin.refuse)

    def _clear_pin(self) -> None:
        desk = self.desk

        def done(_none: None) -> None:
            self.pin.clear()
            self.refresh()
            self.said.emit(_("You have no PIN any more; the password lets you in."))

        self.ask(self, lambda: own_secrets.clear_pin(desk), done, self.pin.refuse)

    def _renew(self) -> None:
        desk = self.desk
        self.ask(self, lambda: recovery.renew(desk), self.code.show_code, self.refused.emit)
