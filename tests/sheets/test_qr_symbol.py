"""The modules of the corner code: those of the library, with the mask that is read best."""

from __future__ import annotations

import random
import re

import pytest
from segno import encoder

from showroom.sheets import qr, qr_symbol

_FINDER = re.compile(r"(?=1011101)")
_NUMBERS = random.Random(18004).sample(range(1, 30_000), 40)
CODES = [
    *(qr.Code(qr.Kind.CA, number).digits() for number in _NUMBERS[:20]),
    *(qr.Code(qr.Kind.LG, 20260101 + number % 28, number % 100, 2).digits() for number in _NUMBERS[20:]),
]


def _rows(symbol: int) -> list[str]:
    bits = f"{symbol:0{qr_symbol.MODULES * qr_symbol.ROW}b}"
    return [bits[at : at + qr_symbol.MODULES] for at in range(0, len(bits), qr_symbol.ROW)]


def _finders(lines: list[str]) -> int:
    """By search in the text of each line, light paper at both ends of it."""
    edged = [f"0000{line}0000" for line in lines]
    return sum(
        "0000" in (line[at.start() - 4 : at.start()], line[at.start() + 7 : at.start() + 11])
        for line in edged
        for at in _FINDER.finditer(line)
    )


def _penalty(symbol: int) -> int:
    """By the library, but for what looks like a finder: where two of those overlap it counts one."""
    rows = _rows(symbol)
    matrix = [bytearray(map(int, row)) for row in rows]
    lines, squares, _finder, share = encoder.mask_scores(matrix, qr_symbol.MODULES, qr_symbol.MODULES)
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    return int(lines + squares + share) + 40 * (_finders(rows) + _finders(columns))


@pytest.mark.parametrize("digits", CODES)
def test_the_symbol_is_the_library_s_with_the_best_mask(digits: str) -> None:
    symbols = [qr_symbol.encoded(digits, mask) for mask in range(qr_symbol.MASKS)]
    penalties = [_penalty(symbol) for symbol in symbols]

    assert [qr_symbol.penalty(symbol) for symbol in symbols] == penalties
    assert qr_symbol.best(digits) == symbols[penalties.index(min(penalties))]
    assert list(qr_symbol.rows(digits)) == _rows(qr_symbol.best(digits))


def test_no_mask_is_the_best_of_all_codes() -> None:
    chosen = {
        [qr_symbol.encoded(digits, mask) for mask in range(qr_symbol.MASKS)].index(qr_symbol.best(digits))
        for digits in CODES
    }
    assert len(chosen) > 3
