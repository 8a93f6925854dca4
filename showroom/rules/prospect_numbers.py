"""编号: the number of a card, P26-00118: the year it was opened and the running number of the wish.

Nothing is stored for it: the running number is the row's own, which is never reused, so two cards never share
one and a number read off an old sheet always finds its card.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from showroom.rules import text

DIGITS: Final = 5
_NUMBER = re.compile(r"[PQ]?(?:\d{2}-)?(\d{1,12})", re.ASCII | re.IGNORECASE)


def number_of(prospect: int, opened_on: date) -> str:
    """The number as it is printed."""
    return f"P{opened_on.year % 100:02d}-{prospect:0{DIGITS}d}"


def read_number(typed: str) -> int | None:
    """The wish a typed number means: P26-00118, 26-118 or 118; None for anything else."""
    match = _NUMBER.fullmatch(text.half_width(text.clean(typed).text).replace(" ", ""))
    return int(match[1]) if match else None
