"""Loads the shipped Noto Sans SC and chooses the families for each language."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from showroom.language import ENGLISH, resources

FAMILY: Final = "Noto Sans SC"
# Medium is a subset (8105 standard characters, GB 2312, signs); a rarer character falls back to Regular.
FILES: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf")

LEADING: Final = 1.448  # natural line height of the family, in em

_CHINESE: Final = (FAMILY, "Microsoft YaHei UI", "PingFang SC")
# Noto Sans SC sets ’ “ · full-width, so English prefers a Latin face where the machine has a good one.
# Where it has none, the Latin letters of Noto Sans SC look better than the wide system faces of bare Linux.
_LATIN: Final = ("Segoe UI", "Noto Sans", "Helvetica Neue")


@cache
def load() -> bool:
    """Register the shipped weights with Qt, once; False when a file is missing or broken."""
    folder = resources() / "fonts"
    added = [QFontDatabase.addApplicationFont(str(folder / name)) for name in FILES]
    return min(added) >= 0


@cache
def families(language: str) -> tuple[str, ...]:
    """Families in order of preference; the first that has a glyph draws it."""
    if language != ENGLISH:
        return _CHINESE
    present = set(QFontDatabase.families())
    return (*(family for family in _LATIN if family in present), *_CHINESE)


def make(pixels: int, weight: int, language: str) -> QFont:
    """A font of the interface in that size and weight."""
    return QFont(_made(pixels, weight, language))


@cache
def _made(pixels: int, weight: int, language: str) -> QFont:
    font = QFont(list(families(language)))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font
