"""Cleaning what people type: what is removed, what is refused, what is the same name (M1–M14)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark

NAME_AT_MOST: Final = 50
SHORT_AT_MOST: Final = 40
REASON_AT_MOST: Final = 200
PHONES_AT_MOST: Final = 200
NOTE_AT_MOST: Final = 10_000

_QUOTED_AT_MOST = 30

INVISIBLE_REMOVED: Final = mark("Invisible characters were removed.")
SPACE_TRIMMED: Final = mark("Spaces before and after were removed.")

# Zero-width and bidi controls. Joiners (U+200C, U+200D) are letters' and emoji's own and stay.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_PLANE_ENDS = "".join(chr((plane << 16) + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + _PLANE_ENDS + "]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_TABS = re.compile("\t+")
_LINE_ENDS_AND_TABS = re.compile("[\n\t]+")

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

# The full stop is here because ． is typed for both: 阿卜杜拉．买买提 and 1．5T must find their like.
_DOTS = dict.fromkeys(map(ord, "·.‧•．・･⋅∙᛫⸱⸳ꞏ"), "·")
_NOT_COMPARED = dict.fromkeys(
    [0x00AD, 0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)], None
)
_COMPARED: dict[int, int | str | None] = {**_HALF_WIDTH, **_DOTS, **_NOT_COMPARED}


@dataclass(frozen=True)
class Cleaned:
    """A text as it may be stored, and the message ids of what was changed on the way."""

    text: str
    notices: tuple[str, ...] = ()


def without_invisible(typed: str) -> str:
    """The text without zero-width and bidi control characters (M4, M5). Never raises."""
    return _INVISIBLE.sub("", typed)


def storable(written: str) -> str:
    """The text without what no store, paper or Excel file can hold. Never raises."""
    return _UNSTORABLE.sub("", written)


def half_width(typed: str) -> str:
    """Full-width forms U+FF01–FF5E and U+3000 as ASCII, one for one; nothing else changes (N3, N4)."""
    return typed.translate(_HALF_WIDTH)


def clean(typed: str, *, lines: bool = False) -> Cleaned:
    """The text as it may be stored (M1–M5, M9, M13); `lines` keeps the line feeds of a note.

    Raises `Unreadable` for a character no store, paper or Excel file can hold.
    """
    unstorable = _UNSTORABLE.search(typed)
    if unstorable:
        raise Unreadable(
            mark("This holds a character that cannot be stored (position {position}). Delete it."),
            position=unstorable.start() + 1,
        )
    visible = without_invisible(typed)
    ends = _LINE_END.sub("\n", visible)
    whole = (_TABS if lines else _LINE_ENDS_AND_TABS).sub(" ", ends)
    trimmed = whole.strip()
    notices = ((INVISIBLE_REMOVED, visible != typed), (SPACE_TRIMMED, trimmed != whole))
    return Cleaned(trimmed, tuple(notice for notice, happened in notices if happened))


def notices(typed: str) -> tuple[str, ...]:
    """The message ids of what cleaning takes away and nobody sees go; a space at an end is no loss."""
    return (INVISIBLE_REMOVED,) if without_invisible(typed) != typed else ()


def limited(typed: str, at_most: int, *, lines: bool = False) -> str:
    """The clean text, refused whole when it is longer than `at_most` characters (M12, M13)."""
    cleaned = clean(typed, lines=lines).text
    if len(cleaned) > at_most:
        raise Unreadable(
            mark("This is {count} characters long, {most} are allowed. Shorten it."),
            count=len(cleaned),
            most=at_most,
        )
    return cleaned


def quoted(typed: str) -> str:
    """What was typed as a sentence of refusal says it again: clean, and not longer than a line."""
    words = " ".join(storable(without_invisible(typed)).split())
    return words if len(words) <= _QUOTED_AT_MOST else words[:_QUOTED_AT_MOST] + "…"


def key(typed: str) -> str:
    """What two texts share when they are the same to a reader (M2, M4, M7, M11). Never raises.

    Never NFKC: it would make one of ⑬ and 13, of ㎏ and kg.
    """
    return _known_key(typed) if len(typed) <= _WORD_AT_MOST else _key(typed)


def _key(typed: str) -> str:
    plain = unicodedata.normalize("NFC", without_invisible(typed)).translate(_COMPARED)
    # Case is folded on decomposed text, else the order of combining marks could differ (Greek).
    folded = unicodedata.normalize("NFD", plain).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


# The words of the lists are compared at every keystroke; long texts are not worth remembering.
_WORD_AT_MOST: Final = 40
_known_key = lru_cache(maxsize=4096)(_key)
