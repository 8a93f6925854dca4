"""Copies of a store: made whole under another name, opened again and checked, and only then listed.

`VACUUM INTO` gives one consistent file while others go on writing; a copy of the file itself would miss what
still lies in the log. Beside each copy stands a manifest with its digest: without one it counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import peewee
from peewee import sqlite3

from showroom.errors import ShowroomError, Unavailable
from showroom.files import make_folder, sync_folder, write_file_atomically
from showroom.language import mark
from showroom.models import opening
from showroom.models.faults import translated

log = logging.getLogger(__name__)

# Beside the store, where no other folder is chosen or reachable.
BESIDE: Final = "copies"
# Of the store's size, that must be free before a copy is begun (I4).
ROOM: Final = 1.1
ABANDONED_SECONDS: Final = 600
_MANIFEST: Final = ".json"
_PART: Final = ".part"
_CHUNK: Final = 1 << 20
# What a look into a copy tells.
TOLD: Final = ("customer", "prospect", "traffic_entry", "staff")


class Reason(StrEnum):
    """Why a copy was made."""

    CLOSED_DAY = "closed_day"
    WORK = "work"
    MIGRATION = "migration"
    BY_HAND = "by_hand"
    BEFORE_RESTORE = "before_restore"


@dataclass(frozen=True)
class Copy:
    """A copy that was opened again and found whole. `taken` and `last_act_at` are UTC, `size` is bytes.

    `origin` is token and instant of the store's first act: two stores never share it.
    """

    path: Path
    taken: datetime
    reason: Reason
    version: int
    origin: str = ""
    last_act: int = 0
    last_act_at: datetime | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    size: int = 0
    digest: str = ""
    showroom: str = ""


def beside(store: Path) -> Path:
    """The folder for copies beside a store."""
    return store.with_name(f"{store.name}.{BESIDE}")


def chosen(database: Any, store: Path) -> Path:
    """The folder the showroom chose for its copies, read from an open store; else the one beside it."""
    try:
        sql = "SELECT value FROM setting WHERE key = 'copies_folder' AND removed_at IS NULL"
        row = database.execute_sql(sql).fetchone()
    except (peewee.DatabaseError, Unavailable):
        row = None
    kept = json.loads(row[0]) if row else ""
    return Path(kept) if kept else beside(store)


def take(database: Any, store: Path, folder: Path, reason: Reason, at: datetime) -> Copy:
    """Copy an open store into `folder` and check the copy; nothing incomplete ever bears a copy's name.

    `at` is the present instant (UTC). Raises Unavailable (E-COPY…); the store and older copies are untouched.
    """
    path = folder / f"{store.stem}-{at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}-{reason.value}{store.suffix}"
    part = path.with_name(f".{path.name}{_PART}")
    try:
        make_folder(folder)
        _refuse_without_room(store, folder)
        _sweep(folder, at)
        # Made first, so that it is nobody else's from its first byte on; SQLite takes an empty file.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        database.execute_sql("VACUUM INTO ?", (str(part),))
        made = _looked_into(part, reason, at)
        _sync(part)
        part.replace(path)
        sync_folder(folder)
        _write_manifest(Copy(**{**vars(made), "path": path}))
    except OSError as error:
        raise _failed(folder, error.strerror or type(error).__name__) from error
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        fault = translated(error)
        raise _failed(folder, fault.code if fault else type(error).__name__) from error
    except Unavailable as error:
        raise error if error.code.startswith("E-COPY") else _failed(folder, error.code) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Copy(**{**vars(made), "path": path})


def _refuse_without_room(store: Path, folder: Path) -> None:
    needed, free = int(store.stat().st_size * ROOM), shutil.disk_usage(folder).free
    if free < needed:
        raise Unavailable(
            "E-COPY-FULL",
            mark(
                "The disk of {folder} has no room for a copy: {needed} MB are needed, {free} MB are free. "
                "The data itself and older copies are safe. "
                "Free some space, or choose another folder in Settings."
            ),
            folder=folder,
            needed=-(-needed // 1_000_000),
            free=free // 1_000_000,
        )


def _failed(folder: Path, detail: str) -> Unavailable:
    return Unavailable(
        "E-COPY",
        mark(
            "No copy could be made in {folder} ({detail}). The data itself and older copies are safe. "
            "See whether the folder is there and can be written, or choose another one in Settings."
        ),
        folder=folder,
        detail=detail,
    )


def _sweep(folder: Path, at: datetime) -> None:
    """Remove what a killed copy left behind (J2); a part that still grows is another desk's."""
    for part in folder.glob(f".*{_PART}"):
        if at.timestamp() - part.stat().st_mtime > ABANDONED_SECONDS:
            part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def _looking(path: Path) -> Iterator[Any]:
    """A connection that changes nothing, not even beside the file; faults in sentences for staff."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        with closing(connection):
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error


def damaged(path: Path) -> Unavailable:
    """The sentence for a copy that is not whole."""
    return Unavailable(
        "E-COPY-DAMAGED",
        mark("{path} is damaged or not complete. Nothing was changed by looking at it. Choose another copy."),
        path=path,
    )


def _looked_into(path: Path, reason: Reason, taken: datetime) -> Copy:
    """What is in a file that was checked from end to end. Raises Unavailable."""
    with _looking(path) as connection:

        def one(sql: str) -> Any:
            return connection.execute(sql).fetchone()

        if one("PRAGMA integrity_check")[0] != "ok" or one("PRAGMA foreign_key_check") is not None:
            raise damaged(path)
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        last = one("SELECT id, at FROM act ORDER BY id DESC LIMIT 1")
        name = one("SELECT value FROM setting WHERE key = 'dealer' AND removed_at IS NULL")
        return Copy(
            path,
            taken,
            reason,
            version=one("PRAGMA user_version")[0],
            origin=_origin(connection),
            last_act=last[0] if last else 0,
            last_act_at=datetime.fromtimestamp(last[1] / 1000, UTC) if last else None,
            rows={
                table: one(f'SELECT COUNT(*) FROM "{table}" WHERE removed_at IS NULL')[0]
                for table in TOLD
                if table in tables
            },
            size=path.stat().st_size,
            digest=digest(path),
            showroom=json.loads(name[0]) if name else "",
        )


def origin(store: Path) -> str:
    """Which store a file is, read without changing anything; "" when it cannot be told."""
    try:
        with _looking(store) as connection:
            return _origin(connection)
    except Unavailable:
        return ""


def _origin(connection: Any) -> str:
    row = connection.execute("SELECT token, at FROM act ORDER BY id LIMIT 1").fetchone()
    return f"{row[0]}@{row[1]}" if row else ""


def settle(store: Path) -> None:
    """Move the log of a store that nobody has open into its file."""
    try:
        with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        raise damaged(store) from error


def _manifest(path: Path) -> Path:
    return path.with_name(path.name + _MANIFEST)


def _write_manifest(copy: Copy) -> None:
    content = asdict(copy) | {
        "path": copy.path.name,
        "taken": copy.taken.isoformat(),
        "last_act_at": copy.last_act_at.isoformat() if copy.last_act_at else None,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_file_atomically(_manifest(copy.path), text.encode("utf-8"))


def _read_manifest(path: Path) -> Copy | None:
    """The copy a manifest tells of; None when either of the two is not whole."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        at = told["last_act_at"]
        copy = Copy(
            **told
            | {
                "path": path.with_name(told["path"]),
                "taken": datetime.fromisoformat(told["taken"]),
                "reason": Reason(told["reason"]),
                "last_act_at": datetime.fromisoformat(at) if at else None,
            }
        )
        return copy if copy.path.stat().st_size == copy.size else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def found(folder: Path) -> tuple[Copy, ...]:
    """The copies in a folder that were whole when they were made, newest first.

    Newest is what holds most acts; the clock that stamped it may have been wrong.
    """
    try:
        manifests = sorted(folder.glob(f"*{_MANIFEST}"))
    except OSError:
        return ()
    copies = [copy for path in manifests if (copy := _read_manifest(path)) is not None]
    return tuple(sorted(copies, key=lambda copy: (copy.last_act, copy.taken), reverse=True))


