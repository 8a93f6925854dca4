"""What is done about whose cards are: handing over, covering, taking back, each asked in one panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from showroom.forms import card_words
from showroom.forms import handover as form
from showroom.forms.field import Field, Lists
from showroom.forms.handover import Handed, HandedCard, Preview
from showroom.language import _, chinese
from showroom.rules.handover import Stayed
from showroom.services import handover, handover_lists
from showroom.services.desk import new_token
from showroom.services.handover import HandedOver
from showroom.ui import names
from showroom.ui.form_panel import FormPanel
from showroom.ui.page import Page

# Cards that stay are named one by one up to so many.
_NAMED: Final = 6

Deed = Callable[[Mapping[str, Any], str], HandedOver]


class HandoverDeeds(QObject):
    """Opens its panel over the page; the page reads anew by the tables that change."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk, self._ask = page, page.desk, page.ask
        self.panel = FormPanel(page, page.desk.clock.today)
        self.panel.given.connect(self._give)
        self._deed: Deed | None = None
        self._said: Callable[[HandedOver], None] = lambda _done: None

    # -- what is asked ------------------------------------------------------------------------------

    def hand_over(self, preview: Preview, split: Mapping[int, int], note: str) -> None:
        """Ask why, then give the cards of a split for good."""
        desk, giver = self._desk, preview.giver

        def deed(values: Mapping[str, Any], token: str) -> HandedOver:
            return handover.hand_over(desk, giver, split, reason=values["reason"], token=token)

        self._open(_("Hand over for good"), preview.giver_name, (form.REASON,), deed, _("Hand over"), note)

    def cover(self, preview: Preview, split: Mapping[int, int], note: str) -> None:
        """Ask from when until when and why, then let others keep the cards of a split."""
        desk, giver = self._desk, preview.giver

        def deed(values: Mapping[str, Any], token: str) -> HandedOver:
            first, last = values["first_day"], values["last_day"]
            return handover.cover(desk, giver, split, first, last, reason=values["reason"], token=token)

        fields = (form.FIRST_DAY, form.LAST_DAY, form.REASON)
        values = {"first_day": desk.clock.today()}
        note = "\n".join((note, _("The cards stay theirs; the cover ends by itself after its last day.")))
        self._open(
            _("Cover for a time"), preview.giver_name, fields, deed, _("Begin the cover"), note, values
        )

    def take_back(self, one: Handed) -> None:
        """Read what would go back and what stays, ask why, then take it back."""
        desk, page = self._desk, self._page

        def asked(cards: tuple[HandedCard, ...]) -> None:
            self._open(
                _("Take the handover back"),
                one.giver_name,
                (form.REASON,),
                lambda values, token: handover.reverse(
                    desk, one.handover, reason=values["reason"], token=token
                ),
                _("Take the cards back"),
                back_words(cards, one.giver_name),
            )

        self._ask(page, lambda: handover_lists.reversal(desk, one.handover), asked, page.refused.emit)

    def end(self, one: Handed) -> None:
        """End a cover now."""
        desk, page, token = self._desk, self._page, new_token()
        self._ask(
            page,
            lambda: handover.end_cover(desk, one.handover, token=token),
            lambda _none: page.said.emit(_("The cover for {name} is over", name=one.giver_name)),
            page.refused.emit,
        )

    def ask_for(
        self, title: str, name: str, fields: tuple[Field, ...], deed: Deed, word: str, note: str,
        values: Mapping[str, Any], lists: Lists,
    ) -> None:  # fmt: skip
        """Ask fields over the page and do `deed` with what was given, under the token of the panel."""
        self._deed = deed
        self.panel.show_title(title, name)
        self.panel.ask_for(fields, values, lists, word, note=note)

    def _open(
        self, title: str, name: str, fields: tuple[Field, ...], deed: Deed, word: str, note: str,
        values: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.ask_for(title, name, fields, deed, word, note, values or {}, {})

    # -- doing it -----------------------------------------------------------------------------------

    def _give(self, values: Mapping[str, Any]) -> None:
        deed, token = self._deed, self.panel.token
        if deed is not None:
            self._ask(self._page, lambda: deed(values, token), self._done, self.panel.refuse)

    def _done(self, done: HandedOver) -> None:
        self.panel.close_panel()
        desk, page = self._desk, self._page

        def read() -> Handed | None:
            found = handover_lists.handovers(desk)
            return next((one for one in found if one.handover == done.handover), None)

        self._ask(page, read, partial(self._say, done), page.refused.emit)

    def _say(self, done: HandedOver, one: Handed | None) -> None:
        """What was done; what can be taken back at once is offered with it."""
        words = done_words(done, one)
        if one is not None and one.can_be_reversed:
            self._page.offered.emit(words, _("Take the cards back"), partial(self._take_back_at_once, one))
        else:
            self._page.said.emit(words)

    def _take_back_at_once(self, one: Handed) -> None:
        desk, page, token = self._desk, self._page, new_token()
        why = chinese("Handed over by mistake")
        self._ask(
            page,
            lambda: handover.reverse(desk, one.handover, reason=why, token=token),
            lambda done: page.said.emit(
                _("{count} cards went back to {name}", count=done.cards, name=one.giver_name)
            ),
            page.refused.emit,
        )


def done_words(done: HandedOver, one: Handed | None) -> str:
    """What the toast says."""
    if one is None:
        return _("{count} cards changed hands", count=done.cards)
    shares = "、".join(f"{name} {count}" for name, count in one.shares)
    if done.stayed:
        return _("{shares}; {stayed} stayed where they are", shares=shares, stayed=done.stayed)
    return f"{one.giver_name} → {shares}"


def back_words(cards: tuple[HandedCard, ...], name: str) -> str:
    """How many go back, and by number and name which ones stay and why."""
    stays = [card for card in cards if card.stayed]
    lines = [_("{count} cards go back to {name}.", count=len(cards) - len(stays), name=name)]
    lines += [_("Contacts, levels and quotes written since stay on them.")]
    why = {Stayed.CLOSED: _("closed since"), Stayed.HANDED_ON: _("handed on since")}
    for card in stays[:_NAMED]:
        lines.append(
            _(
                "{number} {name} stays: {why}",
                number=card.number,
                name=card.name,
                why=why[Stayed(card.stayed)],
            )
        )
    if len(stays) > _NAMED:
        lines.append(_("{count} more cards stay", count=len(stays) - _NAMED))
    return "\n".join(lines)


def split_words(preview: Preview, split: Mapping[int, int]) -> str:
    """Who gets how many, by level and state: what is said before it is done."""
    by_name = names.of(preview.lists)
    called = {one.staff: names.shown(by_name, one.name) for one in preview.receivers}
    lines = []
    for who, (gets, then) in preview.after(split).items():
        if gets:
            lines.append(_("{name} gets {gets} and has {then} then", name=called[who], gets=gets, then=then))
    given = [card for card in preview.cards if card.prospect in split]
    lines.append(count_words(given))
    stays = len(preview.cards) - len(given)
    if stays:
        lines.append(
            _("{count} stay with {name}", count=stays, name=names.shown(by_name, preview.giver_name))
        )
    return "\n".join(lines)


def count_words(cards: list[HandedCard]) -> str:
    """在跟 12　休眠 2　·　H 2　A 4."""
    states: dict[str, int] = {}
    levels: dict[str, int] = {}
    for card in cards:
        states[card.state] = states.get(card.state, 0) + 1
        if card.level:
            levels[card.level] = levels.get(card.level, 0) + 1
    parts = [f"{card_words.state(state)} {count}" for state, count in states.items()]
    return "　".join((*parts, *(f"{level} {count}" for level, count in levels.items())))
