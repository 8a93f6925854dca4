"""The place of an open store: is its file still there, still the same one, and still ours to write? (D3, D9)

On POSIX an open file outlives its name: without looking, everything would be saved into a file that nobody
finds again. Windows does not let an open file go.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from showroom import paths
from showroom.errors import Unavailable
from showroom.files import make_folder, sync_file, sync_folder
from showroom.language import mark

log = logging.getLogger(__name__)

COPIES_AT_MOST: Final = 100

_Identity = tuple[int, int]
# Writes a copy of all that is in the open store into an empty file. Raises Unavailable.
CopyInto = Callable[[Path], None]


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Place:
    """The file and its log, with what is shared about that, as they were when the store was opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = {
            file: identity
            for file in (path, *(path.with_name(f"{path.name}-{kind}") for kind in ("wal", "shm")))
            if (identity := _identity(file)) is not None
        }
        self._copied: Path | None = None
        self._tried = False

    def look(self, copy_into: CopyInto | None, *, try_again: bool = False) -> None:
        """Refuse to go on in a file that is not the one opened, or that may not be written any more.

        What was saved is then copied once, by `copy_into`; where that failed, again if told to `try_again`.
        Raises Unavailable.
        """
        if any(_identity(file) != identity for file, identity in self._opened.items()):
            if copy_into is not None and self._copied is None and (try_again or not self._tried):
                self._tried = True
                self._copied = self._copy(copy_into)
            raise self._gone()
        self._copied, self._tried = None, False
        if self._opened and not (os.access(self._path, os.W_OK) and os.access(self._path.parent, os.W_OK)):
            raise self._read_only()

    def _copy(self, copy_into: CopyInto) -> Path | None:
        """Beside the place of the store; where nothing can be written, in the user's own data folder."""
        for folder in (self._path.parent, paths.data_folder()):
            try:
                if folder == paths.data_folder():
                    make_folder(folder)
                copy = self._empty_file(folder)
            except OSError:
                continue
            try:
                copy_into(copy)
                sync_file(copy)
                sync_folder(folder)
            except (OSError, Unavailable):
                copy.unlink(missing_ok=True)
                continue
            log.critical("E-DB-GONE copied")
            return copy
        log.critical("E-DB-GONE could not be copied")
        return None

    def _empty_file(self, folder: Path) -> Path:
        """A new file under a name that nothing has. Raises OSError."""
        stem, suffix = self._path.stem, self._path.suffix
        for number in range(1, COPIES_AT_MOST):
            path = folder / f"{stem}.rescued{f'-{number}' if number > 1 else ''}{suffix}"
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            except FileExistsError:
                continue
            return path
        raise FileExistsError(folder)

    def _gone(self) -> Unavailable:
        if self._copied is None:
            return Unavailable(
                "E-DB-GONE",
                mark(
                    "The data file {path} was deleted, moved or replaced while it was open, and no copy of "
                    "it could be made. Nothing more is saved; what you type is still here. Leave this window "
                    "open and call the administrator at once: what was saved is still in this program."
                ),
                path=self._path,
            )
        return Unavailable(
            "E-DB-GONE",
            mark(
                "The data file {path} was deleted, moved or replaced while it was open. Everything saved "
                "before is in {copy}. Nothing more is saved; what you type is still here. Leave this window "
                "open and call the administrator: put the file back, or open the copy."
            ),
            path=self._path,
            copy=self._copied,
        )

    def _read_only(self) -> Unavailable:
        return Unavailable(
            "E-DB-READONLY",
            mark(
                "{path} can only be read now. Nothing is saved until it may be written again; what you type "
                "is still here. Ask the administrator for the right to write there."
            ),
            path=self._path,
        )
