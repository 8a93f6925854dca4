"""What belongs to a day of the traffic log as a whole: weather, closing, the signatures given on screen."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from showroom.models.base import InstantField, Record
from showroom.models.staff import Staff


class TrafficDay(Record):
    """One day's sheet. While `closed_at` is set, the rows up to `last_number` stand as they are."""

    day: Any = DateField(unique=True)
    weather: Any = CharField(default="")
    closed_at: Any = InstantField(null=True)
    closed_by: Any = ForeignKeyField(Staff, null=True, backref="closed_days")
    last_number: Any = IntegerField(default=0)


class Signature(Record):
    """One signature on one sheet of one day; `place` is whose line it stands on."""

    sheet: Any = CharField()
    day: Any = DateField()
    place: Any = CharField()
    staff: Any = ForeignKeyField(Staff, backref="signatures")
    signed_at: Any = InstantField()

    class Meta:
        indexes = ((("sheet", "day"), False),)
