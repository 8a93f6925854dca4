"""The two shipped fonts: registered once, measured, and asked which characters they lack."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from showroom.errors import Unavailable
from showroom.language import mark, resources

REGULAR: Final = "NotoSansSC-Regular"
BOLD: Final = "NotoSansSC-Bold"

# An asterisk stands for a hidden digit, so it takes a digit's room: masked phones are as wide as full ones.
MASK: Final = "*"
# Room of a boxed code point in parts of the type size.
BOX: Final = 1.2

# A ToUnicode line whose code point has more than four hex digits: `<21> <20087>`.
_BEYOND_BMP = re.compile(r"(?<=> <)[0-9A-F]{5,6}(?=>)")


def _as_pair(match: re.Match[str]) -> str:
    return chr(int(match[0], 16)).encode("utf-16-be").hex().upper()


class _PaperFont(TTFont):  # type: ignore[misc]  # reportlab is untyped
    """A font whose characters beyond U+FFFF copy out of the PDF as they are."""

    def addObjects(self, doc: Any) -> None:
        """ReportLab writes such a code point as one number; PDF 32000-1, 9.10.3 wants UTF-16BE."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_BMP.sub(_as_pair, stream.content)


@cache
def _font(bold: bool) -> Any:
    name = BOLD if bold else REGULAR
    try:
        font = _PaperFont(name, str(resources() / "fonts" / f"{name}.ttf"))
    except (OSError, TTFError) as problem:
        raise Unavailable(
            "E-FONT",
            mark("The font {name} is missing or damaged: nothing can be printed. Install the program again."),
            name=name,
        ) from problem
    pdfmetrics.registerFont(font)
    return font


def name(bold: bool = False) -> str:
    """The name by which ReportLab knows the font. Raises `Unavailable` where its file cannot be read."""
    return str(_font(bold).fontName)


def has(character: str) -> bool:
    """Whether the fonts can draw this character (both hold the same ones); ReportLab itself never says."""
    return ord(character) in _font(False).face.charToGlyph


def missing(text: str) -> list[str]:
    """The characters no font can draw, each once, in their order (Q3)."""
    glyphs = _font(False).face.charToGlyph
    return [character for character in dict.fromkeys(text) if ord(character) not in glyphs]


@cache
def _advance(character: str, bold: bool) -> float:
    if not has(character):
        return BOX
    drawn = "0" if character == MASK else character
    return float(_font(bold).face.charWidths[ord(drawn)]) / 1000


# The labels of a form are measured on every page again.
@lru_cache(maxsize=8192)
def advance(text: str, bold: bool = False) -> float:
    """How far the text runs, in parts of its type size."""
    return sum(_advance(character, bold) for character in text)
