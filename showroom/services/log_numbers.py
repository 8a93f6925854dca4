"""Whether a day of the log still takes changes, and the number of its next row."""

from __future__ import annotations

from datetime import date
from typing import Any

from showroom.models.base import Compiled, slot
from showroom.models.traffic_day import TrafficDay
from showroom.models.traffic_log import TrafficEntry

_closed = Compiled(
    lambda: TrafficDay.select(TrafficDay.closed_at).where(
        TrafficDay.day == slot("day"), TrafficDay.removed_at.is_null()
    )
)
_last_number = Compiled(
    lambda: (
        TrafficEntry.select(TrafficEntry.number)
        .where(TrafficEntry.day == slot("day"), TrafficEntry.removed_at.is_null())
        .order_by(TrafficEntry.number.desc())
        .limit(1)
    )
)


def is_closed(day: date) -> bool:
    """Whether the sheet of this day is closed: from then on it is only added to."""
    found = _closed.first(day=str(day))
    return found is not None and found[0] is not None


def next_number(day: date) -> int:
    """The number of the next row of a day; that of a removed last row is given again."""
    found = _last_number.first(day=str(day))
    return int(found[0]) + 1 if found else 1


def free_number(entry: Any) -> int:
    """The number for a row that comes back: its own, or the next one when another row has it now."""
    others = TrafficEntry.select().where(
        TrafficEntry.day == entry.day,
        TrafficEntry.number == entry.number,
        TrafficEntry.id != entry.id,
        TrafficEntry.removed_at.is_null(),
    )
    return next_number(entry.day) if others.exists() else int(entry.number)
