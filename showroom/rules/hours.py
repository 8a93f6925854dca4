"""Business hours as staff write them, read as opening and closing."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import text

_TIME: Final = r"(\d{1,2})(?:[:.](\d{2})|(\d{2})|[点时](半|\d{1,2}(?=分))?分?)?"
_HOURS = re.compile(rf"{_TIME}(?:-|–|—|~|至|到|to){_TIME}", re.ASCII)


def read_hours(typed: str) -> str:
    """8:30-18:30, 830~1830 or 8点半至18点半 as 08:30–18:30; "" for nothing typed. Raises Unreadable."""
    plain = "".join(text.half_width(text.clean(typed).text).split()).replace("～", "~")
    if not plain:
        return ""
    match = _HOURS.fullmatch(plain)
    if match is None:
        raise _unreadable(typed)
    opens, closes = _time(match.groups()[:4], typed), _time(match.groups()[4:], typed)
    if opens >= closes:
        raise Unreadable(mark("The showroom must close after it opens. Write the hours like 08:30–18:30."))
    return f"{opens:%H:%M}–{closes:%H:%M}"


def _time(parts: tuple[str | None, ...], typed: str) -> time:
    hour, minute, glued, spoken = parts
    written = "30" if spoken == "半" else minute or glued or spoken or "0"
    try:
        return time(int(hour or 0), int(written))
    except ValueError:
        raise _unreadable(typed) from None


def _unreadable(typed: str) -> Unreadable:
    return Unreadable(
        mark("“{typed}” are no business hours. Write them like 08:30–18:30."), typed=text.quoted(typed)
    )


def opening(hours: str) -> tuple[time, time] | None:
    """Opening and closing of hours as they are stored; None when none are set."""
    opens, dash, closes = hours.partition("–")
    return (time.fromisoformat(opens), time.fromisoformat(closes)) if dash else None
