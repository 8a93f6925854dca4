"""One line that fixes a visit or a test drive: what, day, time, and the car with its free half hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid
from showroom.forms import appointment as form
from showroom.forms import field as fields
from showroom.forms.appointment import CarTimes
from showroom.forms.field import Field, Lists
from showroom.language import _, mark
from showroom.rules.appointments import Kind, half_hour
from showroom.ui.editors import Editor, Today, editor_for
from showroom.ui.look import theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT

_FIELDS: Final = (form.KIND, form.DAY, form.TIME, form.CAR)
_HINTS: Final = {form.KIND.key: mark("No appointment"), form.DAY.key: mark("Day, like Sat or 4.1")}
_WIDTHS: Final = {form.KIND.key: 104, form.DAY.key: 148, form.TIME.key: 84, form.CAR.key: 168}


def car_words(cars: tuple[CarTimes, ...], chosen: int | None, at: time | None) -> tuple[str, Role]:
    """Which half hours of the chosen car, or of every car, are free; who has booked the one at `at`."""
    wanted = [one for one in cars if chosen in (None, one.car)] or list(cars)
    for one in wanted:
        who = one.taken.get(half_hour(at)) if at and chosen == one.car else None
        if at and who:
            taken = _("{time} is taken: {who} has booked {car}.", time=f"{at:%H:%M}", who=who, car=one.name)
            return taken, Role.WARNING
    return "　".join(_("{car} free: {times}", car=one.name, times=one.spans) for one in wanted), Role.LABEL


class AppointmentLine(QWidget):
    """Nothing is fixed while no kind is chosen. Texts that were refused stay.

    Whoever holds it answers `day_chosen` with `show_cars(expected_guests.car_times(desk, day))`.
    """

    edited = Signal()
    # A `date`: the free half hours of that day are wanted.
    day_chosen = Signal(object)
    # More or less is said below it than before.
    resized = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._lists: Lists = {}
        self._cars: tuple[CarTimes, ...] = ()
        self._asked: date | None = None
        # It stands until somebody writes on.
        self._refused = False
        self.editors: dict[str, Editor] = {}
        self.beside = Text("", Role.LABEL, wrap=True)
        self.beside.hide()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SNUG)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(self._row)
        column.addWidget(self.beside)

    # -- showing --------------------------------------------------------------------------------------

    def open(self, lists: Lists, texts: Mapping[str, str] | None = None) -> None:
        """Begin anew, with what was typed before."""
        if lists != self._lists:
            self._make(lists)
        self._asked, self._cars = None, ()
        self.write(texts or {})

    def _make(self, lists: Lists) -> None:
        for editor in self.editors.values():
            editor.widget.hide()
            editor.widget.deleteLater()
        self._lists, self.editors = lists, {}
        before: QWidget | None = None
        for place, one in enumerate(_FIELDS):
            editor = editor_for(one, lists, self._today)
            hint = _HINTS.get(one.key, one.label)
            editor.widget.setProperty("placeholderText", _(hint))
            editor.widget.setFixedWidth(theme.current().widened(_WIDTHS[one.key]))
            editor.edited.connect(self._written)
            editor.left.connect(self._look_over)
            editor.entered.connect(partial(self._go_on, one.key))
            self.editors[one.key] = editor
            self._row.insertWidget(place, editor.widget)
            if before is not None:
                self.setTabOrder(before, editor.widget)
            before = editor.widget

    def show_cars(self, cars: tuple[CarTimes, ...]) -> None:
        """The free half hours of the day that was asked for."""
        self._cars = cars
        if not self._refused:
            self._tell()

    def follow(self, before: QWidget) -> None:
        """Tab comes here from `before`, and goes on to what followed it."""
        for editor in self.editors.values():
            self.setTabOrder(before, editor.widget)
            before = editor.widget

    # -- writing --------------------------------------------------------------------------------------

    def texts(self) -> dict[str, str]:
        """What stands in the line, for a draft; empty where nothing was written."""
        found = {key: editor.text() for key, editor in self.editors.items()}
        return {key: text for key, text in found.items() if text}

    def write(self, texts: Mapping[str, str]) -> None:
        """Put texts into the line as somebody would write them."""
        for key, editor in self.editors.items():
            editor.show_text(texts.get(key, ""))
        self._refused = False
        self._look_over()

    @property
    def day(self) -> date | None:
        """The day that is written, while something is fixed on it."""
        return None if self.empty else self._value(form.DAY)

    @property
    def empty(self) -> bool:
        """Whether nothing is fixed."""
        return not self.texts().get(form.KIND.key)

    def settle(self) -> None:
        """Make of what was typed short what it stands for today."""
        for editor in self.editors.values():
            editor.settle()

    def values(self) -> dict[str, Any] | None:
        """The values for `appointment.fix`; None while nothing is fixed. Raises Invalid, said here too."""
        if self.empty:
            return None
        self.settle()
        try:
            return fields.read(_FIELDS, self.texts(), self._lists)
        except Invalid as invalid:
            self.refuse(invalid)
            raise

    def refuse(self, invalid: Invalid) -> None:
        """Say below the line what cannot be taken, with the pen on the first of it."""
        wrong = {one.field: one.sentence() for one in invalid.problems if one.field in self.editors}
        for key, editor in self.editors.items():
            editor.set_invalid(wrong.get(key, ""))
        if wrong:
            self._tell_refused(" ".join(wrong.values()), next(iter(wrong)))

    def refuse_taken(self, sentence: str) -> None:
        """Somebody else has the car at this time; the free half hours are asked for anew."""
        self.editors[form.TIME.key].set_invalid(sentence)
        self._tell_refused(sentence, form.TIME.key)
        day = self._value(form.DAY)
        if day is not None:
            self.day_chosen.emit(day)

    def _tell_refused(self, sentence: str, key: str) -> None:
        self._refused = True
        self._say(sentence, Role.ERROR)
        self.editors[key].take_pen()

    def take_pen(self) -> None:
        """The keyboard is on what is fixed."""
        if self.editors:
            self.editors[form.KIND.key].take_pen()

    def _go_on(self, key: str) -> None:
        """Enter: the next field that is asked."""
        keys = [one for one, editor in self.editors.items() if not editor.widget.isHidden()]
        place = keys.index(key) + 1
        if place < len(keys):
            self.editors[keys[place]].take_pen()

    def _written(self) -> None:
        self._refused = False
        self._look_over()
        self.edited.emit()

    def _look_over(self) -> None:
        """Only a test drive asks for a car, and only a chosen kind for anything else."""
        if self._refused:
            return
        for editor in self.editors.values():
            editor.set_invalid("")
        kind = self._value(form.KIND)
        for key, editor in self.editors.items():
            shown = key == form.KIND.key or (bool(kind) and (key != form.CAR.key or kind == Kind.TEST_DRIVE))
            editor.widget.setVisible(shown)
        day = self._value(form.DAY) if kind == Kind.TEST_DRIVE else None
        if day is not None and day != self._asked:
            self._asked, self._cars = day, ()
            self.day_chosen.emit(day)
        self._tell()

    def _value(self, one: Field) -> Any:
        if one.key not in self.editors:
            return None
        try:
            return fields.read_field(one, self.editors[one.key].text(), self._lists)
        except Invalid:
            return None

    # -- free half hours ------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Which half hours of the chosen car, or of every car, are free; who has booked the hour written."""
        if self._value(form.KIND) != Kind.TEST_DRIVE or not self._cars:
            self._say("")
            return
        self._say(*car_words(self._cars, self._value(form.CAR), self._value(form.TIME)))

    def _say(self, words: str, role: Role = Role.LABEL) -> None:
        self.beside.set_role(role)
        if words != self.beside.text():
            self.beside.setText(words)
            self.beside.setVisible(bool(words))
            self.resized.emit()
