"""People and firms who came or called, and their telephone numbers."""

from __future__ import annotations

from typing import Any

from peewee import CharField, ForeignKeyField, TextField

from showroom.models.base import Record


class Customer(Record):
    """A person or firm; `name_key` is the name as it is compared."""

    name: Any = CharField()
    name_key: Any = CharField(index=True)
    sex: Any = CharField(default="")


class Phone(Record):
    """A number of a customer. Members of a family may share one, so the key is not unique."""

    customer: Any = ForeignKeyField(Customer, backref="phones")
    key: Any = CharField(index=True)
    tail: Any = CharField(index=True)
    kind: Any = CharField()
    typed: Any = TextField()
