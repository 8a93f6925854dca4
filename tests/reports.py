"""Daily reports of the tests, in the users' words: read, written on, handed in, reviewed, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from showroom.forms.daily_report import DailyReport, ReportRow
from showroom.services import (
    daily_report,
    daily_report_entry,
    daily_report_review,
    daily_report_seal,
    follow_up,
)
from showroom.services.desk import Desk
from tests.people import CONSULTANT, THURSDAY, Showroom, staff_id


def drawn(report: DailyReport, export: str) -> bytes:
    """What stands for the paper in these tests: every word of the sheet that is told in full."""
    told = [export, report.sealed_hash, report.consultant_name, str(report.day), report.instruction]
    for row in report.rows:
        told += [row.name, *row.phones, row.level_before, row.level_after, row.said, row.words]
    return "\n".join(told).encode("utf-8", "surrogatepass")


def report_of(desk: Desk, day: date = THURSDAY, user: str = CONSULTANT) -> DailyReport:
    return daily_report.of(desk, staff_id(user), day)


def row_of(report: DailyReport, name: str) -> ReportRow:
    """The one row of somebody."""
    (found,) = [row for row in report.rows if row.name == name]
    return found


def told(row: ReportRow) -> str:
    """A row in short: `B→A 电 advance 聊了聊`."""
    ticks = ("电" if row.by_phone else "") + ("访" if row.by_visit else "")
    parts = (f"{row.level_before}→{row.level_after}", ticks, *sorted(row.activities), row.said)
    return " ".join(filter(None, parts))


def says(desk: Desk, card: int, **entered: Any) -> int:
    """Somebody is reached, or not, on the card."""
    return int(follow_up.log(desk, card, {"said": "聊了聊", **entered}).follow_up)


def writes(desk: Desk, name: str, words: str, day: date = THURSDAY, *, token: str | None = None) -> None:
    row = row_of(report_of(desk, day), name)
    staff = staff_id(CONSULTANT)
    daily_report_entry.write(desk, staff, day, row.prospect, row.customer, words, token=token)


def submits(desk: Desk, day: date = THURSDAY, user: str = CONSULTANT, *, token: str | None = None) -> None:
    daily_report_entry.submit(desk, staff_id(user), day, token=token)


def sends_back(
    desk: Desk, because: str = "写清楚价差", day: date = THURSDAY, *, token: str | None = None
) -> None:
    daily_report_review.send_back(desk, staff_id(CONSULTANT), day, because, token=token)


def reviews(
    desk: Desk,
    instructions: Mapping[int | None, str] | None = None,
    day: date = THURSDAY,
    *,
    token: str | None = None,
) -> None:
    daily_report_review.review(desk, staff_id(CONSULTANT), day, instructions or {}, token=token)


def seals(desk: Desk, day: date = THURSDAY, *, token: str | None = None) -> str:
    return daily_report_seal.seal(desk, staff_id(CONSULTANT), day, drawn, token=token)


def sealed_day(showroom: Showroom, day: date = THURSDAY) -> str:
    """陈涛 hands in his report of a day in its evening, 刘建国 reviews and seals it; the export number."""
    showroom.on(day, 19)
    submits(showroom.consultant, day)
    reviews(showroom.manager, day=day)
    return seals(showroom.manager, day)
