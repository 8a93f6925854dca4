"""Writing a file so that either the old one or the whole new one is there, whatever happens."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from showroom.errors import Refused
from showroom.language import mark

ABANDONED_SECONDS: Final = 600
_RETRIES = (0.01, 0.02, 0.04, 0.08, 0.16)
_NAME_SHOWN = 30


def real_path(path: Path) -> Path:
    """The one path of a file that links lead to (D7); a link that leads nowhere is still a path."""
    return Path(os.path.realpath(path))


def make_folder(folder: Path) -> None:
    """Make a folder for this user alone, and those above it that are missing (D11). Raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        with suppress(PermissionError):
            # Somebody else's folder above, which may not be read: then its disk decides.
            sync_folder(folder.parent)


def remove_file(path: Path) -> None:
    """Remove a file, if it is there, so that a power cut does not bring it back. Raises OSError."""
    with suppress(FileNotFoundError):
        path.unlink()
        sync_folder(path.parent)


def write_file_atomically(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write `content` beside `path`, sync it, put it in place, sync the folder (B3, B5, D11).

    Raises OSError when the file cannot be written; the old file is then untouched and no stub remains.
    """
    # Not the whole name: it may be as long as the disk allows (D6).
    part = path.with_name(f".{path.name[:_NAME_SHOWN]}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_abandoned(folder: Path) -> None:
    """Take out of a folder of our own what kills and power cuts left half-written there; not what is young.

    The folder's own time is that of the last file made in it, so no clock is asked. Raises OSError.
    """
    latest = folder.stat().st_mtime
    for part in folder.glob(".*.part"):
        if latest - part.stat().st_mtime > ABANDONED_SECONDS:
            part.unlink(missing_ok=True)


def write_for_somebody(code: str, path: Path, content: bytes) -> None:
    """Write a finished document where somebody said, whole or not at all (P5, Q7). Raises Refused."""
    try:
        write_file_atomically(path, content)
    except OSError as error:
        raise unwritable(code, path, error) from error


def unwritable(code: str, path: Path, error: OSError) -> Refused:
    """The sentence for a place where nothing can be written."""
    return Refused(
        code,
        mark(
            "{path} could not be written ({detail}). An older file there is untouched. "
            "Close it if it is open in another program, or choose another place."
        ),
        path=path,
        detail=error.strerror or type(error).__name__,
    )


def _replace(part: Path, path: Path) -> None:
    """Rename over the target; virus scanners hold files for moments on Windows, hence the patience."""
    for pause in _RETRIES:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


def sync_file(path: Path) -> None:
    """Make the content of a finished file durable. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
