"""Reference lists and car models: stable codes, words in both languages, an order, in use or not."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, IntegerField, TextField

from showroom.models.base import Record


class ReferenceItem(Record):
    """One entry of one list; `also` holds other words for it, one a line."""

    list_name: Any = CharField()
    code: Any = CharField()
    chinese: Any = CharField()
    english: Any = CharField(default="")
    also: Any = TextField(default="")
    position: Any = IntegerField(default=0)
    active: Any = BooleanField(default=True)

    class Meta:
        indexes = ((("list_name", "code"), True),)


class CarModel(Record):
    """A car the showroom sells."""

    chinese: Any = CharField()
    english: Any = CharField(default="")
    also: Any = TextField(default="")
    position: Any = IntegerField(default=0)
    active: Any = BooleanField(default=True)
