"""The demo's targets: the manager sets those of each month when it begins."""

from __future__ import annotations

from datetime import date, datetime, time
from math import ceil
from typing import Final
from zoneinfo import ZoneInfo

from showroom.clock import SHOWROOM_ZONE
from showroom.models.target import Target
from showroom.rules.duties import Duty
from showroom.services.demo_guests import Guests
from showroom.services.desk import Desk

# How much of each figure a month is to bring, for one party a day.
_FOR_A_PARTY: Final = {
    "parties": 21.0,
    "first": 11.0,
    "filed": 20.0,
    "drives": 6.0,
    "orders": 2.6,
    "deliveries": 2.2,
}
_AT: Final = time(8, 12)


def set_month(desk: Desk, guests: Guests, day: date, parties: float) -> None:
    """Set the targets of the month of a day, of the showroom and of each consultant."""
    at = datetime.combine(day, _AT, ZoneInfo(SHOWROOM_ZONE))
    manager, consultants = guests.staff["manager"], guests.staff["consultants"]
    with desk.bulk(Duty.FILL_DEMO) as bulk:
        bulk.act(guests.token(), Duty.SET_TARGETS, manager, at)
        for figure, each in _FOR_A_PARTY.items():
            whole = round(each * parties)
            for consultant in (None, *consultants):
                bulk.add(
                    Target,
                    figure=figure,
                    month=day.replace(day=1),
                    consultant=consultant,
                    value=whole if consultant is None else ceil(whole / len(consultants)),
                    set_by=manager,
                    set_at=at,
                )
