"""PINs for the quick switch at a shared desk: which can be used, read from what was typed."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import text

LEAST: Final = 4
MOST: Final = 6
# After so many wrong ones in a row the password is needed.
TRIES: Final = 3


def read(typed: str) -> str:
    """The digits of a PIN somebody chooses. Raises Unreadable for one that is guessed at once."""
    pin = digits(typed)
    if not (LEAST <= len(pin) <= MOST and pin.isascii() and pin.isdigit()):
        raise Unreadable(mark("A PIN has {least} to {most} digits."), least=LEAST, most=MOST)
    if _is_plain(pin):
        raise Unreadable(
            mark("This PIN is guessed at once. Avoid rows like 1234 and repeats like 0000 or 1212.")
        )
    return pin


def digits(typed: str) -> str:
    """What was typed as a PIN, full-width digits as plain ones."""
    return text.half_width(typed).strip()


def _is_plain(pin: str) -> bool:
    """Equal steps from digit to digit (0000, 1234, 9876, 8642, 7890), or one part again and again (1212)."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    parts = (pin[:length] for length in (2, 3) if len(pin) % length == 0)
    return len(steps) == 1 or any(part * (len(pin) // len(part)) == pin for part in parts)
