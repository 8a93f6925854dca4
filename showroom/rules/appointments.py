"""Who is expected: a visit or a test drive on a day, and what becomes of it (req 24, 36; F5)."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Final

# A car is lent by the half hour.
SLOT_MINUTES: Final = 30


class Kind(StrEnum):
    """What was fixed."""

    VISIT = "visit"
    TEST_DRIVE = "test_drive"


class State(StrEnum):
    """Where it stands."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    NOT_COME = "not_come"
    CANCELLED = "cancelled"


def slot_of(car: int, day: date, at: time) -> str:
    """What is unique while a car is lent: car, day and the half hour."""
    begun = at.minute // SLOT_MINUTES * SLOT_MINUTES
    return f"{car} {day.isoformat()} {at.hour:02d}:{begun:02d}"
