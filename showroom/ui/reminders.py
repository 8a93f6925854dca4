"""Reminders reach a person who looks elsewhere: by the tray where the system has one, each told once.

Read once a minute beside the window. While the screen is locked a reminder names nobody. What was missed
while the program was closed is told once, to who comes in again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from showroom.clock import Clock
from showroom.errors import Denied, ShowroomError
from showroom.forms.reminders import Reminder, falling_due, overdue
from showroom.forms.today import Today
from showroom.language import _
from showroom.remembered import Remembered
from showroom.rules.duties import Duty
from showroom.services import daily_report_evening, today
from showroom.services.desk import Changed, Desk
from showroom.ui.ask import Ask
from showroom.ui.look import theme
from showroom.ui.look.icons import icon

if TYPE_CHECKING:
    from showroom.ui.shell import Shell
    from showroom.ui.window import Window

MINUTE_MS: Final = 60_000
SOON_MS: Final = 500
# What happened longer ago is no news; the page of today has it anyway.
LOOK_BACK: Final = timedelta(days=7)
_TRAY_ICON: Final = 32


class Tray(Protocol):
    """Where a message can be shown outside the window."""

    def show_message(self, title: str, words: str) -> None:
        """Show it, or do nothing where the system cannot."""


class SystemTray(QObject):
    """The tray of the system; without one nothing happens, and nothing is missed: the page has it all."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(icon("today", theme.current().tokens.ink, _TRAY_ICON), self)
            self._icon.setToolTip("Showroom")
            self._icon.messageClicked.connect(self.pressed)
            self._icon.activated.connect(lambda _why: self.pressed.emit())
            self._icon.show()

    def show_message(self, title: str, words: str) -> None:
        """As the system shows such things."""
        if self._icon is not None:
            self._icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.Information)


class Reminders(QObject):
    """Belongs to the window, and goes on while the screen is locked."""

    # How many cards are overdue now.
    counted = Signal(int)
    # How many daily reports wait for this person.
    reports_counted = Signal(int)
    # The reminders that fell due while the program was closed.
    missed = Signal(object)

    def __init__(
        self, clock: Clock, ask: Ask, remembered: Remembered, tray: Tray | None, window: Window
    ) -> None:
        super().__init__(window)
        self._clock, self._ask, self._remembered = clock, ask, remembered
        self._tray = tray or self._system_tray(window)
        self._window = window
        self._desk: Desk | None = None
        self._locked = False
        self._until = clock.local()
        self._told: set[str] = set()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)

    def _system_tray(self, window: Window) -> Tray:
        tray = SystemTray(self)
        tray.pressed.connect(window.come_forward)
        return tray

    def serve(self, desk: Desk, duties: frozenset[Duty], shell: Shell) -> None:
        """Somebody came in: what was missed since the last time here is told now."""
        if Duty.SEE_TODAY not in duties:
            self.stop()
            return
        same = self._desk is not None and self._desk.staff == desk.staff
        self._desk, self._locked = desk, False
        self.counted.connect(shell.tell_overdue)
        self.reports_counted.connect(shell.tell_reports)
        self.missed.connect(shell.tell_missed)
        shell.news.changed.connect(self.heard)
        if not same:
            self._told.clear()
            self._until = self._last_time(desk)
        self._minute.start()
        self._ask_today(self._tell_missed if not same else self._tell)

    def lock(self) -> None:
        """The screen is locked: reminders go on, and name nobody."""
        self._locked = True

    def stop(self) -> None:
        """Nobody is reminded any more."""
        self._desk = None
        self._minute.stop()
        self._soon.stop()

    def heard(self, change: Changed) -> None:
        """Something was done: the figure of the side bar may be another one."""
        if self._desk is not None and change.tables:
            self._soon.start()

    def look(self) -> None:
        """Once a minute: what has fallen due since the last look."""
        self._ask_today(self._tell)

    def _ask_today(self, then: Callable[[Today], None]) -> None:
        desk = self._desk
        if desk is None:
            return

        def told(found: tuple[Today, int]) -> None:
            then(found[0])
            self.reports_counted.emit(found[1])

        self._ask(
            self._window, lambda: (today.today(desk), daily_report_evening.badge(desk)), told, self._refused
        )

    def _refused(self, error: ShowroomError) -> None:
        """A store that does not answer now is told by others; a right that is gone ends it."""
        if isinstance(error, Denied):
            self.stop()

    def _tell(self, found: Today) -> None:
        for one in self._due(found):
            self._show(one)
        self.counted.emit(overdue(found))

    def _tell_missed(self, found: Today) -> None:
        missed = self._due(found)
        if missed:
            self.missed.emit(missed)
        self.counted.emit(overdue(found))

    def _due(self, found: Today) -> tuple[Reminder, ...]:
        now = self._clock.local()
        due = tuple(one for one in falling_due(found, self._until, now) if one.key not in self._told)
        self._told.update(one.key for one in due)
        self._until = now
        if self._desk is not None:
            self._remembered.keep(**{_key(self._desk): now.isoformat(timespec="minutes")})
        return due

    def _show(self, one: Reminder) -> None:
        words = _("Something falls due. Sign in to see it.") if self._locked else one.words
        self._tray.show_message(_("Showroom reminds you"), words)

    def _last_time(self, desk: Desk) -> datetime:
        """When this person was last reminded at this computer; who was never here has missed nothing."""
        now = self._clock.local()
        try:
            last = datetime.fromisoformat(self._remembered.get(_key(desk), ""))
        except ValueError:
            return now
        return max(last.astimezone(now.tzinfo), now - LOOK_BACK) if last.tzinfo is not None else now


def _key(desk: Desk) -> str:
    return f"reminded {desk.user}"
