"""The folder beside the store where the sealed daily reports lie as PDF, each under what it holds (issue 7).

A copy of the store holds what was sealed but not this folder, and putting a copy back does not touch it: its
files are never replaced, so that those the copy knows of are still there, and others harm nobody.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Final

from showroom.errors import Refused
from showroom.files import make_folder, unwritable, write_file_atomically
from showroom.language import mark
from showroom.models.store import Store

_BESIDE: Final = ".reports"
_DIGITS: Final = 16


def folder_of(store: Store) -> Path:
    """Where the sealed reports of a store lie; it may not be there yet."""
    return store.path.with_name(store.path.name + _BESIDE)


def name_of(day: date, consultant: int, content_hash: str) -> str:
    """The name of a file: its day, whose it is, and the hash of what was sealed. The same content is the same
    file, so that a kill between file and commit leaves nothing that another sealing could be taken for."""
    return f"{day:%Y-%m-%d}-{consultant}-{content_hash[:_DIGITS]}.pdf"


def digest(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def keep(store: Store, name: str, content: bytes) -> None:
    """Put a finished PDF into the archive, whole and synced. Raises Refused where it cannot be written."""
    path = folder_of(store) / name
    try:
        make_folder(path.parent)
        write_file_atomically(path, content)
    except OSError as error:
        raise unwritable("E-REPORT-ARCHIVE", path, error) from error


def is_whole(store: Store, name: str, pdf_hash: str) -> bool:
    """Whether an archived report is there, to the byte as it was sealed."""
    try:
        return digest((folder_of(store) / name).read_bytes()) == pdf_hash
    except OSError:
        return False


def read(store: Store, name: str, pdf_hash: str) -> bytes:
    """The bytes of an archived report. Raises Refused where the file is gone or not what was sealed."""
    path = folder_of(store) / name
    try:
        content = path.read_bytes()
    except OSError:
        raise Refused(
            "E-REPORT-FILE",
            mark(
                "The archived file {path} is not there. What was sealed is safe in the data file. "
                "Run the command seal for its day: it is drawn again, or put it back from a copy of the disk."
            ),
            path=path,
        ) from None
    if digest(content) != pdf_hash:
        raise Refused(
            "E-REPORT-FILE-DIFFERS",
            mark(
                "The archived file {path} is not what was sealed: it was changed or damaged, and not "
                "printed. What was sealed is safe in the data file. Keep a copy of the file as it is to find "
                "out why; then run the command seal for its day: it is drawn again."
            ),
            path=path,
        )
    return content
