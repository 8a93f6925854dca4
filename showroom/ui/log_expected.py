"""Who is expected, done at the desk: whoever arrives gets his row, who did not come a reason (req 24)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.forms.appointment import Expected
from showroom.forms.field import Lists
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.ui.appointment_acts import AppointmentAnswers
from showroom.ui.ask import Ask
from showroom.ui.expected_guests import ExpectedGuests
from showroom.ui.log_pencil import LogPencil
from showroom.ui.log_reading import Guests
from showroom.ui.pencil import ExpectedGuest
from showroom.ui.reason import Reason


class LogExpected(QObject):
    """Through the services; everything it does can be taken back."""

    done = Signal(str, str)
    refused = Signal(object)
    # The card of a prospect (its id), and the cards among which.
    card_wanted = Signal(int, object)

    def __init__(
        self, desk: Desk, ask: Ask, section: ExpectedGuests, pencil: LogPencil, reason: Reason, page: QWidget
    ) -> None:
        super().__init__(page)
        self.desk, self._section, self._pencil = desk, section, pencil
        self._guests = Guests()
        section.arrives.connect(self.arrive)
        answers = AppointmentAnswers(desk, ask, reason, page)
        section.came.connect(answers.tick)
        section.did_not_come.connect(answers.did_not_come)
        answers.done.connect(self.done)
        answers.refused.connect(self.refused)
        section.card_wanted.connect(lambda one: self.card_wanted.emit(one.prospect, ()))

    def allow(self, duties: frozenset[Duty]) -> None:
        """What this person may do."""
        self._section.may_register = Duty.REGISTER_VISIT in duties
        self._section.may_tick = Duty.TICK_ARRIVAL in duties

    def show(self, guests: Guests, lists: Lists, *, on_today: bool) -> None:
        """As read just now; beside the sheet of another day there is nobody to expect."""
        self._guests = guests if on_today else Guests()
        self._section.lists = lists
        self.pass_time()

    def pass_time(self) -> None:
        """A minute later somebody may be late."""
        self._section.show_guests(self._guests.today, self._guests.missed, self.desk.clock.local())

    def arrive(self, one: Expected) -> None:
        """His row in pencil: name, number and that he was invited; Enter registers it and ticks him off."""
        self._pencil.expect(ExpectedGuest(one.customer, one.name), one.phone)
