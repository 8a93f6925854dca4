"""What a row of the traffic log says of its standing: late, correcting another, corrected, struck (P4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import mark
from showroom.rules.traffic import Void

# `language._` for the screen and Excel, `language.chinese` for paper.
Say = Callable[..., str]


def standing(row: TrafficLogRow, rows: Iterable[TrafficLogRow], say: Say) -> str:
    """One sentence; "" for an ordinary row. `rows` are those of its day."""
    if row.void is Void.STRUCK:
        return say(mark("Struck out: {reason}"), reason=row.void_reason)
    if row.void is Void.CORRECTED:
        later = _correcting(row, rows)
        if later:
            return say(mark("Corrected, see row {number}"), number=later)
        return say(mark("Corrected by a later row"))
    if row.corrects:
        return say(mark("Corrects row {number}"), number=row.corrects)
    return say(mark("Written after the day was closed")) if row.adjustment else ""


def under_number(row: TrafficLogRow, rows: Iterable[TrafficLogRow], say: Say) -> str:
    """The same as one small word under the number of the row."""
    if row.void is Void.STRUCK:
        return say(mark("void"))
    if row.void is Void.CORRECTED:
        return say(mark("→{number}"), number=_correcting(row, rows) or "")
    if row.corrects:
        return say(mark("corr."))
    return say(mark("late")) if row.adjustment else ""


def before_note(row: TrafficLogRow, say: Say) -> str:
    """What is written before the note, where the word under the number does not say it all."""
    struck, corrects = row.void is Void.STRUCK, row.corrects and not row.void
    return standing(row, (), say) if struck or corrects else ""


def _correcting(row: TrafficLogRow, rows: Iterable[TrafficLogRow]) -> int | None:
    return next((one.number for one in rows if one.corrects == row.number), None)
