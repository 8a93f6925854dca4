"""Reference lists and car models: stable codes, words in both languages, an order, in use or not."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import Record
from showroom.models.campaign import Campaign


class ReferenceItem(Record):
    """One entry of one list; `also` holds other words for it, one a line.

    `category` groups sources and lost reasons; a source may point at the campaign it stands for.
    """

    list_name: Any = CharField()
    code: Any = CharField()
    chinese: Any = CharField()
    english: Any = CharField(default="")
    also: Any = TextField(default="")
    category: Any = CharField(default="")
    campaign: Any = ForeignKeyField(Campaign, null=True)
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
