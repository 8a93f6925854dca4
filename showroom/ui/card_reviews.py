"""经理点评 beside the card: what was written on it, who has looked at it, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom.forms import card_review as form
from showroom.forms import day_words
from showroom.forms.card_record import Review
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import card_review
from showroom.services.desk import new_token
from showroom.ui import names
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import TIGHT
from showroom.ui.page import Page
from showroom.ui.side_column import SideSection


class ReviewsSection(SideSection):
    """The newest first; nowhere to be seen where nothing was written and nobody may write."""

    # One's own review is to be written anew, or taken off.
    change_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("The manager's reviews"), _("Reviews"))
        self.looked = Text("", Role.DONE, wrap=True)
        self.write = Button(_("Write a review…"), Kind.QUIET)
        self.seen = Button(_("Mark as looked at"), Kind.QUIET)
        self.body.addWidget(self.looked)
        deeds = QHBoxLayout()
        deeds.setSpacing(TIGHT)
        for button in (self.write, self.seen):
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.body.addLayout(deeds)
        self._lines: list[QWidget] = []

    def show_card(self, card: CustomerCard, staff: int | None, *, may_write: bool) -> None:
        """Who wrote what when; of the bare marks the last one of each person."""
        for old in self._lines:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        by_name = names.of(card.lists)
        written = [one for one in card.record.reviews if one.words]
        self._lines = [
            widget
            for one in reversed(written)
            for widget in self._line(one, names.shown(by_name, one.by), may_write and one.staff == staff)
        ]
        below = self.body.indexOf(self.looked)
        for place, widget in enumerate(self._lines, below):
            self.body.insertWidget(place, widget)
        marks = {one.staff: one for one in card.record.reviews if not one.words}
        looked = "、".join(
            f"{names.shown(by_name, one.by)} {day_words.month_day(one.day)}" for one in marks.values()
        )
        self.looked.setText(_("Looked at: {names}", names=looked) if looked else "")
        self.looked.setVisible(bool(looked))
        self.write.setVisible(may_write)
        self.seen.setVisible(may_write)
        self.tell(str(len(written)) if written else "")
        self.set_wanted(bool(written or looked) or may_write)

    def _line(self, review: Review, by: str, own: bool) -> tuple[QWidget, QWidget]:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(Text(_("{who}, {day}", who=by, day=day_words.month_day(review.day)), Role.LABEL))
        row.addStretch(1)
        if own:
            change = Button(_("Change…"), Kind.QUIET)
            change.setAccessibleName(_("Change the review: {words}", words=review.words))
            change.clicked.connect(lambda: self.change_wanted.emit(review))
            row.addWidget(change)
        return head, Text(review.words, wrap=True)


class CardReviews(QObject):
    """Writes on the card in view; each deed is an act of its own that can be undone."""

    def __init__(self, page: Page, section: ReviewsSection, duties: frozenset[Duty]) -> None:
        super().__init__(page)
        self._page, self._section = page, section
        self._may = Duty.REVIEW_CARD in duties
        self._card: CustomerCard | None = None
        self._changed: Review | None = None
        self.panel = FormPanel(page, page.desk.clock.today)
        self.off = Button(_("Take it off"), Kind.DESTRUCTIVE)
        self.panel.put_beside_button(self.off)
        self.panel.given.connect(self._give)
        self.off.clicked.connect(self._take_off)
        section.write.clicked.connect(self._write)
        section.seen.clicked.connect(self._look_at)
        section.change_wanted.connect(self._change)

    def show_card(self, card: CustomerCard) -> None:
        """The card in view; what was being written on another one closes."""
        if self._card is not None and card.prospect != self._card.prospect:
            self.panel.close_panel()
        self._card = card
        self._section.show_card(card, self._page.desk.staff, may_write=self._may)

    def _write(self) -> None:
        self._open(None, _("Write a review"), _("Write it on the card"))

    def _change(self, review: Review) -> None:
        self._open(review, _("Change the review"), _("Save"))

    def _open(self, review: Review | None, title: str, word: str) -> None:
        card = self._card
        if card is None:
            return
        self._changed = review
        self.off.setVisible(review is not None)
        self.panel.show_title(title, f"{card.number} {card.name}")
        words = review.words if review is not None else ""
        self.panel.ask_for(form.WRITE, {form.WORDS.key: words}, card.lists, word)

    def _give(self, values: Mapping[str, Any]) -> None:
        card, review, desk, token = self._card, self._changed, self._page.desk, self.panel.token
        if card is None:
            return
        words = values[form.WORDS.key]
        if review is None:
            self._do(
                partial(card_review.write, desk, card.prospect, words, token=token),
                _("The review stands on card {number}", number=card.number),
                token,
            )
        else:
            self._do(
                partial(card_review.correct, desk, review.review, review.revision, words, token=token),
                _("The review is changed"),
                token,
            )

    def _take_off(self) -> None:
        review, desk, token = self._changed, self._page.desk, new_token()
        if review is not None:
            self._do(
                partial(card_review.remove, desk, review.review, review.revision, token=token),
                _("The review is off the card"),
                token,
            )

    def _do(self, deed: Callable[[], object], said: str, token: str) -> None:
        def did(_result: object) -> None:
            self.panel.close_panel()
            self._page.done.emit(said, token)

        self._page.ask(self._page, deed, did, self.panel.refuse)

    def _look_at(self) -> None:
        card, desk, token = self._card, self._page.desk, new_token()
        if card is None:
            return
        self._page.ask(
            self._page,
            lambda: card_review.look_at(desk, card.prospect, token=token),
            lambda _review: self._page.done.emit(_("Card {number} is looked at", number=card.number), token),
            self._page.refused.emit,
        )
