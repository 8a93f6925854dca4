"""The rows of the traffic log: one party, one visit or call."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from showroom.models.base import Record
from showroom.models.customer import Customer
from showroom.models.reference import CarModel
from showroom.models.staff import Staff


class TrafficEntry(Record):
    """A row as it was written. What is derived (first or repeat, file kept, totals) is not stored.

    `day` and the clock times are showroom time; `phone` holds the numbers as typed, parted by "/".
    `adjustment` marks rows written after the day was closed; `corrects` the row such a one stands for.
    A row with `void` set stays on the sheet and counts no more (rules.traffic.Void). Numbers are unique
    among the rows that are not removed: the number of the last row is given again when that row went.
    """

    day: Any = DateField()
    number: Any = IntegerField()
    arrived: Any = TimeField(formats=["%H:%M:%S"])
    left: Any = TimeField(formats=["%H:%M:%S"], null=True)
    traffic_type: Any = CharField()
    visit_override: Any = CharField(default="")
    visit_override_reason: Any = TextField(default="")
    guest_name: Any = CharField(default="")
    sex: Any = CharField(default="")
    phone: Any = TextField(default="")
    customer: Any = ForeignKeyField(Customer, null=True, backref="visits")
    area: Any = CharField(default="")
    purpose: Any = CharField()
    head_count: Any = IntegerField(default=1)
    received_by: Any = ForeignKeyField(Staff, null=True, backref="received")
    model_of_interest: Any = ForeignKeyField(CarModel, null=True)
    colour: Any = CharField(default="")
    source: Any = CharField(default="")
    level: Any = CharField(default="")
    level_reconfirmed: Any = CharField(default="")
    test_drive: Any = BooleanField(default=False)
    note: Any = TextField(default="")
    assigned: Any = ForeignKeyField(Staff, null=True, backref="assigned")
    greeted: Any = BooleanField(default=False)
    no_file_reason: Any = TextField(default="")
    adjustment: Any = BooleanField(default=False)
    corrects: Any = ForeignKeyField("self", null=True, backref="corrections")
    void: Any = CharField(default="")
    void_reason: Any = TextField(default="")

    class Meta:
        indexes = ((("day", "number"), False), (("customer", "day"), False))
