"""Taking out of a damaged store whatever can still be read, row by row, into a new one (H2, H11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import peewee

from showroom.errors import Unavailable
from showroom.models import mending
from showroom.models.act import ActLine
from showroom.models.base import database
from showroom.models.schema import TABLES
from showroom.models.store import create
from showroom.models.store_database import StoreDatabase

_BLOCK: Final = 512
# Where the last id cannot be read, the search for rows ends after so many ids without any.
_EMPTY_IDS: Final = 100_000


@dataclass(frozen=True)
class Rescued:
    """How many rows of a table came along, and how many that were made did not."""

    table: str
    kept: int
    lost: int


def rescue(path: Path) -> tuple[Rescued, ...]:
    """Write what can be read of the open store into a new one at `path`; nothing is written to the old one.

    Raises Unavailable when the new one cannot be made.
    """
    create(path)
    target = StoreDatabase(str(path), pragmas=[("journal_mode", "DELETE"), ("synchronous", "FULL")])
    target.connect()
    try:
        with target.atomic():
            # Whoever opens the new store makes the index of the search anew, from those who came along.
            target.execute_sql(f"DROP TABLE {mending.SEARCH}")
            return tuple(_take_along(model, target) for model in TABLES)
    finally:
        target.close()


def _take_along(model: Any, target: StoreDatabase) -> Rescued:
    table = model._meta.table_name
    columns = ", ".join(f'"{field.column_name}"' for field in model._meta.sorted_fields)
    marks = ", ".join("?" for _field in model._meta.sorted_fields)
    kept, last = 0, _last_id(table)
    for rows in _readable(f'SELECT {columns} FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id', last):
        # A copy of a damaged row may break a rule of its table: the others still come along.
        target.execute_many(f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})', rows)
        kept += len(rows)
    return Rescued(table, kept, max(0, _made(table) - kept))


def _readable(sql: str, last: int | None) -> Iterator[list[Any]]:
    """Block by block; where one cannot be read, each of its rows by itself."""
    first, seen = 1, 0
    while first <= (last if last is not None else seen + _EMPTY_IDS):
        end = first + _BLOCK - 1
        rows = _read(sql, first, end)
        if rows is None:
            singly = (_read(sql, one, one) for one in range(first, end + 1))
            rows = [row for found in singly for row in found or ()]
        if rows:
            seen = end
            yield rows
        first = end + 1


def _read(sql: str, first: int, last: int) -> list[Any] | None:
    try:
        return list(database.execute_sql(sql, (first, last)).fetchall())
    except Unavailable:
        return None


def _last_id(table: str) -> int | None:
    try:
        return int(database.execute_sql(f'SELECT coalesce(MAX(id), 0) FROM "{table}"').fetchone()[0])
    except Unavailable:
        return None


def _made(table: str) -> int:
    """How many rows the acts made, as far as their lines can be read."""
    try:
        lines = ActLine.select(peewee.fn.COUNT(peewee.fn.DISTINCT(ActLine.row_id)))
        return int(lines.where(ActLine.table_name == table, ActLine.row_revision > 0).scalar())
    except Unavailable:
        return 0
