"""What each kind of field is written with: one table from kinds to editors, for every form of the window.

An editor speaks in texts, as `forms.field` reads and shows them; what a text means is the field's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from showroom.errors import Unreadable
from showroom.forms import day_words, kinds
from showroom.forms.field import Field, Lists, Option, options_of
from showroom.forms.offers import meant
from showroom.language import _
from showroom.rules.dates import read_date, read_full
from showroom.ui.lines import ChoiceLine, FocusWatch, Line, NoteBox
from showroom.ui.look.labels import in_menu
from showroom.ui.look.tokens import SNUG, TIGHT

Today = Callable[[], date]
_NOTE_LINES: Final = 3


class Editor(QObject):
    """One field on screen: its widget, and the text in it."""

    # Somebody wrote; the keyboard left; Enter goes on.
    edited = Signal()
    left = Signal()
    entered = Signal()

    widget: QWidget
    # How the widget lies in the room it is given; without a side it fills it.
    place: ClassVar[Qt.AlignmentFlag] = Qt.AlignmentFlag(0)

    def __init__(self, field: Field, options: tuple[Option, ...], today: Today) -> None:
        super().__init__()
        self.field, self.options, self.today = field, options, today
        self._leaving = FocusWatch(self)
        self._leaving.left.connect(self._leave)
        self._make()

    def _make(self) -> None:
        """Make the widget."""
        raise NotImplementedError

    def _leave(self) -> None:
        self.settle()
        self.left.emit()

    def settle(self) -> None:
        """Make of what was typed short what it stands for."""

    def text(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Put a text into it; nobody wrote that."""
        raise NotImplementedError

    def set_invalid(self, sentence: str) -> None:
        """Mark the text as refused; the text stays."""
        raise NotImplementedError

    def set_read_only(self, on: bool) -> None:
        """To be read and copied, not written."""
        raise NotImplementedError

    def take_pen(self) -> None:
        """The keyboard is here, the text selected."""
        self.widget.setFocus()


class LineEditor(Editor):
    """A line of text."""

    widget: Line

    def _make(self) -> None:
        self._take(Line(_(self.field.label)))

    def _take(self, line: Line) -> None:
        self.widget = line
        line.setParent(None)
        line.textEdited.connect(lambda _text: self.edited.emit())
        line.entered.connect(self._enter)
        self._leaving.watch(line)

    def _enter(self) -> None:
        self._leave()
        self.entered.emit()

    def text(self) -> str:
        return self.widget.text()

    def show_text(self, text: str) -> None:
        self.widget.setText(text)
        self.widget.setCursorPosition(0)

    def set_invalid(self, sentence: str) -> None:
        self.widget.set_invalid(sentence)

    def set_read_only(self, on: bool) -> None:
        self.widget.setReadOnly(on)

    def take_pen(self) -> None:
        super().take_pen()
        self.widget.selectAll()


class PasswordEditor(LineEditor):
    """A line nobody else reads."""

    def _make(self) -> None:
        super()._make()
        self.widget.setEchoMode(QLineEdit.EchoMode.Password)


class DateEditor(LineEditor):
    """A day as it is said; when the keyboard leaves it stands there in full, with its weekday."""

    def _make(self) -> None:
        super()._make()
        self.widget.textChanged.connect(lambda _text: self._tell_weekday())

    def settle(self) -> None:
        try:
            day = read_date(self.text(), self.today())
        except Unreadable:
            return
        if day is not None and self.text() != day.isoformat():
            self.widget.setText(day.isoformat())

    def _tell_weekday(self) -> None:
        try:
            day = read_full(self.text())
        except Unreadable:
            day = None
        self.widget.say_behind(day_words.weekday(day) if day else "")


class MoneyEditor(LineEditor):
    """An amount; when the keyboard leaves it stands there grouped, with its unit."""

    def settle(self) -> None:
        try:
            value = self.field.kind.read(self.text(), ())
        except Unreadable:
            return
        self.widget.setText(self.field.kind.show(value, ()))

    def _make(self) -> None:
        super()._make()
        self.widget.textChanged.connect(lambda text: self.widget.say_behind(_("yuan") if text else ""))


