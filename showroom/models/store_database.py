"""peewee's SQLite as the store uses it: faults in our words, writing begun at once, and stopped by damage."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import peewee

from showroom.errors import Unavailable
from showroom.language import mark
from showroom.models.faults import DAMAGED, translated

log = logging.getLogger(__name__)

# How a transaction begins that only reads.
READING: Final = "DEFERRED"


class _Cursor:
    """The driver's cursor; a damaged page is often found only while rows are fetched."""

    def __init__(self, cursor: Any, in_our_words: Callable[[], AbstractContextManager[None]]) -> None:
        self._cursor = cursor
        self._in_our_words = in_our_words

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchone(self) -> Any:
        with self._in_our_words():
            return self._cursor.fetchone()

    def fetchmany(self, size: int) -> Any:
        with self._in_our_words():
            return self._cursor.fetchmany(size)

    def fetchall(self) -> Any:
        with self._in_our_words():
            return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        while (row := self.fetchone()) is not None:
            yield row


class StoreDatabase(peewee.SqliteDatabase):
    """peewee's SQLite with writing transactions begun at once (E6) and disk faults told in our words.

    peewee runs BEGIN, COMMIT and ROLLBACK past `execute_sql`, so each way to the file is covered here.
    Once damage was met, whichever thread met it, nothing more is written (H11); `stopped` says so.
    """

    stopped: Unavailable | None = None
    when_stopped: Callable[[], None] | None = None

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        """Faults of disk and file in sentences for staff; everything else is a bug and passes."""
        try:
            yield
        except (peewee.DatabaseError, peewee.sqlite3.DatabaseError, UnicodeDecodeError) as error:
            fault = translated(error)
            if fault is None:
                raise
            if fault.code == DAMAGED:
                self.stop_writing()
            raise fault from error

    def stop_writing(self) -> None:
        """Refuse every writing transaction from now on."""
        if self.stopped is None:
            log.critical("E-DB-STOPPED")
            self.stopped = Unavailable(
                "E-DB-STOPPED",
                mark(
                    "The data file is damaged, so nothing more is written to it. What was saved before is "
                    "not touched, and what you typed is still here. Call the administrator: save what can "
                    "be read, then bring back the last good copy."
                ),
            )
            if self.when_stopped is not None:
                self.when_stopped()

    def _connect(self) -> Any:
        with self._in_our_words():
            return super()._connect()

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        with self._in_our_words():
            return super().execute_sql(sql, params)

    def cursor(self, **options: Any) -> Any:
        return _Cursor(super().cursor(**options), self._in_our_words)

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for many rows."""
        with self._in_our_words():
            self.cursor().executemany(sql, rows)

    def begin(self, lock_type: str | None = None) -> None:
        if self.stopped is not None and lock_type != READING:
            raise self.stopped
        with self._in_our_words():
            super().begin(lock_type)

    def commit(self) -> None:
        with self._in_our_words():
            super().commit()

    def rollback(self) -> None:
        # After a full disk or an I/O error SQLite has rolled back by itself.
        if self.connection().in_transaction:
            with self._in_our_words():
                super().rollback()
