"""Mending what can be made anew from the rows, the indexes and the search, after a copy (H9, H13)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from showroom.clock import Clock
from showroom.errors import Unavailable
from showroom.language import mark
from showroom.models import mending
from showroom.models.store import Store


@dataclass(frozen=True)
class Mended:
    """Where the file lies as it was before, and whether it is whole now; if not, nothing was changed."""

    before: Path
    whole: bool


def mend(store: Store, clock: Clock) -> Mended:
    """Make the indexes of an open store anew. Raises Unavailable, also where no copy can be made first."""
    path = store.path
    before = path.with_name(f"{path.stem}-before-mending-{clock.local():%Y%m%d-%H%M%S}{path.suffix}")
    try:
        os.close(os.open(before, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        mending.copy_as_it_is(store.database.connection(), before)
    except OSError as error:
        raise Unavailable(
            "E-COPY",
            mark(
                "No copy could be made at {path} ({detail}). Nothing was mended; the data file is as it was."
            ),
            path=before,
            detail=error.strerror or type(error).__name__,
        ) from error
    return Mended(before, mending.make_indexes_anew())


def look_at_the_file(store: Store) -> bool:
    """Whether every page of an open store can be read; if not, nothing more is written to it (H2).

    Beside the window, on a connection of its own: the file is read once, nobody waits for it. What is damaged
    in the index of the search alone is made anew at once.
    """
    try:
        rows = store.database.execute_sql("PRAGMA quick_check(20)").fetchall()
        found = [words for (words,) in rows if words != "ok"]
        if found and all(mending.SEARCH in words for words in found):
            mending.make_search_anew()
            found = []
    except Unavailable:
        found = ["a page could not be read"]
    if found:
        store.database.stop_writing()
    return not found
