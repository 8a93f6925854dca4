"""What is done with a card beside writing on it: judged, a contact logged, a new one opened."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from showroom.forms.customer_card import CustomerCard
from showroom.forms.follow_up import Contact
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import card_level, card_opening, customer_facts, lists
from showroom.services.card_opening import OpenedCard
from showroom.ui.appointment_acts import AppointmentActs
from showroom.ui.card_appointments import CardAppointments
from showroom.ui.card_closing import CardClosing
from showroom.ui.card_hands import CardHands
from showroom.ui.card_reviews import CardReviews
from showroom.ui.contact_panel import ContactPanel
from showroom.ui.follow_up_logger import FollowUpLogger
from showroom.ui.level_panel import LevelPanel
from showroom.ui.look.tokens import GUTTER
from showroom.ui.new_card_panel import NewCardPanel
from showroom.ui.person_panel import PersonPanel
from showroom.ui.sale_part import SalePart

if TYPE_CHECKING:
    from showroom.ui.customer_card_page import CustomerCardPage


class CardActs(QObject):
    """The panels over the card's page, and the logger above its sheet."""

    def __init__(self, page: CustomerCardPage, duties: frozenset[Duty]) -> None:
        super().__init__(page)
        self._page, self._duties = page, duties
        self.may_open = Duty.OPEN_CARD in duties
        self.level = LevelPanel(page, page.desk.clock.today)
        self.opening = NewCardPanel(page, page.desk.clock.today)
        self.person = PersonPanel(page, may_merge=Duty.MERGE_CUSTOMERS in duties)
        self.sale = SalePart(page)
        self.contact = ContactPanel(page)
        self.logger = FollowUpLogger(page.desk, page.ask, page, left=GUTTER)
        self.logger.hide()
        self.level.judged.connect(self._judge)
        self.opening.wanted.connect(self._open)
        self.opening.card_wanted.connect(self._open_other)
        self.logger.opened.connect(self.logger.form.begin)
        self.logger.folded.connect(self._folded)
        self.logger.saved.connect(lambda words, token, _card: page.done.emit(words, token))
        self.logger.refused.connect(page.refused)
        self.sale.done.connect(page.done)
        self.sale.refused.connect(page.refused)
        booked = AppointmentActs(page, duties)
        booked.done.connect(page.done)
        booked.refused.connect(page.refused)
        self.appointments = CardAppointments(booked, page.side.appointments)
        self.hands = CardHands(page, page.side.hands, duties)
        self.reviews = CardReviews(page, page.side.reviews, duties)
        self.closing = CardClosing(page, page.side.closing, duties)
        self.logger.gave_up.connect(self.closing.deeds.offer_to_ask)

    def show_card(self, card: CustomerCard) -> None:
        """The card in view, or the same as it stands now."""
        self.person.show_card(card)
        self.sale.show_card(card)
        self.appointments.show_card(card)
        self.hands.show_card(card)
        self.closing.show_card(card)
        self.reviews.show_card(card)

    def accept(self) -> bool:
        """Give what is written over the card, a follow-up or the form that is open; whether there was one."""
        if self.logging:
            self.logger.form.save_pressed.emit()
            return True
        panels = (
            self.level,
            self.opening,
            self.sale.panel,
            self.hands.deeds.panel,
            self.closing.deeds.panel,
            self.reviews.panel,
            self.contact,
        )
        panel = next((one for one in panels if one.isVisible()), None)
        if panel is not None:
            panel.accept()
        return panel is not None

    def keep_now(self) -> None:
        """What was typed over the card and not given lies on the disk. Raises Unavailable when it refuses."""
        with ExitStack() as kept:
            kept.callback(self.logger.keep_now)
            kept.callback(self.sale.keep_now)
            kept.callback(self.person.keep_now)
            self.closing.deeds.keep_now()

    # -- a follow-up --------------------------------------------------------------------------------

    @property
    def logging(self) -> bool:
        """Whether a follow-up is being written."""
        return self.logger.isVisible()

    def may_log(self, card: CustomerCard) -> bool:
        """Whether this person may log a contact with this customer now."""
        return card.may_keep and card.due is not None and Duty.LOG_FOLLOW_UP in self._duties

    def log(self) -> None:
        """F4: the logger opens above the sheet, as below a row of today's work."""
        card = self._page.card
        if card is None or not self.may_log(card):
            return
        self.logger.show()
        if self.logger.card == card.prospect:
            self.logger.form.begin()
        else:
            self.logger.open_on(card.prospect)

    def fold(self) -> None:
        """Away with it; what was typed is kept."""
        if self.logging:
            self.logger.fold()

    def _folded(self) -> None:
        self.logger.hide()
        self._page.begin()

    def open_contact(self, contact: Contact) -> None:
        """A row of the record, to be corrected by whoever may."""
        card = self._page.card
        if card is not None and card.may_keep and Duty.CORRECT_FOLLOW_UP in self._duties:
            self.contact.open_contact(card, contact)

    # -- the person, the level, the number of an ID -------------------------------------------------

    def open_person(self) -> None:
        """Special lists, family, consents, who introduced."""
        if self._page.card is not None:
            self.person.open_card(self._page.card)

    def open_level(self) -> None:
        """Ask the level and why."""
        page = self._page
        if page.card is not None:
            self.level.open_card(page.card, page.form.facts, page.form.proposed)

    def _judge(self, level: str, reason: str) -> None:
        page, token, desk = self._page, self.level.token, self._page.desk
        card, criteria = page.card, page.form.ticked
        if card is None:
            return

        def job() -> None:
            card_level.judge(
                desk, card.prospect, card.revision, level=level, criteria=criteria, reason=reason, token=token
            )

        def judged(_none: None) -> None:
            self.level.close_panel()
            page.done.emit(_("Card {number} stands at {level} now", number=card.number, level=level), token)

        page.ask(page, job, judged, self.level.refuse)

    def reveal(self, key: str) -> None:
        """The whole number of an ID, for a reason that is kept."""
        page, desk, card = self._page, self._page.desk, self._page.card
        why = page.reason(page, _("See the whole number"), _("What do you need it for?")) if card else ""
        if card is None or not why:
            return
        customer = card.customer
        page.ask(
            page,
            lambda: customer_facts.reveal_id(desk, customer, why),
            partial(page.form.show_unmasked, key),
            page.refused.emit,
        )

    # -- a new card ---------------------------------------------------------------------------------

    def ask_new(self, known: int | None = None) -> None:
        """Ask what opens a card; `known` is the customer it is about."""
        if self.may_open:
            page = self._page
            page.ask(page, lists.current, lambda kept: self.opening.open_new(kept, known))

    def _open(self, values: Mapping[str, Any], known: int | None) -> None:
        page, desk, token = self._page, self._page.desk, self.opening.token

        def opened(card: OpenedCard) -> None:
            self.opening.close_panel()
            page.done.emit(_("Card {number} is open", number=card.number), token)
            page.show_card(card.prospect, ())

        page.ask(
            page,
            lambda: card_opening.open_card(desk, values, known=known, token=token),
            opened,
            self.opening.refuse,
        )

    def _open_other(self, card: int) -> None:
        self.opening.close_panel()
        self._page.show_card(card, ())
