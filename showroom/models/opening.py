"""Looking at a path before anything opens it: what is it, and may we work on it?

Everything is read from the file's first bytes, so that a file that is refused stays byte-identical.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from showroom.errors import TooNew, Unavailable
from showroom.files import real_path, sync_folder
from showroom.language import mark
from showroom.models import log_beside
from showroom.models.schema import APPLICATION_ID, newest_version

_HEADER_LENGTH: Final = 100
# What SQLite needs beside the file to open it at all, in bytes: shared memory and the first of the log.
_ROOM_TO_OPEN: Final = 64 * 1024
# The ending of a new store before it is complete.
MAKING: Final = ".creating"
_MAGIC: Final = b"SQLite format 3\x00"
_NETWORK_KINDS: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ncpfs", "davfs"}
)
_MOUNTS: Final = Path("/proc/mounts")
# In bytes. SQLite opens no longer path than 504 on POSIX, and names may have 255; what lies beside a store
# and what it is made under have longer names than its own.
_PATH_AT_MOST: Final = 480
_NAME_AT_MOST: Final = 220


def examine(path: Path) -> None:
    """Refuse what is not a store of this program or cannot be worked on; touch nothing.

    Raises Unavailable (D1, D2, D4, D6, D7, D10, H1, H4, H5, H10, I6) or TooNew (I1).
    """
    path = real_path(path)
    _refuse_too_long(path)
    if not is_there(path):
        raise Unavailable(
            "E-DB-MISSING",
            mark(
                "There is no data file at {path}. Nothing was created. "
                "Attach its disk and try again, or name another file."
            ),
            path=path,
        )
    _refuse_network(path)
    _refuse_unreadable(path)
    _refuse_second_name(path)
    _examine_log(path, _examine_header(path))
    _refuse_read_only(path)
    _refuse_full(path)


def examine_copy(path: Path) -> None:
    """Refuse what is no copy of a store of this program; touch nothing. Raises Unavailable, TooNew (J6)."""
    if not is_there(path):
        raise Unavailable(
            "E-COPY-MISSING",
            mark("There is no copy at {path}. Nothing was changed. Name another."),
            path=path,
        )
    _refuse_unreadable(path)
    _examine_header(path)


def examine_place(path: Path) -> None:
    """Refuse a place where a new store cannot be made. Raises Unavailable."""
    _refuse_too_long(path)
    if is_there(path):
        raise Unavailable(
            "E-DB-EXISTS",
            mark("There is already a file at {path}. It was not touched. Choose another name."),
            path=path,
        )
    for log in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")):
        if is_there(log):
            # It may be the only copy of somebody's last saves, and would be played into the new file.
            raise Unavailable(
                "E-DB-EXISTS",
                mark(
                    "A log of an earlier data file lies at {path}. It was not touched, and nothing was "
                    "created. Choose another name, or put the earlier file back."
                ),
                path=log,
            )
    folder = path.parent
    while not is_there(folder):
        folder = folder.parent
    _refuse_network(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unavailable(
            "E-DB-READONLY",
            mark("The folder {path} can only be read. Nothing was created. Choose another folder."),
            path=folder,
        )


def publish(part: Path, path: Path) -> None:
    """Give a finished file its name unless somebody took the name meanwhile (E7)."""
    if sys.platform == "win32":
        part.rename(path)
    else:
        try:
            os.link(part, path)
        except FileExistsError:
            examine_place(path)
        except OSError:
            # A disk without links (FAT): look, then rename; two creators at once are told apart by the look.
            examine_place(path)
            part.rename(path)
    sync_folder(path.parent)


def is_there(path: Path) -> bool:
    """Whether something lies at `path`. Raises Unavailable where one may not look or the path is too long."""
    try:
        path.stat()
    except PermissionError:
        raise _unreadable(path) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _too_long(path) from None
        return False
    return True


def _refuse_too_long(path: Path) -> None:
    if sys.platform == "win32":
        return
    if len(os.fsencode(path)) > _PATH_AT_MOST or len(os.fsencode(path.name)) > _NAME_AT_MOST:
        raise _too_long(path)


def _refuse_second_name(path: Path) -> None:
    """Under two names one file would have two logs, and each would spoil what the other saved (D7)."""
    names = path.stat().st_nlink
    if names > 1:
        # Somebody was killed while making the store, and its first name is still there: nobody opens that.
        names -= sum(1 for one in path.parent.iterdir() if _is_left_of_making(one, path))
    if names > 1:
        raise Unavailable(
            "E-DB-TWO-NAMES",
            mark(
                "The data file {path} has a second name (a hard link). Nothing was opened or changed: used "
                "under two names it would be damaged. Make a real copy where you need one, remove the second "
                "name, and try again."
            ),
            path=path,
        )


def _is_left_of_making(one: Path, path: Path) -> bool:
    return one.name.startswith(f"{path.name}.") and one.suffix == MAKING and one.samefile(path)


def _refuse_network(path: Path) -> None:
    kind = network_kind(path)
    if kind:
        raise Unavailable(
            "E-DB-NETWORK",
            mark(
                "{path} lies on a network drive ({kind}). Nothing was opened or changed: a data file there "
                "can be damaged by two computers. Keep it on a disk of this computer; several desks share "
                "one through a database server."
            ),
            path=path,
            kind=kind,
        )


def network_kind(path: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network file system `path` lies on, or "" for a local disk (D4)."""
    if sys.platform == "win32":
        return "UNC" if str(path.resolve()).startswith("\\\\") else ""
    if not mounts.exists():
        return ""
    real = str(path.resolve())
    best = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _device, point, kind, *_rest = line.split(" ")
        point = point.replace("\\040", " ")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best[0]):
            best = (point, kind)
    return best[1] if best[1] in _NETWORK_KINDS else ""


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise Unavailable(
            "E-DB-FOREIGN",
            mark("{path} is not a file that can hold data. Nothing was changed. Name the file."),
            path=path,
        )
    if not os.access(path, os.R_OK):
        raise _unreadable(path)


