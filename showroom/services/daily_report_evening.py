"""How the daily reports of a day stand in the evening: who has not handed in, who was late, what waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from peewee import fn

from showroom.forms.daily_report import Waiting
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.daily_report import DailyReport
from showroom.models.follow_up import FollowUp
from showroom.models.rotation import Attendance
from showroom.models.staff import Staff, StaffRole
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.daily_report import ReportState, was_late
from showroom.rules.duties import Duty, Role
from showroom.rules.rotation import State
from showroom.services.desk import Desk

_AWAY: Final = (str(State.OFF), str(State.LEAVE))
_instant = InstantField()
# Own reports not handed in are reminded of for so long.
BADGE_DAYS: Final = 7


def _consultants() -> Any:
    return StaffRole.select(StaffRole.staff).where(
        StaffRole.role == str(Role.SALES_CONSULTANT), StaffRole.removed_at.is_null()
    )


def _handed_in() -> Any:
    sent = DailyReport.alias()
    return sent.select(sent.day).where(
        sent.consultant == slot("staff"), sent.state != str(ReportState.DRAFT), sent.removed_at.is_null()
    )


def _with_report() -> Any:
    return DailyReport.select(DailyReport.consultant).where(
        DailyReport.day == slot("day"), DailyReport.removed_at.is_null()
    )


# The consultants of now and whoever has a report of that day, in the order in which they came.
_people: Final = Compiled(
    lambda: (
        Staff.select(Staff.id, Staff.name)
        .where(
            Staff.removed_at.is_null(),
            (Staff.active & Staff.id.in_(_consultants())) | Staff.id.in_(_with_report()),
        )
        .order_by(Staff.id)
    )
)
_reports: Final = Compiled(
    lambda: DailyReport.select(
        DailyReport.consultant, DailyReport.state, DailyReport.submitted_at, DailyReport.returned_because
    ).where(DailyReport.day == slot("day"), DailyReport.removed_at.is_null())
)
_attendance: Final = Compiled(
    lambda: Attendance.select(Attendance.staff, Attendance.state, Attendance.planned).where(
        Attendance.day == slot("day"), Attendance.removed_at.is_null()
    )
)
_called: Final = Compiled(
    lambda: (
        FollowUp.select(FollowUp.by)
        .where(
            FollowUp.by.in_(Staff.select(Staff.id)),
            FollowUp.day == slot("day"),
            FollowUp.removed_at.is_null(),
        )
        .distinct()
    )
)
_received: Final = Compiled(
    lambda: TrafficEntry.select(TrafficEntry.received_by, TrafficEntry.assigned).where(
        TrafficEntry.day == slot("day"),
        TrafficEntry.customer.is_null(False),
        TrafficEntry.void == "",
        TrafficEntry.removed_at.is_null(),
    )
)


# One's own days on which something was logged or begun, and the report was not handed in.
_unsent: Final = Compiled(
    lambda: (
        FollowUp.select(FollowUp.day)
        .where(
            FollowUp.by == slot("staff"),
            FollowUp.day.between(slot("first"), slot("last")),
            FollowUp.removed_at.is_null(),
            FollowUp.day.not_in(_handed_in()),
        )
        .union(
            TrafficEntry.select(TrafficEntry.day).where(
                (TrafficEntry.received_by == slot("staff"))
                | (TrafficEntry.received_by.is_null() & (TrafficEntry.assigned == slot("staff"))),
                TrafficEntry.day.between(slot("first"), slot("last")),
                TrafficEntry.customer.is_null(False),
                TrafficEntry.void == "",
                TrafficEntry.removed_at.is_null(),
                TrafficEntry.day.not_in(_handed_in()),
            )
        )
        .union(
            DailyReport.select(DailyReport.day).where(
                DailyReport.consultant == slot("staff"),
                DailyReport.day.between(slot("first"), slot("last")),
                DailyReport.state == str(ReportState.DRAFT),
                DailyReport.removed_at.is_null(),
            )
        )
    )
)
_unreviewed: Final = Compiled(
    lambda: DailyReport.select(fn.COUNT(DailyReport.id)).where(
        DailyReport.state == str(ReportState.SUBMITTED), DailyReport.removed_at.is_null()
    )
)


def badge(desk: Desk) -> int:
    """What the side bar counts, in one statement beside the rights.

    For who reviews: the reports that wait for it. For who writes one: his own days of the last 7, today not
    among them, on which there was something to report and nothing was handed in. Raises Denied.
    """
    desk.require(Duty.READ_REPORT)
    if desk.may(Duty.REVIEW_REPORT):
        ((count,),) = _unreviewed.rows()
        return int(count)
    today = desk.clock.today()
    first, last = today - timedelta(BADGE_DAYS), today - timedelta(1)
    return len(list(_unsent.rows(staff=desk.staff, first=str(first), last=str(last))))


def waiting(desk: Desk, day: date) -> tuple[Waiting, ...]:
    """How everybody's report of a day stands, in five statements beside the rights.

    One's own alone for who does not see the team. Raises Denied.
    """
    desk.require(Duty.READ_REPORT)
    everybody = desk.may(Duty.SEE_TEAM)
    with desk.reading():
        reports = {row[0]: row[1:] for row in _reports.rows(day=str(day))}
        away = {
            staff for staff, state, planned in _attendance.rows(day=str(day)) if (state or planned) in _AWAY
        }
        busy = {by for (by,) in _called.rows(day=str(day))} | {
            received or assigned for received, assigned in _received.rows(day=str(day))
        }
        return tuple(
            _waiting(desk, day, staff, name, reports.get(staff), off=staff in away - busy)
            for staff, name in _people.rows(day=str(day))
            if everybody or staff == desk.staff
        )


def _waiting(desk: Desk, day: date, staff: int, name: str, report: Any, *, off: bool) -> Waiting:
    if report is None:
        return Waiting(staff, name, None, off=off)
    state, at, because = report
    submitted: datetime | None = _instant.python_value(at)
    local = submitted and submitted.astimezone(desk.clock.local().tzinfo)
    return Waiting(
        consultant=staff,
        consultant_name=name,
        state=ReportState(state),
        submitted_at=local,
        late=was_late(local.date() if local else None, day),
        returned_because=because,
    )