class ChoiceEditor(LineEditor):
    """One entry of a list; what was begun is finished when only one entry can be meant."""

    widget: ChoiceLine
    closed: ClassVar[bool] = True

    def _make(self) -> None:
        line = ChoiceLine(_(self.field.label), self.options, closed=self.closed)
        line.taken.connect(self.edited)
        self._take(line)

    def settle(self) -> None:
        typed = self.text().strip()
        if not typed:
            return
        found = kinds.find_option(typed, self.options)
        if found is None and self.closed:
            found = meant(typed, self.options)
        if found is not None and found.label != self.text():
            self.widget.setText(found.label)


class OfferEditor(ChoiceEditor):
    """A word of one's own, for which a list has proposals."""

    closed = False


class TickEditor(Editor):
    """Yes or no."""

    # A line of its own would be a click and a ring far from the box.
    place = Qt.AlignmentFlag.AlignLeft
    widget: QCheckBox

    def _make(self) -> None:
        self.widget = QCheckBox()
        self.widget.setAccessibleName(_(self.field.label))
        self.widget.clicked.connect(self.edited)
        self._leaving.watch(self.widget)

    def text(self) -> str:
        return self.field.kind.show(self.widget.isChecked(), ())

    def show_text(self, text: str) -> None:
        self.widget.setChecked(bool(text))

    def set_invalid(self, sentence: str) -> None:
        self.widget.setAccessibleDescription(sentence)

    def set_read_only(self, on: bool) -> None:
        self.widget.setEnabled(not on)


class TicksEditor(Editor):
    """Several entries of a short list, each with its tick."""

    def _make(self) -> None:
        self.widget = QWidget()
        self.widget.setAccessibleName(_(self.field.label))
        self.widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, SNUG - 1, 0, SNUG - 1)
        column.setSpacing(TIGHT)
        self.ticks = {option.code: QCheckBox(in_menu(option.label)) for option in self.options}
        for option, tick in zip(self.options, self.ticks.values(), strict=True):
            tick.setAccessibleName(f"{_(self.field.label)} {option.label}")
            tick.clicked.connect(self.edited)
            column.addWidget(tick)
            self._leaving.watch(tick)
        self.widget.setFocusProxy(next(iter(self.ticks.values())))

    def text(self) -> str:
        chosen = tuple(code for code, tick in self.ticks.items() if tick.isChecked())
        return self.field.kind.show(chosen, self.options)

    def show_text(self, text: str) -> None:
        chosen = self.field.kind.read(text, self.options)
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)

    def set_invalid(self, sentence: str) -> None:
        self.widget.setAccessibleDescription(sentence)

    def set_read_only(self, on: bool) -> None:
        for tick in self.ticks.values():
            tick.setEnabled(not on)


class NoteEditor(Editor):
    """Several lines; Tab goes on."""

    widget: NoteBox

    def _make(self) -> None:
        self.widget = NoteBox(_(self.field.label), _NOTE_LINES)
        self._quiet = False
        self.widget.textChanged.connect(self._written)
        self._leaving.watch(self.widget)

    def _written(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def text(self) -> str:
        return self.widget.toPlainText()

    def show_text(self, text: str) -> None:
        self._quiet = True
        self.widget.setPlainText(text)
        self._quiet = False

    def set_invalid(self, sentence: str) -> None:
        self.widget.set_invalid(sentence)

    def set_read_only(self, on: bool) -> None:
        self.widget.setReadOnly(on)


EDITORS: Final[Mapping[str, type[Editor]]] = {
    kinds.CHOICE.name: ChoiceEditor,
    kinds.RECORD.name: ChoiceEditor,
    kinds.TICK.name: TickEditor,
    kinds.SEVERAL.name: TicksEditor,
    kinds.DATE.name: DateEditor,
    kinds.MONEY.name: MoneyEditor,
    kinds.NOTE.name: NoteEditor,
    kinds.PASSWORD.name: PasswordEditor,
}


def editor_for(field: Field, lists: Lists, today: Today) -> Editor:
    """The editor of a field by its kind; else a line of text, with proposals where it has a list."""
    otherwise = OfferEditor if field.options else LineEditor
    return EDITORS.get(field.kind.name, otherwise)(field, options_of(field, lists), today)
