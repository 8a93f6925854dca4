"""Measuring text and breaking it into lines by the rules of Chinese typesetting (sheets.md 1)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from showroom.sheets import fonts

# Points in a millimetre, line pitch and baseline shift in parts of the type size.
MM: Final = 72 / 25.4
PITCH: Final = 1.14
BASELINE: Final = 0.37

_NOT_FIRST = frozenset("，。、；：？！…—～·‧•）》」』】〕〉｝”’％℃,.;:?!)]}%")
_NOT_LAST = frozenset("（《「『【〔〈｛“‘￥¥([{$#")
# From here on (CJK radicals) every character may stand alone; below stand Latin, Greek, Cyrillic, signs.
_EAST_ASIAN = 0x2E80
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in mm of one line at a type size in points."""
    return fonts.advance(text, bold) * size / MM


def height(lines: int, size: float) -> float:
    """Height in mm of so many lines at a type size in points."""
    return lines * PITCH * size / MM


def flat(text: str) -> str:
    """The text on one line: what ended a line, and tabs, become spaces."""
    return _LINE_ENDS.sub(" ", text).replace("\t", " ").strip()


def _in_run(character: str) -> bool:
    """Whether it is part of a word, a number or an address that is kept together."""
    return ord(character) < _EAST_ASIAN and not character.isspace() and character not in "“”‘’…—·‧•"


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after in _JOINERS or before == "\u200d" or unicodedata.combining(after):
        return False
    if after.isspace():
        return True
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before == "@" or not (_in_run(before) and _in_run(after))


def fitting(text: str, size: float, room: float, bold: bool = False) -> int:
    """How many characters of the text stand on one line `room` mm wide; at least one.

    A run that is longer than the whole line is broken where the line is full.
    """
    left = room * MM / size + 1e-9
    full = 0
    for character in text:
        left -= fonts.advance(character, bold)
        if left < 0 and not character.isspace():
            break
        full += 1
    if full == len(text):
        return full
    for end in range(full, 0, -1):
        if may_break(text[end - 1], text[end]):
            return end
    return _whole(text, max(full, 1))


def _whole(text: str, end: int) -> int:
    """Move a forced break forward, so that it does not part a character from its marks."""
    while end < len(text) and (text[end] in _JOINERS or unicodedata.combining(text[end])):
        end += 1
    return end


def break_lines(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The lines of a text in a column `room` mm wide. Written line ends are kept, spaces at breaks not."""
    lines: list[str] = []
    for paragraph in _LINE_ENDS.split(text.replace("\t", " ")):
        rest = paragraph.strip()
        while True:
            end = fitting(rest, size, room, bold) if rest else 0
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
            if not rest:
                break
    return lines
