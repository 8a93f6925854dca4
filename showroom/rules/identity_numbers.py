"""证件号码: kinds of papers, what a resident ID number tells, what is refused or warned of (O1–O10)."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import dates, text
from showroom.rules.birthdays import parted

RESIDENT_DIGITS: Final = 18
_OLD_RESIDENT_DIGITS = 15
_BORN = slice(6, 14)
_SEQUENCE = 16
_NUMBER_AT_MOST = 30

_BETWEEN = re.compile(r"[\s\-‐‑‒–—]")
_MASK = re.compile(r"\*{2}")
_RESIDENT_LIKE = re.compile(r"[0-9]{17}.|[0-9]{15}")
_PLAIN = re.compile(r"[0-9A-Z]+", re.ASCII)
_OFFICER = re.compile(r"\w{4,20}")

# Papers of residents of Hong Kong, Macau and Taiwan.
_REGIONS_OF_OTHERS: Final = ("81", "82", "83")
# Those of foreigners who stay for good: 9, the province that gave it, the country.
_FOREIGNER: Final = re.compile(r"9(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])", re.ASCII)

REGION_UNKNOWN: Final = mark("No region has the first six digits of this ID number. Look at the paper again.")
CHECK_DIGIT_UNSURE: Final = mark("The check digit of this number does not fit. Look at the paper again.")
BIRTHDAY_DIFFERS: Final = mark("The ID number says born on {theirs}, the birthday says {mine}.")
SEX_DIFFERS: Final = mark("The sex does not fit the ID number.")


class IdKind(StrEnum):
    """证件类型: which paper the number is of."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    HONG_KONG_MACAU_PERMIT = "hong_kong_macau_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    OFFICER_ID = "officer_id"
    DRIVING_LICENCE = "driving_licence"
    CREDIT_CODE = "credit_code"


_SIGNS: Final = {
    IdKind.PASSPORT: (5, 17),
    IdKind.HONG_KONG_MACAU_PERMIT: (8, 11),
    IdKind.TAIWAN_PERMIT: (7, 11),
    IdKind.CREDIT_CODE: (18, 18),
}


def plain(typed: str) -> str:
    """The number without blanks and hyphens, full-width forms mapped, in capitals. Raises Unreadable.

    What nobody could store is refused here; what its kind says of it, by `read_number`.
    """
    found = _BETWEEN.sub("", text.half_width(text.limited(typed, _NUMBER_AT_MOST))).upper()
    if _MASK.search(found):
        raise Unreadable(mark("This is a masked number. Write the whole number, or leave it as it is."))
    return found


def read_number(typed: str, kind: str, today: date) -> str:
    """The number of a paper of this kind as it is stored; "" for nothing typed. Raises Unreadable.

    Without a kind a number that looks like a resident's is read as one.
    """
    number = plain(typed)
    if not number:
        return ""
    looks = _RESIDENT_LIKE.fullmatch(number)
    if kind == IdKind.RESIDENT_ID or (looks and kind in ("", IdKind.DRIVING_LICENCE)):
        return _resident(number, today)
    if kind == IdKind.OFFICER_ID:
        if not _OFFICER.fullmatch(number):
            raise Unreadable(mark("A number of an officer has 4 to 20 signs. Look at the paper again."))
    elif kind in _SIGNS:
        _refuse_signs(number, *_SIGNS[IdKind(kind)])
    return number


def _refuse_signs(number: str, least: int, most: int) -> None:
    if not _PLAIN.fullmatch(number):
        raise Unreadable(mark("This number has letters and digits only. Look at the paper again."))
    if not least <= len(number) <= most:
        raise Unreadable(
            mark("This number has {least} to {most} signs, here are {count}."),
            least=least,
            most=most,
            count=len(number),
        )


def _resident(number: str, today: date) -> str:
    for place, sign in enumerate(number, 1):
        last = place == RESIDENT_DIGITS
        if not (sign.isascii() and (sign.isdigit() or (last and sign == "X"))):
            raise Unreadable(
                mark("Position {position} of an ID number cannot be “{sign}”."),
                position=place,
                sign=text.quoted(sign),
            )
    if len(number) == _OLD_RESIDENT_DIGITS:
        raise Unreadable(
            mark("ID numbers of 15 digits are no longer valid. Write the 18 digits of the present card.")
        )
    if len(number) != RESIDENT_DIGITS:
        raise Unreadable(mark("An ID number has 18 signs, here are {count}."), count=len(number))
    born = born_on(number)
    if born is None or not dates.EARLIEST <= born <= today:
        raise Unreadable(mark("There is no such date of birth ({date}) in an ID number."), date=number[_BORN])
    # Here and below loaded when it is asked: with what it needs for the web it would cost every start 40 ms.
    from stdnum.cn import ric

    if number[-1] != ric.calc_check_digit(number):
        raise Unreadable(mark("The check digit of this ID number does not fit: one of its digits is wrong."))
    return number


def is_resident(number: str) -> bool:
    """Whether a stored number is a resident's, and so tells a birthday and a sex."""
    return len(number) == RESIDENT_DIGITS and number[:-1].isdigit() and born_on(number) is not None


def born_on(number: str) -> date | None:
    """The date of birth in a resident ID number; None where there is no such date."""
    digits = number[_BORN]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """Of a resident ID number: odd is male."""
    return "male" if int(number[_SEQUENCE]) % 2 else "female"


def doubts(number: str, kind: str) -> tuple[str, ...]:
    """The message ids of what is strange about a stored number, which is kept all the same (O7, O10)."""
    from stdnum.cn import ric, uscc
    from stdnum.exceptions import ValidationError

    if kind == IdKind.CREDIT_CODE:
        return () if uscc.is_valid(number) else (CHECK_DIGIT_UNSURE,)
    if not is_resident(number) or number.startswith(_REGIONS_OF_OTHERS) or _FOREIGNER.match(number):
        return ()
    try:
        ric.get_birth_place(number)
    except ValidationError:
        return (REGION_UNKNOWN,)
    return ()


def agrees_with_birthday(number: str, stored: str) -> bool:
    """Whether a resident ID number and a stored birthday can both be true; no lunar one is compared (O9)."""
    born = born_on(number)
    if not stored or born is None:
        return True
    told = parted(stored)
    if told.lunar:
        return True
    return (told.month, told.day) == (born.month, born.day) and told.year in (None, born.year)
