"""Eighteen digits as a scanner or a hand types them: whether they are a sheet's code, and of which day."""

from __future__ import annotations

from datetime import date
from typing import Final

from showroom.rules import identity_numbers
from showroom.sheets import qr
from showroom.sheets.qr import DIGITS, Code, Kind

# Their number is that of a card.
OF_CARDS: Final = (Kind.CA, Kind.CB, Kind.QU)
_KINDS: Final = frozenset(f"{kind:02}" for kind in Kind)


def is_code(digits: str) -> bool:
    """Whether these are the eighteen digits of a sheet: check digits, kind, and the day where it has one.

    Numbers of IDs have eighteen digits too; what begins like a sheet there has no day of our years.
    """
    try:
        code = qr.read_back(digits)
    except ValueError:
        return False
    return code.kind in OF_CARDS or 2000 <= code.number // 10_000 < 2100


def may_be_code(digits: str) -> bool:
    """Whether these begin as those of a sheet do, so that a wrong check digit is a slip of the scanner."""
    begins = len(digits) == DIGITS and digits[:2] in _KINDS
    return begins and not identity_numbers.is_resident(digits)


def is_blank(code: Code) -> bool:
    """Whether it is that of a blank form: the edition with day 00, where cards have their number."""
    return code.number % 100 == 0 and code.number >= 2000_00_00


def day_of(code: Code) -> date | None:
    """The day a sheet is of, or the first of its month; None for a blank form."""
    try:
        return date(code.number // 10_000, code.number // 100 % 100, code.number % 100)
    except ValueError:
        return None
