"""The printed plan as it is keyed in: which row of a daily report a line names, and whether it may."""

from __future__ import annotations

from showroom.errors import Refused
from showroom.forms.daily_report import DailyReport, ReportRow
from showroom.language import mark
from showroom.rules.keyed_line import KeyedLine


def planned(report: DailyReport) -> tuple[ReportRow, ...]:
    """The rows of the plan in the order of the paper; who was met without a plan is logged by then."""
    return tuple(row for row in report.rows if row.planned)


def is_done(row: ReportRow) -> bool:
    """Whether a contact of that day stands on the row: in words, by a tick, or tried in vain."""
    return bool(row.by_phone or row.by_visit or row.said or row.tried_in_vain)


def row_of(report: DailyReport, line: KeyedLine) -> ReportRow:
    """The row that a line names. Raises Refused where there is none, or it is done and not said again."""
    found = next((row for row in planned(report) if row.number == line.row), None)
    if found is None:
        raise Refused(
            "E-LINE-NO-ROW",
            mark(
                "Row {row} is not on the plan of this day, which ends with {last}. "
                "Who is not on it is logged on the card."
            ),
            row=line.row,
            last=len(planned(report)),
        )
    if is_done(found) and not (line.again or line.skipped):
        raise Refused(
            "E-LINE-DONE",
            mark("Row {row}, {name}, is done already. Write {row}+ for one more contact of that day."),
            row=line.row,
            name=found.name or "–",
        )
    return found
