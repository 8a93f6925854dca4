"""What of a phone or ID number those see it is not meant for: never enough to use it (N10, N14, T4)."""

from __future__ import annotations

import unicodedata
from typing import Final

from showroom.errors import Unreadable
from showroom.rules import phones
from showroom.rules.identity_numbers import RESIDENT_DIGITS, is_resident
from showroom.rules.phones import Phone, PhoneKind

MASK: Final = "****"
_HIDDEN: Final = "*"
_SHOWN_AT_MOST = 7
_HIDDEN_AT_LEAST = 4
_SHORT_PAPER = 8


def mask_phone(shown_or_key: str) -> str:
    """The numbers of a field with their middle hidden; what is masked already stays as it is."""
    return phones.SEPARATOR.join(map(_mask_part, shown_or_key.split(phones.SEPARATOR)))


def mask_identity(number: str) -> str:
    """The number of a paper with its middle hidden: `330105********002X`; of a short one only its ends.

    What is masked already stays as it is.
    """
    if is_resident(number) or (len(number) == RESIDENT_DIGITS and _HIDDEN in number):
        first, last = 6, 4
    else:
        first, last = (2, 2) if len(number) >= _SHORT_PAPER else (0, int(len(number) > _HIDDEN_AT_LEAST))
    return f"{number[:first]}{_HIDDEN * (len(number) - first - last)}{number[len(number) - last :]}"


def _mask_part(part: str) -> str:
    digits = [character for character in part if unicodedata.category(character) in ("Nd", "No")]
    if not digits or (MASK in part and len(digits) <= _SHOWN_AT_MOST):
        return part
    try:
        return phones.SEPARATOR.join(map(_mask, phones.read(part)))
    except Unreadable:
        # Not a number that can be read, but perhaps a real one with a slip: as little as possible.
        last = min(2, max(0, len(digits) - 3 - _HIDDEN_AT_LEAST))
        return _around("".join(digits), first=3 if last else 0, last=last)


def _mask(phone: Phone) -> str:
    number = phone.key.partition("-")[0]
    if phone.kind is PhoneKind.FOREIGN:
        last = min(4, len(number) - len("+852") - _HIDDEN_AT_LEAST)
        return _around(number, first=len("+852"), last=last)
    if phone.kind is not PhoneKind.LANDLINE:
        return _around(number, first=3, last=4)
    area = phones.area_code(number)
    if not area:
        return _around(number, first=0, last=2)
    return f"{area}-{_around(number, first=0, last=4 if len(area) == len('010') else 2)}"


def _around(number: str, *, first: int, last: int) -> str:
    return f"{number[:first]}{MASK}{number[len(number) - last :]}"
