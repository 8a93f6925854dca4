"""What is done with a visit or test drive that was fixed: who came, who did not, moved, cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import appointment as form
from showroom.forms import drive as drive_form
from showroom.forms.appointment import CarTimes, Expected
from showroom.forms.field import Field, Lists, Option, read_field
from showroom.language import _
from showroom.rules.appointments import Kind, State, half_hour
from showroom.rules.duties import Duty
from showroom.services import appointment, drive, expected_guests
from showroom.services.desk import Desk, new_token
from showroom.ui.appointment_line import car_words
from showroom.ui.ask import Ask
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.labels import in_menu
from showroom.ui.page import Page
from showroom.ui.reason import ask_reason

_OPEN: Final = (State.EXPECTED, State.NOT_COME)
Reason = Callable[[QWidget, str, str], str]


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


def is_missed(one: Booked, today: date) -> bool:
    """Whether the day has passed and nobody has said why they did not come."""
    return one.state == State.EXPECTED and one.day < today


def waits_for_drive(one: Booked) -> bool:
    """Whether somebody came for a test drive that nobody has put on the card yet."""
    return one.kind == Kind.TEST_DRIVE and one.state == State.ARRIVED and not one.driven


def offer_reasons(menu: QMenu, reasons: Iterable[Option], say: Callable[[str], object]) -> None:
    """The reasons of the list, and one in words of one's own, for which "" is said."""
    for reason in reasons:
        if reason.active:
            menu.addAction(in_menu(reason.label)).triggered.connect(partial(_chosen, say, reason.label))
    menu.addSeparator()
    menu.addAction(_("Other…")).triggered.connect(partial(_chosen, say, ""))


def _chosen(say: Callable[[str], object], reason: str, _on: bool = False) -> None:
    say(reason)


def _without(car: CarTimes, day: date, moved: Expected) -> CarTimes:
    """A car's day without the appointment that is being moved: its half hour is free for itself."""
    if moved.time is None or (moved.car, moved.day) != (car.car, day):
        return car
    return replace(car, taken={at: who for at, who in car.taken.items() if at != half_hour(moved.time)})


class AppointmentAnswers(QObject):
    """Who came and who did not; everything can be taken back."""

    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, desk: Desk, ask: Ask, reason: Reason, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.ask, self.page = desk, ask, page
        self._reason = reason

    def tick(self, one: Booked) -> None:
        """By hand, without a row of the log."""
        desk, token = self.desk, new_token()
        self._do(
            _("{name} has come", name=one.name),
            token,
            lambda: appointment.tick(desk, one.appointment, one.revision, token=token),
        )

    def did_not_come(self, one: Booked, reason: str) -> None:
        """For a reason of the list, or one in words of one's own (req 24)."""
        if not reason:
            title = _("{name} did not come", name=one.name)
            reason = self._reason(self.page, title, _("Why they did not come"))
        if reason:
            desk, token = self.desk, new_token()
            self._do(
                _("{name} did not come: {reason}", name=one.name, reason=reason),
                token,
                lambda: appointment.not_come(desk, one.appointment, one.revision, reason, token=token),
            )

    def _do(self, words: str, token: str, job: Callable[[], Any]) -> None:
        self.ask(self.page, job, lambda _answer: self.done.emit(words, token), self.refused.emit)


class AppointmentActs(AppointmentAnswers):
    """The same, and on a card of one's own: moved, cancelled, the drive put on the card; by one menu."""

    card_wanted = Signal(int)

    def __init__(self, page: Page, duties: frozenset[Duty]) -> None:
        super().__init__(page.desk, page.ask, ask_reason, page)
        self._duties = duties
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

    # -- the menu -----------------------------------------------------------------------------------

    def open_menu(self, one: Booked, at: QPoint, *, may_keep: bool = True, on_card: bool = False) -> None:
        """Everything that can be done with it, where it was asked for, with the first of it in hand."""
        menu = self.menu_of(one, may_keep=may_keep, on_card=on_card)
        possible = [act for act in menu.actions() if act.isEnabled() and not act.isSeparator()]
        if possible:
            menu.popup(at)
            menu.setActiveAction(possible[0])

    def menu_of(self, one: Booked, *, may_keep: bool = True, on_card: bool = False) -> QMenu:
        """Of a missed one the reasons stand first."""
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        today = self.desk.clock.today()
        here = one.state in _OPEN and one.day <= today and Duty.TICK_ARRIVAL in self._duties
        may_fix = may_keep and one.state in _OPEN and Duty.FIX_APPOINTMENT in self._duties
        missed = is_missed(one, today)
        if here and missed:
            menu.addAction(_("Why they did not come")).setEnabled(False)
            self._offer_reasons(menu, one)
            menu.addSeparator()
        for word, act, possible in (
            (_("Record the drive"), self.record_drive, may_keep and self._may_record(one)),
            (_("Has come, without a row"), self.tick, here),
            (_("Another day or time…"), self.change, may_fix),
            (_("Cancel the appointment"), self.cancel, may_fix),
            (_("To the card"), lambda one: self.card_wanted.emit(one.prospect), not on_card),
        ):
            if possible:
                menu.addAction(word).triggered.connect(lambda _on=False, act=act: act(one))
        if here and one.state == State.EXPECTED and not missed:
            self._offer_reasons(menu.addMenu(_("Did not come")), one)
        return menu

    def _offer_reasons(self, menu: QMenu, one: Booked) -> None:
        offer_reasons(menu, self.lists.get("no_show_reason", ()), partial(self.did_not_come, one))

    def _may_record(self, one: Booked) -> bool:
        return waits_for_drive(one) and Duty.RECORD_DRIVE in self._duties

    # -- doing --------------------------------------------------------------------------------------

    def cancel(self, one: Booked) -> None:
        """The customer does not come; the car is free again."""
        desk, token = self.desk, new_token()
        self._do(
            _("The appointment of {name} is cancelled", name=one.name),
            token,
            lambda: appointment.cancel(desk, one.appointment, one.revision, token=token),
        )

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
