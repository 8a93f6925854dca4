"""What a contact is: how, what for, with what result (req 16, 36; forms 2.3, 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from showroom.rules.level import Level


class Method(StrEnum):
    """接触方式: how the customer was spoken to."""

    PHONE = "phone"
    WECHAT = "wechat"
    VISIT = "visit"
    OUTSIDE_VISIT = "outside_visit"
    TEXT_MESSAGE = "text_message"
    EMAIL = "email"
    POST = "post"
    OTHER = "other"


class Activity(StrEnum):
    """What the daily report ticks (req 36)."""

    PROSPECTING = "prospecting"
    ADVANCE = "advance"
    AFTER_SALES_CALLBACK = "after_sales_callback"
    PAPERWORK = "paperwork"
    UPKEEP = "upkeep"


class Purpose(StrEnum):
    """访问目的: what the contact is for (req 16)."""

    CLOSE_DEAL = "close_deal"
    RAISE_CERTAINTY = "raise_certainty"
    COLLECT_NEEDS = "collect_needs"
    MAKE_FRIENDS = "make_friends"


class Result(StrEnum):
    """What came of it (forms 2.4); the first two mean that nobody was reached."""

    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    GO_ON = "go_on"
    POSTPONED = "postponed"
    DEAL = "deal"
    GAVE_UP = "gave_up"


UNREACHED: Final = frozenset({Result.NO_ANSWER, Result.WRONG_NUMBER})

_PURPOSE_OF: Final[Mapping[str, Purpose]] = {
    Level.H: Purpose.CLOSE_DEAL,
    Level.A: Purpose.RAISE_CERTAINTY,
    Level.B: Purpose.COLLECT_NEEDS,
    Level.C: Purpose.MAKE_FRIENDS,
    Level.UNRATED: Purpose.MAKE_FRIENDS,
}


def is_reached(result: str) -> bool:
    """Whether the customer was spoken to: only then the clock of the card starts anew."""
    return result not in UNREACHED


def usual_purpose(level: str) -> Purpose | None:
    """What a contact at this level is usually for; B raises certainty too, and collects needs first."""
    return _PURPOSE_OF.get(level)


def usual_activity(level: str) -> Activity:
    """What the daily report ticks unless somebody says otherwise: paperwork once there is an order."""
    return Activity.PAPERWORK if level == Level.ORDERED else Activity.ADVANCE
