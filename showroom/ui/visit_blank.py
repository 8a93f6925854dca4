"""One blank of the details of a visit: its label, its pen, and beside it why a text cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QPlainTextEdit, QVBoxLayout, QWidget

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import _
from showroom.ui.look import theme
from showroom.ui.look.fields import Field as Input
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.offers import dress
from showroom.ui.look.tokens import TIGHT
from showroom.ui.look.whole import Note

TICKED = "√"
_NOTE_LINES = 3


class _Line(Input):
    """A line that offers its list while somebody writes, and all of it on Arrow down."""

    def __init__(self, name: str, offers: Sequence[str]) -> None:
        super().__init__(name=name)
        self._offers = list(offers)
        if offers:
            completer = QCompleter(self._offers, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.textEdited.connect(lambda _text: dress(completer))
            self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow down opens the whole list; Ctrl+S closes it and goes on to the panel."""
        completer = self.completer()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        popup = completer.popup() if completer is not None else None
        if control and popup is not None and popup.isVisible():
            popup.hide()
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.postEvent(self, again)
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and completer is not None and not self.isReadOnly():
            completer.setCompletionPrefix("")
            dress(completer)
            completer.complete()
            return
        super().keyPressEvent(event)


class VisitBlank(QWidget):
    """Knows what stands in the store and what was written over it."""

    edited = Signal()

    def __init__(self, field: Field, offers: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.stored = ""
        name = _(field.label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.label = Text("" if field.kind is kinds.TICK else name, Role.LABEL)
        self.label.setMinimumWidth(1)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.problem.hide()
        self.pen = self._make_pen(name, offers)
        self.setFocusProxy(self.pen)
        for widget in (self.label, self.pen, self.problem):
            column.addWidget(widget)
        column.addStretch(1)

    def _make_pen(self, name: str, offers: Sequence[str]) -> QWidget:
        if self.field.kind is kinds.TICK:
            tick = QCheckBox(name)
            tick.setAccessibleName(name)
            tick.clicked.connect(lambda _on: self._written())
            return tick
        if self.field.kind is kinds.NOTE:
            note = Note()
            note.setAccessibleName(name)
            note.setTabChangesFocus(True)
            note.setFixedHeight(theme.current().grown(20) * _NOTE_LINES + 2 * TIGHT)
            note.textChanged.connect(self._written)
            return note
        line = _Line(name, offers)
        line.textEdited.connect(lambda _text: self._written())
        if line.completer() is not None:
            line.completer().activated.connect(lambda _text: self._written())
        return line

    @property
    def text(self) -> str:
        """What stands here now, as it would be typed."""
        if isinstance(self.pen, QCheckBox):
            return TICKED if self.pen.isChecked() else ""
        if isinstance(self.pen, QPlainTextEdit):
            return self.pen.toPlainText()
        return self.pen.text() if isinstance(self.pen, _Line) else ""

    @property
    def changed(self) -> bool:
        """Whether something else was written than what is stored."""
        return self.text.strip() != self.stored.strip()

    def show_stored(self, stored: str) -> None:
        """What the store holds now; what was written over it stays written."""
        keep = self.changed
        self.stored = stored
        if not keep:
            self._put(stored)
        self._mark_edited()

    def write(self, text: str) -> None:
        """Write over what is stored."""
        self._put(text)
        self._written()

    def take_back(self) -> None:
        """Back to what is stored."""
        self._put(self.stored)
        self.refuse("")
        self._mark_edited()

    def _put(self, text: str) -> None:
        if isinstance(self.pen, QCheckBox):
            self.pen.setChecked(bool(text))
        elif isinstance(self.pen, QPlainTextEdit):
            if self.pen.toPlainText() != text:
                self.pen.blockSignals(True)
                self.pen.setPlainText(text)
                self.pen.blockSignals(False)
        elif isinstance(self.pen, _Line):
            self.pen.setText(text)

    def lock(self, locked: bool) -> None:
        """Only to be read."""
        if isinstance(self.pen, QCheckBox):
            self.pen.setEnabled(not locked)
        elif isinstance(self.pen, QPlainTextEdit | _Line):
            self.pen.setReadOnly(locked)

    def refuse(self, sentence: str) -> None:
        """Say why the text cannot be taken; "" when it can."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if isinstance(self.pen, _Line):
            self.pen.set_invalid(sentence)
        else:
            self.pen.setAccessibleDescription(sentence)

    def _written(self) -> None:
        if self.problem.text():
            self.refuse("")
        self._mark_edited()
        self.edited.emit()

    def _mark_edited(self) -> None:
        if isinstance(self.pen, _Line):
            self.pen.set_edited(self.changed)
