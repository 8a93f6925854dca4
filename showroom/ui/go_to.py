"""Ctrl+K: go to anybody on file, any card, car, page or day, or do what a page can do, by word or pinyin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from showroom.errors import Unreadable
from showroom.forms import day_words
from showroom.forms.offers import finds
from showroom.language import _, mark
from showroom.rules.dates import read_date
from showroom.services.go_to import CarFound, Found
from showroom.sheets.code_typed import is_code, may_be_code
from showroom.ui.look import theme
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CONTROL, TIGHT, Size
from showroom.ui.match_panel import why

# Of each group.
SHOWN: Final = 6
CARDS: Final = mark("Cards by number")
DAYS: Final = mark("Days of the log")
PAGES: Final = mark("Pages")
PEOPLE: Final = mark("People on file")
CARS: Final = mark("Cars of customers")
ACTS: Final = mark("What can be done")
_GROUPS: Final = (CARDS, DAYS, PAGES, PEOPLE, CARS, ACTS)
_NOTHING: Final = mark("Nothing found. Names, pinyin, tails of numbers, plates and P26-00001 are looked for.")
_MISREAD: Final = mark("The check digits of this code do not agree. Look at the digits again.")


@dataclass(frozen=True)
class Goal:
    """One place to go or thing to do: its word, its keys or why it was found, and the going."""

    word: str
    keys: str
    go: Callable[[], object]
    group: str = PAGES


@dataclass(frozen=True)
class Ways:
    """Where beyond the pages one may go; None where this person has no page for it.

    `look_up` asks what is on file for what was typed and hands it on when it comes.
    """

    day: Callable[[date], object] | None = None
    card: Callable[[int], object] | None = None
    customer: Callable[[int], object] | None = None
    code: Callable[[str], object] | None = None
    look_up: Callable[[str, Callable[[Found], None]], object] | None = None


class GoTo(Dialog):
    """A line and what it finds, in groups; Enter takes the one that is marked, arrows mark another."""

    gives_way = True
    wide = 560

    def __init__(self, parent: QWidget, goals: tuple[Goal, ...], today: date, ways: Ways) -> None:
        super().__init__(parent, _("Go to"))
        self._goals, self._today, self._ways = goals, today, ways
        # By row of the list; a head is none.
        self._rows: list[Goal | None] = []
        self._on_file = Found()
        self.line = Field(name=_("Go to"))
        self.line.setPlaceholderText(_("Customer, card, plate, page, day or what to do; pinyin will do"))
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What is found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSpacing(TIGHT)
        self.nothing = Text(_(_NOTHING), Role.HINT, wrap=True)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.body.addWidget(self.line)
        self.body.addWidget(self.list)
        # Under the line, whatever room the list had.
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.nothing, 1)
        self._look("")
        self.line.setFocus()

    def chosen_goal(self) -> Goal | None:
        """Ask; what was chosen, or None."""
        return self._marked() if self.ask() else None

    def _marked(self) -> Goal | None:
        row = self.list.currentRow()
        return self._rows[row] if row >= 0 else None

    def _look(self, typed: str) -> None:
        self._on_file = Found()
        self._show(typed)
        if self._ways.look_up is not None and typed.strip():

            def found(on_file: Found) -> None:
                if typed == self.line.text() and on_file != Found():
                    self._on_file = on_file
                    self._show(typed)

            self._ways.look_up(typed, found)

    def _show(self, typed: str) -> None:
        goals = [*self._by_digits(typed), *self._of_file()]
        goals += [goal for goal in self._goals if finds(typed, (goal.word,))]
        self.list.clear()
        self._rows = []
        for group in _GROUPS:
            of_group = [goal for goal in goals if goal.group == group][:SHOWN]
            if of_group and typed.strip():
                self._add_head(_(group))
            for goal in of_group:
                self._rows.append(goal)
                item = QListWidgetItem(f"{goal.word}　{goal.keys}" if goal.keys else goal.word)
                item.setSizeHint(QSize(0, theme.current().grown(CONTROL - TIGHT)))
                self.list.addItem(item)
        first = next((row for row, goal in enumerate(self._rows) if goal is not None), -1)
        self.list.setCurrentRow(first)
        self.list.setVisible(first >= 0)
        self.nothing.setVisible(first < 0)
        code = typed.strip()
        self.nothing.setText(_(_MISREAD if may_be_code(code) and not is_code(code) else _NOTHING))

    def _add_head(self, word: str) -> None:
        head = QListWidgetItem(word)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        look = theme.current()
        head.setFont(look.font(Size.SMALL))
        head.setForeground(QColor(look.tokens.t2))
        self._rows.append(None)
        self.list.addItem(head)

    # -- what is typed ------------------------------------------------------------------------------

    def _by_digits(self, typed: str) -> Iterator[Goal]:
        """The sheet with this code, the log of this day up to today."""
        code, ways = typed.strip(), self._ways
        if ways.code is not None and is_code(code):
            open_code = ways.code
            yield Goal(_("The sheet with this code"), "", lambda: open_code(code), CARDS)
        try:
            day = read_date(typed, self._today) if code else None
        except Unreadable:
            day = None
        if ways.day is not None and day is not None and day <= self._today:
            to_day = ways.day
            yield Goal(_("Traffic log of {day}", day=day_words.short(day)), "", lambda: to_day(day), DAYS)

    def _of_file(self) -> Iterator[Goal]:
        """Whoever is on file, told by what tells them from others."""
        ways, found = self._ways, self._on_file
        if ways.card is not None and found.card is not None:
            card, open_card = found.card, ways.card
            said = _joined((card.name, card.level, card.owner_name))
            yield Goal(card.number, said, lambda: open_card(card.prospect), CARDS)
        if ways.customer is None:
            return
        to_customer = ways.customer
        for one in found.people:
            said = _joined((one.phone, one.level, one.owner_name, why(one)))
            yield Goal(one.name, said, partial(to_customer, one.customer), PEOPLE)
        for car in found.cars:
            yield Goal(_car_words(car), _joined((car.name,)), partial(to_customer, car.customer), CARS)

    # -- keys ---------------------------------------------------------------------------------------

    def _take(self) -> None:
        if self._marked() is not None:
            self.close_with("go")

    def _step(self, by: int) -> None:
        """The next row that is a goal."""
        row = self.list.currentRow()
        for _row in self._rows:
            row = (row + by) % len(self._rows)
            if self._rows[row] is not None:
                self.list.setCurrentRow(row)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows mark, Enter takes; an input method's Enter is its own."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _car_words(car: CarFound) -> str:
    return _joined((car.plate, car.vin))
