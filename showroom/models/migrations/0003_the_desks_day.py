"""The desk's day: attendance and rotation, weather and closing, signatures, adjustments (req 37; P3, P4)."""

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


class TrafficEntry(Record):
    pass


class TrafficDay(Record):
    day = pw.DateField(unique=True)
    weather = pw.CharField(default="")
    closed_at = InstantField(null=True)
    closed_by = pw.ForeignKeyField(Staff, null=True)
    last_number = pw.IntegerField(default=0)


class Signature(Record):
    sheet = pw.CharField()
    day = pw.DateField()
    place = pw.CharField()
    staff = pw.ForeignKeyField(Staff)
    signed_at = InstantField()

    class Meta:
        indexes = ((("sheet", "day"), False),)


class Attendance(Record):
    day = pw.DateField()
    staff = pw.ForeignKeyField(Staff)
    planned = pw.CharField(default="")
    state = pw.CharField(default="")
    since = pw.TimeField(null=True)
    until = pw.TimeField(null=True)
    set_by = pw.ForeignKeyField(Staff, null=True, backref="attendance_set")
    set_at = InstantField(null=True)

    class Meta:
        indexes = ((("day", "staff"), True),)


class RotationOrder(Record):
    day = pw.DateField(unique=True)
    staff_order = pw.TextField()


class PassedTurn(Record):
    day = pw.DateField()
    staff = pw.ForeignKeyField(Staff)
    reason = pw.TextField()
    passed_at = InstantField()
    returned_at = InstantField(null=True)

    class Meta:
        indexes = ((("day", "staff"), False),)


TABLES = (TrafficDay, Signature, Attendance, RotationOrder, PassedTurn)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx((Staff, TrafficEntry, *TABLES)):
        db.create_tables(TABLES)
        corrects = pw.ForeignKeyField(TrafficEntry, field=TrafficEntry.id, null=True)
        migrator.migrate(
            migrator.add_column("traffic_entry", "greeted", pw.BooleanField(default=False)),
            migrator.add_column("traffic_entry", "no_file_reason", pw.TextField(default="")),
            migrator.add_column("traffic_entry", "adjustment", pw.BooleanField(default=False)),
            migrator.add_column("traffic_entry", "corrects_id", corrects),
            migrator.add_column("traffic_entry", "void", pw.CharField(default="")),
            migrator.add_column("traffic_entry", "void_reason", pw.TextField(default="")),
            # The number of a removed last row is given again.
            migrator.drop_index("traffic_entry", "traffic_entry_day_number"),
            migrator.add_index("traffic_entry", ("day", "number"), False),
        )
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 3")
