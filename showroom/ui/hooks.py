"""Every way a bug can surface leads here: one dialog, a log line, the window stays (V3, V4, V21)."""

from __future__ import annotations

import atexit
import logging
import sys
import threading
import traceback
from collections import OrderedDict
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QTimer, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from showroom import log_file
from showroom.clock import SystemClock
from showroom.ui import present

log = logging.getLogger("showroom")

QUIET_SECONDS = 10.0


class Storm:
    """Counts how often each bug came: one in a paint event comes sixty times a second."""

    def __init__(self) -> None:
        # By bug: when it was last told (monotonic seconds), and how often it came since.
        self._seen: dict[str, tuple[float, int]] = {}

    def count(self, bug: str, now: float) -> int:
        """How many times it is told of now; 0 within ten seconds after it was told."""
        told, times = self._seen.get(bug, (now - QUIET_SECONDS, 0))
        if now - told < QUIET_SECONDS:
            self._seen[bug] = (told, times + 1)
            return 0
        self._seen[bug] = (now, 0)
        return times + 1

    def was_read(self, bug: str, now: float) -> None:
        """The dialog about it was closed: the ten seconds begin here."""
        self._seen[bug] = (now, self._seen[bug][1])


class _Surface(QObject):
    """Brings a bug from whatever thread to the window's, when that is done with what it was doing."""

    surfaced = Signal(str, str, int)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._clock = SystemClock()
        self._storm = Storm()
        self._open = False
        # What came while a dialog was open.
        self._waiting: OrderedDict[str, tuple[str, int]] = OrderedDict()
        # Never at once: a dialog opened within a paint event would paint again within it.
        self.surfaced.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it and have it shown, unless the same bug was told a moment ago."""
        bug = f"{kind.__name__} {_place(trace)}"
        times = self._storm.count(bug, self._clock.monotonic())
        if times:
            more = f", {times} times" if times > 1 else ""
            log.critical("E-BUG %s%s", kind.__name__, more, exc_info=(kind, error, trace))
            details = "".join(traceback.format_exception(kind, error, trace))
            self.surfaced.emit(bug, details, times)
        # Python keeps the last traceback, and with it a painter that is still at work on the window: every
        # painting after it would fail.
        traceback.clear_frames(trace)

    def _show(self, bug: str, details: str, times: int) -> None:
        self._waiting[bug] = (details, times)
        if self._open:
            return
        self._open = True
        try:
            while self._waiting:
                shown, (said, often) = self._waiting.popitem(last=False)
                present.crash(QApplication.activeWindow(), str(log_file.folder()), said, often)
                self._storm.was_read(shown, self._clock.monotonic())
        finally:
            self._open = False


def _place(trace: TracebackType | None) -> str:
    """Where it was raised: the file and line by which a bug is known again."""
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def install(app: QApplication) -> None:
    """Lead exceptions of Python and messages of Qt to the log and the one crash dialog."""
    surface = _Surface(app)

    def bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            # Later: it may have come while something was painted.
            QTimer.singleShot(0, app.closeAllWindows)
            return
        surface.tell(kind, error, trace)

    def thread_bug(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            bug(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = bug
    threading.excepthook = thread_bug
    sys.unraisablehook = lambda raised: log.error("E-BUG unraisable %s", type(raised.exc_value).__name__)
    # What asks Python to exit within a slot ends the process from there, without any hook but this one.
    atexit.register(_close_windows)
    listen_to_qt()


def _close_windows() -> None:
    """The process ends with windows still open: they are closed as a person closes them, words and all."""
    for window in QApplication.topLevelWidgets() if QApplication.instance() else ():
        if window.isVisible():
            window.close()


def listen_to_qt() -> None:
    """Messages of Qt go to the log, from before the application is made."""
    qInstallMessageHandler(_qt_message)


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = logging.WARNING if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) else logging.DEBUG
    log.log(level, "qt %s", message)
