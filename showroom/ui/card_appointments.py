"""预约 beside the card: what is fixed with this customer, moved, cancelled, answered for (req 24, 36)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint

from showroom.forms.appointment import Expected
from showroom.forms.customer_card import CustomerCard
from showroom.rules.appointments import State
from showroom.services import expected_guests
from showroom.ui.appointment_acts import AppointmentActs
from showroom.ui.appointment_forms import Booked
from showroom.ui.appointment_lines import AppointmentLines, on_card

# What came about longer ago is history.
SHOWN_FOR: Final = timedelta(days=30)


class CardAppointments(QObject):
    """Fills the section anew with each card that is shown."""

    def __init__(self, acts: AppointmentActs, section: AppointmentLines) -> None:
        super().__init__(section)
        self.acts, self.section = acts, section
        self._card: CustomerCard | None = None
        section.chosen.connect(self._open_menu)
        section.menu_wanted.connect(self._open_menu)

    def show_card(self, card: CustomerCard) -> None:
        """Another card, or the same as it stands now."""
        if self._card is None or self._card.prospect != card.prospect:
            self.section.show_appointments((), ())
            self.acts.forms.panel.close_panel()
        self._card = card
        self.acts.show_lists(card.lists)
        desk = self.acts.desk
        self.acts.ask(
            self.acts.page,
            lambda: expected_guests.of_card(desk, card.prospect),
            partial(self._show, card),
            self.acts.refused.emit,
        )

    def _show(self, card: CustomerCard, rows: tuple[Expected, ...]) -> None:
        if card is not self._card:
            return
        now = self.acts.desk.clock.local()
        shown = [
            one
            for one in rows
            if one.state is State.EXPECTED
            or (one.state is not State.CANCELLED and one.day >= now.date() - SHOWN_FOR)
        ]
        lines = (on_card(one, now, may_keep=card.may_keep) for one in shown)
        self.section.show_appointments(shown, lines)

    def _open_menu(self, one: Booked, at: QPoint) -> None:
        if self._card is not None:
            self.acts.open_menu(one, at, may_keep=self._card.may_keep, on_card=True)
