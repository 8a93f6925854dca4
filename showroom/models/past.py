"""Tables as they stood at a past instant, laid over those of now for one connection and one reading.

The acts tell what every row was before it changed. A temporary table takes the name of the stored one and
hides it, so that every statement reads it without knowing; it lies in memory and goes with the reading.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from showroom.models.act import Act, ActLine
from showroom.models.base import Compiled, InstantField, SecretField, database, slot

# What a row was before the changes that are taken back, column by column; None: it was not there yet.
Before = dict[str, Any] | None

_instant: Final = InstantField()
_undone: Final = Compiled(
    lambda: (
        ActLine.select(ActLine.table_name, ActLine.row_id, ActLine.before)
        .join(Act)
        .where(Act.at >= slot("since"), ActLine.row_revision > 0)
        .order_by(ActLine.id.desc())
    )
)


@contextmanager
def as_it_stood(at: datetime, tables: Collection[Any]) -> Iterator[None]:
    """Let these tables be read as they stood just before an instant; the others stay those of now.

    Within an open reading, whose end takes the temporary tables away, too. SQLite looks for a name among
    temporary tables first.
    """
    undone = _changed_since(at, {model._meta.table_name for model in tables})
    laid = [model for model in tables if undone.get(model._meta.table_name)]
    try:
        for model in laid:
            _lay(model, undone[model._meta.table_name])
        yield
    finally:
        for model in laid:
            database.execute_sql(f'DROP TABLE IF EXISTS temp."{model._meta.table_name}"')


def _changed_since(at: datetime, tables: Collection[str]) -> dict[str, dict[int, Before]]:
    """Every row of these tables that was changed since, as it was; the newest change is taken back first."""
    found: dict[str, dict[int, Before]] = {table: {} for table in tables}
    for table, row, before in _undone.rows(since=_instant.db_value(at)):
        if table not in found:
            continue
        if before is None:
            found[table][row] = None
        else:
            kept = found[table].setdefault(row, {})
            assert kept is not None, "a row is made before it is changed"
            kept.update(json.loads(before))
    return found


def _lay(model: Any, undone: Mapping[int, Before]) -> None:
    """The stored table under its own name among the temporary ones, with its indexes, as it was."""
    table = model._meta.table_name
    execute = database.execute_sql
    execute(f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}"')
    execute(f'CREATE UNIQUE INDEX temp."past_{table}_id" ON "{table}" ("id")')
    database.execute_many(
        f'DELETE FROM temp."{table}" WHERE "id" = ?', [(row,) for row, was in undone.items() if was is None]
    )
    for row, was in undone.items():
        values = _stored(model, was or {})
        if values:
            columns = ", ".join(f'"{column}" = ?' for column in values)
            execute(f'UPDATE temp."{table}" SET {columns} WHERE "id" = ?', (*values.values(), row))
    for number, columns in enumerate(_indexes(table)):
        execute(f'CREATE INDEX temp."past_{table}_{number}" ON "{table}" ({columns})')


def _stored(model: Any, was: Mapping[str, Any]) -> dict[str, Any]:
    """By column; of a secret the acts know only that there was one, and nobody reads it here."""
    fields = model._meta.fields
    return {
        fields[name].column_name: value
        for name, value in was.items()
        if not isinstance(fields[name], SecretField)
    }


def _indexes(table: str) -> Iterator[str]:
    """The columns of each index of a stored table."""
    for _number, name, *_more in database.execute_sql(f'PRAGMA main.index_list("{table}")').fetchall():
        columns = database.execute_sql(f'PRAGMA main.index_info("{name}")').fetchall()
        yield ", ".join(f'"{column}"' for _place, _column, column in columns)
