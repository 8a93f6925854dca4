"""PINs: four to six digits that are not guessed at once; recovery codes that survive copying by hand."""

from __future__ import annotations

import pytest

from showroom.errors import Unreadable
from showroom.rules import pins, recovery_codes


@pytest.mark.parametrize(("typed", "pin"), [("2580", "2580"), (" 13579２ ", "135792"), ("00420", "00420")])
def test_a_pin_that_can_be_used(typed: str, pin: str) -> None:
    assert pins.read(typed) == pin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123",
        "1234567",
        "12a4",
        "٢٥٨٠",
        "0000",
        "999999",
        "1234",
        "4321",
        "7890",
        "1212",
        "123123",
        "121212",
    ],
)
def test_a_pin_that_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        pins.read(typed)


def test_a_code_is_read_however_it_was_copied() -> None:
    code = recovery_codes.new_code()
    assert len(code) == 23
    plain = recovery_codes.plain(code)
    assert recovery_codes.plain(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == plain
    assert recovery_codes.plain(recovery_codes.new_code()) != plain
