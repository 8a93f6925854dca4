"""The top of the window: the strip, the way to anywhere, the date, and who is signed in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from showroom import language
from showroom.forms import day_words
from showroom.language import _
from showroom.ui import weather
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.tags import Avatar
from showroom.ui.look.theme import SIZES, Scheme
from showroom.ui.look.tokens import CLOSE, GAP, GUTTER, SNUG, TOP_BAR
from showroom.ui.phone_strip import PhoneStrip


class _Clock(QWidget):
    """Day above, time and weather below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = Text("", Role.STRONG)
        self._time = Text("", Role.LABEL)
        self._hour, self._weather = "", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self._day, self._time):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(line)

    def show_time(self, now: datetime) -> None:
        """Showroom time."""
        self._day.setText(day_words.short(now.date()))
        self._hour = now.strftime("%H:%M")
        self._write()

    def show_weather(self, written: str) -> None:
        """As on the head of today's sheet; all of it stands in the tip."""
        self._weather = weather.short(written)
        self._time.setToolTip(literal(written))
        self._write()

    def _write(self) -> None:
        self._time.setText(f"{self._hour} {self._weather}".strip())


class Person(QPushButton):
    """Avatar, name and role; opens the menu of the person."""

    def __init__(self, name: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setFlat(True)
        self.setAccessibleName(f"{name} {role}")
        self.setToolTip(_("Undo, language, look, lock (Ctrl+L)"))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(SNUG)
        row.addWidget(Avatar(name))
        self._words = QWidget(self)
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(Text(name))
        words.addWidget(Text(role, Role.LABEL))
        row.addWidget(self._words)

    def narrow(self, on: bool) -> None:
        """The avatar alone."""
        self._words.setHidden(on)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its parts draw themselves."""


class TopBar(QWidget):
    """Always there, whatever the page."""

    lock_pressed = Signal()
    go_to_pressed = Signal()
    # The menu of the person, before anything is in it.
    menu_made = Signal(object)
    language_chosen = Signal(str)
    scheme_chosen = Signal(str)
    text_chosen = Signal(int)
    help_pressed = Signal()
    practice_pressed = Signal()

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = PhoneStrip()
        # Said by the window.
        self.offers_practice = False
        self.go_to = Button(_("Go to"), icon="search", keys="Ctrl K")
        self.go_to.clicked.connect(self.go_to_pressed)
        self._clock = _Clock(self)
        self.person = Person(name, role, self)
        self.person.clicked.connect(self._open_menu)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(GAP)
        row.addWidget(self.strip, 1)
        row.addWidget(self.go_to)
        row.addWidget(self._clock)
        row.addWidget(self.person)
        self.narrow(False)
        # Date over time, name over role.
        self.setFixedHeight(theme.current().grown(TOP_BAR, lines=2))

    def narrow(self, on: bool) -> None:
        """On a small screen the strip takes what the others can do without."""
        side = CLOSE if on else GUTTER
        self._row.setContentsMargins(side, CLOSE, side, 0)
        self._row.setSpacing(CLOSE if on else GAP)
        self.go_to.setHidden(on)
        self.person.narrow(on)

    def show_time(self, now: datetime) -> None:
        """Once a minute."""
        self._clock.show_time(now)

    def show_weather(self, written: str) -> None:
        """Today's, "" where nobody wrote it down."""
        self._clock.show_weather(written)

    def _open_menu(self) -> None:
        menu = self.menu()
        corner = self.person.mapToGlobal(QPoint(self.person.width(), self.person.height()))
        menu.exec(corner - QPoint(menu.sizeHint().width(), 0))

    def menu(self) -> QMenu:
        """What a person may choose for this computer."""
        menu = QMenu(self)
        self.menu_made.emit(menu)
        self._add_choices(
            menu,
            language.current(),
            self.language_chosen,
            tuple(language.NAMES.items()),
        )
        menu.addSeparator()
        self._add_choices(
            menu,
            theme.current().scheme,
            self.scheme_chosen,
            ((Scheme.SYSTEM, _("Look as the system")), (Scheme.LIGHT, _("Light")), (Scheme.DARK, _("Dark"))),
        )
        menu.addSeparator()
        sizes = menu.addMenu(_("Text size"))
        self._add_choices(
            sizes,
            theme.current().text_percent,
            self.text_chosen,
            tuple((size, f"{size} %") for size in SIZES),
        )
        menu.addSeparator()
        menu.addAction(_("Help on this page") + "\tF1").triggered.connect(self.help_pressed)
        if self.offers_practice:
            menu.addAction(_("Practise…")).triggered.connect(self.practice_pressed)
        lock = menu.addAction(_("Lock, another person") + "\tCtrl+L")
        lock.triggered.connect(self.lock_pressed)
        return menu

    @staticmethod
    def _add_choices(
        menu: QMenu, current: object, chosen: SignalInstance, choices: tuple[tuple[object, str], ...]
    ) -> None:
        group = QActionGroup(menu)
        for key, word in choices:
            action = QAction(word, menu, checkable=True, checked=key == current)
            action.triggered.connect(lambda _on, key=key: chosen.emit(key))
            group.addAction(action)
            menu.addAction(action)
