"""营业日报表 as one person may see it: reckoned anew, sealed ones as they were sealed (req 39)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from showroom.errors import Denied
from showroom.forms.daily_report import DailyReport
from showroom.language import mark
from showroom.rules.duties import Duty
from showroom.services import daily_report_content, privacy
from showroom.services.desk import Desk


def of(desk: Desk, consultant: int, day: date) -> DailyReport:
    """The report of a consultant and day, in a fixed number of statements.

    One's own, or anybody's for who sees the team. Raises Denied, Refused where nobody is on file by this id.
    """
    refuse_others(desk, consultant)
    with desk.reading():
        whole = daily_report_content.read(desk, consultant, day)
        return as_seen(desk, whole)


def refuse_others(desk: Desk, consultant: int) -> None:
    """Raise Denied for a colleague's report where only one's own may be read."""
    desk.require(Duty.READ_REPORT)
    if consultant != desk.staff and not desk.may(Duty.SEE_TEAM):
        desk.deny(
            Denied(
                "E-REPORT-OTHERS",
                mark("This is a colleague's daily report. Nothing was changed. Ask the showroom manager."),
                duty=str(Duty.SEE_TEAM),
            )
        )


def as_seen(desk: Desk, whole: DailyReport) -> DailyReport:
    """A report with its numbers as the person at this desk may see them, within an open reading."""
    eyes = privacy.eyes_of(desk)
    owners = privacy.owners_of({row.customer for row in whole.rows})
    return replace(
        whole,
        rows=tuple(
            replace(
                row,
                phones=tuple(eyes.phone(key, owners.get(row.customer), row.customer) for key in row.phones),
            )
            for row in whole.rows
        ),
    )
