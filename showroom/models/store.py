"""The store: one SQLite file, opened with the settings that lose nothing in a power cut.

WAL with synchronous=FULL was chosen over NORMAL because NORMAL loses acknowledged saves in a power cut.
SQLite before 3.51.3 may damage a WAL file written by two connections: there, one connection only (E10).
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import peewee

from showroom.errors import Unavailable
from showroom.language import mark
from showroom.models import opening
from showroom.models.base import database as current_database
from showroom.models.faults import translated
from showroom.models.schema import APPLICATION_ID, migrate

log = logging.getLogger(__name__)

SAFE_FOR_TWO: Final = (3, 51, 3)
BUSY_MS: Final = 5000
# Pages of log after which SQLite itself tidies up; idle moments do it earlier (`Store.tidy`).
CHECKPOINT_PAGES: Final = 4000

REQUIRED_PRAGMAS: Final = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "busy_timeout": BUSY_MS,
    "application_id": APPLICATION_ID,
}


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Faults of disk and file in sentences for staff; everything else is a bug and passes."""
    try:
        yield
    except (peewee.DatabaseError, peewee.sqlite3.DatabaseError) as error:
        fault = translated(error)
        if fault is None:
            raise
        raise fault from error


class _Cursor:
    """The driver's cursor; a damaged page is often found only while rows are fetched."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchone(self) -> Any:
        with _in_our_words():
            return self._cursor.fetchone()

    def fetchmany(self, size: int) -> Any:
        with _in_our_words():
            return self._cursor.fetchmany(size)

    def fetchall(self) -> Any:
        with _in_our_words():
            return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        while (row := self.fetchone()) is not None:
            yield row


class StoreDatabase(peewee.SqliteDatabase):
    """peewee's SQLite with writing transactions begun at once (E6) and disk faults told in our words.

    peewee runs BEGIN, COMMIT and ROLLBACK past `execute_sql`, so each way to the file is covered here.
    """

    def _connect(self) -> Any:
        with _in_our_words():
            return super()._connect()

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        with _in_our_words():
            return super().execute_sql(sql, params)

    def cursor(self, **options: Any) -> Any:
        return _Cursor(super().cursor(**options))

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for many rows."""
        with _in_our_words():
            self.cursor().executemany(sql, rows)

    def begin(self, lock_type: str | None = None) -> None:
        with _in_our_words():
            super().begin(lock_type)

    def commit(self) -> None:
        with _in_our_words():
            super().commit()

    def rollback(self) -> None:
        # After a full disk or an I/O error SQLite has rolled back by itself.
        if self.connection().in_transaction:
            with _in_our_words():
                super().rollback()


def local_database(path: str) -> StoreDatabase:
    """The ordinary database of a store file. Tests put another factory in its place."""
    pragmas = [
        ("busy_timeout", BUSY_MS),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("synchronous", "FULL"),
        ("wal_autocheckpoint", CHECKPOINT_PAGES),
        ("cache_size", -16000),
    ]
    if not two_connections_are_safe():
        pragmas.insert(0, ("locking_mode", "EXCLUSIVE"))
    # Opened for reading and writing only: a file that vanished must not come back as an empty one.
    uri = f"{Path(path).absolute().as_uri()}?mode=rw"
    return StoreDatabase(uri, pragmas=pragmas, lock_type="IMMEDIATE", timeout=BUSY_MS / 1000, uri=True)


def sqlite_version() -> tuple[int, ...]:
    """The version of the SQLite library that peewee chose."""
    return tuple(peewee.sqlite3.sqlite_version_info)


def two_connections_are_safe() -> bool:
    """Whether this SQLite may write one WAL file from two connections (E10)."""
    return sqlite_version() >= SAFE_FOR_TWO


class Store:
    """One showroom's file. Every open is paired with `close`; use it as a context manager."""

    def __init__(self, path: Path, make_database: Callable[[str], Any] = local_database) -> None:
        self.path = path
        self._make_database = make_database
        self._database: Any = None
        self._pid = 0

    @property
    def database(self) -> Any:
        """The open peewee database. Raises RuntimeError in a forked child (E8) or when closed."""
        if self._database is None:
            raise RuntimeError("the store is not open")
        if self._pid != os.getpid():
            raise RuntimeError("a store must not be used across a fork")
        return self._database

    def open(self) -> Store:
        """Open an existing store, bring its schema up to date. Raises Unavailable, TooNew."""
        opening.examine(self.path)
        self._connect()
        try:
            self._use_wal()
            migrate(self._database)
            self._assert_settings()
        except BaseException:
            self.close()
            raise
        return self

    def _connect(self) -> None:
        if not two_connections_are_safe():
            log.warning("E-SQLITE-OLD sqlite %s: one connection only", ".".join(map(str, sqlite_version())))
        self._database = self._make_database(str(self.path))
        self._pid = os.getpid()
        current_database.initialize(self._database)
        self._database.connect()

    def _use_wal(self) -> None:
        mode = self._database.execute_sql("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise Unavailable(
                "E-DB-NETWORK",
                mark(
                    "The data file {path} lies where safe writing is not possible. Nothing was changed. "
                    "Keep it on a disk of this computer."
                ),
                path=self.path,
            )

    def _assert_settings(self) -> None:
        for pragma, wanted in REQUIRED_PRAGMAS.items():
            found = self._database.execute_sql(f"PRAGMA {pragma}").fetchone()[0]
            if found != wanted:
                raise RuntimeError(f"{pragma} is {found!r}, not {wanted!r}")

    def close(self) -> None:
        """Close the connection of this thread; the last one out leaves no -wal behind."""
        if self._database is not None and not self._database.is_closed():
            self._database.close()

    def __enter__(self) -> Store:
        return self if self._database is not None else self.open()

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads of one instant."""
        with self.database.atomic("DEFERRED"):
            yield

    def tidy(self) -> None:
        """Move the log into the file in an idle moment, so that saving need not (C11)."""
        with suppress(Unavailable):
            self.database.execute_sql("PRAGMA wal_checkpoint(PASSIVE)")


def create(path: Path) -> None:
    """Make a new, empty store: complete under another name first, so that a kill leaves no half (A5, E7).

    Raises Unavailable when something is there already or the place cannot hold a store.
    """
    opening.examine_place(path)
    # A name of its own: of two processes creating at once, neither takes away the other's file.
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.creating")
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    database = StoreDatabase(str(part), pragmas=[("journal_mode", "DELETE"), ("synchronous", "FULL")])
    try:
        database.connect()
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(database)
        database.close()
        opening.publish(part, path)
    finally:
        with suppress(peewee.OperationalError):
            database.close()
        part.unlink(missing_ok=True)
