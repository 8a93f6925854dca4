"""车架号 (VIN): read as it stands on the car; what looks wrong is warned of, never refused (ISO 3779)."""

from __future__ import annotations

import re
from typing import Final

from showroom.language import mark
from showroom.rules import text

SIGNS: Final = 17
_AT_MOST = 20

LENGTH_UNUSUAL: Final = mark("A VIN has 17 signs. Look at the car again.")
SIGNS_UNUSUAL: Final = mark("A VIN has digits and capitals but no I, O or Q. Look at the car again.")
CHECK_SIGN_UNSURE: Final = mark("The check sign of this VIN does not fit. Look at the car again.")

_ALLOWED = re.compile(r"[0-9A-HJ-NPR-Z]+", re.ASCII)
_VALUES: Final = dict(
    zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "012345678912345678123457923456789"), strict=True)
)
_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_PLACE = 8


def read_vin(typed: str) -> str:
    """The number in capitals without blanks; "" for nothing typed. Raises Unreadable for what is too long."""
    return "".join(text.half_width(text.limited(typed, _AT_MOST)).split()).upper()


def doubts(number: str) -> tuple[str, ...]:
    """The message ids of what looks wrong; not every maker in the world writes the check sign."""
    if not number:
        return ()
    if len(number) != SIGNS:
        return (LENGTH_UNUSUAL,)
    if not _ALLOWED.fullmatch(number):
        return (SIGNS_UNUSUAL,)
    rest = sum(_VALUES[sign] * weight for sign, weight in zip(number, _WEIGHTS, strict=True)) % 11
    return () if number[_CHECK_PLACE] == ("X" if rest == 10 else str(rest)) else (CHECK_SIGN_UNSURE,)
