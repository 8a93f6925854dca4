"""车牌: number plates, new-energy cars' among them; an unusual one is warned of, never refused (GA 36)."""

from __future__ import annotations

import re
from typing import Final

from showroom.language import mark
from showroom.rules import text

_AT_MOST = 20
_BETWEEN = re.compile(r"[\s·.•‧\-]")
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-Z]"
    r"(?:[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z0-9]{4}[挂学警港澳领使]"
    r"|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])",
    re.ASCII,
)

PLATE_UNUSUAL: Final = mark("This does not look like a number plate. Look at the car again.")


def read_plate(typed: str) -> str:
    """The plate in capitals without dot and blanks, `浙A12345`; "" for nothing typed. Raises Unreadable."""
    return _BETWEEN.sub("", text.half_width(text.limited(typed, _AT_MOST))).upper()


def show_plate(stored: str) -> str:
    """A stored plate with its dot, as it is painted: 浙A·12345."""
    return f"{stored[:2]}·{stored[2:]}" if _PLATE.fullmatch(stored) else stored


def doubts(stored: str) -> tuple[str, ...]:
    """The message ids of what looks wrong about a stored plate; old and foreign ones are plates too."""
    return () if not stored or _PLATE.fullmatch(stored) else (PLATE_UNUSUAL,)
