"""The words on screen: English message ids, 简体中文 by default, switchable at any time.

A form on paper is Chinese whatever the screen says, so `chinese` gives that catalogue on its own.
"""

from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path
from typing import Final

CHINESE: Final = "zh_CN"
ENGLISH: Final = "en"
LANGUAGES: Final = (CHINESE, ENGLISH)
# A language is offered under its own name.
NAMES: Final = {CHINESE: "中文", ENGLISH: "English"}

_PLACE = re.compile(r"\{([a-z_]+)\}")

_current = CHINESE


def resources() -> Path:
    """Folder of fonts, icons and catalogues: beside the package in a checkout, inside it when installed."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation("showroom", resources() / "locale", languages=[code])


def use(code: str) -> None:
    """Make `code` ("zh_CN" or "en") the language of everything shown from now on."""
    global _current  # noqa: PLW0603 - one program, one language at a time
    if code not in LANGUAGES:
        raise ValueError(f"unknown language {code!r}")
    _current = code


def current() -> str:
    """The language in use: "zh_CN" or "en"."""
    return _current


def mark(message: str) -> str:
    """Mark a message id for the catalogue; it is translated where it is shown."""
    return message


def _(message: str, **values: object) -> str:
    """The message in the current language, its {placeholders} filled."""
    return filled(_catalogue(_current).gettext(message), values) if message else ""


def chinese(message: str, **values: object) -> str:
    """The message in Chinese, for paper."""
    return filled(_catalogue(CHINESE).gettext(message), values) if message else ""


def filled(text: str, values: dict[str, object]) -> str:
    """Put values into {placeholders}; values are never read as templates themselves."""
    return _PLACE.sub(lambda place: str(values[place[1]]) if place[1] in values else place[0], text)


def either(in_chinese: str, in_english: str) -> str:
    """One of two stored labels (reference lists keep both), falling back to the other."""
    return (in_english or in_chinese) if _current == ENGLISH else (in_chinese or in_english)
