"""First visit or be-back, derived in the store for every row of some days at once (G: forms 2.1, P10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from peewee import JOIN, fn

from showroom.models.base import Compiled, slot
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES, TrafficType, Visit, visit_of

_PARTY_TYPES = sorted(IN_SHOWROOM)
_PARTY_PURPOSES = sorted(PURCHASE_PURPOSES)


@dataclass(frozen=True)
class Reception:
    """Who received a party that counts, from when to when, and whether it was a first visit."""

    received_by: int | None
    arrived: time
    left: time | None
    visit: Visit | None


def earlier_visit(entry: Any) -> Any:
    """A subquery: the last earlier day on which the customer of `entry` made a visit that counts.

    An in-showroom purchase visit, not struck, that no delivery before the day of `entry` has ended.
    """
    visit, wish = TrafficEntry.alias(), Prospect.alias()
    return (
        visit.select(fn.MAX(visit.day))
        .join(
            wish,
            JOIN.LEFT_OUTER,
            on=(
                (wish.customer == visit.customer)
                & (wish.delivered_on >= visit.day)
                & (wish.delivered_on < entry.day)
                & wish.removed_at.is_null()
            ),
        )
        .where(
            visit.customer == entry.customer,
            visit.day < entry.day,
            visit.removed_at.is_null(),
            visit.void == "",
            wish.id.is_null(),
            visit.traffic_type.in_(_PARTY_TYPES),
            visit.purpose.in_(_PARTY_PURPOSES),
        )
    )


_entry = TrafficEntry.alias()
_parties = Compiled(
    lambda: (
        _entry.select(
            _entry.day,
            _entry.received_by,
            _entry.arrived,
            _entry.left,
            _entry.traffic_type,
            _entry.purpose,
            _entry.visit_override,
            earlier_visit(_entry),
        )
        .where(
            _entry.day.between(slot("first"), slot("last")),
            _entry.removed_at.is_null(),
            _entry.void == "",
            _entry.traffic_type.in_(_PARTY_TYPES),
        )
        .order_by(_entry.day, _entry.arrived, _entry.number)
    )
)


def receptions(first: date, last: date | None = None) -> tuple[Reception, ...]:
    """Every party in the showroom on a day, or on all days to `last`, oldest first; one statement."""
    return tuple(
        Reception(
            who,
            time.fromisoformat(str(arrived)),
            time.fromisoformat(str(left)) if left else None,
            visit_of(
                TrafficType(kind),
                purpose,
                date.fromisoformat(str(day)),
                date.fromisoformat(str(earlier)) if earlier else None,
                Visit(override) if override else None,
            ),
        )
        for day, who, arrived, left, kind, purpose, override, earlier in _parties.rows(
            first=str(first), last=str(last or first)
        )
    )
