"""交接: what a handover is, how cards are split among receivers, how long it can be taken back (req 46)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from showroom.rules.level import Level

# A handover can be taken back until the end of this many days after it.
REVERSED_WITHIN: Final = timedelta(7)
# The nearest to a deal first; sleeping cards, which have no level, last.
_LEVELS: Final = {str(level): place for place, level in enumerate((Level.ORDERED, *"HABC", Level.UNRATED))}


class HandoverKind(StrEnum):
    """For good, for a time (no owner changes), or the taking back of one for good."""

    FOR_GOOD = "for_good"
    COVER = "cover"
    REVERSE = "reverse"


class Stayed(StrEnum):
    """Why a card stayed where it is when its handover was taken back."""

    HANDED_ON = "handed_on"
    CLOSED = "closed"


class SplitBy(StrEnum):
    """How cards find their receivers: by turns, or all of one level, model or area to one of them."""

    TURNS = "turns"
    LEVEL = "level"
    MODEL = "model"
    AREA = "area"


@dataclass(frozen=True)
class CardToGive:
    """What a split asks of a card; "" and None where nothing is known."""

    prospect: int
    level: str
    model: int | None = None
    area: str = ""

    def group(self, by: SplitBy) -> Hashable:
        """What it shares with the cards that go with it."""
        return {SplitBy.LEVEL: self.level, SplitBy.MODEL: self.model, SplitBy.AREA: self.area}[by]


def split(
    cards: Sequence[CardToGive], receivers: Sequence[int], by: SplitBy, held: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Who receives each card, by its id: all to one where there is one receiver.

    By turns everybody gets as many, to within one, and of each level as many; who holds fewest cards (`held`)
    begins. Else a group goes whole to one: the largest first, each to who has been given fewest by then. The
    same cards are always split the same. Raises ValueError without receivers.
    """
    if not receivers:
        raise ValueError("cards are split among somebody")
    has = held or {}
    order = sorted(receivers, key=lambda one: (has.get(one, 0), receivers.index(one)))
    ranked = sorted(cards, key=lambda card: (_LEVELS.get(card.level, len(_LEVELS)), card.prospect))
    if by is SplitBy.TURNS:
        return {card.prospect: order[place % len(order)] for place, card in enumerate(ranked)}
    groups: dict[Hashable, list[int]] = {}
    for card in ranked:
        groups.setdefault(card.group(by), []).append(card.prospect)
    given = dict.fromkeys(order, 0)
    found: dict[int, int] = {}
    for group in sorted(groups.values(), key=len, reverse=True):
        receiver = min(order, key=lambda one: given[one])
        given[receiver] += len(group)
        found |= dict.fromkeys(group, receiver)
    return found


def can_be_reversed(made_on: date, today: date) -> bool:
    """Whether a handover of that day can still be taken back today."""
    return today - made_on <= REVERSED_WITHIN


def is_covering(first_day: date, last_day: date | None, today: date) -> bool:
    """Whether a cover holds on a day; it ends by itself after its last one."""
    return first_day <= today and (last_day is None or today <= last_day)


def ended_early(first_day: date, today: date) -> date:
    """The last day of a cover that ends now: the day before, so that nothing is seen any more."""
    return min(first_day, today) - timedelta(1)
