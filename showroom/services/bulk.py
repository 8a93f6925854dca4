"""The door's bulk form: many acts in one transaction, each with its own actor and instant.

For loads of hundreds of thousands of rows (the demo now, imports later). Same acts, same chain, same lines
as `Work` leaves; ids are counted here instead of asked from the database row by row.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import fn, sort_models

from showroom.models.act import Act, plain
from showroom.models.base import InstantField, database
from showroom.rules.duties import Duty
from showroom.services.work import (
    ACT_COLUMNS,
    find_by_what_is_stored,
    given,
    insert_statement,
    stored,
    stored_defaults,
    told,
    write_lines,
)

FLUSH_ROWS = 20_000

_instant = InstantField()


class Bulk:
    """Open acts one after another with `act`, add and edit rows under the open one."""

    def __init__(self, desk: str) -> None:
        self._desk = desk
        self._next: dict[Any, int] = {}
        self._rows: dict[tuple[Any, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        self._acts: list[tuple[int, tuple[object, ...], list[tuple[Any, ...]]]] = []
        self._lines = 0
        self._updates: list[tuple[str, list[Any]]] = []

    def act(
        self, token: str, duty: Duty, actor: int | None, at: datetime, result: dict[str, Any] | None = None
    ) -> None:
        """Begin an act; what follows belongs to it. `result` is what a repeat of the token is told."""
        if self._lines >= FLUSH_ROWS:
            self.flush()
        act = (token, str(duty), actor, self._desk, _instant.db_value(at), plain(result or {}))
        self._acts.append((self._new_id(Act), act, []))

    def add(self, model: Any, /, **values: Any) -> int:
        """Add one row under the open act; its id."""
        row = stored(model, values)
        line = told(model, given(model, row))
        row = {**stored_defaults(model), **row}
        new = self._new_id(model)
        self._rows.setdefault((model, ("id", *row)), []).append((new, *row.values()))
        self._add_line((model._meta.table_name, new, 1, None, line))
        return new

    def edit(
        self, model: Any, row_id: int, revision: int, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        """Change a row whose present values are known to be `before`."""
        after, before = stored(model, after), stored(model, before)
        columns = ", ".join(f'"{model._meta.fields[name].column_name}" = {database.param}' for name in after)
        statement = (
            f'UPDATE "{model._meta.table_name}" SET {columns}, "revision" = {database.param} '
            f'WHERE "id" = {database.param}'
        )
        self._updates.append((statement, [*after.values(), revision + 1, row_id]))
        line = (model._meta.table_name, row_id, revision + 1, told(model, before), told(model, after))
        self._add_line(line)

    def _add_line(self, line: tuple[Any, ...]) -> None:
        self._acts[-1][2].append(line)
        self._lines += 1

    def coming(self, model: Any) -> int:
        """The id that the next row of this table will have."""
        if model not in self._next:
            self._next[model] = int(model.select(fn.MAX(model.id)).scalar() or 0)
        return self._next[model] + 1

    def _new_id(self, model: Any) -> int:
        self._next[model] = self.coming(model)
        return self._next[model]

    def flush(self) -> None:
        """Write what has gathered; called by itself every so often and at the end."""
        # Those that are pointed to come first: foreign keys hold at every statement.
        order = sort_models({model for model, _names in self._rows})
        for (model, names), rows in sorted(self._rows.items(), key=lambda item: order.index(item[0][0])):
            database.execute_many(_plain_insert(model, names), rows)
        whole = [(number, (*act, len(lines)), lines) for number, act, lines in self._acts]
        database.execute_many(
            _plain_insert(Act, ("id", *ACT_COLUMNS)), [(number, *act) for number, act, _lines in whole]
        )
        for statement, values in self._updates:
            database.execute_sql(statement, values)
        write_lines((number, act, line) for number, act, lines in whole for line in lines)
        find_by_what_is_stored(line for _number, _act, lines in whole for line in lines)
        self._rows.clear()
        self._acts.clear()
        self._updates.clear()
        self._lines = 0


def _plain_insert(model: Any, names: tuple[str, ...]) -> str:
    return insert_statement(model, names).removesuffix(' RETURNING "id"')
