"""The column beside the card: its sections together, shown and emptied at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.ui import names
from showroom.ui.appointment_lines import AppointmentLines
from showroom.ui.card_closing import ClosingSection
from showroom.ui.card_hands import HandsSection
from showroom.ui.card_reviews import ReviewsSection
from showroom.ui.card_side import DueSection, MissingSection, Notes, OtherCards
from showroom.ui.card_time_line import TimeLine
from showroom.ui.look.labels import Role
from showroom.ui.look.tokens import SIDE_COLUMN_CARD
from showroom.ui.person_panel import PersonSection
from showroom.ui.side_column import SideColumn


class CardColumn(SideColumn):
    """What is wrong, when to call, what is fixed, what is missing, who it is, other cards, what happened."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, SIDE_COLUMN_CARD)
        self.notes, self.due, self.missing = Notes(), DueSection(), MissingSection()
        self.appointments = AppointmentLines(_("Appointments"), _("Appts"))
        self.closing = ClosingSection()
        self.reviews = ReviewsSection()
        self.hands = HandsSection()
        self.about, self.others, self.time_line = PersonSection(), OtherCards(), TimeLine()
        for section in (
            self.notes, self.due, self.appointments, self.closing, self.reviews, self.hands,
            self.missing, self.about, self.others, self.time_line,
        ):  # fmt: skip
            self.add(section)

    def show_card(self, card: CustomerCard, today: date, *, may_log: bool) -> None:
        """What the program knows of a card."""
        self.due.show_card(card, today, may_log=may_log)
        self.missing.show_card(card)
        self.about.show_card(card)
        self.others.show_card(card)
        self.time_line.show_card(card, names.of(card.lists), today)

    def show_nothing(self) -> None:
        """No card, nothing to say of it."""
        for section in self.sections:
            section.set_wanted(False)

    def say(self, card: CustomerCard | None, said: Iterable[tuple[str, Role]]) -> None:
        """What is wrong on the sheet, then what is strange about what is stored."""
        doubts = card.file.doubts if card is not None else ()
        doubted = ((_(one.message, **one.values), Role.WARNING) for one in doubts)
        self.notes.say((*said, *doubted))
