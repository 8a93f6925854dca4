"""Lost and dormant, reviews, handovers, files of one person, saved views (issue 6)."""

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


class TrafficEntry(Record):
    pass


class CardMove(Record):
    pass


class FollowUp(Record):
    pass


class TwoPeople(Record):
    first = pw.ForeignKeyField(Customer, backref="told_apart")
    second = pw.ForeignKeyField(Customer, backref="told_apart_from")
    by = pw.ForeignKeyField(Staff, backref="told_apart")
    at = InstantField()
    reason = pw.TextField(default="")


class LostRequest(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="lost_requests")
    kind = pw.CharField()
    asked_by = pw.ForeignKeyField(Staff, backref="lost_requests")
    asked_on = pw.DateField()
    asked_at = InstantField()
    level = pw.CharField(default="")
    stage = pw.CharField(default="")
    late_days = pw.IntegerField(default=0)
    reason = pw.CharField(default="")
    analysis = pw.TextField(default="")
    bought = pw.TextField(default="")
    price_gap = pw.IntegerField(null=True)
    wake_on = pw.DateField(null=True)
    state = pw.CharField()
    decided_by = pw.ForeignKeyField(Staff, null=True, backref="lost_decisions")
    decided_on = pw.DateField(null=True)
    decided_at = InstantField(null=True)
    instruction = pw.TextField(default="")
    next_on = pw.DateField(null=True)
    next_method = pw.CharField(default="")
    move = pw.ForeignKeyField(CardMove, null=True, backref="lost_requests")

    class Meta:
        indexes = (
            (("prospect", "state"), False),
            (("state", "asked_on"), False),
        )


class CardReview(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="reviews")
    follow_up = pw.ForeignKeyField(FollowUp, null=True, backref="reviews")
    entry = pw.ForeignKeyField(TrafficEntry, null=True, backref="reviews")
    by = pw.ForeignKeyField(Staff, backref="reviews")
    day = pw.DateField()
    at = InstantField()
    words = pw.TextField(default="")


class Handover(Record):
    kind = pw.CharField()
    giver = pw.ForeignKeyField(Staff, backref="handovers")
    by = pw.ForeignKeyField(Staff, backref="handovers_made")
    day = pw.DateField()
    at = InstantField()
    first_day = pw.DateField()
    last_day = pw.DateField(null=True)
    reason = pw.TextField(default="")
    reverses = pw.ForeignKeyField("self", null=True, backref="reversed_by")

    class Meta:
        indexes = ((("kind", "last_day"), False),)


class HandoverCard(Record):
    handover = pw.ForeignKeyField(Handover, backref="cards")
    prospect = pw.ForeignKeyField(Prospect, backref="handovers")
    receiver = pw.ForeignKeyField(Staff, backref="received")
    move = pw.ForeignKeyField(CardMove, null=True, backref="handovers")
    stayed = pw.CharField(default="")


class SavedView(Record):
    staff = pw.ForeignKeyField(Staff, backref="views")
    page = pw.CharField()
    name = pw.CharField()
    filters = pw.TextField()


OLD = (Staff, Customer, Prospect, TrafficEntry, CardMove, FollowUp)
NEW = (TwoPeople, LostRequest, CardReview, Handover, HandoverCard, SavedView)


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx((*OLD, *NEW)):
        db.create_tables(NEW)
        merged_into = pw.ForeignKeyField(Customer, field=Customer.id, null=True)
        migrator.migrate(migrator.add_column("customer", "merged_into_id", merged_into))
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 7")
