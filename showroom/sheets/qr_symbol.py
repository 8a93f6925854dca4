"""The modules of the corner code, put together from parts that are encoded once (ISO/IEC 18004).

Version, level and mode are the same for every code, and the error correction is linear: a set bit of the
digits always turns over the same modules. So a symbol is that of eighteen zeros with what each set bit turns
over, and choosing the best of the eight masks costs a hundredth of a card on paper.

A symbol is one number: 25 rows of 25 modules, the dark ones set. Seven light ones follow each row, so that no
shift brings the end of a row beside the start of the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

MODULES: Final = 25
MASKS: Final = 8
ROW: Final = 32
# Three digits are encoded together, as a number of ten bits.
_TOGETHER: Final = 3
_ACROSS, _DOWN = 1, ROW
_PADDING = "0" * (ROW - MODULES)
_ALL: Final = int(("1" * MODULES + _PADDING) * MODULES, 2)


def rows(digits: str) -> Iterator[str]:
    """The rows of the symbol of so many digits as a sheet bears: "1" where a module is dark."""
    bits = f"{best(digits):0{MODULES * ROW}b}"
    for start in range(0, MODULES * ROW, ROW):
        yield bits[start : start + MODULES]


def best(digits: str) -> int:
    """The symbol with the lowest penalty, of several the one with the first mask."""
    turned = 0
    for place in range(0, len(digits), _TOGETHER):
        number = int(digits[place : place + _TOGETHER])
        while number:
            lowest = number & -number
            turned ^= _turned_by(place, lowest, len(digits))
            number ^= lowest
    return min((_zeros(mask, len(digits)) ^ turned for mask in range(MASKS)), key=penalty)


@cache
def _zeros(mask: int, length: int) -> int:
    return encoded("0" * length, mask)


@cache
def _turned_by(place: int, number: int, length: int) -> int:
    """The modules that differ from those of zeros where three digits from `place` are this number."""
    written = f"{number:0{_TOGETHER}}"
    return _zeros(0, length) ^ encoded(("0" * place + written).ljust(length, "0"), 0)


def encoded(digits: str, mask: int) -> int:
    """The symbol by the library: version 2, level M, digits only."""
    # Only for drawing: whoever reads a code back does not pay for it.
    import segno

    symbol = segno.make_qr(digits, version=2, error="m", mode="numeric", mask=mask, boost_error=False)
    return int("".join("".join(map(str, row)) + _PADDING for row in symbol.matrix), 2)


def penalty(symbol: int) -> int:
    """How hard it is to read: the four features of ISO/IEC 18004, 7.8.3.1, with its weights."""
    light = _ALL ^ symbol
    lines = sum(_runs(colour, step) for colour in (symbol, light) for step in (_ACROSS, _DOWN))
    finders = _finders(symbol, _ACROSS) + _finders(symbol, _DOWN)
    share = 100 * symbol.bit_count() / MODULES**2
    return lines + 3 * (_squares(symbol) + _squares(light)) + 40 * finders + 10 * int(abs(share - 50) / 5)


def _runs(colour: int, step: int) -> int:
    """Three for five modules of a colour in line, one more for each that follows."""
    two = colour & colour >> step
    five = two & two >> 2 * step & colour >> 4 * step
    return five.bit_count() + 2 * (five & ~(five >> step)).bit_count()


def _squares(colour: int) -> int:
    """Two by two modules of a colour."""
    two = colour & colour >> _ACROSS
    return (two & two >> _DOWN).bit_count()


def _finders(symbol: int, step: int) -> int:
    """What looks like a finder: 1:1:3:1:1 with four light modules, or the border, at one end."""
    ends = symbol & symbol >> 6 * step & ~(symbol >> step) & ~(symbol >> 5 * step)
    found = ends & symbol >> 2 * step & symbol >> 3 * step & symbol >> 4 * step
    if not found:
        return 0
    two = symbol | symbol >> step
    before = (two | two >> 2 * step) >> 7 * step
    two = symbol | symbol << step
    after = (two | two << 2 * step) << step
    return (found & ~(before & after)).bit_count()
