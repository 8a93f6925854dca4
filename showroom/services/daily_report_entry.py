"""A consultant's own part of a daily report: his words, handing it in; and freezing its plan (req 39)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from showroom.errors import Denied, Invalid, Problem, Refused
from showroom.forms import daily_report as form
from showroom.forms.daily_report import DailyReport as Sheet
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.daily_report import DailyReport, ReportRow
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import daily_report_content, daily_report_kept, exports
from showroom.services.daily_report import refuse_others
from showroom.services.desk import Desk
from showroom.services.work import Work

SUBJECT: Final = "daily_report"


def write(
    desk: Desk,
    consultant: int,
    day: date,
    prospect: int | None,
    customer: int,
    words: str,
    *,
    token: str | None = None,
) -> None:
    """Write a consultant's own words on a row of his own draft; "" takes them away.

    Raises Denied on a colleague's sheet, Invalid, Refused where it was handed in or has no such row.
    """
    words = read_field(form.WORDS, words, {})
    with desk.work(Duty.WRITE_REPORT, token) as work:
        if work.repeated is not None:
            return
        _refuse_other_words(desk, consultant)
        sheet = _draft(desk, consultant, day)
        if all(row.key != (prospect, customer) for row in sheet.rows):
            raise Refused(
                "E-REPORT-ROW",
                mark("This row is no longer on the daily report. Nothing was saved. Look at the sheet."),
            )
        report = _begun(work, sheet)
        _put(work, report, prospect, customer, words=words)


def submit(desk: Desk, consultant: int, day: date, *, token: str | None = None) -> None:
    """Hand in a report: its plan is frozen and the manager has it. One's own, or for somebody who is away.

    Raises Denied, Invalid for a day to come, Refused where it was handed in or there is no sheet.
    """
    with desk.work(Duty.SUBMIT_REPORT, token) as work:
        if work.repeated is not None:
            return
        if consultant != desk.staff:
            desk.require(Duty.REVIEW_REPORT)
        sheet = _draft(desk, consultant, day)
        if sheet.off:
            raise Refused(
                "E-REPORT-OFF",
                mark("{name} was off on {day} and logged nothing: there is no daily report."),
                name=sheet.consultant_name,
                day=day,
            )
        report = freeze(work, desk, sheet)
        row = DailyReport.get_by_id(report)
        work.edit(
            DailyReport,
            report,
            row.revision,
            state=str(ReportState.SUBMITTED),
            submitted_at=desk.clock.now(),
            submitted_by=desk.staff,
            returned_because="",
        )


def freeze(work: Work, desk: Desk, sheet: Sheet) -> int:
    """Let the plan stand as on this sheet, within an open work; the report. Again it changes nothing."""
    report = _begun(work, sheet)
    row = DailyReport.get_by_id(report)
    if row.planned_at is not None:
        return report
    work.edit(DailyReport, report, row.revision, planned_at=desk.clock.now())
    for place, planned in enumerate((one for one in sheet.rows if one.planned), 1):
        _put(
            work,
            report,
            planned.prospect,
            planned.customer,
            planned=True,
            position=place,
            due_on=planned.due_on,
            level_before=planned.level_before,
        )
    return report


def record_print_of(desk: Desk, sheets: Collection[Sheet], *, blank: bool = False) -> str:
    """Record that reports were printed, and freeze the plans of those that begun; the export number.

    Raises Denied.
    """
    with desk.work(Duty.PRINT_DAILY_REPORT) as work:
        for sheet in sheets if not blank else ():
            refuse_others(desk, sheet.consultant)
            if sheet.state is ReportState.DRAFT and not sheet.off and sheet.day <= desk.clock.today():
                freeze(work, desk, sheet)
        days = sorted({exports.day_number(sheet.day) for sheet in sheets})
        staff = [] if blank else sorted({sheet.consultant for sheet in sheets})
        row = days[0] if len(days) == 1 else 0
        return exports.record(work, desk.clock, SUBJECT, row, rows=days, staff=staff, blank=blank)


def _draft(desk: Desk, consultant: int, day: date) -> Sheet:
    """The report while it can be written in, with whole numbers. Raises Invalid, Refused."""
    if day > desk.clock.today():
        raise Invalid(Problem("day", mark("This day is still to come. Choose today or an earlier day."), {}))
    sheet = daily_report_content.read(desk, consultant, day)
    if sheet.state is ReportState.SEALED:
        raise sealed()
    if sheet.state is not ReportState.DRAFT:
        raise Refused(
            "E-REPORT-HANDED-IN",
            mark(
                "This daily report was handed in already. Nothing was changed. "
                "Ask the showroom manager to send it back."
            ),
        )
    return sheet


def sealed() -> Refused:
    """The sentence for a report that stays as it is."""
    return Refused(
        "E-REPORT-SEALED",
        mark(
            "This daily report is sealed and stays as it is. Nothing was changed. "
            "What is corrected since is told on the next one."
        ),
    )


def _refuse_other_words(desk: Desk, consultant: int) -> None:
    if consultant != desk.staff:
        desk.deny(
            Denied(
                "E-REPORT-WORDS",
                mark("Only the consultant writes on this daily report. Nothing was saved."),
                duty=str(Duty.WRITE_REPORT),
            )
        )


def _begun(work: Work, sheet: Sheet) -> int:
    """The row of a report; made when somebody touches it first."""
    row = daily_report_kept.row_of(sheet.consultant, sheet.day)
    if row is not None:
        return int(row.id)
    return work.add(DailyReport, consultant=sheet.consultant, day=sheet.day, state=str(ReportState.DRAFT))


def _put(work: Work, report: int, prospect: int | None, customer: int, **values: Any) -> None:
    """Keep something of a row of a report: of a card by the card alone, else by the owner."""
    one = ReportRow.get_or_none(
        ReportRow.report == report,
        ReportRow.prospect == prospect if prospect else ReportRow.prospect.is_null(),
        (ReportRow.customer == customer) if not prospect else (ReportRow.customer.is_null()),
        ReportRow.removed_at.is_null(),
    )
    if one is None:
        work.add(
            ReportRow, report=report, prospect=prospect, customer=None if prospect else customer, **values
        )
    else:
        work.edit(ReportRow, one.id, one.revision, **values)
