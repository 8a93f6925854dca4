"""The acts: what was done, by whom, when, and every line it changed, in a chain of hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import InstantField, Table
from showroom.models.staff import Staff


class Act(Table):
    """One thing done at one instant; `id` is its sequence. No actor means the house itself."""

    token: Any = TextField(unique=True)
    duty: Any = CharField()
    actor: Any = ForeignKeyField(Staff, null=True, backref="acts")
    desk: Any = CharField(default="")
    at: Any = InstantField()
    result: Any = TextField(default="{}")
    line_count: Any = IntegerField()


class ActLine(Table):
    """One row that an act changed, before and after, as JSON of what the columns store.

    A line without a row (row_id 0) tells what was touched but not changed: a print, a denial.
    """

    act: Any = ForeignKeyField(Act, backref="lines")
    table_name: Any = CharField()
    row_id: Any = IntegerField()
    row_revision: Any = IntegerField()
    before: Any = TextField(null=True)
    after: Any = TextField(null=True)
    hash: Any = CharField()

    class Meta:
        indexes = ((("table_name", "row_id", "row_revision"), False),)


# Made once: json.dumps would make one for every line of every act.
_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def plain(value: object) -> str:
    """The one JSON spelling of a value, so that hashes agree everywhere."""
    return _encoder.encode(value)


def link(previous: str, act: tuple[object, ...], line: tuple[object, ...]) -> str:
    """The hash of a line: over the hash before it, its act and its content.

    `act` is (token, duty, actor id, desk, instant in ms, result, number of its lines),
    `line` is (table, row, revision, before, after).
    """
    return hashlib.sha256(plain([previous, *act, *line]).encode("utf-8", "surrogatepass")).hexdigest()
