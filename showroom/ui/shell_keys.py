"""What the keys of the window do: each reaches the page in view, the preview, or a place to go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from showroom.keys import PAGE_KEYS, UNDOING, shortcuts
from showroom.ui import page_goals
from showroom.ui.composing import finish_composition
from showroom.ui.go_to import ACTS, Goal, GoTo
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.page import Page
from showroom.ui.places import TRAFFIC_LOG
from showroom.ui.traffic_log_page import TrafficLogPage

if TYPE_CHECKING:
    from showroom.ui.shell import Shell


class ShellKeys(QObject):
    """Binds every key of `keys.shortcuts()` to its verb; Ctrl+K offers some of them by their words."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.verbs = self._verbs()
        self._bind_keys()
        shell.top.go_to_pressed.connect(self.go_to)

    def _bind_keys(self) -> None:
        for key in shortcuts():
            if key.verb == "page":
                for number, place in enumerate(self._shell.in_bar()[:PAGE_KEYS], 1):
                    self._bind(f"Ctrl+{number}", partial(self._shell.show_page, place.key))
            else:
                for keys in key.keys:
                    self._bind(keys, self.verbs[key.verb], held=key not in UNDOING.keys)

    def _bind(self, keys: str, act: Callable[[], object], *, held: bool = True) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._shell)
        # A key held down takes one act back, not the morning.
        shortcut.setAutoRepeat(held)
        shortcut.activated.connect(act)

    def _verbs(self) -> dict[str, Callable[[], object]]:
        """What each key of `keys.shortcuts()` does here."""
        shell = self._shell
        return {
            "strip": self._to_strip,
            "new": partial(self._to_page, lambda page: page.write_new()),
            "accept": partial(self._to_page, lambda page: page.accept()),
            "copy": partial(self._to_page, lambda page: page.copy_to_excel()),
            "filter": partial(self._to_page, lambda page: page.filter_list()),
            "go_to": self.go_to,
            "before": lambda: self._turn(-1),
            "after": lambda: self._turn(1),
            "guests": partial(self._on_log, lambda log: log.to_guests()),
            "expected": partial(self._on_log, lambda log: log.to_expected()),
            "close_day": partial(self._on_log, lambda log: log.closing.open()),
            "refresh": partial(self._to_page, lambda page: page.refresh()),
            "undo": shell.undoing.undo,
            "redo": shell.undoing.redo,
            "help": shell.show_help,
            "lock": shell.lock_wanted.emit,
            "print": self._print,
            "print_at_once": lambda: self._print(at_once=True),
            "larger": lambda: shell.text_chosen.emit(theme.current().larger()),
            "smaller": lambda: shell.text_chosen.emit(theme.current().smaller()),
            "usual_size": lambda: shell.text_chosen.emit(100),
        }

    def go_to(self) -> None:
        """Ctrl+K: ask where to, and go."""
        shell = self._shell
        goals = (*page_goals.goals(shell, self.verbs), *self._buttons())
        chosen = GoTo(
            shell, _each_once(goals), shell.desk.clock.today(), page_goals.ways(shell)
        ).chosen_goal()
        if chosen is not None:
            chosen.go()

    def _buttons(self) -> list[Goal]:
        """What the page in view can be asked for by its buttons; a word that stands twice says too little."""
        page = self._shell.page
        found = page.findChildren(Button) if page is not None else ()
        buttons = [one for one in found if one.isVisible() and one.isEnabled()]
        words = Counter(one.text() for one in buttons)
        return [
            Goal(one.text(), "", one.click, ACTS) for one in buttons if words[one.text()] == 1 and one.text()
        ]

    def _to_strip(self) -> None:
        if self._shell.has(TRAFFIC_LOG):
            self._shell.show_page(TRAFFIC_LOG, self._take_strip)

    def _take_strip(self) -> None:
        self._shell.top.strip.setFocus()
        self._shell.top.strip.selectAll()

    def _on_log(self, verb: Callable[[TrafficLogPage], None]) -> None:
        shell = self._shell
        if shell.has(TRAFFIC_LOG):
            shell.show_page(TRAFFIC_LOG, lambda: verb(shell.log))

    def _to_page(self, verb: Callable[[Page], None]) -> None:
        shell = self._shell
        if shell.page is None:
            return
        finish_composition()
        if shell.pages.currentWidget() is shell.preview:
            shell.leave_preview()
        verb(shell.page)

    def _print(self, *, at_once: bool = False) -> None:
        shell = self._shell
        finish_composition()
        if shell.pages.currentWidget() is shell.preview:
            shell.preview.print_now()
        elif shell.page is not None:
            shell.page.print_sheet(at_once=at_once)

    def _turn(self, by: int) -> None:
        shell = self._shell
        if shell.pages.currentWidget() is shell.preview:
            shell.preview.well.turn(by)
        elif shell.page is not None:
            shell.page.turn(by)


def _each_once(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Of goals with the same word the first."""
    return tuple({goal.word: goal for goal in reversed(tuple(goals))}.values())[::-1]
