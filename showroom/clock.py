"""The only place that reads the clock: instants in UTC, days and times in showroom time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from typing import Protocol
from zoneinfo import ZoneInfo

SHOWROOM_ZONE = "Asia/Shanghai"


class Clock(Protocol):
    """What the program asks of time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def local(self) -> datetime:
        """The present instant in showroom time."""

    def today(self) -> date:
        """The business day in showroom time."""

    def monotonic(self) -> float:
        """Seconds that never run backwards within one run."""


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock, read in the zone of the showroom."""

    zone: str = SHOWROOM_ZONE

    def now(self) -> datetime:
        return datetime.now(UTC)

    def local(self) -> datetime:
        return self.now().astimezone(ZoneInfo(self.zone))

    def today(self) -> date:
        return self.local().date()

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass
class SetClock:
    """A clock that stands where it is put: for tests, and for the demo's simulated days."""

    at: datetime
    zone: str = SHOWROOM_ZONE

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def local(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.zone))

    def today(self) -> date:
        return self.local().date()

    def monotonic(self) -> float:
        return self.at.timestamp()

    def put(self, day: date, hour: int, minute: int, second: int = 0) -> None:
        """Set the clock to a showroom time."""
        self.at = datetime.combine(day, time_of_day(hour, minute, second), ZoneInfo(self.zone))


def start_of(day: date, clock: Clock) -> datetime:
    """The first instant of a business day, in showroom time."""
    return datetime.combine(day, time_of_day(), clock.local().tzinfo)
