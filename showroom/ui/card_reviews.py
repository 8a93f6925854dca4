"""经理点评 beside the card: who wrote what and when, who has looked; a manager writes his own here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from showroom.forms import card_review as form
from showroom.forms import choices, day_words
from showroom.forms.card_record import Review
from showroom.forms.customer_card import CustomerCard
from showroom.forms.field import Option
from showroom.forms.follow_up import Contact
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import card_review
from showroom.services.desk import Desk, new_token
from showroom.ui import names
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.page import Page
from showroom.ui.side_column import SideSection

Deed = Callable[[Mapping[str, Any], str], None]


class ReviewsSection(SideSection):
    """Nowhere to be seen on a card that nobody reviewed, for who may not review it."""

    def __init__(self) -> None:
        super().__init__(_("Manager's reviews"), _("Reviews"))
        self.words = Text("", Role.BODY, wrap=True)
        self.looked = Text("", Role.LABEL, wrap=True)
        self.write = Button(_("Write a review…"), Kind.QUIET)
        self.change = Button(_("Change my words…"), Kind.QUIET)
        self.look = Button(_("I have looked at it"), Kind.QUIET)
        for widget in (self.words, self.looked, self.write, self.change, self.look):
            self.body.addWidget(widget)

    def show_card(self, card: CustomerCard, *, own: Review | None, looked: bool, may_review: bool) -> None:
        """The words, the newest first, then who has looked and when last."""
        by_name = names.of(card.lists)
        newest = tuple(reversed(card.record.reviews))
        said = [one for one in newest if one.words]
        self.words.setText("\n".join(f"{_who(one, by_name)}\n{one.words}" for one in said))
        self.words.setVisible(bool(said))
        last = {one.staff: one for one in reversed(newest)}
        who = "、".join(_who(one, by_name) for one in reversed(last.values()))
        self.looked.setText(_("Looked at by {who}", who=who) if who else "")
        self.looked.setVisible(bool(who))
        self.write.setVisible(may_review)
        self.change.setVisible(may_review and own is not None)
        self.look.setVisible(may_review and not looked)
        self.tell(str(len(said)) if said else "")
        self.set_wanted(bool(newest) or may_review)


class CardReviews(QObject):
    """Asks for the words in a panel over the page, and leaves the mark of who has looked."""

    def __init__(self, page: Page, section: ReviewsSection, duties: frozenset[Duty]) -> None:
        super().__init__(page)
        self._page, self._section = page, section
        self._may = Duty.REVIEW_CARD in duties
        self._card: CustomerCard | None = None
        self._deed: tuple[Deed, str] | None = None
        self.panel = FormPanel(page, page.desk.clock.today)
        self.panel.given.connect(self._give)
        self.away = Button(_("Take it off the card"), Kind.QUIET)
        self.away.clicked.connect(self._take_away)
        self.panel.put_beside_button(self.away)
        section.write.clicked.connect(self._write)
        section.change.clicked.connect(self._change)
        section.look.clicked.connect(self._look)

    def show_card(self, card: CustomerCard) -> None:
        """The card in view; what was being written on another one closes."""
        if self._card is not None and card.prospect != self._card.prospect:
            self.panel.close_panel()
        self._card = card
        staff, today = self._page.desk.staff, self._page.desk.clock.today()
        looked = any(one.staff == staff and one.day == today for one in card.record.reviews)
        self._section.show_card(card, own=self._own(), looked=looked, may_review=self._may)

    def _own(self) -> Review | None:
        """The newest words of whoever is at the desk."""
        card, staff = self._card, self._page.desk.staff
        newest = reversed(card.record.reviews) if card is not None else ()
        return next((one for one in newest if one.words and one.staff == staff), None)

    # -- what is asked ------------------------------------------------------------------------------

    def _write(self) -> None:
        card, desk = self._card, self._page.desk
        if card is None:
            return
        contacts = {str(one.ordinal): one for one in card.record.contacts}

        def deed(values: Mapping[str, Any], token: str) -> None:
            beside = contacts.get(values[form.CONTACT.key])
            card_review.write(
                desk,
                card.prospect,
                values[form.WORDS.key],
                follow_up=beside.follow_up if beside else None,
                entry=beside.entry if beside else None,
                token=token,
            )

        self._deed = deed, _("The review is on card {number}", number=card.number)
        self.away.hide()
        self.panel.show_title(_("Manager's review"), f"{card.number} {card.name}")
        newest = tuple(_option(one) for one in reversed(card.record.contacts))
        self.panel.ask_for(form.WRITE, {}, {form.CONTACT.options: newest}, _("Write it down"))

    def _change(self) -> None:
        card, own, desk = self._card, self._own(), self._page.desk
        if card is None or own is None:
            return

        def deed(values: Mapping[str, Any], token: str) -> None:
            words = values[form.WORDS.key]
            card_review.correct(desk, own.review, own.revision, words, token=token)

        self._deed = deed, _("The review is changed")
        self.away.show()
        self.panel.show_title(_("Manager's review"), f"{card.number} {card.name}")
        self.panel.ask_for(form.CHANGE, {form.WORDS.key: own.words}, {}, _("Save"))

    # -- doing it -----------------------------------------------------------------------------------

    def _give(self, values: Mapping[str, Any]) -> None:
        if self._deed is None:
            return
        deed, words = self._deed
        token = self.panel.token
        self._do(lambda _desk: deed(values, token), words, token)

    def _take_away(self) -> None:
        own, token = self._own(), self.panel.token
        if own is not None:
            self._do(
                lambda desk: card_review.remove(desk, own.review, own.revision, token=token),
                _("The review is off the card"),
                token,
            )

    def _look(self) -> None:
        card, token = self._card, new_token()
        if card is not None:
            words = _("Card {number}: marked that you have looked", number=card.number)
            self._do(lambda desk: card_review.look_at(desk, card.prospect, token=token), words, token)

    def _do(self, job: Callable[[Desk], object], words: str, token: str) -> None:
        page, desk = self._page, self._page.desk

        def did(_answer: object) -> None:
            self.panel.close_panel()
            page.done.emit(words, token)

        refuse = self.panel.refuse if self.panel.isVisible() else page.refused.emit
        page.ask(page, lambda: job(desk), did, refuse)


def _who(one: Review, by_name: names.Names) -> str:
    return f"{names.shown(by_name, one.by)} {day_words.month_day(one.day)}"


def _option(one: Contact) -> Option:
    """A contact by its number, its day and how it was: 5 3月3日 来电."""
    kinds = (*choices.METHODS, *choices.TRAFFIC_TYPES)
    day = f"{one.ordinal}　{day_words.month_day(one.day)}"
    found = next((kind for kind in kinds if kind.code == one.method), None)
    chinese, english = (found.chinese, found.english) if found else ("", "")
    return Option(str(one.ordinal), f"{day} {chinese}".strip(), f"{day} {english}".strip())
