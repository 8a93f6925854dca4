"""Sealed daily reports of many days taken out of the archive again, a month at a time (req 39; issue 7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from showroom.models.base import Compiled, slot
from showroom.models.daily_report import DailyReport
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import exports, report_archive
from showroom.services.daily_report_entry import SUBJECT
from showroom.services.desk import Desk

_sealed: Final = Compiled(
    lambda: (
        DailyReport.select(
            DailyReport.consultant, DailyReport.day, DailyReport.pdf_name, DailyReport.pdf_hash
        )
        .where(
            DailyReport.state == str(ReportState.SEALED),
            DailyReport.day >= slot("first"),
            DailyReport.day <= slot("last"),
            DailyReport.removed_at.is_null(),
        )
        .order_by(DailyReport.day, DailyReport.consultant)
    )
)


@dataclass(frozen=True)
class Archived:
    """One sealed report: whose, of which day, and the file that holds it."""

    consultant: int
    day: date
    pdf_name: str
    pdf_hash: str


def sealed_between(
    desk: Desk, first: date, last: date, consultant: int | None = None
) -> tuple[Archived, ...]:
    """The sealed reports of these days, of one consultant or of everybody, by day and roster order.

    Only for who seals and so sees every number: the archived sheets show them. Raises Denied.
    """
    _refuse(desk)
    with desk.reading():
        rows = _sealed.rows(first=str(first), last=str(last))
    return tuple(
        Archived(staff, date.fromisoformat(day), name, digest)
        for staff, day, name, digest in rows
        if consultant in (None, staff)
    )


def content_of(desk: Desk, one: Archived) -> bytes:
    """The archived file, to the byte. Raises Denied, Refused where it is gone or another."""
    _refuse(desk)
    return report_archive.read(desk.store, one.pdf_name, one.pdf_hash)


def record_reprints(desk: Desk, taken: Collection[Archived], *, token: str | None = None) -> str:
    """Record that these reports left the archive on paper; the export number. Raises Denied."""
    with desk.work(Duty.PRINT_DAILY_REPORT, token) as work:
        _refuse(desk)
        if work.repeated is not None:
            return str(work.repeated["export"])
        days = sorted({exports.day_number(one.day) for one in taken})
        staff = sorted({one.consultant for one in taken})
        return exports.record(
            work, desk.clock, SUBJECT, 0, rows=days, staff=staff, reprints=[one.pdf_name for one in taken]
        )


def _refuse(desk: Desk) -> None:
    desk.require(Duty.SEAL_REPORT)
    desk.require(Duty.SEE_ALL_PHONES)
