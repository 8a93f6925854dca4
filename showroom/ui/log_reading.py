"""What one reading of the log page brings: the day, the rotation, who is expected, what one may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from showroom.forms.appointment import Expected
from showroom.forms.traffic_log import TrafficLogDay
from showroom.rules.duties import Duty
from showroom.services import expected_guests, rotation, traffic_log_day
from showroom.services.desk import Desk
from showroom.services.rotation import RotationBook


@dataclass(frozen=True)
class Guests:
    """Whom this person is shown: today's appointments, and the missed ones nobody has explained."""

    today: tuple[Expected, ...] = ()
    missed: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class LogReading:
    """All of it, read at once."""

    day: TrafficLogDay
    duties: frozenset[Duty]
    book: RotationBook
    guests: Guests


def read(desk: Desk, day: date) -> LogReading:
    """The log of a day as this person may see it. Raises Denied."""
    duties = desk.duties()
    guests = Guests()
    if Duty.SEE_EXPECTED in duties:
        guests = Guests(expected_guests.expected(desk, desk.clock.today()), expected_guests.missed(desk))
    return LogReading(traffic_log_day.day(desk, day), duties, rotation.book(desk), guests)
