"""The corner code: eighteen digits with check digits, drawn module by module."""

from __future__ import annotations

from datetime import date

import pytest
import segno

from showroom.sheets import qr
from showroom.sheets.page import LANDSCAPE, Blocks, Page

CODE = qr.Code(qr.Kind.TL, 20251122, 0, 3)


def test_the_digits() -> None:
    digits = CODE.digits()

    assert digits[:16] == "0120251122000003"
    assert len(digits) == qr.DIGITS
    assert int(digits) % 97 == 1


@pytest.mark.parametrize("code", [CODE, qr.Code(qr.Kind.TX, 12345678, 9999, 99)])
def test_reading_back(code: qr.Code) -> None:
    assert qr.read_back(code.digits()) == code


def test_every_wrong_digit_is_found() -> None:
    digits = CODE.digits()
    wrong = [
        digits[:place] + digit + digits[place + 1 :]
        for place in range(qr.DIGITS)
        for digit in "0123456789"
        if digit != digits[place]
    ]

    for one in wrong:
        with pytest.raises(ValueError, match="no code"):
            qr.read_back(one)


def test_every_swap_of_neighbours_is_found() -> None:
    digits = CODE.digits()
    for place in range(qr.DIGITS - 1):
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        if swapped != digits:
            with pytest.raises(ValueError, match="no code"):
                qr.read_back(swapped)


@pytest.mark.parametrize("text", ["", "1" * 17, "0120251122000003x1", "０１２０２５１１２２０００００３４３"])
def test_what_is_no_code(text: str) -> None:
    with pytest.raises(ValueError, match="no code"):
        qr.read_back(text)


def test_numbers_that_are_too_long() -> None:
    with pytest.raises(ValueError, match="16 digits"):
        qr.Code(qr.Kind.TL, 123456789).digits()


@pytest.mark.parametrize(("staff", "told"), [(9999, 9999), (10_000, 0), (123_456, 0)])
def test_a_person_beyond_the_four_digits_is_not_named(staff: int, told: int) -> None:
    assert qr.read_back(qr.Code(qr.Kind.LG, 20251101, staff).digits()).staff == told


def test_days_and_editions_are_told_apart() -> None:
    assert qr.day_number(date(2025, 11, 22)) == 20251122
    assert qr.edition_number("2025-11") == 20251100


def test_the_drawn_modules_are_those_of_the_digits() -> None:
    page = Page(LANDSCAPE)
    qr.draw(page, CODE, 272, 9.5)
    (blocks,) = (mark for mark in page.marks if isinstance(mark, Blocks))
    drawn = {
        (round((y - 9.5) / qr.MODULE), round((x - 272) / qr.MODULE) + step)
        for x, y, wide, _high in blocks.blocks
        for step in range(round(wide / qr.MODULE))
    }

    symbols = [
        segno.make_qr(CODE.digits(), version=2, error="m", mode="numeric", mask=mask, boost_error=False)
        for mask in range(8)
    ]
    assert len(symbols[0].matrix) * qr.MODULE == pytest.approx(qr.SIDE)
    assert drawn in [
        {(down, across) for down, row in enumerate(symbol.matrix) for across, dark in enumerate(row) if dark}
        for symbol in symbols
    ]
