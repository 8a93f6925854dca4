"""Turns what the database driver raises into the few things staff can act upon."""

from __future__ import annotations

from typing import Final

from showroom.errors import Unavailable
from showroom.language import mark

FULL: Final = "E-DB-FULL"
IO: Final = "E-DB-IO"
# The commit itself failed, and nobody can tell yet whether the act is in the store.
UNSURE: Final = "E-DB-UNSURE"
# What a disk does to whoever saves; it stays so until somebody mends it.
OF_THE_DISK: Final = frozenset({FULL, IO, UNSURE})
_DAMAGED = mark(
    "The data file is damaged. Nothing was written to it. "
    "Stop working, keep the file as it is, and bring back the last good copy."
)
DAMAGED: Final = "E-DB-DAMAGED"

# SQLITE_CORRUPT_VTAB: the index of the search is our only virtual table.
_CORRUPT_VTAB: Final = 267
_SEARCH_CODE: Final = "E-SEARCH-DAMAGED"
_SEARCH = mark(
    "The index by which customers are found is damaged; the customers themselves are safe. "
    "Close the program and open it again: the index is then made anew."
)

# Fragments of SQLite's own messages, in the order in which they are looked for.
_FAULTS = (
    (
        "locked",
        "E-DB-BUSY",
        mark(
            "Another program is writing to the data file and did not finish within 5 seconds. "
            "Nothing was saved and nothing you typed is lost. Please try again."
        ),
    ),
    (
        "busy",
        "E-DB-BUSY",
        mark(
            "Another program is writing to the data file and did not finish within 5 seconds. "
            "Nothing was saved and nothing you typed is lost. Please try again."
        ),
    ),
    (
        "full",
        FULL,
        mark(
            "The disk is full. This was not saved; what you typed is still here. "
            "Free some space, then save again."
        ),
    ),
    (
        "readonly",
        "E-DB-READONLY",
        mark(
            "The data file or its folder can only be read. This was not saved; what you typed is still here. "
            "Ask the administrator for the right to write there."
        ),
    ),
    ("malformed", DAMAGED, _DAMAGED),
    ("not a database", DAMAGED, _DAMAGED),
    ("unsupported file format", DAMAGED, _DAMAGED),
    # What is no text any more, in a column or in the words of the driver itself (UnicodeDecodeError).
    ("decode", DAMAGED, _DAMAGED),
    (
        "unable to open",
        "E-DB-MISSING",
        mark(
            "The data file cannot be opened. Nothing was created or changed. "
            "Check that its disk is attached and that you may read and write it."
        ),
    ),
    (
        "disk i/o",
        IO,
        mark(
            "The disk reported an error. This was not saved; what you typed is still here. "
            "Check the disk, then save again."
        ),
    ),
)


def translated(error: Exception) -> Unavailable | None:
    """The sentence for a fault of disk or file; None when the error is a bug of ours."""
    told = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    words = str(error).lower()
    if getattr(told, "sqlite_errorcode", 0) == _CORRUPT_VTAB or "customer_search" in words:
        return Unavailable(_SEARCH_CODE, _SEARCH)
    for fragment, code, message in _FAULTS:
        if fragment in words:
            return Unavailable(code, message)
    return None
