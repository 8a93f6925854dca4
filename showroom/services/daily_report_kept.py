"""What a daily report keeps by itself: its states, its frozen plan, words, instructions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from peewee import JOIN

from showroom.models.base import Compiled, slot
from showroom.models.daily_report import DailyReport, Instruction, ReportRow
from showroom.models.staff import Staff

# A row by its card alone, or an owner by his file.
Key = tuple[int | None, int | None]

_submitter, _reviewer, _sealer = Staff.alias(), Staff.alias(), Staff.alias()


class PlanRow(NamedTuple):
    """One planned card as it was frozen."""

    position: int
    prospect: int
    due_on: date
    level_before: str


@dataclass(frozen=True)
class Kept:
    """All of it; `row` is None while nobody touched the report. `words` and `told` are by row."""

    row: Any = None
    names: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[PlanRow, ...] = ()
    words: Mapping[Key, str] = field(default_factory=dict)
    told: Mapping[int | None, str] = field(default_factory=dict)

    @property
    def frozen(self) -> bool:
        """Whether its plan stands as it was printed or handed in."""
        return self.row is not None and self.row.planned_at is not None


def row_of(consultant: int, day: date) -> Any:
    """The report itself; None while nobody touched it."""
    return DailyReport.get_or_none(
        DailyReport.consultant == consultant, DailyReport.day == day, DailyReport.removed_at.is_null()
    )


def read(consultant: int, day: date) -> Kept:
    """What is kept of a report, in four statements within an open reading."""
    row = _reports(consultant, day).first()
    number = 0 if row is None else row.id
    return Kept(
        row=row,
        names={}
        if row is None
        else {"submitted": row.submitter, "reviewed": row.reviewer, "sealed": row.sealer},
        plan=tuple(
            PlanRow(position, prospect, date.fromisoformat(due_on), level)
            for position, prospect, due_on, level in _plan.rows(report=number)
        ),
        words={(prospect, customer): words for prospect, customer, words in _words.rows(report=number)},
        told=dict(_told.rows(report=number)),
    )


def _reports(consultant: int, day: date) -> Any:
    return (
        DailyReport.select(
            DailyReport,
            _submitter.name.alias("submitter"),
            _reviewer.name.alias("reviewer"),
            _sealer.name.alias("sealer"),
        )
        .join(_submitter, JOIN.LEFT_OUTER, on=(DailyReport.submitted_by == _submitter.id))
        .switch(DailyReport)
        .join(_reviewer, JOIN.LEFT_OUTER, on=(DailyReport.reviewed_by == _reviewer.id))
        .switch(DailyReport)
        .join(_sealer, JOIN.LEFT_OUTER, on=(DailyReport.sealed_by == _sealer.id))
        .where(DailyReport.consultant == consultant, DailyReport.day == day, DailyReport.removed_at.is_null())
        .objects()
    )


_plan: Final = Compiled(
    lambda: (
        ReportRow.select(ReportRow.position, ReportRow.prospect, ReportRow.due_on, ReportRow.level_before)
        .where(ReportRow.report == slot("report"), ReportRow.planned, ReportRow.removed_at.is_null())
        .order_by(ReportRow.position)
    )
)
_words: Final = Compiled(
    lambda: ReportRow.select(ReportRow.prospect, ReportRow.customer, ReportRow.words).where(
        ReportRow.report == slot("report"), ReportRow.words != "", ReportRow.removed_at.is_null()
    )
)
_told: Final = Compiled(
    lambda: Instruction.select(Instruction.prospect, Instruction.words).where(
        Instruction.report == slot("report"), Instruction.removed_at.is_null()
    )
)
