"""Car models as they are pasted, one a line: 朗逸 Lavida, 途观L,Tiguan L, or a column of a spreadsheet."""

from __future__ import annotations

import re
from typing import Final

from showroom.rules import text

_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}[.、)](?!\d)|[-*•])\s*")
_SEPARATORS: Final = re.compile(r"[\t,;|、/]+")
_CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def read(line: str) -> tuple[str, str] | None:
    """The Chinese and the English word of one line; None for a blank one.

    A model with one word, Model Y or ID.3, has it in both languages' place: the first.
    """
    plain = _NUMBERED.sub("", text.half_width(text.without_invisible(line))).strip()
    parts = [part for part in _SEPARATORS.sub("\n", plain).split("\n") if part.strip()]
    words = parts if len(parts) > 1 else plain.split()
    if not words:
        return None
    with_chinese = [bool(_CHINESE.search(word)) for word in words]
    if all(with_chinese) or not any(with_chinese):
        return " ".join(words), ""
    # Where the kind of word changes, the other language begins.
    turn = next(place for place, kind in enumerate(with_chinese) if kind != with_chinese[0])
    first, second = " ".join(words[:turn]).strip(), " ".join(words[turn:]).strip()
    return (first, second) if with_chinese[0] else (second, first)
