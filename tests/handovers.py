"""Handovers of the tests, in the users' words: cards of 陈涛, who leaves or is away, and of others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from showroom.models.prospect import Prospect
from showroom.services import handover
from showroom.services.desk import Desk
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, register_walk_in, staff_id

NAMES = ("王丽", "李强", "张伟", "刘洋", "孙敏", "周杰", "吴磊", "郑爽")
LEAVES = "月底离职"


def opens_cards(showroom: Showroom, levels: Iterable[str], by: str = "陈涛", **cells: str) -> list[int]:
    """Guests come one after another, each gets a card at its level; the ids of the cards."""
    made = []
    for place, level in enumerate(levels):
        before = Prospect.select().count()
        number = f"138{before:08d}"
        name = NAMES[(before + place) % len(NAMES)]
        register_walk_in(showroom.reception, name, number, received_by=by, level=level, **cells)
        made.append(int(Prospect.select().order_by(Prospect.id.desc()).get().id))
    return made


def hands_over(
    desk: Desk, cards: Iterable[int], to: str = OTHER_CONSULTANT, token: str | None = None
) -> handover.HandedOver:
    """陈涛's cards go to somebody else for good."""
    split = dict.fromkeys(cards, staff_id(to))
    return handover.hand_over(desk, staff_id(CONSULTANT), split, reason=LEAVES, token=token)


def covers(
    desk: Desk, cards: Iterable[int], days: int = 3, to: str = OTHER_CONSULTANT, after: int = 0
) -> handover.HandedOver:
    """Somebody keeps 陈涛's cards for so many days from that Thursday, or from a day after it."""
    first = THURSDAY + timedelta(after)
    split = dict.fromkeys(cards, staff_id(to))
    return handover.cover(
        desk, staff_id(CONSULTANT), split, first, first + timedelta(days - 1), reason="出差"
    )


def owner_of(card: int) -> int | None:
    """Whose a card is."""
    owner: int | None = Prospect.get_by_id(card).owner_id
    return owner
