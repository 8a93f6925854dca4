"""代管: whose cards somebody keeps for a while, read when it is asked: a cover ends by itself (req 46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from showroom.models.base import Compiled, slot
from showroom.models.handover import Handover, HandoverCard
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules.handover import HandoverKind
from showroom.services.desk import Desk

_card, _giver, _receiver = Prospect.alias(), Staff.alias(), Staff.alias()


def covers(on: Any, *columns: Any) -> Any:
    """A query over the cards of the covers that hold on a day (a date, or a slot).

    A card that has another owner by now is covered no more. The few covers of a day are looked for first,
    whatever else anybody has received in all the years.
    """
    return (
        Handover.select(*columns)
        .join(HandoverCard, JOIN.CROSS)
        .join(_card, on=(HandoverCard.prospect == _card.id))
        .where(
            HandoverCard.handover == Handover.id,
            Handover.kind == str(HandoverKind.COVER),
            Handover.last_day >= on,
            Handover.first_day <= on,
            Handover.removed_at.is_null(),
            HandoverCard.removed_at.is_null(),
            _card.owner == Handover.giver,
        )
    )


def cards_of(staff: Any, on: Any) -> Any:
    """A query for the ids of the cards that this person keeps for somebody else on a day."""
    return covers(on, _card.id).where(HandoverCard.receiver == staff)


_holds = Compiled(
    lambda: cards_of(slot("staff"), slot("on")).where(HandoverCard.prospect == slot("prospect")).limit(1)
)
_holds_for = Compiled(
    lambda: cards_of(slot("staff"), slot("on")).where(_card.customer == slot("customer")).limit(1)
)
_kept_by = Compiled(
    lambda: (
        covers(slot("on"), _card.id, _card.customer, _giver.name, Handover.last_day)
        .join_from(Handover, _giver, on=(Handover.giver == _giver.id))
        .where(HandoverCard.receiver == slot("staff"))
    )
)
_cover_of = Compiled(
    lambda: (
        covers(slot("on"), HandoverCard.receiver, _receiver.name, Handover.last_day)
        .join_from(HandoverCard, _receiver, on=(HandoverCard.receiver == _receiver.id))
        .where(HandoverCard.prospect == slot("prospect"))
    )
)


@dataclass(frozen=True)
class Kept:
    """A card that is kept for somebody else until the end of a day."""

    prospect: int
    customer: int
    for_name: str
    last_day: date


@dataclass(frozen=True)
class Cover:
    """Who keeps a card for its owner, until the end of which day."""

    receiver: int
    receiver_name: str
    last_day: date


def holds(desk: Desk, prospect: int) -> bool:
    """Whether this person keeps the card for its owner today."""
    return _holds.first(staff=desk.staff, on=str(desk.clock.today()), prospect=prospect) is not None


def holds_for(desk: Desk, customer: int) -> bool:
    """Whether this person keeps a card of this customer for its owner today."""
    return _holds_for.first(staff=desk.staff, on=str(desk.clock.today()), customer=customer) is not None


def kept_by(staff: int | None, on: date) -> dict[int, Kept]:
    """The cards that somebody keeps for others on a day, by their id."""
    return {
        prospect: Kept(prospect, customer, name, date.fromisoformat(last_day))
        for prospect, customer, name, last_day in _kept_by.rows(staff=staff, on=str(on))
    }


def cover_of(prospect: int, on: date) -> Cover | None:
    """Who keeps this card for its owner on a day."""
    found = _cover_of.first(prospect=prospect, on=str(on))
    return None if found is None else Cover(found[0], found[1], date.fromisoformat(found[2]))
