"""Nobody at the window: after so many minutes without a hand on it, it locks (R10)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from showroom.clock import Clock

# A key that is a shortcut comes as an override only; what an input method composes comes as no key at all.
_HANDS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Says `late` when nobody touched the program for the minutes given to `look`, which is asked often."""

    late = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._pointer = QPointF()
        self.touch()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def touch(self) -> None:
        """Somebody is there."""
        self._since: tuple[float, datetime] = (self._clock.monotonic(), self._clock.now())

    def look(self, minutes: int) -> None:
        """Say so when it is time, at every look until somebody is there."""
        run, at = self._since
        # A computer that slept: its monotonic seconds may have stood still, the time of day has not.
        slept = (self._clock.now() - at).total_seconds()
        if max(self._clock.monotonic() - run, slept) >= minutes * 60:
            self.late.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Listen to everything, take nothing."""
        if event.type() in _HANDS and not self._is_no_hand(event):
            self.touch()
        return False

    def _is_no_hand(self, event: QEvent) -> bool:
        """Qt moves a pointer that lies still whenever something under it changes."""
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseMove:
            return False
        stays = event.globalPosition() == self._pointer
        self._pointer = event.globalPosition()
        return stays
