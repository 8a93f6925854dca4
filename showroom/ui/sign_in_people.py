"""The people on the sign-in page: a tile for each colleague, and the one who is about to sign in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from showroom.language import _
from showroom.rules import pins
from showroom.services.sign_in import Colleague
from showroom.ui.look import marks, pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.tokens import CLOSE, GAP, GUTTER, MARGIN, PANEL_RADIUS, SNUG, TIGHT, WIDE, Size, Weight
from showroom.ui.words import role_word

DIGITS = 9
_TILE = 104
_FACE = 44
_HEIGHT, _HEIGHT_LOW = 128, 96
_FIELD, _FIELD_NARROW = 260, 180


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
        side = min(_FACE, rect.height() - TIGHT)
        face = QRectF(GAP, 0, side, side)
        face.moveCenter(QRectF(GAP, rect.top(), side, rect.height()).center())
        marks.paint_avatar(
            painter, face, self._words[0] if self.colleague else "+", active and bool(self.colleague)
        )
        _write_person(painter, rect.adjusted(face.right() + CLOSE, 0, -SNUG, 0), self._words, Size.SECTION)
        if 0 < self._number <= DIGITS:
            painter.setFont(look.font(Size.KEY))
            corner = QRectF(rect.right() - WIDE, rect.top() + TIGHT, MARGIN - 4, GUTTER)
            pixels.write(painter, corner, str(self._number), tokens.t3, Qt.AlignmentFlag.AlignRight)
        painter.end()


def _pitch() -> int:
    """From line to line of name and role."""
    return round(21 * theme.current().text_percent / 100)


def _write_person(painter: QPainter, rect: QRectF, words: tuple[str, str], size: Size) -> None:
    """Name and role; the name alone where there is no room for both."""
    look = theme.current()
    pitch = _pitch()
    both = rect.height() >= 2 * pitch
    top = rect.center().y() - pitch if both else rect.center().y() - pitch / 2
    upper = QRectF(rect.left(), top, rect.width(), pitch + 1)
    painter.setFont(look.font(size, Weight.MEDIUM))
    pixels.write(painter, upper, words[0], look.tokens.t1)
    if both:
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, upper.translated(0, pitch), words[1], look.tokens.t2)


class Chosen(QWidget):
    """Whoever is about to sign in, with the place for the password."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colleague: Colleague | None = None
        self.user = Field(name=_("User name"))
        self.user.setPlaceholderText(_("User name"))
        self.password = Field(name=_("Password"))
        self.password.setPlaceholderText(_("Password"))
        self.pin = Field(name=_("PIN"))
        self.pin.setPlaceholderText(_("PIN, {least} to {most} digits", least=pins.LEAST, most=pins.MOST))
        self.pin.setMaxLength(pins.MOST)
        self.pin.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        for field in (self.password, self.pin):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.by_password = Button(_("Use the password"), Kind.QUIET)
        for field in self._fields():
            field.setFixedWidth(_FIELD)
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addStretch(1)
        for field in self._fields():
            column.addWidget(field)
        column.addWidget(self.by_password, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        self._row = row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)

    def fit(self, *, narrow: bool, low: bool) -> None:
        """Leave the name and the others their room."""
        self.setFixedHeight(_HEIGHT_LOW if low else _HEIGHT)
        self._row.setContentsMargins(0, SNUG if low else GAP, MARGIN, SNUG if low else GAP)
        for field in self._fields():
            field.setFixedWidth(_FIELD_NARROW if narrow else _FIELD)

    def show_colleague(self, colleague: Colleague | None, *, by_pin: bool = False) -> None:
        """Nobody means: type a user name. A PIN is asked of those it serves."""
        self._colleague = colleague
        self.user.setVisible(colleague is None)
        self.user.setText(colleague.user if colleague else "")
        self._ask_pin(by_pin)
        self.setAccessibleName(colleague.name if colleague else _("Somebody else"))
        self.await_secret()
        self.update()

    def ask_password(self) -> None:
        """Of somebody who might use a PIN."""
        self._ask_pin(False)
        self.await_secret()

    def _ask_pin(self, on: bool) -> None:
        self.password.clear()
        self.pin.clear()
        self.password.setHidden(on)
        self.pin.setVisible(on)
        self.by_password.setVisible(on)

    def await_secret(self) -> None:
        """The pen where something is to be typed."""
        secret = self.password if self.pin.isHidden() else self.pin
        (self.user if self._colleague is None and not self.user.text() else secret).setFocus()

    def _fields(self) -> tuple[Field, ...]:
        return self.user, self.password, self.pin

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
