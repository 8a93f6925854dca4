"""The first schema: people, lists, customers, prospects, the traffic log, acts, settings."""

from typing import Any

import peewee as pw


class InstantField(pw.BigIntegerField):
    pass


class Table(pw.Model):
    id = pw.AutoField()

    class Meta:
        legacy_table_names = False


class Record(Table):
    revision = pw.IntegerField(default=1)
    removed_at = InstantField(null=True)


class Staff(Record):
    user = pw.CharField()
    user_key = pw.CharField(unique=True)
    name = pw.CharField()
    name_english = pw.CharField(default="")
    password_hash = pw.TextField()
    active = pw.BooleanField(default=True)


class StaffRole(Record):
    staff = pw.ForeignKeyField(Staff)
    role = pw.CharField()

    class Meta:
        indexes = ((("staff", "role"), True),)


class SignInLock(Record):
    name_digest = pw.CharField(unique=True)
    failures = pw.IntegerField(default=0)
    times_locked = pw.IntegerField(default=0)
    last_failure_at = InstantField(null=True)
    locked_until = InstantField(null=True)


class ReferenceItem(Record):
    list_name = pw.CharField()
    code = pw.CharField()
    chinese = pw.CharField()
    english = pw.CharField(default="")
    also = pw.TextField(default="")
    position = pw.IntegerField(default=0)
    active = pw.BooleanField(default=True)

    class Meta:
        indexes = ((("list_name", "code"), True),)


class CarModel(Record):
    chinese = pw.CharField()
    english = pw.CharField(default="")
    also = pw.TextField(default="")
    position = pw.IntegerField(default=0)
    active = pw.BooleanField(default=True)


class Customer(Record):
    name = pw.CharField()
    name_key = pw.CharField(index=True)
    sex = pw.CharField(default="")


class Phone(Record):
    customer = pw.ForeignKeyField(Customer)
    key = pw.CharField(index=True)
    tail = pw.CharField(index=True)
    kind = pw.CharField()
    typed = pw.TextField()


class Prospect(Record):
    customer = pw.ForeignKeyField(Customer)
    owner = pw.ForeignKeyField(Staff, null=True)
    level = pw.CharField(default="")
    state = pw.CharField(default="open")
    opened_on = pw.DateField()
    delivered_on = pw.DateField(null=True)


class TrafficEntry(Record):
    day = pw.DateField()
    number = pw.IntegerField()
    arrived = pw.TimeField()
    left = pw.TimeField(null=True)
    traffic_type = pw.CharField()
    visit_override = pw.CharField(default="")
    visit_override_reason = pw.TextField(default="")
    guest_name = pw.CharField(default="")
    sex = pw.CharField(default="")
    phone = pw.TextField(default="")
    customer = pw.ForeignKeyField(Customer, null=True)
    area = pw.CharField(default="")
    purpose = pw.CharField()
    head_count = pw.IntegerField(default=1)
    received_by = pw.ForeignKeyField(Staff, null=True)
    model_of_interest = pw.ForeignKeyField(CarModel, null=True)
    colour = pw.CharField(default="")
    source = pw.CharField(default="")
    level = pw.CharField(default="")
    level_reconfirmed = pw.CharField(default="")
    test_drive = pw.BooleanField(default=False)
    note = pw.TextField(default="")
    assigned = pw.ForeignKeyField(Staff, null=True)

    class Meta:
        indexes = ((("day", "number"), True), (("customer", "day"), False))


class Act(Table):
    token = pw.TextField(unique=True)
    duty = pw.CharField()
    actor = pw.ForeignKeyField(Staff, null=True)
    desk = pw.CharField(default="")
    at = InstantField()
    result = pw.TextField(default="{}")
    line_count = pw.IntegerField()


class ActLine(Table):
    act = pw.ForeignKeyField(Act)
    table_name = pw.CharField()
    row_id = pw.IntegerField()
    row_revision = pw.IntegerField()
    before = pw.TextField(null=True)
    after = pw.TextField(null=True)
    hash = pw.CharField()

    class Meta:
        indexes = ((("table_name", "row_id", "row_revision"), False),)


class Setting(Record):
    key = pw.CharField(unique=True)
    value = pw.TextField()


TABLES = (
    Staff,
    StaffRole,
    SignInLock,
    ReferenceItem,
    CarModel,
    Customer,
    Phone,
    Prospect,
    TrafficEntry,
    Act,
    ActLine,
    Setting,
)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES)
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 1")
