"""On which day somebody last did what a daily report tells, for whoever asks for his sheet without a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from peewee import fn

from showroom.models.base import Compiled, slot
from showroom.models.daily_report import DailyReport
from showroom.models.follow_up import FollowUp
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services.desk import Desk

_contacted: Final = Compiled(
    lambda: FollowUp.select(fn.MAX(FollowUp.day)).where(
        FollowUp.by == slot("staff"), FollowUp.day <= slot("today"), FollowUp.removed_at.is_null()
    )
)
_received: Final = Compiled(
    lambda: TrafficEntry.select(fn.MAX(TrafficEntry.day)).where(
        (TrafficEntry.received_by == slot("staff"))
        | (TrafficEntry.received_by.is_null() & (TrafficEntry.assigned == slot("staff"))),
        TrafficEntry.day <= slot("today"),
        TrafficEntry.void == "",
        TrafficEntry.removed_at.is_null(),
    )
)
_reported: Final = Compiled(
    lambda: DailyReport.select(fn.MAX(DailyReport.day)).where(
        DailyReport.consultant == slot("staff"),
        DailyReport.day <= slot("today"),
        DailyReport.removed_at.is_null(),
    )
)


def last_day(desk: Desk, consultants: Iterable[int]) -> date:
    """The last day on which one of them met, called or reported anybody; today where nobody did.

    Raises Denied.
    """
    desk.require(Duty.READ_REPORT)
    today = desk.clock.today()
    with desk.reading():
        found = [
            date.fromisoformat(day)
            for staff in consultants
            for query in (_contacted, _received, _reported)
            for (day,) in query.rows(staff=staff, today=str(today))
            if day
        ]
    return max(found, default=today)
