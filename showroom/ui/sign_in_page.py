"""Signing in: pick yourself by key or click, type the password, Enter."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from showroom import __version__, language
from showroom.errors import ShowroomError
from showroom.forms import day_words
from showroom.forms.quick_card import card_of
from showroom.language import _
from showroom.rules.duties import Role as StaffRole
from showroom.services.sign_in import Colleague
from showroom.ui import room
from showroom.ui.entry_help import EntryHelp
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import CLOSE, GAP, GUTTER, SNUG, TIGHT, WIDE, Size
from showroom.ui.sign_in_people import DIGITS, Chosen, Tile

_COLUMNS = 3
# Margins and tiles are as drawn from this width of the window on.
ROOMY = 1180


class _BigDay(Painted):
    """The day of the month, large."""

    def __init__(self, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.now = now

    def _parts(self) -> tuple[tuple[str, int], ...]:
        words = re.findall(r"\d+|\D+", day_words.month_day(self.now.date()))
        return tuple((word, 72 if word.isdigit() else 30) for word in words)

    def wanted(self) -> QSize:
        return QSize(280, 92)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        tokens = theme.current().tokens
        x = rect.left()
        for text, size in self._parts():
            font = theme.current().font(Size.FIGURE)
            font.setPixelSize(size)
            painter.setFont(font)
            painter.setPen(tokens.t1)
            painter.drawText(round(x), 76, text)
            x += QFontMetricsF(font).horizontalAdvance(text)


class SignInPage(QWidget):
    """Tiles of the colleagues; nothing of any customer is in view."""

    wanted = Signal(str, str)
    pin_wanted = Signal(str, str)
    # The names of the administrators, who can help.
    forgotten = Signal(object)
    language_chosen = Signal(str)
    # The role of whoever is chosen, for the practice showroom.
    practice_wanted = Signal(object)

    def __init__(
        self,
        dealer: str,
        colleagues: tuple[Colleague, ...],
        now: datetime,
        note: str = "",
        demo_password: str = "",
        by_pin: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._colleagues = colleagues
        self._demo_password = demo_password
        self._by_pin = by_pin
        self.chosen = Chosen(self)
        self.problem = Text("", Role.ERROR, wrap=True)
        self._tiles: list[Tile] = []
        self._outer = QHBoxLayout(self)
        self._outer.addLayout(self._left(dealer, now, note), 2)
        self._outer.addLayout(self._right(), 5)
        self.chosen.password.returnPressed.connect(self._enter)
        self.chosen.pin.returnPressed.connect(self._switch)
        self.chosen.by_password.clicked.connect(self._use_password)
        self.chosen.user.returnPressed.connect(self.chosen.password.setFocus)
        for digit in range(1, DIGITS + 1):
            # Shortcuts, also for digits nobody has: a field with the focus would take them for text.
            keys = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            if digit <= len(colleagues):
                keys.activated.connect(lambda one=colleagues[digit - 1]: self.pick(one))
        self.help = EntryHelp(self, _("Signing in"), "sign_in")
        self.pick(colleagues[0] if colleagues else None)

    def _left(self, dealer: str, now: datetime, note: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(Text(dealer or "Showroom", Role.SECTION))
        column.setSpacing(TIGHT)
        column.addStretch(1)
        column.addWidget(_BigDay(now, self))
        column.addSpacing(GAP)
        when = Text(f"{day_words.weekday(now.date())}　{now:%H:%M}", Role.SECTION)
        column.addWidget(when)
        column.addSpacing(GUTTER)
        column.addWidget(Hairline())
        column.addSpacing(SNUG)
        if self._demo_password:
            told = _(
                "Demonstration data: everybody's password is {password} and already filled in.",
                password=self._demo_password,
            )
            label = Text(told, Role.LABEL, wrap=True)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(Text(note, Role.LABEL))
        column.addWidget(Text(f"Showroom {__version__}", Role.LABEL))
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(CLOSE)
        column.addStretch(1)
        column.addWidget(self.chosen)
        for place, colleague in enumerate((*self._colleagues, None)):
            tile = Tile(colleague, place + 1 if colleague else 0, self)
            tile.clicked.connect(lambda _on=False, one=colleague: self.pick(one))
            self._tiles.append(tile)
        self._grid = QGridLayout()
        self._grid.setSpacing(CLOSE)
        column.addLayout(self._grid)
        how = Text(_("Alt and a digit picks a person; Enter signs in; F1 helps"), Role.LABEL, wrap=True)
        locks = Text(_("Five wrong tries lock a name for 15 minutes"), Role.LABEL, wrap=True)
        locks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._hints = (how, locks)
        hints = QHBoxLayout()
        for hint in self._hints:
            hints.addWidget(hint, 1)
        column.addLayout(hints)
        column.addWidget(self.problem)
        column.addStretch(1)
        foot = QHBoxLayout()
        self.forgot = Button(_("Forgot the password?"), Kind.QUIET)
        self.forgot.clicked.connect(self._forgot)
        self.practise = Button(_("Practise…"), Kind.QUIET)
        self.practise.clicked.connect(self._practise)
        foot.addStretch(1)
        foot.addWidget(self.practise)
        foot.addSpacing(SNUG)
        foot.addWidget(self.forgot)
        foot.addSpacing(SNUG)
        languages = Segments(language.NAMES.items())
        languages.choose(language.current())
        languages.chosen.connect(self.language_chosen)
        foot.addWidget(languages)
        column.addLayout(foot)
        return column

    def pick(self, colleague: Colleague | None) -> None:
        """Choose who signs in; the others stand below."""
        self.problem.setText("")
        others = [tile for tile in self._tiles if tile.colleague is not colleague]
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.setVisible(tile in others)
        for place, tile in enumerate(others):
            self._grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
        self.chosen.show_colleague(colleague, by_pin=bool(colleague and colleague.user in self._by_pin))
        self._fill_demo_password()

    def _use_password(self) -> None:
        self.chosen.ask_password()
        self._fill_demo_password()

    def _fill_demo_password(self) -> None:
        if self._demo_password and self.chosen.user.text():
            self.chosen.password.setText(self._demo_password)

    def await_person(self, user: str, note: str = "") -> None:
        """Somebody is expected back; `note` says why they were sent here."""
        colleague = next((one for one in self._colleagues if one.user == user), None)
        if colleague is not None:
            self.pick(colleague)
        self.problem.setText(note)
        self.chosen.await_secret()

    def _enter(self) -> None:
        self.wanted.emit(self.chosen.user.text(), self.chosen.password.text())

    def _switch(self) -> None:
        self.pin_wanted.emit(self.chosen.user.text(), self.chosen.pin.text())

    def _forgot(self) -> None:
        held = (one for one in self._colleagues if StaffRole.ADMINISTRATOR in one.roles)
        self.forgotten.emit(tuple(one.name for one in held))

    def _practise(self) -> None:
        chosen = next((one for one in self._colleagues if one.user == self.chosen.user.text()), None)
        self.practice_wanted.emit(card_of(frozenset(chosen.roles if chosen else ())))

    def refuse(self, error: ShowroomError) -> None:
        """Say that it did not work; the password or the PIN is typed anew."""
        self.problem.setText(error.sentence())
        if error.code == "E-PASSWORD-NEEDED":
            self._by_pin = tuple(user for user in self._by_pin if user != self.chosen.user.text())
            self.chosen.ask_password()
        self.chosen.password.clear()
        self.chosen.pin.clear()
        self.chosen.await_secret()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small screen has smaller margins, and gives the people the room of the hints."""
        super().resizeEvent(event)
        wide = self.width() >= ROOMY
        self._outer.setContentsMargins(*((88, 56, 88, 48) if wide else (WIDE, GAP, WIDE, GAP)))
        self._outer.setSpacing(72 if wide else WIDE)
        low = room.is_low(self)
        self.chosen.fit(narrow=not wide, low=low)
        for hint in self._hints:
            hint.setHidden(low)
