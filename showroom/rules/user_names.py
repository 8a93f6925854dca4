"""A user name proposed from a person's name: 周敏 is zhoumin; whoever types another keeps the other."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, count
from typing import Final

from showroom.rules import grams, text

# Characters that are read otherwise when they are a surname; the longer ones first.
_SURNAMES: Final = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "单": ("shan",),
    "曾": ("zeng",),
    "解": ("xie",),
    "仇": ("qiu",),
    "查": ("zha",),
    "区": ("ou",),
    "翟": ("zhai",),
    "朴": ("piao",),
    "任": ("ren",),
    "盖": ("ge",),
    "乐": ("yue",),
}


def proposed(name: str, taken: Collection[str] = ()) -> str:
    """The letters of a name as it is spelled, with a number when somebody has them; "" when it has none."""
    plain = text.key(name)
    surname = next((one for one in _SURNAMES if plain.startswith(one)), "")
    spelled = "".join((*_SURNAMES.get(surname, ()), *map(_letters, plain[len(surname) :])))
    if not spelled:
        return ""
    others = set(map(text.key, taken))
    numbered = (f"{spelled}{number}" for number in count(2))
    return next(one for one in chain([spelled], numbered) if one not in others)


def key(typed: str) -> str:
    """What a typed user name is looked up by; bytes of a command line that are no text match no name."""
    return text.key(typed).encode("utf-8", "replace").decode("utf-8")


def _letters(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    return next(iter(grams.readings(character)), "")
