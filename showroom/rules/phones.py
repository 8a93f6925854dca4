"""Phone numbers as people type them: what they mean, what is refused and why (N1–N14).

Only ASCII digits count, after full-width forms were mapped: never NFKC, never int().
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NoReturn

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules.text import INVISIBLE_REMOVED, clean, half_width, quoted, without_invisible

SEPARATOR: Final = "/"
FULL_WIDTH_MAPPED: Final = mark("Full-width digits were turned into ordinary ones.")

_MOBILE_DIGITS = 11
_SEPARATORS = re.compile(r"[/／;；,，、\n]")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

_MASK = re.compile(r"\*|[●•×]{2}|[0-9][ -]*[xX]{2}")
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+")
_DECIMAL = re.compile(r"([0-9]{7,})\.0+")
_EXTENSION = re.compile(r"(.*?)(?:转接?|轉|分机|ext\.?|x)\s*:?\s*([0-9]{1,6})", re.IGNORECASE)
_NOT_IN_NUMBER = re.compile(r"[^0-9\s()+.-]|[0-9+][\s().-]*(\+)|(?<![0-9])\.|\.(?![0-9]{3})")
_CHINA = re.compile(r"[\s(]*(?:\+|00)[\s-]*86[\s()-]*|86[\s-]+(?=1[3-9])|86[\s()-]*+(?=(?:[^0-9]*[0-9]){10})")
_AREA = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})")
_LANDLINE = re.compile(r"0(?:10|2[0-9])[0-9]{8}|0[3-9][0-9]{2}[0-9]{7,8}")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")

# Digits of other scripts and circled ones look like a phone too: they are to be refused as one (N4).
_ANY_DIGIT = r"[\d\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
_MASKED_WORD = re.compile(r"(?=.*[*●•×xX]{2})(?=(?:.*?[0-9]){2})[+(*]*[0-9*●•×xX\s()+/-]*")
_SCIENTIFIC_WORD = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
_PHONE_WORD = re.compile(
    rf"[+(\s]*{_ANY_DIGIT}(?:{_ANY_DIGIT}|[\s()+./;,、OoIl-])*(?:(?:转接?|轉|分机|ext\.?|x)[\s:]*[0-9]+)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)[0-9]{2}([-./])(?:0?[1-9]|1[0-2])\1(?:[0-2]?[0-9]|3[01])")
_FEWEST_DIGITS = 7


class PhoneKind(StrEnum):
    """What kind of line a number is; only a mobile takes messages."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE_400 = "service_400"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Phone:
    """One number: `key` is the same however it is typed, `typed` is kept as it was written."""

    key: str
    kind: PhoneKind
    typed: str


def read(text: str) -> tuple[Phone, ...]:
    """Every number in a field (N1–N12, N14), each once. Raises `Unreadable` with the place and the reason."""
    found: dict[str, Phone] = {}
    for part in _SEPARATORS.split(clean(text, lines=True).text):
        if part.strip():
            phone = _read_one(part.strip())
            found.setdefault(phone.key, phone)
    return tuple(found.values())


def looks_like_phone(word: str) -> bool:
    """Whether a word is meant as a number, right or wrong: seven digits or more, or masked (N4, N6, N14)."""
    plain = _plain(without_invisible(word)).strip()
    if _MASKED_WORD.fullmatch(plain) or _SCIENTIFIC_WORD.fullmatch(plain):
        return True
    if _DATE.fullmatch(plain) or not _PHONE_WORD.fullmatch(plain):
        return False
    return len(re.findall(_ANY_DIGIT, plain)) >= _FEWEST_DIGITS


def notices(text: str) -> tuple[str, ...]:
    """The message ids of what reading changed quietly: full-width digits (N3), invisible signs (N5)."""
    happened = (
        (FULL_WIDTH_MAPPED, re.search("[０-９]", text) is not None),
        (INVISIBLE_REMOVED, without_invisible(text) != text),
    )
    return tuple(notice for notice, true in happened if true)


def show(typed: str) -> str:
    """The number as staff read it, a mobile grouped 3-4-4 (N2). What cannot be read is returned as it is."""
    try:
        return SEPARATOR.join(map(_grouped, read(typed)))
    except Unreadable:
        return typed


def tail(key: str) -> str:
    """The last four digits, by which people of one name are told apart (M14); an extension does not count."""
    return key.partition("-")[0][-4:]


def partial(text: str) -> str:
    """How the key of a number being typed begins; "" when this is not the beginning of a number."""
    plain = _plain(_SEPARATORS.split(without_invisible(text))[-1]).strip()
    number, _extension = _split_extension(plain)
    if _NOT_IN_NUMBER.search(number.rstrip(". ")):
        return ""
    domestic = _without_country(number)
    digits = _digits(_split_hyphen(domestic)[0])
    return f"+{digits}" if "+" in domestic and digits else digits


def area_code(key: str) -> str:
    """The area code a landline key begins with, "" when it has none."""
    area = _AREA.match(key)
    return area[0] if area else ""


def _read_one(typed: str) -> Phone:
    said = quoted(typed)
    plain = _plain(typed)
    _refuse_altered(plain, said)
    whole = _DECIMAL.fullmatch(plain)
    number, extension = _split_extension(whole[1] if whole else plain)
    _refuse_strange(number, said)
    kind, digits, extension = _classified(_without_country(number), extension, said)
    return Phone(f"{digits}-{extension}" if extension else digits, kind, typed)


