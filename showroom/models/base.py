"""What every table shares: the database of this process, instants, revisions, compiled statements."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from peewee import AutoField, BigIntegerField, DatabaseProxy, IntegerField, Model, TextField, Value

# One process works on one store; `Store.open` puts its database here.
database: Any = DatabaseProxy()


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
# Rows that are in memory at once where only their ids are kept.
_AT_ONCE = 10_000


class InstantField(BigIntegerField):
    """An instant as milliseconds since 1970-01-01 UTC; aware datetimes in Python.

    Cut off, not rounded: what was just stored must never lie in the future of the clock it came from.
    """

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else (value - _EPOCH) // _MILLISECOND

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


class CodesField(TextField):
    """Several codes of a list as one text, parted by commas; a tuple in Python."""

    def db_value(self, value: Collection[str] | None) -> str:
        return ",".join(value or ())

    def python_value(self, value: str | None) -> tuple[str, ...]:
        return tuple(value.split(",")) if value else ()


class SecretField(TextField):
    """The hash of something secret. Acts tell that it changed, never to what: they stay for ever."""


class Table(Model):
    """Base of every table; ids are never reused because nothing is ever deleted."""

    id: Any = AutoField()

    class Meta:
        database = database
        legacy_table_names = False


class Record(Table):
    """A row that staff change: its revision counts the changes, removal is a mark."""

    revision: Any = IntegerField(default=1)
    removed_at: Any = InstantField(null=True)


class Slot:
    """A place in a compiled statement that is filled at each call."""

    def __init__(self, name: str) -> None:
        self.name = name


def slot(name: str) -> Value:
    """A named parameter for a `Compiled` statement; its value is passed as the column stores it."""
    return Value(Slot(name), converter=False)


def some_slots(count: int) -> list[Any]:
    """Slots for so many ids at most; `filled_slots` fills them."""
    return [slot(f"who{place}") for place in range(count)]


def filled_slots(ids: Collection[int], count: int) -> dict[str, int]:
    """The slots of `some_slots` filled; no row has the id 0."""
    return {f"who{place}": one for place, one in zip_longest(range(count), ids, fillvalue=0)}


class Compiled:
    """A query whose SQL is built once and run many times.

    Building costs peewee 0.1 ms a statement, which is nothing to a person and much to a bulk load or a
    keystroke. `build` is called at the first use, when the database is known.
    """

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._sql: str = ""
        self._params: list[Any] = []
        self._database: Any = None

    def _run(self, values: dict[str, Any]) -> Any:
        if self._database is not database.obj:
            self._sql, self._params = self._build().sql()
            self._database = database.obj
        params = [values[p.name] if isinstance(p, Slot) else p for p in self._params]
        return database.execute_sql(self._sql, params)

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run it with the slots filled; all rows as stored."""
        return self._run(values).fetchall()  # type: ignore[no-any-return]

    def ids(self, **values: Any) -> array[int]:
        """The first column of all rows: eight bytes each, where a million rows would take 90 MB."""
        found, cursor = array("q"), self._run(values)
        while some := cursor.fetchmany(_AT_ONCE):
            found.extend([row[0] for row in some])
        return found

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)
