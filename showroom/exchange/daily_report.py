"""The daily reports of a day as an Excel table: plan and result of each row, each value in its own cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from showroom.exchange.exporting import built
from showroom.exchange.workbook import Column, Table, Value, head_line
from showroom.forms.daily_report import ACTIVITIES, DailyReport, ReportRow
from showroom.forms.level_grid_words import source_sign
from showroom.forms.tracking_words import SCREEN
from showroom.language import _, either
from showroom.rules.duties import Duty
from showroom.services import daily_report, exports, sheet_owners
from showroom.services.daily_report_entry import SUBJECT
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant

# Widths in mm.
_NUMBER: Final = 8.0
_PERSON: Final = 22.0
_PHONE: Final = 26.0
_WORDS: Final = 20.0
_SIGN: Final = 11.0
_DAY: Final = 20.0
_PROSE: Final = 65.0
_TICKED: Final = 1


def export_daily_report(desk: Desk, consultants: Sequence[Consultant], day: date) -> bytes:
    """The reports of these consultants of one day as one table, phones masked as this person sees them.

    Raises Denied, Refused.
    """
    reports = [daily_report.of(desk, one.staff, day) for one in consultants]
    staff = [one.consultant for one in reports]
    number = exports.day_number(day)
    export = sheet_owners.record_print(desk, Duty.EXPORT_DAILY_REPORT, SUBJECT, [number], staff=staff)
    return built(desk, table_of(reports), export)


def table_of(reports: Sequence[DailyReport]) -> Table:
    """All rows one below the other, each with its consultant; the reports are at least one, of one day."""
    report = reports[0]
    parts = (
        (_("Date"), str(report.day)),
        (_("Consultant"), report.consultant_name if len(reports) == 1 else ""),
        (_("Weather"), report.weather),
    )
    return Table(
        f"{_('Daily report')} {report.day}",
        _("Daily Report of a Consultant"),
        head_line(either(report.dealer, report.dealer_english), parts),
        _columns(report),
        tuple(_row(one, row) for one in reports for row in one.rows),
        foot=_foot(reports),
    )


def _columns(report: DailyReport) -> tuple[Column, ...]:
    known = report.lists.get("activity", ())
    return (
        Column(_("Consultant"), _PERSON),
        Column(_("No."), _NUMBER),
        Column(_("Planned, in a column"), _SIGN),
        Column(_("Due on, in a column"), _DAY),
        Column(_("Customer name"), _PERSON),
        Column(_("Model"), _WORDS),
        Column(_("Phone"), _PHONE),
        Column(_("Area"), _WORDS),
        Column(_("Source"), _SIGN),
        *(Column(SCREEN.word(known, str(activity)), _SIGN) for activity in ACTIVITIES),
        Column(_("Level before, in a column"), _SIGN),
        Column(_("Level after, in a column"), _SIGN),
        Column(_("By phone, in a column"), _SIGN),
        Column(_("By visit, in a column"), _SIGN),
        Column(_("What was said"), _PROSE),
        Column(_("The consultant's words"), _PROSE),
        Column(_("Instruction of the manager"), _PROSE),
    )


def _row(report: DailyReport, row: ReportRow) -> tuple[Value, ...]:
    lists = report.lists
    tried = _("nobody was reached") if row.tried_in_vain else ""
    return (
        report.consultant_name,
        row.number,
        _tick(row.planned),
        row.due_on,
        row.name,
        "" if row.model is None else SCREEN.word(lists.get("car_model", ()), row.model),
        "/".join(row.phones),
        row.area,
        source_sign(lists, row.source) if row.source else "",
        *(_tick(activity in row.activities) for activity in ACTIVITIES),
        row.level_before,
        row.level_after,
        _tick(row.by_phone),
        _tick(row.by_visit),
        row.said or tried,
        row.words,
        row.instruction,
    )


def _tick(is_so: bool) -> Value:
    """1, so that a column adds up; nothing where it is not ticked."""
    return _TICKED if is_so else None


def _foot(reports: Sequence[DailyReport]) -> tuple[tuple[str, Value], ...]:
    """What stands below the rows on paper."""
    totals = [one.totals for one in reports]
    known = reports[0].lists.get("activity", ())
    return (
        *(
            (SCREEN.word(known, str(one)), sum(total.activities.get(str(one), 0) for total in totals))
            for one in ACTIVITIES
        ),
        (_("By phone, in a column"), sum(one.by_phone for one in totals)),
        (_("By visit, in a column"), sum(one.by_visit for one in totals)),
        (_("Risen"), sum(one.rises for one in totals)),
        (_("Fallen"), sum(one.falls for one in totals)),
        (_("Not visited"), sum(one.not_visited for one in totals)),
    )
