"""Whose card it is and was: who keeps it now, who had it before, and handing this one card over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from showroom.forms import day_words
from showroom.forms import handover as form
from showroom.forms.customer_card import CustomerCard
from showroom.forms.field import Option
from showroom.forms.handover import Preview
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.rules.level import CardState
from showroom.services import handover, handover_cards
from showroom.services.handover import HandedOver
from showroom.ui import names
from showroom.ui.handover_deeds import HandoverDeeds
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.page import Page
from showroom.ui.side_column import SideSection


class HandsSection(SideSection):
    """Nowhere to be seen on a card that was always its owner's, for who may not hand it over."""

    def __init__(self) -> None:
        super().__init__(_("In whose hands"), _("Hands"))
        self.words = Text("", Role.LABEL, wrap=True)
        self.hand = Button(_("Hand this card over…"), Kind.QUIET)
        self.cover = Button(_("Cover for a time…"), Kind.QUIET)
        for widget in (self.words, self.hand, self.cover):
            self.body.addWidget(widget)

    def show_card(self, card: CustomerCard, *, may_hand: bool) -> None:
        """Who keeps it for whom until when, who had it before."""
        by_name = names.of(card.lists)
        lines = []
        if card.covered_by and card.covered_until is not None:
            lines.append(
                _(
                    "{name} keeps it for {owner} until {day}",
                    name=names.shown(by_name, card.covered_by),
                    owner=names.shown(by_name, card.owner_name),
                    day=day_words.month_day(card.covered_until),
                )
            )
        if card.earlier_owners:
            before = "、".join(names.shown(by_name, one) for one in dict.fromkeys(card.earlier_owners))
            lines.append(_("Before: {names}", names=before))
        self.words.setText("\n".join(lines))
        self.words.setVisible(bool(lines))
        may = may_hand and card.owner is not None and card.state in (CardState.OPEN, CardState.DORMANT)
        self.hand.setVisible(may)
        self.cover.setVisible(may and not card.covered_by)
        self.set_wanted(bool(lines) or may)


class CardHands(QObject):
    """Asks to whom the card in view goes, for good or for a time."""

    def __init__(self, page: Page, section: HandsSection, duties: frozenset[Duty]) -> None:
        super().__init__(page)
        self._page, self._section = page, section
        self._may = Duty.HAND_OVER in duties
        self.deeds = HandoverDeeds(page)
        self._card: CustomerCard | None = None
        section.hand.clicked.connect(lambda: self._ask(for_good=True))
        section.cover.clicked.connect(lambda: self._ask(for_good=False))

    def show_card(self, card: CustomerCard) -> None:
        """The card in view; what was asked about another one closes."""
        if self._card is not None and card.prospect != self._card.prospect:
            self.deeds.panel.close_panel()
        self._card = card
        self._section.show_card(card, may_hand=self._may)

    def _ask(self, *, for_good: bool) -> None:
        card, desk = self._card, self._page.desk
        if card is None or card.owner is None:
            return
        owner, only = card.owner, (card.prospect,)
        self._page.ask(
            self._page,
            lambda: handover_cards.preview(desk, owner, only),
            lambda preview: self._open(card, preview, for_good),
            self._page.refused.emit,
        )

    def _open(self, card: CustomerCard, preview: Preview, for_good: bool) -> None:
        by_name, desk = names.of(preview.lists), self._page.desk
        receivers = tuple(Option(str(one.staff), names.shown(by_name, one.name)) for one in preview.receivers)

        def deed(values: Mapping[str, Any], token: str) -> HandedOver:
            split, why = {card.prospect: values["receiver"]}, values["reason"]
            if for_good:
                return handover.hand_over(desk, preview.giver, split, reason=why, token=token)
            days = values["first_day"], values["last_day"]
            return handover.cover(desk, preview.giver, split, *days, reason=why, token=token)

        days = () if for_good else (form.FIRST_DAY, form.LAST_DAY)
        self.deeds.ask_for(
            _("Hand over for good") if for_good else _("Cover for a time"),
            f"{card.number} {card.name}",
            (form.RECEIVER, *days, form.REASON),
            deed,
            _("Hand over") if for_good else _("Begin the cover"),
            "",
            {} if for_good else {"first_day": desk.clock.today()},
            {"receiver": receivers},
        )
