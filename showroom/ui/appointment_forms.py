"""The forms of one appointment over a page: another day, hour or car; what came of the test drive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from showroom.errors import Invalid, ShowroomError
from showroom.forms import appointment as form
from showroom.forms import drive as drive_form
from showroom.forms.appointment import CarTimes, Expected
from showroom.forms.field import Field, Lists, read_field
from showroom.language import _
from showroom.rules.appointments import Kind, half_hour
from showroom.services import appointment, drive, expected_guests
from showroom.services.desk import new_token
from showroom.ui.appointment_line import car_words
from showroom.ui.form_panel import FormPanel
from showroom.ui.page import Page


class Booked(Protocol):
    """An appointment as some list shows it."""

    @property
    def appointment(self) -> int: ...
    @property
    def revision(self) -> int: ...
    @property
    def prospect(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def state(self) -> str: ...
    @property
    def driven(self) -> bool: ...


def _without(car: CarTimes, day: date, moved: Expected) -> CarTimes:
    """A car's day without the appointment that is being moved: its half hour is free for itself."""
    if moved.time is None or (moved.car, moved.day) != (car.car, day):
        return car
    return replace(car, taken={at: who for at, who in car.taken.items() if at != half_hour(moved.time)})


class AppointmentForms(QObject):
    """What was typed and not given stays for the next time, as long as the page is there."""

    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page, self.desk, self.ask = page, page.desk, page.ask
        self.lists: Lists = {}
        self.panel = FormPanel(page, page.desk.clock.today)
        self._token = new_token()
        self._give: Callable[[Any], None] = lambda _values: None
        # What stands in forms that were closed without being given.
        self._typed: dict[tuple[str, int], dict[str, str]] = {}
        self._key = ("", 0)
        self._asked: date | None = None
        self._cars: tuple[CarTimes, ...] = ()
        self._moved: Expected | None = None
        self.panel.given.connect(self._take)
        self.panel.form.edited.connect(self._written)

    def change(self, one: Booked) -> None:
        """Ask another day, hour or car, as it stands now."""
        self._with(one, self._ask_change)

    def _ask_change(self, one: Expected) -> None:
        desk, begun = self.desk, asdict(one)
        if one.day < desk.clock.today():
            begun["day"] = None
        self._asked, self._cars, self._moved = None, (), one
        self._open("change", one, _("Another day or time"), form.FIELDS, begun, _("Save"))

        def give(values: Any) -> Callable[[], object]:
            token = self._token
            return lambda: appointment.change(desk, one.appointment, one.revision, values, token=token)

        self._give = partial(self._given, _("The appointment of {name} is changed", name=one.name), give)
        self._look_at_cars()

    def record_drive(self, one: Booked) -> None:
        """Ask what came of a test drive that was ticked (req 36)."""
        self._with(one, self._ask_drive)

    def _ask_drive(self, one: Expected) -> None:
        desk = self.desk
        begun = {"day": one.day, "time": one.time, "car": one.car, "accompanied_by": desk.staff}
        self._open("drive", one, _("Test drive"), drive_form.FIELDS, begun, _("Record the drive"))

        def give(values: Any) -> Callable[[], object]:
            token = self._token
            return lambda: drive.record(desk, one.prospect, values, appointment=one.appointment, token=token)

        self._give = partial(self._given, _("The test drive is recorded"), give)

    def _with(self, one: Booked, then: Callable[[Expected], None]) -> None:
        """As it stands in the store now; one that is gone meanwhile asks for nothing."""
        desk = self.desk

        def found(rows: tuple[Expected, ...]) -> None:
            for row in rows:
                if row.appointment == one.appointment:
                    then(row)

        self.ask(self.page, lambda: expected_guests.of_card(desk, one.prospect), found, self.refused.emit)

    def _open(
        self, deed: str, one: Expected, title: str, fields: tuple[Field, ...], begun: Any, word: str
    ) -> None:
        self._key, self._token = ("", 0), new_token()
        self.panel.show_title(title, one.name)
        self.panel.ask_for(fields, begun, self.lists, word)
        self._key = (deed, one.appointment)
        typed = self._typed.get(self._key)
        if typed:
            self.panel.form.write(typed)

    def _take(self, values: Any) -> None:
        self._give(values)

    def _given(self, words: str, give: Callable[[Any], Callable[[], object]], values: Any) -> None:
        key, token = self._key, self._token
        self.panel.give.setEnabled(False)

        def did(_result: object) -> None:
            self._typed.pop(key, None)
            self.panel.close_panel()
            self.done.emit(words, token)

        def refuse(error: ShowroomError) -> None:
            self.panel.give.setEnabled(True)
            self.panel.refuse(error)

        self.ask(self.page, give(values), did, refuse)

    # -- while a form is open -------------------------------------------------------------------------

    def _written(self) -> None:
        if self._key[0] and self.panel.form.changed:
            self._typed[self._key] = self.panel.form.texts()
        if self._key[0] == "change":
            self._look_at_cars()

    def _look_at_cars(self) -> None:
        """The free half hours of the day that is written now; the newest answer counts."""
        desk, day = self.desk, self._value(form.DAY)
        wanted = day if self._value(form.KIND) == Kind.TEST_DRIVE else None
        if wanted is not None and wanted != self._asked:
            self._asked, self._cars = wanted, ()
            self.ask(
                self.page, lambda: expected_guests.car_times(desk, wanted), partial(self._show_cars, wanted)
            )
        self._tell_cars(wanted)

    def _show_cars(self, day: date, cars: tuple[CarTimes, ...]) -> None:
        moved = self._moved
        if moved is not None and day == self._asked:
            self._cars = tuple(_without(one, day, moved) for one in cars)
            self._tell_cars(day)

    def _tell_cars(self, day: date | None) -> None:
        words = ""
        if day is not None and self._cars:
            words, _role = car_words(self._cars, self._value(form.CAR), self._value(form.TIME))
        self.panel.note.setText(words)
        self.panel.note.setVisible(bool(words))

    def _value(self, one: Field) -> Any:
        editor = self.panel.form.editors.get(one.key)
        try:
            return read_field(one, editor.text(), self.lists) if editor is not None else None
        except Invalid:
            return None
