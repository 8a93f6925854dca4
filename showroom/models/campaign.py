"""Campaigns: what the showroom does to be known, and what it cost (req 8, 9, 12, 13)."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, IntegerField, TextField

from showroom.models.base import Record


class Campaign(Record):
    """One campaign; `cost` is in 分, hundredths of a yuan."""

    kind: Any = CharField()
    chinese: Any = CharField()
    english: Any = CharField(default="")
    place: Any = CharField(default="")
    starts_on: Any = DateField()
    ends_on: Any = DateField(null=True)
    cost: Any = IntegerField(null=True)
    note: Any = TextField(default="")
    active: Any = BooleanField(default=True)