def _refuse_read_only(path: Path) -> None:
    place = path if not os.access(path, os.W_OK) else path.parent
    if not os.access(place, os.W_OK):
        raise Unavailable(
            "E-DB-READONLY",
            mark(
                "{path} can only be read, so nothing could be saved. It was not touched. "
                "Ask the administrator for the right to write there, or copy the file to your own folder."
            ),
            path=place,
        )


def _refuse_full(path: Path) -> None:
    """SQLite would only speak of an error of the disk. What is open already has its room."""
    if path.with_name(f"{path.name}-shm").exists():
        return
    if shutil.disk_usage(path.parent).free < _ROOM_TO_OPEN:
        raise Unavailable(
            "E-DB-FULL",
            mark(
                "The disk is full, so the data file {path} cannot be opened. It was not touched. "
                "Free some space, then try again."
            ),
            path=path,
        )


def _examine_header(path: Path) -> int:
    """How many pages the file says it has; refuse what is no whole store of ours."""
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    if len(header) < _HEADER_LENGTH:
        raise damaged(path)
    if not header.startswith(_MAGIC):
        raise damaged(path) if _has_our_mark(header) else _foreign(path)
    if _number(header, 68) != APPLICATION_ID:
        raise _foreign(path)
    _refuse_version(path, _number(header, 60))
    page = _number(header, 16, 2) or 65536
    page = 65536 if page == 1 else page
    page_count = _number(header, 28)
    log = log_beside.log_of(path)
    if log is None and path.stat().st_size != page * page_count:
        raise damaged(path)
    return page_count


def _examine_log(path: Path, page_count: int) -> None:
    """A crash may have left newer pages in the log: see what it makes of the file, blindly (I1, H7)."""
    if log_beside.journal_is_foreign(path):
        raise _wrong_log(path)
    if log_beside.log_of(path) is None:
        return
    version = log_beside.version_with_log(path)
    if version is not None:
        _refuse_version(path, version)
    if log_beside.is_foreign(path, page_count):
        raise _wrong_log(path)


def _has_our_mark(header: bytes) -> bool:
    """A store whose first bytes were overwritten still carries its mark further on (H1)."""
    return _number(header, 68) == APPLICATION_ID


def _refuse_version(path: Path, version: int) -> None:
    newest = newest_version()
    if version > newest:
        raise TooNew(
            "E-DB-TOO-NEW",
            mark(
                "{path} was written by a newer program (version {version}; this one knows {newest}). "
                "It was not touched. Update this program on this computer."
            ),
            path=path,
            version=version,
            newest=newest,
        )
    if version < 1:
        raise Unavailable(
            "E-DB-UNKNOWN",
            mark(
                "{path} bears no version this program knows. It was not touched. "
                "Bring back a copy, or ask who made the file."
            ),
            path=path,
        )


def _number(header: bytes, offset: int, length: int = 4) -> int:
    return int.from_bytes(header[offset : offset + length], "big")


def damaged(path: Path) -> Unavailable:
    """The sentence for a file that was a store."""
    return Unavailable(
        "E-DB-DAMAGED",
        mark(
            "The data file {path} is damaged or empty. It was not touched, and no new one was made. "
            "Keep it as it is and bring back the last good copy."
        ),
        path=path,
    )


def _wrong_log(path: Path) -> Unavailable:
    return Unavailable(
        "E-DB-DAMAGED",
        mark(
            "Beside the data file {path} lies a log that is not its own: the two would be mixed. Neither was "
            "touched. Keep both as they are, and bring back the last good copy."
        ),
        path=path,
    )


def _foreign(path: Path) -> Unavailable:
    return Unavailable(
        "E-DB-FOREIGN",
        mark("{path} is not a data file of this program. It was not touched. Name the right file."),
        path=path,
    )


def _too_long(path: Path) -> Unavailable:
    return Unavailable(
        "E-DB-PATH",
        mark(
            "The path of the data file is too long: {path}. Nothing was created or changed. "
            "Use a shorter name, or folders with shorter names."
        ),
        path=path,
    )


def _unreadable(path: Path) -> Unavailable:
    return Unavailable(
        "E-DB-READONLY",
        mark("You may not read {path}. It was not touched. Ask the administrator for the right."),
        path=path,
    )
