"""Pictures of the showroom kept with its data: the logo."""

from __future__ import annotations

from typing import Any

from peewee import CharField, TextField

from showroom.models.base import Record


class Picture(Record):
    """One picture under one name; `content` is base64, so that it goes through the one door as text."""

    name: Any = CharField(unique=True)
    media_type: Any = CharField()
    content: Any = TextField()
