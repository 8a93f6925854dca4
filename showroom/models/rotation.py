"""值班/轮值: who is there on a day, the order of the rotation, and turns that were passed on."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, TextField, TimeField

from showroom.models.base import InstantField, Record
from showroom.models.staff import Staff


class Attendance(Record):
    """One person on one day: what was planned, and how it is now (rules.rotation.State).

    Empty means nobody has said. Clock times are showroom time: `since` when they first came on that day,
    `until` when they mean to be back.
    """

    day: Any = DateField()
    staff: Any = ForeignKeyField(Staff, backref="attendance")
    planned: Any = CharField(default="")
    state: Any = CharField(default="")
    since: Any = TimeField(formats=["%H:%M:%S"], null=True)
    until: Any = TimeField(formats=["%H:%M:%S"], null=True)
    set_by: Any = ForeignKeyField(Staff, null=True, backref="attendance_set")
    set_at: Any = InstantField(null=True)

    class Meta:
        indexes = ((("day", "staff"), True),)


class RotationOrder(Record):
    """The order of a day as somebody set it: ids of staff parted by blanks."""

    day: Any = DateField(unique=True)
    staff_order: Any = TextField()


class PassedTurn(Record):
    """Somebody was passed over for a reason; until `returned_at` the turn goes to the next."""

    day: Any = DateField()
    staff: Any = ForeignKeyField(Staff, backref="passed_turns")
    reason: Any = TextField()
    passed_at: Any = InstantField()
    returned_at: Any = InstantField(null=True)

    class Meta:
        indexes = ((("day", "staff"), False),)
