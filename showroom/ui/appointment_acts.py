"""What is done with a visit or test drive that was fixed: who came, who did not, moved, cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.forms.field import Lists, Option
from showroom.language import _
from showroom.rules.appointments import Kind, State
from showroom.rules.duties import Duty
from showroom.services import appointment
from showroom.services.desk import Desk, new_token
from showroom.ui.appointment_forms import AppointmentForms, Booked
from showroom.ui.ask import Ask
from showroom.ui.look.labels import in_menu
from showroom.ui.page import Page
from showroom.ui.reason import Reason, ask_reason

_OPEN: Final = (State.EXPECTED, State.NOT_COME)


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
        self.forms = AppointmentForms(page)
        self.forms.done.connect(self.done)
        self.forms.refused.connect(self.refused)

    def show_lists(self, lists: Lists) -> None:
        """The lists as they stand now."""
        self.forms.lists = lists

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
            (_("Record the drive"), self.forms.record_drive, may_keep and self._may_record(one)),
            (_("Has come, without a row"), self.tick, here),
            (_("Another day or time…"), self.forms.change, may_fix),
            (_("Cancel the appointment"), self.cancel, may_fix),
            (_("To the card"), lambda one: self.card_wanted.emit(one.prospect), not on_card),
        ):
            if possible:
                menu.addAction(word).triggered.connect(lambda _on=False, act=act: act(one))
        if here and one.state == State.EXPECTED and not missed:
            self._offer_reasons(menu.addMenu(_("Did not come")), one)
        return menu

    def _offer_reasons(self, menu: QMenu, one: Booked) -> None:
        offer_reasons(menu, self.forms.lists.get("no_show_reason", ()), partial(self.did_not_come, one))

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
