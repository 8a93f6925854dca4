"""Checking the cards: each stands at the level its last step led to, and no step was made without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from showroom.language import _
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.prospect_numbers import number_of


def cards_not_as_moved() -> Iterator[str]:
    """A sentence for every card whose level is not the one its last step led to.

    Cards without a step stand where they were opened.
    """
    for prospect, opened_on, level, moved_to in _cards_beside_their_moves():
        yield _(
            "Card {number} stands at level “{level}”, though its last step led to “{moved_to}”.",
            number=number_of(prospect, opened_on),
            level=level,
            moved_to=moved_to,
        )


def _cards_beside_their_moves() -> Any:
    move = CardMove.alias()
    last = move.select(fn.MAX(move.id)).where(move.prospect == Prospect.id, move.removed_at.is_null())
    return (
        Prospect.select(Prospect.id, Prospect.opened_on, Prospect.level, CardMove.level_after)
        .join(CardMove, on=(CardMove.id == last))
        .where(Prospect.removed_at.is_null(), Prospect.level != CardMove.level_after)
        .order_by(Prospect.id)
        .tuples()
        .iterator()
    )
