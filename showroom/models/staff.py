"""The people who work with the program, what they may do, and failed sign-ins."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import InstantField, Record


class Staff(Record):
    """One person; leaving is `active` off, never a deletion."""

    user: Any = CharField()
    user_key: Any = CharField(unique=True)
    name: Any = CharField()
    name_english: Any = CharField(default="")
    password_hash: Any = TextField()
    active: Any = BooleanField(default=True)


class StaffRole(Record):
    """One of the roles a person holds (rules.duties.Role)."""

    staff: Any = ForeignKeyField(Staff, backref="roles")
    role: Any = CharField()

    class Meta:
        indexes = ((("staff", "role"), True),)


class SignInLock(Record):
    """Wrong passwords in a row for one typed name, known or not (R1, R2); only its digest is kept."""

    name_digest: Any = CharField(unique=True)
    failures: Any = IntegerField(default=0)
    times_locked: Any = IntegerField(default=0)
    last_failure_at: Any = InstantField(null=True)
    locked_until: Any = InstantField(null=True)
