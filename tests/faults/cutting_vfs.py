"""A disk under SQLite that writes down what reaches it, and refuses what it is told to.

SQLite writes through a VFS; apsw lets one be written in Python. `CuttingDatabase` is the store's own database
class over that driver, so that the real services save through it: `Store(path, make_database=disk.database)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
from peewee import __exception_wrapper__
from playhouse.apsw_ext import APSWDatabase

from showroom.models.store import BUSY_MS, StoreDatabase, local_database

WRITE, TRUNCATE, SYNC, DELETE, ACK = "write", "truncate", "sync", "delete", "ack"
FOLDER_SYNC = "folder sync"


@dataclass(frozen=True)
class Op:
    """One thing asked of the disk: which file, where (or how long it shall be), and the bytes."""

    kind: str
    file: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What was asked of it, in order; `refuse` may raise before an operation is done."""

    name: str = "cutting"
    log: list[Op] = field(default_factory=list)
    refuse: Callable[[Op], None] = lambda _op: None
    pragmas: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        # Registered as long as it lives.
        self._vfs = _LoggingVfs(self)

    def database(self, path: str) -> CuttingDatabase:
        """The store's database over this disk, set as the ordinary one, and with `pragmas` after that."""
        return CuttingDatabase(
            path,
            pragmas=[*local_database(path)._pragmas, *self.pragmas],
            lock_type="IMMEDIATE",
            timeout=BUSY_MS / 1000,
            vfs=self.name,
            flags=apsw.SQLITE_OPEN_READWRITE,
        )

    def acknowledge(self) -> None:
        """A save has returned: from here on it must be there."""
        self.log.append(Op(ACK))

    def ask(self, op: Op) -> None:
        """SQLite wants this done."""
        self.refuse(op)
        self.log.append(op)


class _LoggingFile(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._name = Path(name if isinstance(name, str) else name.filename()).name if name else ""
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.ask(Op(WRITE, self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._disk.ask(Op(TRUNCATE, self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._disk.ask(Op(SYNC, self._name))
        super().xSync(flags)


class _LoggingVfs(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        super().__init__(disk.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _LoggingFile:
        return _LoggingFile(self._disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._disk.ask(Op(DELETE, Path(filename).name))
        super().xDelete(filename, syncdir)
        if syncdir:
            self._disk.ask(Op(FOLDER_SYNC))


class _Cursor:
    """apsw's cursor with the manners of the ordinary driver's."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    @property
    def lastrowid(self) -> int:
        return int(self._cursor.connection.last_insert_rowid())

    def execute(self, *statement: Any) -> Any:
        with __exception_wrapper__:
            return self._cursor.execute(*statement)

    def executemany(self, *statement: Any) -> Any:
        with __exception_wrapper__:
            return self._cursor.executemany(*statement)

    def fetchone(self) -> Any:
        with __exception_wrapper__:
            return self._cursor.fetchone()

    def fetchall(self) -> Any:
        with __exception_wrapper__:
            return self._cursor.fetchall()


class _LikeTheOrdinaryDriver(APSWDatabase):
    def _connect(self) -> Any:
        with __exception_wrapper__:
            connection = super()._connect()
        # Dates as the ordinary driver writes them.
        connection.convert_binding = lambda _cursor, _place, value: str(value)
        return connection

    def cursor(self, **options: Any) -> Any:
        return _Cursor(super().cursor(**options))


class CuttingDatabase(StoreDatabase, _LikeTheOrdinaryDriver):
    """The store's own database class, word for word, over another driver."""
