"""Which of somebody's numbers a number is: his mobile, the one at home, the one at the office (req 59)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from showroom.rules.phones import PhoneKind


class Use(StrEnum):
    """What a number is used for."""

    MOBILE = "mobile"
    HOME = "home"
    OFFICE = "office"


_USUAL: Final = {PhoneKind.LANDLINE: Use.HOME, PhoneKind.SERVICE_400: Use.OFFICE}


def usual_use(kind: str) -> Use:
    """What a number of this kind is for where nobody said."""
    return _USUAL.get(PhoneKind(kind), Use.MOBILE)
