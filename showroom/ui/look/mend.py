"""Keeps None, True and False alive under PySide6 6.12 on Python 3.11.

There every call that returns nothing loses one None, and every signal emitted one True. From Python 3.12 on
these are immortal; before, some ten thousand calls end the process ("none_dealloc: deallocating None").
Tried: 6.12.0 loses one for each QLineEdit.setText, 6.11.3 none.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_PLENTY: Final = 1 << 40


def keep_constants_alive() -> None:
    """Give them more references than a program can lose."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _PLENTY:
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
