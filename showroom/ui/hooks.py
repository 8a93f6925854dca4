"""Every way a bug can surface leads here: one dialog, a log line, the window stays (V3, V4)."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from showroom import log_file
from showroom.clock import SystemClock
from showroom.ui import present

log = logging.getLogger("showroom")

QUIET_SECONDS = 10.0


class _Surface(QObject):
    """Brings a bug from whatever thread to the window's."""

    surfaced = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._clock = SystemClock()
        self._last = self._clock.monotonic() - QUIET_SECONDS
        self._open = False
        self.details = ""
        self.surfaced.connect(self._show)

    def _show(self) -> None:
        # A bug in a paint event comes sixty times a second; it is told once in ten seconds.
        if self._open or self._clock.monotonic() - self._last < QUIET_SECONDS:
            return
        self._open = True
        try:
            present.crash(QApplication.activeWindow(), str(log_file.folder()), self.details)
        finally:
            self._open = False
            self._last = self._clock.monotonic()


def install(app: QApplication) -> None:
    """Lead exceptions of Python and messages of Qt to the log and the one crash dialog."""
    surface = _Surface(app)

    def bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            app.closeAllWindows()
            return
        log.critical("E-BUG %s", kind.__name__, exc_info=(kind, error, trace))
        surface.details = "".join(traceback.format_exception(kind, error, trace))
        surface.surfaced.emit()

    def thread_bug(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            bug(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = bug
    threading.excepthook = thread_bug
    sys.unraisablehook = lambda raised: log.error("E-BUG unraisable %s", type(raised.exc_value).__name__)
    listen_to_qt()


def listen_to_qt() -> None:
    """Messages of Qt go to the log, from before the application is made."""
    qInstallMessageHandler(_qt_message)


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = logging.WARNING if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) else logging.DEBUG
    log.log(level, "qt %s", message)
