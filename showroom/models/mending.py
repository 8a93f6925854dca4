"""What may be made anew from the rows without loss: the indexes, and the index of the search (H9, H13)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, Final

from peewee import sqlite3

from showroom.models import search
from showroom.models.base import database
from showroom.models.customer import Customer

SEARCH: Final = "customer_search"
# The table itself, and those in which SQLite keeps it.
_SEARCH_TABLES: Final = frozenset({SEARCH, f"{SEARCH}_data", f"{SEARCH}_idx", f"{SEARCH}_config"})
_AT_ONCE: Final = 20_000


def search_is_there() -> bool:
    """Whether the open store has an index of the search, whole as far as its tables go."""
    rows = database.execute_sql("SELECT name FROM sqlite_master WHERE name LIKE 'customer_search%'")
    return {name for (name,) in rows} >= _SEARCH_TABLES


def make_search_anew() -> None:
    """Drop what is left of the index of the search and write it from the customers. Raises Unavailable."""
    with database.atomic():
        if search_is_there():
            database.execute_sql(f"DROP TABLE {SEARCH}")
        else:
            _drop_what_is_left()
        database.execute_sql(
            f"CREATE VIRTUAL TABLE {SEARCH} USING fts5"
            "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
        )
        ids = [one for (one,) in Customer.select(Customer.id).order_by(Customer.id).tuples()]
        for start in range(0, len(ids), _AT_ONCE):
            search.index(ids[start : start + _AT_ONCE])


def _drop_what_is_left() -> None:
    """A virtual table without its own tables cannot be dropped as one: its entry goes by itself."""
    rows = list(database.execute_sql("SELECT name FROM sqlite_master WHERE name LIKE 'customer_search%'"))
    if (SEARCH,) in rows:
        database.execute_sql("PRAGMA writable_schema = ON")
        database.execute_sql("DELETE FROM sqlite_master WHERE name = ?", (SEARCH,))
        database.execute_sql("PRAGMA writable_schema = RESET")
    for (name,) in rows:
        if name != SEARCH:
            database.execute_sql(f'DROP TABLE "{name}"')


def make_indexes_anew() -> bool:
    """Write every index and that of the search; False, and nothing changed, where the file is not whole then.

    Raises Unavailable.
    """
    with database.atomic() as transaction:
        make_search_anew()
        database.execute_sql("REINDEX")
        if database.execute_sql("PRAGMA integrity_check(1)").fetchone()[0] == "ok":
            return True
        transaction.rollback()
    return False


def copy_as_it_is(connection: Any, path: Path) -> None:
    """Every page as it stands, damaged ones too. `path` must not exist."""
    with closing(sqlite3.connect(path)) as target:
        connection.backup(target)
