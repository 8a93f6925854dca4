"""The demo's handovers: some customers of an area that went to colleagues, and a cover that still runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from showroom.models.handover import Handover, HandoverCard
from showroom.models.prospect import OPEN, CardMove, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.handover import HandoverKind
from showroom.services.bulk import Bulk
from showroom.services.demo_guests import Guest, Guests

# So many days before the demo ends.
HANDED_OVER: Final = timedelta(9)
COVERED: Final = timedelta(1)
_GIVEN_CARDS: Final = 5
_COVERED_CARDS: Final = 8
_COVER_DAYS: Final = timedelta(4)
# Who gives and who receives, by their places among the consultants.
_GIVES, _RECEIVE = 2, (0, 3)
_AWAY, _COVERS = 4, 1
_WHY: Final = "调去二级网点，老客户交接"


def hand_over(bulk: Bulk, guests: Guests, at: datetime) -> None:
    """The manager gives the oldest cards of one consultant to two colleagues, as the service does."""
    consultants = guests.staff["consultants"]
    cards = _cards_of(guests, consultants[_GIVES])[:_GIVEN_CARDS]
    if not cards:
        return
    bulk.act(guests.token(), Duty.HAND_OVER, guests.staff["manager"], at)
    made = _add(bulk, guests, HandoverKind.FOR_GOOD, consultants[_GIVES], at, _WHY)
    for place, guest in enumerate(cards):
        receiver = consultants[_RECEIVE[place % len(_RECEIVE)]]
        move = _step(bulk, guests, guest, receiver, at)
        bulk.add(HandoverCard, handover=made, prospect=guest.prospect, receiver=receiver, move=move)


def cover(bulk: Bulk, guests: Guests, at: datetime) -> None:
    """A colleague keeps the cards of somebody who is away from tomorrow on, as `handover.cover` does."""
    consultants = guests.staff["consultants"]
    cards = _cards_of(guests, consultants[_AWAY])[:_COVERED_CARDS]
    if not cards:
        return
    bulk.act(guests.token(), Duty.HAND_OVER, guests.staff["manager"], at)
    made = _add(bulk, guests, HandoverKind.COVER, consultants[_AWAY], at, "外展驻点")
    for guest in cards:
        receiver = consultants[_COVERS]
        bulk.add(HandoverCard, handover=made, prospect=guest.prospect, receiver=receiver)


def _cards_of(guests: Guests, owner: int) -> list[Guest]:
    return [one for one in guests.open if one.owner == owner and one.state == OPEN]


def _add(bulk: Bulk, guests: Guests, kind: HandoverKind, giver: int, at: datetime, reason: str) -> int:
    covers = kind is HandoverKind.COVER
    first_day = at.date() + timedelta(1) if covers else at.date()
    return bulk.add(
        Handover,
        kind=str(kind),
        giver=giver,
        by=guests.staff["manager"],
        day=at.date(),
        at=at,
        first_day=first_day,
        last_day=first_day + _COVER_DAYS if covers else None,
        reason=reason,
    )


def _step(bulk: Bulk, guests: Guests, guest: Guest, receiver: int, at: datetime) -> int:
    """The card goes over; whoever received it goes on with the guest."""
    giver, guest.owner = guest.owner, receiver
    bulk.edit(Prospect, guest.prospect, guest.revision, {"owner": giver}, {"owner": receiver})
    guest.revision += 1
    return bulk.add(
        CardMove,
        prospect=guest.prospect,
        day=at.date(),
        at=at,
        move=str(Move.HANDED_OVER),
        level_before=guest.level,
        level_after=guest.level,
        owner_before=giver,
        owner_after=receiver,
        reason=_WHY,
        by=guests.staff["manager"],
    )
