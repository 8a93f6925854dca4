"""How a store stands, in one row: two stores that went through the same acts have the same state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import peewee

from showroom.models.base import Record
from showroom.models.schema import TABLES

State = tuple[Any, ...]
driver = peewee.sqlite3

# The chain's last hash stands for every line of every act, counts and revisions for the rows, and the last
# number tells of acts that have not the lines they should.
_ROWS = "SELECT COUNT(*) || '/' || TOTAL(revision) || '/' || COUNT(removed_at) FROM"
_PARTS = (
    "SELECT COUNT(*) FROM act",
    "SELECT COUNT(*) FROM act_line",
    "SELECT hash FROM act_line ORDER BY id DESC LIMIT 1",
    *(f"{_ROWS} {table._meta.table_name}" for table in TABLES if issubclass(table, Record)),
    "SELECT COUNT(*) FROM act WHERE line_count <> "
    "(SELECT COUNT(*) FROM act_line WHERE act_line.act_id = act.id)",
)
STATE = f"SELECT {', '.join(f'({part})' for part in _PARTS)}"


def state_of(database: Any) -> State:
    """The state of an open store."""
    return tuple(database.execute_sql(STATE).fetchone())


def damage_or_state(path: Path) -> State | None:
    """The state of a file, read by the ordinary driver with nothing of ours; None when it is damaged."""
    connection = driver.connect(path)
    try:
        # The lights have come back: what this look itself writes need not wait for a disk.
        connection.execute("PRAGMA synchronous = OFF")
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return None
        return tuple(connection.execute(STATE).fetchone())
    except driver.DatabaseError:
        return None
    finally:
        connection.close()
