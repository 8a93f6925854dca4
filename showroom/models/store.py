"""The store: one SQLite file, opened with the settings that lose nothing in a power cut.

WAL with synchronous=FULL was chosen over NORMAL because NORMAL loses acknowledged saves in a power cut.
SQLite before 3.51.3 may damage a WAL file written by two connections: there, one connection only (E10).
"""

from __future__ import annotations

import gc
import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import peewee

from showroom.clock import SystemClock
from showroom.errors import Unavailable
from showroom.files import make_folder, real_path
from showroom.language import mark
from showroom.models import copies, mending, opening
from showroom.models.base import database as current_database
from showroom.models.faults import OF_THE_DISK
from showroom.models.place import Place
from showroom.models.schema import APPLICATION_ID, migrate, newest_version, steps_taken
from showroom.models.store_database import READING, StoreDatabase
from showroom.models.tidying import Tidying

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
        # Sorting writes no guest into a temporary folder, and cannot fail where that is full (C8).
        ("temp_store", "MEMORY"),
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
    """One showroom's file. Every open is paired with `close`; use it as a context manager.

    `only_look` is for a private copy that people merely look at: the door stays shut (`Desk.work`).
    """

    def __init__(
        self, path: Path, make_database: Callable[[str], Any] = local_database, *, only_look: bool = False
    ) -> None:
        # The real path: a link to the file is the same store, with the same log and drafts (D7).
        self.path = real_path(path)
        self.only_look = only_look
        self._make_database = make_database
        self._database: Any = None
        self._place: Place | None = None
        self._pid = 0
        # Why nothing could be saved the last time; None as soon as somebody's save succeeds.
        self.hindrance: Unavailable | None = None
        self._tidying = Tidying(self.path, BUSY_MS)

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
            self._migrate()
            if not mending.search_is_there():
                mending.make_search_anew()
            self._assert_settings()
        except BaseException:
            self.close()
            raise
        self._place = Place(self.path)
        return self

    def _connect(self) -> None:
        if not two_connections_are_safe():
            log.warning("E-SQLITE-OLD sqlite %s: one connection only", ".".join(map(str, sqlite_version())))
        self._database = self._make_database(str(self.path))
        self._pid = os.getpid()
        current_database.initialize(self._database)
        self._database.connect()

    def _migrate(self) -> None:
        """Up to this program's schema; never without a copy of what was there before (I3, I4)."""
        version = self._database.execute_sql("PRAGMA user_version").fetchone()[0]
        if version >= newest_version():
            return
        self._refuse_strange_version(version)
        now = SystemClock().now()
        copy = None if self.only_look else copies.before_migration(self._database, self.path, now)
        try:
            migrate(self._database)
        except peewee.DatabaseError as error:
            log.critical("E-DB-MIGRATION from version %d", version, exc_info=error)
            raise Unavailable(
                "E-DB-MIGRATION",
                mark(
                    "{path} could not be brought up to date for this program. Nothing that was saved is "
                    "lost; the file as it was before is at {copy}. To go on working, bring that copy back "
                    "with the earlier program, and send the log to its maker."
                ),
                path=self.path,
                copy=copy.path if copy is not None else "–",
            ) from error

    def _refuse_strange_version(self, version: int) -> None:
        """A number in the header that is less than the steps this store has taken was not written by us."""
        if version != len(steps_taken(self._database)):
            raise opening.damaged(self.path)

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
        self._place = None
        if self.stopped is not None and threading.current_thread() is threading.main_thread():
            # What failed keeps its statement, and that the file, until it is collected. A worker leaves it to
            # the window's thread, which closes after it: what a window left behind must not end beside it.
            gc.collect()
        if self._database is not None and not self._database.is_closed():
            self._database.close()

    def __enter__(self) -> Store:
        return self if self._database is not None else self.open()

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads of one instant."""
        with self.database.atomic(READING):
            yield

    @property
    def stopped(self) -> Unavailable | None:
        """Why nothing is written any more; None while all is well (H11)."""
        return getattr(self._database, "stopped", None)

    def when_stopped(self, tell: Callable[[], None] | None) -> None:
        """Whom to tell, in whatever thread damage is met; None: nobody any more."""
        self._database.when_stopped = tell

    def saving_failed(self, fault: Unavailable) -> None:
        """A save failed: where it was the disk the next will too, and that is said until one succeeds."""
        if fault.code in OF_THE_DISK:
            self.hindrance = Unavailable(
                fault.code,
                mark(
                    "The disk did not take the last save. What was saved before can still be read, and what "
                    "you type is kept. Have the disk looked at; this goes away with the next save that "
                    "succeeds."
                ),
            )

    def disown_failed_commit(self) -> None:
        """Write over what a failed commit left in the log, so that no later start brings it back (C3).

        Where only the sync failed the whole commit is in the log, unseen until somebody recovers from it:
        after a crash what was told to be not saved would be there. Raises Unavailable when the disk refuses
        this too.
        """
        with self.database.atomic():
            # Changes nothing, but is written: one page goes where the first of the failed commit lies.
            self.database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that writes, into the very file that was opened. Raises Unavailable (D3, D9)."""
        self.look(try_again=True)
        with self.database.atomic():
            yield

    def look(self, *, try_again: bool = False) -> None:
        """Whether the file is still there and ours to write; what was saved in a lost one is copied (D9).

        Raises Unavailable.
        """
        if self._place is not None:
            copy_into = None if self.database.in_transaction() else self._copy_into
            self._place.look(copy_into, try_again=try_again)

    def _copy_into(self, copy: Path) -> None:
        self.database.execute_sql("VACUUM INTO ?", [str(copy)])

    def tidy(self) -> bool:
        """Move the log into the file in an idle moment; whether all of it was (C11)."""
        return self.stopped is not None or self._tidying.tidy(self.database)


def create(path: Path) -> None:
    """Make a new, empty store: complete under another name first, so that a kill leaves no half (A5, E7).

    Raises Unavailable when something is there already or the place cannot hold a store.
    """
    path = real_path(path)
    opening.examine_place(path)
    # A name of its own: of two processes creating at once, neither takes away the other's file.
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{opening.MAKING}")
    make_folder(path.parent)
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
