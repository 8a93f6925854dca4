"""The manager's part of a daily report: sending it back, 主管指示事项 per row and per sheet (req 39)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import daily_report as form
from showroom.forms import in_passing
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.daily_report import DailyReport, Instruction
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import daily_report_kept
from showroom.services.daily_report_entry import sealed
from showroom.services.desk import Desk
from showroom.services.work import Work


def send_back(desk: Desk, consultant: int, day: date, because: str, *, token: str | None = None) -> None:
    """Give a report that was handed in back, with words why. Raises Denied, Invalid, Refused."""
    because = read_field(in_passing.REASON, because, {})
    if not because:
        raise Invalid(Problem("reason", mark("Write why it is sent back."), {}))
    with desk.work(Duty.RETURN_REPORT, token) as work:
        if work.repeated is not None:
            return
        row = handed_in(consultant, day)
        work.edit(
            DailyReport,
            row.id,
            row.revision,
            state=str(ReportState.DRAFT),
            returned_because=because,
            submitted_at=None,
            submitted_by=None,
            reviewed_at=None,
            reviewed_by=None,
        )
        work.result = {"reason": because}


def review(
    desk: Desk,
    consultant: int,
    day: date,
    instructions: Mapping[int | None, str],
    *,
    token: str | None = None,
) -> None:
    """Sign a report that was handed in, with instructions: by card, under None of the whole sheet.

    Until it is sealed it can be done again: an instruction that is not among them any more goes, one with
    other words is told anew. Raises Denied, Invalid, Refused.
    """
    told = {card: read_field(form.INSTRUCTION, words, {}) for card, words in instructions.items()}
    with desk.work(Duty.REVIEW_REPORT, token) as work:
        if work.repeated is not None:
            return
        row = handed_in(consultant, day)
        _tell(work, desk, row, {card: words for card, words in told.items() if words})
        work.edit(
            DailyReport,
            row.id,
            row.revision,
            state=str(ReportState.REVIEWED),
            reviewed_at=desk.clock.now(),
            reviewed_by=desk.staff,
        )


def handed_in(consultant: int, day: date) -> Any:
    """The report while it lies with the manager. Raises Refused."""
    row = daily_report_kept.row_of(consultant, day)
    if row is not None and row.state == ReportState.SEALED:
        raise sealed()
    if row is None or row.state == ReportState.DRAFT:
        raise Refused(
            "E-REPORT-DRAFT",
            mark("This daily report was not handed in yet. Nothing was changed. Ask for it first."),
        )
    return row


def _tell(work: Work, desk: Desk, report: Any, told: Mapping[int | None, str]) -> None:
    """Let exactly these instructions stand on a report."""
    standing = {
        one.prospect_id: one
        for one in Instruction.select().where(
            Instruction.report == report.id, Instruction.removed_at.is_null()
        )
    }
    for card, one in standing.items():
        if told.get(card) != one.words:
            work.remove(Instruction, one.id, one.revision)
    for card, words in told.items():
        if card not in standing or standing[card].words != words:
            work.add(
                Instruction,
                report=report.id,
                consultant=report.consultant_id,
                prospect=card,
                words=words,
                given_by=desk.staff,
                given_at=desk.clock.now(),
            )
