"""Printing sealed daily reports of many days again: out of the archive into a folder, one PDF a month."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

from showroom.services import report_reprints
from showroom.services.desk import Desk
from showroom.services.report_reprints import Archived
from showroom.sheets.customer_card import Progress, go_on
from showroom.sheets.joining import join
from showroom.sheets.printing import write_sheet


def reprint_sealed(
    desk: Desk,
    first: date,
    last: date,
    folder: Path,
    consultant: int | None = None,
    progress: Progress = go_on,
) -> tuple[Path, ...]:
    """The sealed reports of these days, as one file for each month (2026-03.pdf); the files.

    Each month is an act of its own, before its file is there, so that a year of a large showroom is never in
    memory at once. `progress` is called with the number of reports read so far; who says that it shall stop
    keeps the months that are finished, and none of the one that is not. Raises Denied, and Refused where a
    file of the archive is gone or another, or one cannot be written.
    """
    written: list[Path] = []
    done = 0
    found = report_reprints.sealed_between(desk, first, last, consultant)
    for month, group in groupby(found, key=lambda one: one.day.replace(day=1)):
        taken: list[Archived] = []
        documents: list[bytes] = []
        for one in group:
            if not progress(done):
                return tuple(written)
            documents.append(report_reprints.content_of(desk, one))
            taken.append(one)
            done += 1
        content, _pages = join(documents)
        report_reprints.record_reprints(desk, taken)
        path = folder / f"{month:%Y-%m}.pdf"
        write_sheet(path, content)
        written.append(path)
    return tuple(written)
