"""Ctrl+K: go to any page, to a day of the log, or do what the page in view can do, by word or pinyin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from showroom.errors import Unreadable
from showroom.forms import day_words
from showroom.forms.offers import finds
from showroom.language import _
from showroom.rules.dates import read_date
from showroom.rules.prospect_numbers import read_number
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import TIGHT

SHOWN: Final = 8


@dataclass(frozen=True)
class Goal:
    """One place to go or thing to do: its word, its keys, and the going."""

    word: str
    keys: str
    go: Callable[[], object]


class GoTo(Dialog):
    """A line and what it finds; Enter takes the one that is marked, arrows mark another."""

    def __init__(
        self,
        parent: QWidget,
        goals: tuple[Goal, ...],
        today: date,
        go_to_day: Callable[[date], object] | None,
        go_to_card: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(parent, _("Go to"))
        self._goals, self._today = goals, today
        self._go_to_day, self._go_to_card = go_to_day, go_to_card
        self._found: list[Goal] = []
        self.line = Field(name=_("Go to"))
        self.line.setPlaceholderText(_("Page, day (3.5, yesterday) or what to do; pinyin will do"))
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What is found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSpacing(TIGHT)
        self.nothing = Text(
            _("Nothing of this name. F2 finds guests; a card is found by its number, P26-00001."),
            Role.HINT,
            wrap=True,
        )
        self.list.itemClicked.connect(lambda _item: self._take())
        self.body.addWidget(self.line)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nothing)
        self._look("")
        self.line.setFocus()

    def chosen_goal(self) -> Goal | None:
        """Ask; what was chosen, or None."""
        return self._found[self.list.currentRow()] if self.ask() else None

    def _look(self, typed: str) -> None:
        self._found = [goal for goal in self._goals if finds(typed, (goal.word,))]
        day = self._day(typed)
        if day is not None:
            self._found.insert(0, day)
        card = self._card(typed)
        if card is not None:
            # Digits alone may be a day; with its letter it can only be a card.
            self._found.insert(0 if day is None else 1, card)
        del self._found[SHOWN:]
        self.list.clear()
        for goal in self._found:
            self.list.addItem(QListWidgetItem(f"{goal.word}　{goal.keys}" if goal.keys else goal.word))
        self.list.setCurrentRow(0 if self._found else -1)
        self.list.setVisible(bool(self._found))
        self.nothing.setVisible(not self._found)

    def _day(self, typed: str) -> Goal | None:
        """The log of the day that was typed, up to today."""
        go = self._go_to_day
        if go is None or not typed.strip():
            return None
        try:
            day = read_date(typed, self._today)
        except Unreadable:
            return None
        if day is None or day > self._today:
            return None
        return Goal(_("Traffic log of {day}", day=day_words.short(day)), "", lambda: go(day))

    def _card(self, typed: str) -> Goal | None:
        """The card with the number that was typed."""
        go, number = self._go_to_card, read_number(typed)
        if go is None or number is None:
            return None
        return Goal(_("Customer card {number}", number=typed.strip().upper()), "", lambda: go(number))

    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            self.close_with("go")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows mark, Enter takes; an input method's Enter is its own."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._found:
                by = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + by) % len(self._found))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)
