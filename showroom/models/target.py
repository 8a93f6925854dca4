"""目标: what a consultant or the showroom means to reach in a month."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from showroom.models.base import InstantField, Record
from showroom.models.staff import Staff


class Target(Record):
    """The target of one figure for a month, named by its first day; without `consultant` the showroom's."""

    figure: Any = CharField()
    month: Any = DateField()
    consultant: Any = ForeignKeyField(Staff, null=True, backref="targets")
    value: Any = IntegerField()
    set_by: Any = ForeignKeyField(Staff, backref="targets_set")
    set_at: Any = InstantField()

    class Meta:
        indexes = ((("month", "figure"), False),)
