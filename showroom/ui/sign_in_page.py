"""Signing in: pick yourself by key or click, type the password, Enter."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from showroom import __version__, language
from showroom.language import _
from showroom.services.sign_in import Colleague
from showroom.ui import dates
from showroom.ui.look import marks, pixels, theme
from showroom.ui.look.buttons import Segments
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import CLOSE, GAP, GUTTER, MARGIN, PANEL_RADIUS, SNUG, TIGHT, WIDE, Size, Weight
from showroom.ui.words import role_word

_COLUMNS = 3
_TILE = 104
DIGITS = 9
# Margins and tiles are as drawn from this width of the window on.
ROOMY = 1180


class Tile(QAbstractButton):
    """One colleague; a digit picks the first nine."""

    def __init__(self, colleague: Colleague | None, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.colleague = colleague
        self._number = number
        name = colleague.name if colleague else _("Somebody else")
        role = role_word(colleague.roles[0]) if colleague and colleague.roles else _("type the user name")
        self._words = (name, role)
        self.setAccessibleName(f"{name} {role}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(240, theme.current().grown(_TILE, Size.BODY, 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect()).adjusted(0, 0, -1, -1)
        painter = QPainter(self)
        active = self.underMouse() or self.hasFocus()
        pixels.box(
            painter,
            rect,
            PANEL_RADIUS,
            tokens.head if self.underMouse() else tokens.paper,
            tokens.ink if self.hasFocus() else tokens.line,
            2 if self.hasFocus() else 1,
        )
        face = QRectF(GAP, 0, 44, 44)
        face.moveCenter(QRectF(GAP, rect.top(), 44, rect.height()).center())
        marks.paint_avatar(
            painter, face, self._words[0] if self.colleague else "+", active and bool(self.colleague)
        )
        _write_person(painter, rect.adjusted(face.right() + CLOSE, 0, -SNUG, 0), self._words, Size.SECTION)
        if 0 < self._number <= DIGITS:
            painter.setFont(look.font(Size.KEY))
            corner = QRectF(rect.right() - WIDE, rect.top() + TIGHT, MARGIN - 4, GUTTER)
            pixels.write(painter, corner, str(self._number), tokens.t3, Qt.AlignmentFlag.AlignRight)
        painter.end()


def _write_person(painter: QPainter, rect: QRectF, words: tuple[str, str], size: Size) -> None:
    look = theme.current()
    name, role = look.font(size, Weight.MEDIUM), look.font(Size.SMALL)
    upper = QRectF(rect.left(), rect.center().y() - 21, rect.width(), 22)
    painter.setFont(name)
    pixels.write(painter, upper, words[0], look.tokens.t1)
    painter.setFont(role)
    pixels.write(painter, upper.translated(0, 21), words[1], look.tokens.t2)


class Chosen(QWidget):
    """Whoever is about to sign in, with the place for the password."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colleague: Colleague | None = None
        self.user = Field(name=_("User name"))
        self.user.setPlaceholderText(_("User name"))
        self.password = Field(name=_("Password"))
        self.password.setPlaceholderText(_("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.user, self.password):
            field.setFixedWidth(260)
        column = QVBoxLayout()
        column.setSpacing(SNUG)
        column.addStretch(1)
        column.addWidget(self.user)
        column.addWidget(self.password)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GAP, MARGIN, GAP)
        row.addStretch(1)
        row.addLayout(column)
        self.setFixedHeight(128)

    def narrow(self, on: bool) -> None:
        """Leave the name its room."""
        for field in (self.user, self.password):
            field.setFixedWidth(180 if on else 260)

    def show_colleague(self, colleague: Colleague | None) -> None:
        """Nobody means: type a user name."""
        self._colleague = colleague
        self.user.setVisible(colleague is None)
        self.user.setText(colleague.user if colleague else "")
        self.password.clear()
        self.setAccessibleName(colleague.name if colleague else _("Somebody else"))
        (self.password if colleague else self.user).setFocus()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        pixels.box(painter, rect, PANEL_RADIUS + 2, tokens.paper, tokens.ink, 2)
        face = QRectF(MARGIN + TIGHT, 0, 56, 56)
        face.moveCenter(QRectF(face.left(), rect.top(), 56, rect.height()).center())
        person = self._colleague
        marks.paint_avatar(painter, face, person.name if person else "+", True)
        words = (
            (person.name, role_word(person.roles[0]) if person.roles else "")
            if person
            else (_("Somebody else"), "")
        )
        _write_person(
            painter,
            rect.adjusted(face.right() + GAP, 0, -self.password.width() - MARGIN - GAP, 0),
            words,
            Size.FORM_TITLE,
        )
        painter.end()


class _BigDay(Painted):
    """The day of the month, large."""

    def __init__(self, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.now = now

    def _parts(self) -> tuple[tuple[str, int], ...]:
        words = re.findall(r"\d+|\D+", dates.month_day(self.now.date()))
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
    language_chosen = Signal(str)

    def __init__(
        self,
        dealer: str,
        colleagues: tuple[Colleague, ...],
        now: datetime,
        note: str = "",
        demo_password: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._colleagues = colleagues
        self._demo_password = demo_password
        self.chosen = Chosen(self)
        self.problem = Text("", Role.ERROR, wrap=True)
        self._tiles: list[Tile] = []
        self._outer = QHBoxLayout(self)
        self._outer.addLayout(self._left(dealer, now, note), 2)
        self._outer.addLayout(self._right(), 5)
        self.chosen.password.returnPressed.connect(self._enter)
        self.chosen.user.returnPressed.connect(self.chosen.password.setFocus)
        for digit in range(1, DIGITS + 1):
            # Shortcuts, also for digits nobody has: a field with the focus would take them for text.
            keys = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            if digit <= len(colleagues):
                keys.activated.connect(lambda one=colleagues[digit - 1]: self.pick(one))
        self.pick(colleagues[0] if colleagues else None)

    def _left(self, dealer: str, now: datetime, note: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(Text(dealer or "Showroom", Role.SECTION))
        column.setSpacing(TIGHT)
        column.addStretch(1)
        column.addWidget(_BigDay(now, self))
        column.addSpacing(GAP)
        when = Text(f"{dates.weekday(now.date())}　{now:%H:%M}", Role.SECTION)
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
        hints = QHBoxLayout()
        hints.addWidget(Text(_("Alt and a digit picks a person; Enter signs in"), Role.LABEL))
        hints.addStretch(1)
        hints.addWidget(Text(_("Five wrong tries lock a name for 15 minutes"), Role.LABEL))
        column.addLayout(hints)
        column.addWidget(self.problem)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
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
        self.chosen.show_colleague(colleague)
        if self._demo_password and colleague is not None:
            self.chosen.password.setText(self._demo_password)

    def _enter(self) -> None:
        self.wanted.emit(self.chosen.user.text(), self.chosen.password.text())

    def refuse(self, sentence: str) -> None:
        """Say that it did not work; the password is typed anew."""
        self.problem.setText(sentence)
        self.chosen.password.clear()
        self.chosen.password.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small screen has smaller margins."""
        super().resizeEvent(event)
        wide = self.width() >= ROOMY
        self._outer.setContentsMargins(*((88, 56, 88, 48) if wide else (WIDE, GAP, WIDE, GAP)))
        self._outer.setSpacing(72 if wide else WIDE)
        self.chosen.narrow(not wide)
