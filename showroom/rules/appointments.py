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
    return f"{car} {day.isoformat()} {half_hour(at):%H:%M}"


def half_hour(at: time) -> time:
    """The half hour into which a time falls."""
    return time(at.hour, at.minute // SLOT_MINUTES * SLOT_MINUTES)


def minutes_apart(one: time, other: time) -> int:
    """Whole minutes between two times of a day, either way."""
    return abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)


def after(begins: time) -> time:
    """The end of a half hour."""
    minutes = begins.hour * 60 + begins.minute + SLOT_MINUTES
    return time(minutes // 60 % 24, minutes % 60)
