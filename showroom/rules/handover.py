"""交接: what a handover is, how long it can be taken back, what of it stays (req 46)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# A handover can be taken back until the end of this many days after it.
REVERSED_WITHIN: Final = timedelta(7)


class HandoverKind(StrEnum):
    """For good, for a time (no owner changes), or the taking back of one for good."""

    FOR_GOOD = "for_good"
    COVER = "cover"
    REVERSE = "reverse"


class Stayed(StrEnum):
    """Why a card stayed where it is when its handover was taken back."""

    HANDED_ON = "handed_on"
    CLOSED = "closed"
    GIVER_LEFT = "giver_left"


def can_be_reversed(made_on: date, today: date) -> bool:
    """Whether a handover of that day can still be taken back today."""
    return today - made_on <= REVERSED_WITHIN


def is_covering(first_day: date, last_day: date | None, today: date) -> bool:
    """Whether a cover holds on a day; it ends by itself after its last one."""
    return first_day <= today and (last_day is None or today <= last_day)