def _plain(text: str) -> str:
    return half_width(text).translate(_HYPHENS)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _split_extension(plain: str) -> tuple[str, str]:
    match = _EXTENSION.fullmatch(plain)
    return (match[1], match[2]) if match else (plain, "")


def _without_country(number: str) -> str:
    """The number without China's +86; a landline gets back the 0 that is left out after it."""
    if re.match(r"[\s(]*(?:\+|00)", number):
        number = number.replace("(0)", "")
    china = _CHINA.match(number)
    if not china:
        return number
    rest = number[china.end() :]
    is_landline = re.match(r"10|[2-9]", rest) and not re.match("[48]00", rest)
    return f"0{rest}" if is_landline else rest


def _refuse_altered(plain: str, said: str) -> None:
    """Refuse what is no longer the number itself: masked (N14), or rounded by a spreadsheet (N12)."""
    if _MASK.search(plain):
        raise Unreadable(
            mark("“{number}” is a masked number; the real one stays. To change it, type all its digits."),
            number=said,
        )
    if _SCIENTIFIC.fullmatch(plain):
        raise Unreadable(mark("“{number}” was shortened by a spreadsheet. Type all its digits."), number=said)


def _refuse_strange(number: str, said: str) -> None:
    strange = _NOT_IN_NUMBER.search(number)
    if not strange:
        return
    position = strange.start(1) if strange[1] else strange.start()
    if number[position] in "Oo":
        message = mark("Character {position} of “{number}” is the letter O. Type the digit 0.")
    else:
        message = mark("Character {position} of “{number}” is “{character}”. Type digits from 0 to 9.")
    raise Unreadable(message, number=said, position=position + 1, character=number[position])


def _classified(number: str, extension: str, said: str) -> tuple[PhoneKind, str, str]:
    digits = _digits(number)
    if "+" in number:
        return PhoneKind.FOREIGN, _foreign(digits, said), extension
    if digits.startswith("1"):
        return PhoneKind.MOBILE, _mobile(digits, extension, said), ""
    if not extension and not _SERVICE.fullmatch(digits):
        number, extension = _split_hyphen(number)
        digits = _digits(number)
    if _SERVICE.fullmatch(digits):
        return PhoneKind.SERVICE_400, digits, extension
    if not (_LANDLINE.fullmatch(digits) or _LOCAL.fullmatch(digits)):
        _refuse_length(digits, said)
    return PhoneKind.LANDLINE, digits, extension


def _split_hyphen(number: str) -> tuple[str, str]:
    """Take “-123” off a complete landline; without an area code only where nothing else is grouped (N9)."""
    head, last = (part.strip() for part in number.rpartition("-")[::2])
    is_complete = (
        _LANDLINE.fullmatch(_digits(head)) or _SERVICE.fullmatch(_digits(head)) or _LOCAL.fullmatch(head)
    )
    return (head, last) if is_complete and re.fullmatch("[0-9]{1,6}", last) else (number, "")


def _foreign(digits: str, said: str) -> str:
    if not re.fullmatch("[1-9][0-9]{6,14}", digits):
        raise Unreadable(
            mark("“{number}” has {count} digits. A foreign number is + and country, 7 to 15 digits in all."),
            number=said,
            count=len(digits),
        )
    return f"+{digits}"


def _mobile(digits: str, extension: str, said: str) -> str:
    """Refuse by N6 and N7: 1[3-9] and nine digits, no carrier list that could go stale (N8)."""
    count = len(digits)
    if count > _MOBILE_DIGITS:
        message = mark("“{number}” goes on after digit 11: it has {count}. Take out what is too much.")
    elif count < _MOBILE_DIGITS:
        message = mark("“{number}” ends at digit {count}; a mobile number has 11. Add what is missing.")
    elif digits[1] not in "3456789":
        message = mark("The second digit of “{number}” is {digit}; a mobile number has 3 to 9 there.")
    elif extension:
        message = mark("“{number}” is a mobile number with an extension. Write the extension into the note.")
    else:
        return digits
    raise Unreadable(message, number=said, count=count, digit=digits[1:2])


def _refuse_length(digits: str, said: str) -> NoReturn:
    area = area_code(digits)
    if digits.startswith("00"):
        message = mark("“{number}” begins with 00. Write a foreign number with + and its country.")
    elif area:
        message = mark("“{number}” has {local} digits after the area code {area}; it needs {needed}.")
    elif re.match("[48]00", digits):
        message = mark("“{number}” has {count} digits; a 400 number has 10.")
    else:
        message = mark(
            "“{number}” has {count} digits and is no number known here. "
            "A mobile number has 11, a landline 7 or 8 after its area code."
        )
    local, needed = len(digits) - len(area), "8" if len(area) == len("010") else "7–8"
    raise Unreadable(message, number=said, count=len(digits), area=area, local=local, needed=needed)


def _grouped(phone: Phone) -> str:
    if phone.kind is PhoneKind.MOBILE:
        return f"{phone.key[:3]} {phone.key[3:7]} {phone.key[7:]}"
    return " ".join(phone.typed.split())
