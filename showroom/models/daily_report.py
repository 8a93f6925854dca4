"""营业日报表: a consultant's sheet of a day, from its frozen plan to its seal, and what he was told on it."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import InstantField, Record
from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff


class DailyReport(Record):
    """One consultant's report of one day; `state` is of rules.daily_report. No row means nobody touched it.

    `planned_at` is when the plan was frozen (first print or submission). Sealed, `content` is the canonical
    JSON of all that stands on the sheet, `content_hash` its SHA-256 and `pdf_hash` that of the file
    `pdf_name` in the archive beside the store; `sealed_sequence` is the last act the content knows of.
    """

    consultant: Any = ForeignKeyField(Staff, backref="daily_reports")
    day: Any = DateField()
    state: Any = CharField()
    planned_at: Any = InstantField(null=True)
    submitted_at: Any = InstantField(null=True)
    submitted_by: Any = ForeignKeyField(Staff, null=True, backref="reports_submitted")
    returned_because: Any = TextField(default="")
    reviewed_at: Any = InstantField(null=True)
    reviewed_by: Any = ForeignKeyField(Staff, null=True, backref="reports_reviewed")
    sealed_at: Any = InstantField(null=True)
    sealed_by: Any = ForeignKeyField(Staff, null=True, backref="reports_sealed")
    sealed_sequence: Any = IntegerField(default=0)
    export: Any = CharField(default="")
    content: Any = TextField(default="")
    content_hash: Any = CharField(default="")
    pdf_name: Any = CharField(default="")
    pdf_hash: Any = CharField(default="")

    class Meta:
        indexes = ((("consultant", "day"), False), (("day", "state"), False))


class ReportRow(Record):
    """One row that the report keeps by itself: planned (`due_on`, `level_before` as of 00:00), or with words.

    A row is of a card, or of an owner without one. What happened is read from what was logged; `words` are
    what the consultant adds.
    """

    report: Any = ForeignKeyField(DailyReport, backref="rows")
    prospect: Any = ForeignKeyField(Prospect, null=True, backref="report_rows")
    customer: Any = ForeignKeyField(Customer, null=True, backref="report_rows")
    planned: Any = BooleanField(default=False)
    position: Any = IntegerField(default=0)
    due_on: Any = DateField(null=True)
    level_before: Any = CharField(default="")
    words: Any = TextField(default="")


class Instruction(Record):
    """主管指示事项: what the manager told a consultant on a report, of the whole sheet or about one card.

    It is the consultant's next task until `done_at`.
    """

    report: Any = ForeignKeyField(DailyReport, backref="instructions")
    consultant: Any = ForeignKeyField(Staff, backref="instructions")
    prospect: Any = ForeignKeyField(Prospect, null=True, backref="instructions")
    words: Any = TextField()
    given_by: Any = ForeignKeyField(Staff, backref="instructions_given")
    given_at: Any = InstantField()
    due_on: Any = DateField(null=True)
    done_at: Any = InstantField(null=True)
    done_by: Any = ForeignKeyField(Staff, null=True, backref="instructions_done")

    class Meta:
        indexes = ((("consultant", "done_at"), False),)


class Adjustment(Record):
    """What was found on a sealed report (`of`) after its sealing, told on a later one (`report`).

    `what` is the key of a figure, or "row" for what stood in a row of `prospect`.
    """

    report: Any = ForeignKeyField(DailyReport, backref="adjustments")
    of: Any = ForeignKeyField(DailyReport, backref="adjusted_by")
    prospect: Any = ForeignKeyField(Prospect, null=True, backref="report_adjustments")
    what: Any = CharField()
    before: Any = TextField(default="")
    after: Any = TextField(default="")
