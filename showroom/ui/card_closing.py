"""战败、休眠 beside the card: what was asked and decided about it, and what may be done about it now."""

from __future__ import annotations

from PySide6.QtCore import QObject

from showroom.forms import lost_words
from showroom.forms.customer_card import CustomerCard
from showroom.forms.lost_request import Request
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.rules.level import CardState, Level
from showroom.rules.lost import RequestState
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.lost_deeds import About, LostDeeds, in_this_language
from showroom.ui.page import Page
from showroom.ui.side_column import SideSection

_LEFT = (CardState.LOST, CardState.DORMANT)


class ClosingSection(SideSection):
    """Nowhere to be seen where nothing was asked and nothing can be done."""

    def __init__(self) -> None:
        super().__init__(_("Lost, dormant"), _("Closing"))
        self.stands, self.asked = Text("", wrap=True), Text("", Role.LABEL, wrap=True)
        self.why = Text("", wrap=True)
        self.decided = Text("", Role.WARNING, wrap=True)
        self.ask_lost = Button(_("Ask to close as lost…"), Kind.QUIET)
        self.ask_dormant = Button(_("Ask to let it sleep…"), Kind.QUIET)
        self.decide = Button(_("Decide…"))
        self.withdraw = Button(_("Take the request back"), Kind.QUIET)
        self.reactivate = Button(_("Take the card up again…"), Kind.QUIET)
        self._words = (self.stands, self.asked, self.why, self.decided)
        self._buttons = (self.decide, self.withdraw, self.ask_lost, self.ask_dormant, self.reactivate)
        for widget in (*self._words, *self._buttons):
            self.body.addWidget(widget)

    def show_card(self, card: CustomerCard, duties: frozenset[Duty]) -> None:
        """The newest request that was not taken back, and the buttons that this person may press."""
        request = told(card)
        self._tell(request and in_this_language(request, card.lists))
        pending = request is not None and request.pending
        asks = card.may_keep and Duty.ASK_LOST in duties
        may_leave = asks and not pending and card.level != Level.ORDERED
        self.decide.setVisible(pending and Duty.DECIDE_LOST in duties)
        self.withdraw.setVisible(pending and asks)
        self.ask_lost.setVisible(may_leave and card.state in (CardState.OPEN, CardState.DORMANT))
        self.ask_dormant.setVisible(may_leave and card.state == CardState.OPEN)
        again = card.may_keep and Duty.REACTIVATE_CARD in duties and card.state in _LEFT
        self.reactivate.setVisible(again)
        self.tell("", on_rail="F0" if pending else "")
        shown = any(not button.isHidden() for button in self._buttons)
        self.set_wanted(shown or request is not None)

    def _tell(self, request: Request | None) -> None:
        texts = ("",) * len(self._words)
        if request is not None:
            texts = (
                lost_words.stands(request),
                lost_words.asked(request),
                lost_words.why(request),
                lost_words.decided(request),
            )
            sent_back = request.state == RequestState.REJECTED
            self.decided.set_role(Role.WARNING if sent_back else Role.LABEL)
        for label, text in zip(self._words, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))


def told(card: CustomerCard) -> Request | None:
    """The request that is told: the newest that was not taken back."""
    standing = [one for one in card.requests if one.state != RequestState.WITHDRAWN]
    return standing[-1] if standing else None


class CardClosing(QObject):
    """Asks about the card in view; each deed is an act of its own that can be undone."""

    def __init__(self, page: Page, section: ClosingSection, duties: frozenset[Duty]) -> None:
        super().__init__(page)
        self._section, self._duties = section, duties
        self.deeds = LostDeeds(page)
        self.deeds.done.connect(page.done)
        self.deeds.refused.connect(page.refused)
        self._card: CustomerCard | None = None
        section.ask_lost.clicked.connect(self._ask_lost)
        section.ask_dormant.clicked.connect(self._ask_dormant)
        section.withdraw.clicked.connect(self._withdraw)
        section.decide.clicked.connect(self._decide)
        section.reactivate.clicked.connect(self._reactivate)

    def show_card(self, card: CustomerCard) -> None:
        """The card in view; what was asked about another one closes."""
        if self._card is not None and card.prospect != self._card.prospect:
            self.deeds.panel.close_panel()
        self._card = card
        self._section.show_card(card, self._duties)

    def _ask_lost(self) -> None:
        if self._card is not None:
            self.deeds.ask_lost(_about(self._card), self._card.lists)

    def _ask_dormant(self) -> None:
        if self._card is not None:
            self.deeds.ask_dormant(_about(self._card), self._card.lists)

    def _withdraw(self) -> None:
        request = self._pending()
        if request is not None:
            self.deeds.withdraw(request)

    def _decide(self) -> None:
        request = self._pending()
        if request is not None and self._card is not None:
            self.deeds.decide(request, self._card.lists)

    def _reactivate(self) -> None:
        """At the level it had; who keeps every card may give it to another on the way."""
        card = self._card
        if card is not None:
            request = told(card)
            level = card.level or (request.level if request is not None else "")
            owner = card.owner if Duty.KEEP_ANY_CARD in self._duties else None
            self.deeds.reactivate(_about(card), card.lists, level, owner=owner)

    def _pending(self) -> Request | None:
        request = told(self._card) if self._card is not None else None
        return request if request is not None and request.pending else None


def _about(card: CustomerCard) -> About:
    return About(card.prospect, card.number, card.name)
