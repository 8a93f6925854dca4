"""Daily reports with their seal, instructions, targets, the team of a person (issue 7)."""

from typing import Any

import peewee as pw


class InstantField(pw.BigIntegerField):
    pass


class Record(pw.Model):
    id = pw.AutoField()
    revision = pw.IntegerField(default=1)
    removed_at = InstantField(null=True)

    class Meta:
        legacy_table_names = False


class Staff(Record):
    pass


class Customer(Record):
    pass


class Prospect(Record):
    pass


class DailyReport(Record):
    consultant = pw.ForeignKeyField(Staff, backref="daily_reports")
    day = pw.DateField()
    state = pw.CharField()
    planned_at = InstantField(null=True)
    submitted_at = InstantField(null=True)
    submitted_by = pw.ForeignKeyField(Staff, null=True, backref="reports_submitted")
    returned_because = pw.TextField(default="")
    reviewed_at = InstantField(null=True)
    reviewed_by = pw.ForeignKeyField(Staff, null=True, backref="reports_reviewed")
    sealed_at = InstantField(null=True)
    sealed_by = pw.ForeignKeyField(Staff, null=True, backref="reports_sealed")
    sealed_sequence = pw.IntegerField(default=0)
    export = pw.CharField(default="")
    content = pw.TextField(default="")
    content_hash = pw.CharField(default="")
    pdf_name = pw.CharField(default="")
    pdf_hash = pw.CharField(default="")

    class Meta:
        indexes = (
            (("consultant", "day"), False),
            (("day", "state"), False),
        )


class ReportRow(Record):
    report = pw.ForeignKeyField(DailyReport, backref="rows")
    prospect = pw.ForeignKeyField(Prospect, null=True, backref="report_rows")
    customer = pw.ForeignKeyField(Customer, null=True, backref="report_rows")
    planned = pw.BooleanField(default=False)
    position = pw.IntegerField(default=0)
    due_on = pw.DateField(null=True)
    level_before = pw.CharField(default="")
    words = pw.TextField(default="")


class Instruction(Record):
    report = pw.ForeignKeyField(DailyReport, backref="instructions")
    consultant = pw.ForeignKeyField(Staff, backref="instructions")
    prospect = pw.ForeignKeyField(Prospect, null=True, backref="instructions")
    words = pw.TextField()
    given_by = pw.ForeignKeyField(Staff, backref="instructions_given")
    given_at = InstantField()
    due_on = pw.DateField(null=True)
    done_at = InstantField(null=True)
    done_by = pw.ForeignKeyField(Staff, null=True, backref="instructions_done")

    class Meta:
        indexes = ((("consultant", "done_at"), False),)


class Adjustment(Record):
    report = pw.ForeignKeyField(DailyReport, backref="adjustments")
    of = pw.ForeignKeyField(DailyReport, backref="adjusted_by")
    prospect = pw.ForeignKeyField(Prospect, null=True, backref="report_adjustments")
    what = pw.CharField()
    before = pw.TextField(default="")
    after = pw.TextField(default="")


class Target(Record):
    figure = pw.CharField()
    month = pw.DateField()
    consultant = pw.ForeignKeyField(Staff, null=True, backref="targets")
    value = pw.IntegerField()
    set_by = pw.ForeignKeyField(Staff, backref="targets_set")
    set_at = InstantField()

    class Meta:
        indexes = ((("month", "figure"), False),)


OLD = (Staff, Customer, Prospect)
NEW = (DailyReport, ReportRow, Instruction, Adjustment, Target)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx((*OLD, *NEW)):
        db.create_tables(NEW)
        migrator.migrate(migrator.add_column("staff", "team", pw.CharField(default="")))
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 8")
