"""The single lines in which forms are written: safe for input methods, with a list to choose from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QWidget

from showroom.forms.field import Option
from showroom.forms.offers import offered
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.fields import Field as Input
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.offers import dress
from showroom.ui.look.tokens import SNUG, Size
from showroom.ui.look.whole import Note

_CHEVRON = 16
_CHEVRON_ROOM = _CHEVRON + 2 * SNUG


class Line(Input):
    """A line that tells Enter only when no input method is at work; a hint may stand at its right."""

    entered = Signal()
    composing = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._behind = ""

    def say_behind(self, words: str) -> None:
        """What the text comes to, in print: the weekday of a date."""
        self._behind = words
        self.update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is at work."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a composition first; only the next one goes on."""
        if is_enter(event) and not event.modifiers():
            if self.composing:
                QGuiApplication.inputMethod().commit()
            else:
                self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then what stands behind the text."""
        super().paintEvent(event)
        if self._behind:
            look = theme.current()
            painter = QPainter(self)
            painter.setFont(look.font(Size.SMALL))
            place = QRectF(self.rect()).adjusted(SNUG, 0, -SNUG, 0)
            pixels.write(painter, place, self._behind, look.tokens.t2, Qt.AlignmentFlag.AlignRight)
            painter.end()


class ChoiceLine(Line):
    """A line with a list: it opens on typing, finds by pinyin, and Enter or Tab takes what is marked in it.

    Where the list is `closed`, the first entry found is marked; else only what somebody points at.
    """

    taken = Signal()

    def __init__(
        self, name: str, options: tuple[Option, ...], *, closed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._options, self._closed = options, closed
        self._words = QStringListModel(self)
        self._offers = offers = QCompleter(self._words, self)
        offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # Not `setCompleter`: that would open the list before it holds what was typed.
        offers.setWidget(self)
        offers.activated.connect(self._take_word)
        self.setTextMargins(SNUG, 0, _CHEVRON_ROOM, 1)
        self.textEdited.connect(self._offer)

    @property
    def popup(self) -> QAbstractItemView:
        """The list below the line."""
        found = self._offers.popup()
        if found is None:
            raise RuntimeError("a completer makes its list when it is asked")
        return found

    def _offer(self, typed: str) -> None:
        found = [option.label for option in offered(typed, self._options)]
        self._words.setStringList(found)
        if not found or not typed.strip():
            self.popup.hide()
            return
        dress(self._offers)
        self._offers.complete()
        if self._closed:
            self.popup.setCurrentIndex(self.popup.model().index(0, 0))

    def open_list(self) -> None:
        """Every entry in use."""
        self._words.setStringList([option.label for option in self._options if option.active])
        self._offers.setCompletionPrefix("")
        dress(self._offers)
        self._offers.complete()

    @property
    def open(self) -> bool:
        """Whether the list is in view."""
        return self.popup.isVisible()

    def _take_word(self, word: str) -> None:
        self._put(word)
        self.taken.emit()

    def _put(self, word: str) -> None:
        """A word of the list becomes the text."""
        self.setText(word)

    def take(self) -> None:
        """What is marked in the open list becomes the text."""
        popup = self.popup
        if not popup.isVisible():
            return
        here = popup.currentIndex()
        if not here.isValid() and self._closed and self.text().strip():
            here = popup.model().index(0, 0)
        if here.isValid():
            self._put(str(here.data()))
        popup.hide()
        self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Enter takes from it."""
        if is_enter(event) and self.open:
            self.take()
            self.entered.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Down and not self.open and not self.isReadOnly():
            self.open_list()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is marked along."""
        self.take()
        return super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The chevron opens the list."""
        super().mousePressEvent(event)
        if event.position().x() > self.width() - _CHEVRON_ROOM and not self.isReadOnly():
            self.open_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then its chevron."""
        super().paintEvent(event)
        at_rest = self.property("cell") and not (self.hasFocus() or self.underMouse())
        if self.isReadOnly() or at_rest:
            return
        painter = QPainter(self)
        place = QRectF(self.width() - _CHEVRON - SNUG, 0, _CHEVRON, self.height())
        paint_icon(painter, place, "chevron-down", theme.current().tokens.t2)
        painter.end()


class NoteBox(Note):
    """A few lines of text; Tab goes on, Enter begins a line."""

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * self._lines) + 2 * SNUG + 2)

    def set_invalid(self, sentence: str) -> None:
        """Mark the text as refused and say why."""
        self.setProperty("invalid", bool(sentence))
        self.setAccessibleDescription(sentence)
        self.style().unpolish(self)
        self.style().polish(self)


class FocusWatch(QObject):
    """Tells when the keyboard leaves one of several widgets; lists that open over them do not count."""

    left = Signal()

    def watch(self, widget: QWidget) -> None:
        """One more widget."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Focus goes."""
        if event.type() == QEvent.Type.FocusOut:
            reason = getattr(event, "reason", lambda: None)()
            if reason not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self.left.emit()
        return super().eventFilter(watched, event)
