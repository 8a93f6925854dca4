"""跟踪: what was said to a customer, what was agreed, and who is expected in the showroom."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from showroom.models.base import CodesField, InstantField, Record
from showroom.models.car import DemoCar
from showroom.models.prospect import CardMove, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry


class FollowUp(Record):
    """One try to reach the customer of a card. A row of the traffic log is none: it counts by itself.

    `day` and `time` are showroom time; `reached` is false for an unanswered try, which leaves the due date
    as it is. `agreed_on` is the next date a person fixed, None where the rule's proposal stands. `move` is
    the change of level it brought; `level_before` and `level_after` are what stood on the card ("" for a
    sleeping one).
    """

    prospect: Any = ForeignKeyField(Prospect, backref="follow_ups")
    day: Any = DateField()
    time: Any = TimeField(null=True, formats=["%H:%M:%S"])
    by: Any = ForeignKeyField(Staff, backref="follow_ups")
    method: Any = CharField()
    activity: Any = CharField()
    purpose: Any = CharField(default="")
    said: Any = TextField(default="")
    result: Any = CharField()
    reached: Any = BooleanField()
    level_before: Any = CharField(default="")
    level_after: Any = CharField(default="")
    criteria: Any = CodesField(default=())
    reason: Any = TextField(default="")
    agreed_on: Any = DateField(null=True)
    next_method: Any = CharField(default="")
    minutes: Any = IntegerField(null=True)
    move: Any = ForeignKeyField(CardMove, null=True, backref="follow_ups")

    class Meta:
        # With the mark of removal, which every reading asks for, counting a card's contacts fetches no row.
        indexes = ((("prospect", "day", "removed_at"), False), (("by", "day"), False))


class Appointment(Record):
    """A visit or test drive that was fixed: who is expected when, and what became of it (req 24, 36).

    `slot` is unique while it is taken: the car, day and time of a test drive; None once the car is free
    again (F5). `entry` is the row of the log by which the guest came.
    """

    prospect: Any = ForeignKeyField(Prospect, backref="appointments")
    follow_up: Any = ForeignKeyField(FollowUp, null=True, backref="appointments")
    kind: Any = CharField()
    day: Any = DateField(index=True)
    time: Any = TimeField(null=True, formats=["%H:%M:%S"])
    car: Any = ForeignKeyField(DemoCar, null=True, backref="appointments")
    slot: Any = CharField(null=True, unique=True)
    made_by: Any = ForeignKeyField(Staff, backref="appointments")
    made_at: Any = InstantField()
    state: Any = CharField()
    entry: Any = ForeignKeyField(TrafficEntry, null=True, backref="appointments")
    no_show_reason: Any = TextField(default="")
    note: Any = TextField(default="")
