"""战败/休眠: what a request asks for, how it ends, how far the customer had come (forms 2.6; req 19, 23)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from showroom.rules.due import DORMANT_DAYS, DORMANT_DAYS_AT_MOST


class RequestKind(StrEnum):
    """What somebody asks to be done with a card."""

    LOST = "lost"
    DORMANT = "dormant"


class RequestState(StrEnum):
    """Where a request stands. Pending is F0 on paper: the card stays open at its level until the approval."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """How far a customer had come when he was lost: the farthest of these (req 19, lost at every stage)."""

    RECORDED = "recorded"
    FOLLOWED_UP = "followed_up"
    CAME = "came"
    TEST_DRIVEN = "test_driven"
    QUOTED = "quoted"
    ORDERED = "ordered"


# Reasons of these groups do not tell why somebody did not buy: such a loss is not clear (战败明确率).
UNCLEAR: Final = frozenset({"", "unclear", "no_contact"})


def stage_reached(*, reached: bool, came: bool, drove: bool, quoted: bool, ordered: bool) -> Stage:
    """The farthest stage of a card: spoken to, in the showroom, on a drive, with a price, with an order."""
    farthest_first = (
        (ordered, Stage.ORDERED),
        (quoted, Stage.QUOTED),
        (drove, Stage.TEST_DRIVEN),
        (came, Stage.CAME),
        (reached, Stage.FOLLOWED_UP),
    )
    return next((stage for there, stage in farthest_first if there), Stage.RECORDED)


def is_clear(category: str) -> bool:
    """Whether a loss with a reason of this group says why the customer did not buy."""
    return category not in UNCLEAR


def usual_wake_up(asked_on: date) -> date:
    """When a sleeping card is usually called again (90 days)."""
    return asked_on + timedelta(DORMANT_DAYS)


def wakes_in_time(asked_on: date, wake_on: date) -> bool:
    """Whether a wake-up lies after the request and within 365 days of it."""
    return timedelta(0) < wake_on - asked_on <= timedelta(DORMANT_DAYS_AT_MOST)