def verified(path: Path) -> Copy:
    """Open a copy and check it from end to end, changing nothing.

    Raises Unavailable, TooNew (J6); also when it is not what it was when it was made.
    """
    try:
        opening.examine_copy(path)
    except Unavailable as error:
        raise damaged(path) if error.code == "E-DB-DAMAGED" else error from error
    told = _read_manifest(_manifest(path))
    taken = told.taken if told else datetime.fromtimestamp(path.stat().st_mtime, UTC)
    copy = _looked_into(path, told.reason if told else Reason.BY_HAND, taken)
    if told is not None and told.digest != copy.digest:
        raise damaged(path)
    return copy


def forget(copy: Copy) -> None:
    """Remove a copy that is no longer needed: its manifest first, so that half of it is never listed."""
    try:
        _manifest(copy.path).unlink(missing_ok=True)
        copy.path.unlink(missing_ok=True)
    except OSError as error:
        # It takes room and does no harm; the next thinning tries again.
        log.warning("E-COPY-THIN %s", type(error).__name__)


def before_migration(database: Any, store: Path, at: datetime) -> Copy:
    """The copy without which no store is migrated: in the chosen folder, else beside the store.

    Raises Unavailable (E-COPY…): then nothing was migrated (I4).
    """
    folder = chosen(database, store)
    try:
        return take(database, store, folder, Reason.MIGRATION, at)
    except ShowroomError:
        if folder == beside(store):
            raise
        return take(database, store, beside(store), Reason.MIGRATION, at)
