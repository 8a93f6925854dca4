"""The people who work with the program, what they may do, and failed sign-ins."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField

from showroom.models.base import InstantField, Record, SecretField


class Staff(Record):
    """One person; leaving is `active` off with the last day, never a deletion.

    `sessions_ended` counts how often every session of this person was ended: a new password, other roles.
    """

    user: Any = CharField()
    user_key: Any = CharField(unique=True)
    name: Any = CharField()
    name_english: Any = CharField(default="")
    password_hash: Any = SecretField()
    pin_hash: Any = SecretField(default="")
    active: Any = BooleanField(default=True)
    left_on: Any = DateField(null=True)
    sessions_ended: Any = IntegerField(default=0)
    team: Any = CharField(default="")


class StaffRole(Record):
    """One of the roles a person holds (rules.duties.Role)."""

    staff: Any = ForeignKeyField(Staff, backref="roles")
    role: Any = CharField()

    class Meta:
        indexes = ((("staff", "role"), True),)


class DeskSignIn(Record):
    """When somebody last gave the password at a desk: what the quick switch by PIN there leans on."""

    staff: Any = ForeignKeyField(Staff)
    desk: Any = CharField()
    at: Any = InstantField()
    sessions_ended: Any = IntegerField(default=0)
    wrong_pins: Any = IntegerField(default=0)

    class Meta:
        indexes = ((("staff", "desk"), True),)


class SignInLock(Record):
    """Wrong passwords in a row for one typed name, known or not (R1, R2), or at one desk (R3).

    Only the digest of the name is kept. `counted_from` is when the count of a desk began.
    """

    name_digest: Any = CharField(unique=True)
    failures: Any = IntegerField(default=0)
    times_locked: Any = IntegerField(default=0)
    last_failure_at: Any = InstantField(null=True)
    locked_until: Any = InstantField(null=True)
    counted_from: Any = InstantField(null=True)
