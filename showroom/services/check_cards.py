"""Checking the cards: each stands at the level and in the state its last steps led to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from peewee import JOIN, Case, fn

from showroom.language import _
from showroom.models.prospect import DELIVERED, DORMANT, LOST, OPEN, WITHDRAWN, CardMove, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.prospect_numbers import number_of

# The state in which a step leaves a card; "" is a card that has taken none of these.
_LEADS_TO: Final = {
    "": OPEN,
    str(Move.DELIVERED): DELIVERED,
    str(Move.LOST): LOST,
    str(Move.DORMANT): DORMANT,
    str(Move.RETURNED): OPEN,
    str(Move.WITHDRAWN): WITHDRAWN,
}


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


def cards_in_another_state() -> Iterator[str]:
    """A sentence for every card that is open, asleep or closed though its last such step says otherwise."""
    for prospect, opened_on, state, move in _cards_beside_their_state():
        yield _(
            "Card {number} is {state}, though its last step led to {moved_to}.",
            number=number_of(prospect, opened_on),
            state=state,
            moved_to=_LEADS_TO[move or ""],
        )


def misplaced() -> dict[int, tuple[date, int, int | None]]:
    """The cards that stand elsewhere than their steps led: opened on, customer, owner. Two statements."""
    found: set[int] = {row[0] for row in _cards_beside_their_moves()}
    found |= {row[0] for row in _cards_beside_their_state()}
    if not found:
        return {}
    rows = Prospect.select(Prospect.id, Prospect.opened_on, Prospect.customer, Prospect.owner)
    return {card: tuple(told) for card, *told in rows.where(Prospect.id.in_(list(found))).tuples()}


def _cards_beside_their_state() -> Any:
    move = CardMove.alias()
    last = move.select(fn.MAX(move.id)).where(
        move.prospect == Prospect.id, move.removed_at.is_null(), move.move.in_([*filter(None, _LEADS_TO)])
    )
    led_to = Case(CardMove.move, [(one, state) for one, state in _LEADS_TO.items() if one], OPEN)
    return (
        Prospect.select(Prospect.id, Prospect.opened_on, Prospect.state, CardMove.move)
        .join(CardMove, JOIN.LEFT_OUTER, on=(CardMove.id == last))
        .where(Prospect.removed_at.is_null(), Prospect.state != led_to)
        .order_by(Prospect.id)
        .tuples()
        .iterator()
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
