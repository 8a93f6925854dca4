"""The session ends from outside: logging off, shutting down, a signal (A6). Nothing is asked then."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QSessionManager

from showroom.errors import ShowroomError
from showroom.ui.window import Window

log = logging.getLogger("showroom")

# Systems kill who is still there a few seconds after they asked; what is typed is on disk long before.
PATIENCE_SECONDS: Final = 4.0
_NAMES: Final = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class SessionEnd(QObject):
    """Watches for the end as long as a window is open; after `stop` signals do what they did before."""

    def __init__(self, app: QGuiApplication, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._ending = False
        app.commitDataRequest.connect(self._log_off)
        # Qt sleeps in its own loop, where no handler of Python runs: a signal's byte wakes it.
        self._woken, self._wakes = socket.socketpair()
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._woken_before = signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        self._before: dict[int, Any] = {
            number: signal.signal(number, self._signalled)
            for number in (getattr(signal, name, None) for name in _NAMES)
            if number is not None
        }

    def stop(self) -> None:
        """The window is gone; a signal ends the process as ever."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        for end in (self._woken, self._wakes):
            end.close()

    def _wake(self) -> None:
        """Python runs its handler on the way here; the bytes have done their work."""
        self._woken.recv(64)

    def _signalled(self, _number: int, _frame: object) -> None:
        if self._ending:
            return
        self._ending = True
        # A store that hangs must not hold us: the drafts are written first, and saving is safe at any moment.
        last = threading.Timer(PATIENCE_SECONDS, os._exit, (0,))
        last.daemon = True
        last.start()
        self.keep()
        if self._window.shell is not None:
            self._window.shell.stop()
            # Kept as far as the disk takes it: closing must not ask about it again.
            self._window.shell = None
        self._window.close()

    def _log_off(self, _manager: QSessionManager) -> None:
        self.keep()

    def keep(self) -> None:
        """Only keep what is typed, as for a logging off that somebody may still call back."""
        try:
            if self._window.shell is not None:
                self._window.shell.keep_typed()
        except ShowroomError as error:
            # Nobody is there to be told, and a question would keep the computer from shutting down.
            log.error("%s at the end of the session", error.code)
