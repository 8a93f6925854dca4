"""The recovery code printed when a showroom is set up: easy to copy by hand, hard to guess (R4)."""

from __future__ import annotations

import secrets
from typing import Final

from showroom.rules import text

# No I, L, O, U: what is copied from paper must not be misread.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans("ILO", "110")
_GROUPS: Final = 4
_LETTERS_EACH: Final = 5


def new_code() -> str:
    """A code of a hundred random bits in four groups, as it is printed."""
    groups = (
        "".join(secrets.choice(_LETTERS) for _letter in range(_LETTERS_EACH)) for _group in range(_GROUPS)
    )
    return "-".join(groups)


def plain(typed: str) -> str:
    """The letters of a code however they were copied: case, width, spaces, dashes, O for 0."""
    upper = text.half_width(typed).upper().translate(_MISREAD)
    return "".join(letter for letter in upper if letter in _LETTERS)
