"""What lies beside a store after a crash: is it its own log? Judged blindly, before anything is written.

SQLite plays whatever log bears the right name into the file: one of another store, or of another day, mixes
two stores, and its own checks hardly notice (H7). The chain of acts notices.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from peewee import sqlite3

from showroom.models.act import link

# A window or a command beside us may write while we look: what is wrong must be so every time.
_LOOKS: Final = 3
_LINES_AT_MOST: Final = 20_000
# Where the chain tells nothing new, so many steps of looking at the pages: some tenths of a second.
_STEPS: Final = 200_000
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_LINES: Final = """
SELECT l.id, a.token, a.duty, a.actor_id, a.desk, a.at, a.result, a.line_count,
       l.table_name, l.row_id, l.row_revision, l.before, l.after, l.hash
FROM act_line AS l JOIN act AS a ON a.id = l.act_id WHERE l.id > ? ORDER BY l.id LIMIT ?
"""


class _End(NamedTuple):
    """The last line of a chain."""

    sequence: int
    hash: str


_NOWHERE: Final = _End(0, "")


def log_of(store: Path) -> Path | None:
    """The write-ahead log beside a store, if there is anything in it."""
    log = store.with_name(f"{store.name}-wal")
    return log if log.exists() and log.stat().st_size else None


def version_with_log(store: Path) -> int | None:
    """The schema version as the log has it; None when it cannot be told (I1)."""
    try:
        with _seen(store) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def is_foreign(store: Path, pages: int) -> bool:
    """Whether the log beside cannot be this file's own. `pages` is how many the file says it has (H7)."""
    return all(not _goes_on(store, pages) for _look in range(_LOOKS))


def journal_is_foreign(store: Path) -> bool:
    """Whether a rollback journal lies beside that is not ours: ours never holds more than the first page.

    A store is switched to its write-ahead log before anything else is written, and that is the first page's.
    """
    journal = store.with_name(f"{store.name}-journal")
    if not journal.exists():
        return False
    content = journal.read_bytes()
    if not content.startswith(_JOURNAL_MAGIC):
        return False
    sector, page = (int.from_bytes(content[place : place + 4], "big") for place in (20, 24))
    if not sector or not page:
        return True
    numbers = (content[place : place + 4] for place in range(sector, len(content), page + 8))
    return any(int.from_bytes(number, "big") > 1 for number in numbers)


def _goes_on(store: Path, pages: int) -> bool:
    """Whether the store as the log has it is the store of the file, and later."""
    end = _end_of_file(store)
    try:
        with _seen(store) as connection:
            if connection.execute("PRAGMA page_count").fetchone()[0] < pages:
                return False
            return _chain_holds(connection, end)
    except sqlite3.DatabaseError as error:
        # What cannot be read blindly for another reason is told by opening it.
        return not any(words in str(error) for words in ("malformed", "not a database", "decode"))


def _end_of_file(store: Path) -> _End | None:
    """Where the chain ends in the file without its log; None when a crash left that half moved into it.

    Half a page may hold a line that reads well: only one that follows from the line before it is an end.
    """
    try:
        with _seen(store, "&immutable=1") as connection:
            (newest,) = connection.execute("SELECT MAX(id) FROM act_line").fetchone()
            if newest is None:
                return _NOWHERE
            last = _last_of(connection, _line(connection, newest - 1))
            return last if last is not None and last.sequence == newest else None
    except (sqlite3.DatabaseError, TypeError, ValueError):
        return None


def _chain_holds(connection: Any, end: _End | None) -> bool:
    """Whether every line after `end` follows from the one before; without an end, the last lines."""
    newest = connection.execute("SELECT coalesce(MAX(id), 0) FROM act_line").fetchone()[0]
    if end is None:
        end = _line(connection, max(0, newest - _LINES_AT_MOST))
    elif _line(connection, end.sequence) != end:
        return False
    if newest == end.sequence:
        return _pages_hold(connection)
    last = _last_of(connection, end)
    return last is not None and last.sequence == min(newest, end.sequence + _LINES_AT_MOST)


def _last_of(connection: Any, end: _End) -> _End | None:
    """The last line after `end`, of so many; None where one of them does not follow from the one before."""
    for sequence, *rest in connection.execute(_LINES, (end.sequence, _LINES_AT_MOST)):
        line = tuple(rest[7:12])
        if sequence != end.sequence + 1 or link(end.hash, tuple(rest[:7]), line) != rest[12]:
            return None
        end = _End(sequence, rest[12])
    return end


def _line(connection: Any, sequence: int) -> _End:
    found = connection.execute("SELECT id, hash FROM act_line WHERE id = ?", (sequence,)).fetchone()
    return _End(*found) if found else _NOWHERE


def _pages_hold(connection: Any) -> bool:
    """Whether the pages fit each other, as far as that can be seen in a moment."""
    connection.set_progress_handler(lambda: 1, _STEPS)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            return True
        raise


@contextmanager
def _seen(store: Path, how: str = "") -> Iterator[Any]:
    """A look that leaves no trace: read only, without a file system's locks and without shared memory."""
    blind = "win32-none" if sys.platform == "win32" else "unix-none"
    connection = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro&vfs={blind}{how}", uri=True)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection
    finally:
        connection.close()
