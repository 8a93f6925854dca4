"""客户交接清单: what is asked when cards change hands, and what of each the receiver must know (req 46)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field, Lists
from showroom.language import mark
from showroom.rules.handover import CardToGive, HandoverKind, is_covering
from showroom.rules.level import Level, letter_of

REASON: Final = Field("reason", mark("Why they change hands"), kinds.REASON, required=True)
FIRST_DAY: Final = Field("first_day", mark("From"), kinds.DATE, required=True)
LAST_DAY: Final = Field("last_day", mark("Until, included"), kinds.DATE, required=True)
RECEIVER: Final = Field("receiver", mark("Receiver"), kinds.RECORD, required=True, options="receiver")


@dataclass(frozen=True)
class HandedCard:
    """A card as its receiver must know it: how near the deal is, what was quoted, what was ordered (req 46).

    Money is in 分. `quoted` is the latest price that was named, `deposit` that of an open order; `receiver`
    is who has received it, `stayed` why a card did not go back (rules.handover), "" where nothing was handed.
    `covered_by` keeps it for its owner now.
    """

    prospect: int
    number: str
    customer: int
    name: str
    phone: str
    level: str
    state: str
    model: int | None
    colour: str
    area: str
    reached_on: date | None
    due_on: date
    quoted: int | None = None
    quoted_on: date | None = None
    quoted_model: int | None = None
    ordered_on: date | None = None
    deposit: int | None = None
    key_account: bool = False
    receiver: str = ""
    stayed: str = ""
    covered_by: str = ""

    @property
    def letter(self) -> str:
        """The level, or the letter of the state where there is none."""
        return letter_of(self.level, self.state)

    @property
    def near_signing(self) -> bool:
        """Whether the contract is expected any day: promised within the window of H, not signed yet."""
        return self.level == Level.H

    @property
    def to_give(self) -> CardToGive:
        """What a split asks of it."""
        return CardToGive(self.prospect, self.level, self.model, self.area)


@dataclass(frozen=True)
class Receiver:
    """Somebody who can receive cards, and how many open ones he has already."""

    staff: int
    name: str
    cards: int


@dataclass(frozen=True)
class Preview:
    """What can be handed over of one consultant, and to whom; `active` is whether he still works here."""

    giver: int
    giver_name: str
    active: bool
    cards: tuple[HandedCard, ...]
    receivers: tuple[Receiver, ...]
    lists: Lists = field(repr=False)

    def counts(self, of: Callable[[HandedCard], str]) -> Counter[str]:
        """How many cards there are of each: `lambda card: card.letter`."""
        return Counter(map(of, self.cards))

    def after(self, split: Mapping[int, int]) -> dict[int, tuple[int, int]]:
        """What each receiver gets by a split, and how many he has then, by his id."""
        gets = Counter(split.values())
        return {one.staff: (gets[one.staff], one.cards + gets[one.staff]) for one in self.receivers}


@dataclass(frozen=True)
class Handed:
    """A handover as the list of earlier ones tells it; `shares` are the receivers with their cards.

    `can_be_reversed` is whether it can still be taken back, `reversed_on` when that was done.
    """

    handover: int
    kind: HandoverKind
    giver: int
    giver_name: str
    by: str
    day: date
    first_day: date
    last_day: date | None
    reason: str
    shares: tuple[tuple[str, int], ...]
    stayed: int
    can_be_reversed: bool
    reversed_on: date | None

    @property
    def cards(self) -> int:
        """How many cards changed hands, or are kept."""
        return sum(count for _name, count in self.shares)

    def runs(self, today: date) -> bool:
        """Whether it is a cover that holds today."""
        return self.kind is HandoverKind.COVER and is_covering(self.first_day, self.last_day, today)

    def comes(self, today: date) -> bool:
        """Whether it is a cover that is still to begin."""
        ended = self.last_day is not None and self.last_day < self.first_day
        return self.kind is HandoverKind.COVER and self.first_day > today and not ended


@dataclass(frozen=True)
class HandoverList:
    """客户交接清单: one handover with its cards, as it is printed; the showroom's names stand at its head."""

    handover: Handed
    cards: tuple[HandedCard, ...]
    dealer: str
    dealer_short: str
    lists: Lists = field(repr=False)

    @property
    def receivers(self) -> tuple[str, ...]:
        """Who received, in the order of their names on the sheet."""
        return tuple(name for name, _count in self.handover.shares)


def ranked(cards: Iterable[HandedCard]) -> tuple[HandedCard, ...]:
    """The nearest to a deal first, then as they come due."""
    order = {level: place for place, level in enumerate((Level.ORDERED, *"HABC", Level.UNRATED))}
    return tuple(
        sorted(cards, key=lambda card: (order.get(Level(card.level or "F2"), 9), card.due_on, card.prospect))
    )
