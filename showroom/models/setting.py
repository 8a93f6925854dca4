"""Facts of this showroom kept with its data: name, business hours, zone."""

from __future__ import annotations

from typing import Any

from peewee import CharField, TextField

from showroom.models.base import Record


class Setting(Record):
    """One fact under one name; the value is JSON."""

    key: Any = CharField(unique=True)
    value: Any = TextField()
