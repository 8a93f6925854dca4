"""What somebody keeps of a list under a name: its filters, its order, its columns."""

from __future__ import annotations

from typing import Any

from peewee import CharField, ForeignKeyField, TextField

from showroom.models.base import Record
from showroom.models.staff import Staff


class SavedView(Record):
    """One view of one list, of one person; `filters` is JSON that the list itself reads."""

    staff: Any = ForeignKeyField(Staff, backref="views")
    page: Any = CharField()
    name: Any = CharField()
    filters: Any = TextField()
