"""Is every row what the acts made of it? A letter changed on the disk is seen by nothing else (H8, H12)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from showroom.language import _
from showroom.models.act import Act, ActLine
from showroom.models.base import SecretField, database
from showroom.models.schema import TABLES
from showroom.services.work import stored_defaults

_LINES: Final = (
    "SELECT row_id, row_revision, after FROM act_line "
    "WHERE table_name = ? AND row_revision > 0 ORDER BY row_id, row_revision, id"
)
# What a migration gave to old rows without an act.
_MIGRATED: Final = {("reference_item", "category")}


def rows_not_as_acted() -> Iterator[str]:
    """A sentence for every row of the open store that is not as its act lines say, by table and id."""
    for model in TABLES:
        if model not in (Act, ActLine):
            yield from _of_table(model)


def _of_table(model: Any) -> Iterator[str]:
    table = model._meta.table_name
    names = [name for name in model._meta.sorted_field_names if name not in ("id", "revision")]
    columns = ", ".join(f'"{model._meta.fields[name].column_name}"' for name in names)
    stored = iter(database.execute_sql(f'SELECT id, revision, {columns} FROM "{table}" ORDER BY id'))
    row = next(stored, None)
    for row_id, revision, values in _made_by_acts(table):
        while row is not None and row[0] < row_id:
            yield _strange(table, row[0])
            row = next(stored, None)
        if row is None or row[0] > row_id:
            yield _("Row {row} of table {table} is lost, though an act made it.", row=row_id, table=table)
            continue
        there = dict(zip(names, row[2:], strict=True))
        if row[1] != revision or any(_differs(model, name, there, values) for name in names):
            yield _strange(table, row_id)
        row = next(stored, None)
    if row is not None:
        yield _strange(table, row[0])
    yield from (_strange(table, rest[0]) for rest in stored)


def _differs(model: Any, name: str, there: dict[str, Any], told: dict[str, Any]) -> bool:
    """A line tells what is not its column's default anyway; of a secret only whether there is one."""
    if name not in told:
        if (model._meta.table_name, name) in _MIGRATED:
            return False
        return bool(there[name] != stored_defaults(model).get(name))
    if isinstance(model._meta.fields[name], SecretField):
        return bool(there[name]) != bool(told[name])
    return bool(there[name] != told[name])


def _made_by_acts(table: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Id, revision and values of every row, as the lines of the acts add up to."""
    lines: Iterable[Any] = database.execute_sql(_LINES, (table,))
    for row_id, changes in groupby(lines, key=itemgetter(0)):
        values: dict[str, Any] = {}
        revision = 0
        for _row_id, revision, after in changes:  # noqa: B007
            values |= json.loads(after)
        yield row_id, revision, values


def _strange(table: str, row: int) -> str:
    return _(
        "Row {row} of table {table} is not what was saved: trust it only after looking at its history.",
        row=row,
        table=table,
    )
