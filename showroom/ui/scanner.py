"""A scanner is a keyboard that types eighteen digits at once: they are recognised wherever they fall.

Digits fall into a text field as they come and are taken out again when they turn out to be a code. Where
digits are commands (a plan, a list) they are held back for a moment, and go on when nothing followed.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from showroom.clock import Clock
from showroom.rules import text
from showroom.sheets.code_typed import is_code, may_be_code
from showroom.sheets.qr import DIGITS

# Milliseconds between two digits: scanners take 1 to 30, fast hands 60 and more.
GAP: Final = 50
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_SILENT: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_NumLock)


class _Field:
    """A field of text, and what stood in it before the first digit."""

    def __init__(self, field: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
        self._field = field
        self._before = self._text()

    def _text(self) -> str:
        return self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()

    def put_back(self) -> None:
        """As it was: by its own undo, which tells whoever listens to what is typed; else by writing."""
        for _digit in range(DIGITS):
            if self._text() == self._before:
                return
            self._field.undo()
        if isinstance(self._field, QLineEdit):
            self._field.setText(self._before)
        else:
            self._field.setPlainText(self._before)


class Scanner(QObject):
    """Looks at what comes to the window with the keyboard, dialogs too; `stop` ends it."""

    # The eighteen digits of a sheet's code.
    scanned = Signal(str)
    # Eighteen digits that begin like a sheet's code and do not agree with their check digits.
    misread = Signal()

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self.gap = GAP
        self._clock = clock
        self._digits, self._last = "", 0.0
        self._field: _Field | None = None
        self._held: list[str] = []
        self._passing = self._ended = False
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.let_go)
        self._watched: list[QObject] = []
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            application.focusObjectChanged.connect(self._watch)
        self._watch()

    def _watch(self, _focus: object = None) -> None:
        """The window and the object that get what is typed now."""
        for before in self._watched:
            before.removeEventFilter(self)
        now = (QGuiApplication.focusWindow(), QGuiApplication.focusObject())
        self._watched = [one for one in now if one is not None]
        for one in self._watched:
            one.installEventFilter(self)
            one.destroyed.connect(self._forget)

    def _forget(self, gone: QObject) -> None:
        self._watched = [one for one in self._watched if one is not gone]

    def stop(self) -> None:
        """Nobody is signed in any more."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._watch)
            application.focusObjectChanged.disconnect(self._watch)
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = []
        self._begin_anew()

    # -- what comes ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys as they come to a window, words as an input method writes them into a field."""
        if self._passing:
            return False
        if isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        if isinstance(event, QInputMethodEvent) and not isinstance(watched, QWindow):
            return self._written(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        in_time = self._in_time(float(event.timestamp()))
        if event.key() in _ENDS and in_time and (self._ended or may_be_code(self._digits)):
            return self._end()
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if bare and _is_digit(event.text()) and not event.isAutoRepeat():
            return self._digit(event.text(), in_time=in_time)
        self.let_go()
        return False

    def _written(self, event: QInputMethodEvent) -> bool:
        words = text.half_width(event.commitString())
        if not words:
            return False
        in_time = self._in_time(self._clock.monotonic() * 1000)
        if len(words) == DIGITS and is_code(words):
            self._begin_anew()
            self._take(words)
            return True
        if len(words) == 1 and _is_digit(words):
            return self._digit(words, in_time=in_time, held=False)
        self.let_go()
        return False

    def _in_time(self, now: float) -> bool:
        """Whether this follows what came before as no hand does."""
        before, self._last = self._last, now
        return now - before <= self.gap

    def _digit(self, digit: str, *, in_time: bool, held: bool = True) -> bool:
        """One more; whether nobody else is to hear of it now."""
        if not in_time or len(self._digits) >= DIGITS:
            self.let_go()
        if not self._digits:
            self._ended = False
            self._field = _field_in_hand()
        self._digits += digit
        if is_code(self._digits):
            digits = self._digits
            self._take_out()
            self._take(digits)
            return True
        if self._field is not None or not held:
            return False
        self._held.append(digit)
        self._patience.start(max(0, self.gap))
        return True

    def _take(self, digits: str) -> None:
        self._ended = True
        # After the key is through: what opens may ask something first.
        QTimer.singleShot(0, self, lambda: self.scanned.emit(digits))

    def _end(self) -> bool:
        """The Enter of the scanner: it means nothing to what has the keyboard."""
        if not self._ended:
            self._take_out()
            QTimer.singleShot(0, self, self.misread.emit)
        self._ended = False
        return True

    # -- where it fell ------------------------------------------------------------------------------

    def _take_out(self) -> None:
        if self._field is not None:
            self._field.put_back()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._patience.stop()
        self._digits, self._field = "", None
        self._held = []
        self._ended = False

    def let_go(self) -> None:
        """It was no scanner: what was held back goes where it was meant to go."""
        held = self._held
        self._begin_anew()
        window = QGuiApplication.focusWindow()
        if window is None:
            return
        self._passing = True
        for digit in held:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key(int(Qt.Key.Key_0) + int(digit))
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, digit)
                QCoreApplication.sendEvent(window, event)
        self._passing = False


def _is_digit(words: str) -> bool:
    return len(words) == 1 and words.isascii() and words.isdigit()


def _field_in_hand() -> _Field | None:
    """The field of text that has the keyboard."""
    pen = QApplication.focusWidget()
    return _Field(pen) if isinstance(pen, QLineEdit | QPlainTextEdit | QTextEdit) else None
