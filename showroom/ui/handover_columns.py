"""The columns of what can be handed over: how near each deal is, and who receives the card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from showroom.forms import card_words, day_words
from showroom.forms import traffic_log as log_form
from showroom.forms.field import Lists, show
from showroom.forms.handover import HandedCard
from showroom.language import _, mark
from showroom.ui.cells import Cell, Run
from showroom.ui.long_list import ListColumn

_PARTED: Final = "　"


@dataclass(frozen=True)
class Line:
    """A card on the list; `receiver` is who gets it, "" where it stays."""

    card: HandedCard
    receiver: str


def columns(lists: Callable[[], Lists]) -> tuple[ListColumn, ...]:
    """Which card, whose customer, where the deal stands, to whom it goes."""
    middle = Qt.AlignmentFlag.AlignHCenter
    return (
        ListColumn(mark("Card no."), 92, lambda line: _words(line.card.number, "t2")),
        ListColumn(mark("Customer"), 84, lambda line: _words(line.card.name, medium=True), share=2),
        ListColumn(mark("Level"), 48, _level, stands=middle),
        ListColumn(mark("Receiver"), 88, _receiver, share=1),
        ListColumn(mark("Model of interest"), 84, lambda line: _words(_model(line.card, lists())), share=2),
        ListColumn(mark("Area"), 56, lambda line: _words(line.card.area, "t2"), share=1),
        ListColumn(mark("Last contact"), 72, lambda line: _words(_day(line.card), "t2")),
        ListColumn(mark("Next due"), 72, lambda line: _words(day_words.month_day(line.card.due_on))),
        ListColumn(mark("Quote or order"), 148, lambda line: _words(offer_words(line.card), "t2"), share=3),
    )


def offer_words(card: HandedCard) -> str:
    """订 3月5日 5,000 元; else the latest price that was named; who signs any day is said first."""
    parts = [_("key account")] if card.key_account else []
    if card.near_signing:
        parts.append(_("near signing"))
    if card.ordered_on is not None:
        deposit = card_words.money(card.deposit)
        parts.append(_("ordered {day} {deposit}", day=day_words.month_day(card.ordered_on), deposit=deposit))
    elif card.quoted_on is not None:
        price = card_words.money(card.quoted)
        parts.append(_("quoted {price} {day}", price=price, day=day_words.month_day(card.quoted_on)))
    return _PARTED.join(parts)


def _words(text: str, tone: str = "t1", *, medium: bool = False) -> Cell:
    return Cell((Run(text, tone, medium=medium),) if text else ())


def _level(line: Line) -> Cell:
    return Cell(badge=line.card.letter, centred=True)


def _model(card: HandedCard, lists: Lists) -> str:
    model = show(log_form.MODEL, card.model, lists) if card.model is not None else ""
    return f"{model} {card.colour}".strip()


def _day(card: HandedCard) -> str:
    return day_words.month_day(card.reached_on) if card.reached_on is not None else ""


def _receiver(line: Line) -> Cell:
    if not line.receiver:
        covered = _("kept by {name}", name=line.card.covered_by) if line.card.covered_by else ""
        return _words(covered or _("stays"), "t3")
    return _words(line.receiver, "ink", medium=True)
