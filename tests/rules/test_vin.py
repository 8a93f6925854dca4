"""VINs: read as they stand on the car, warned of where they look wrong, never refused for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules import vin


@pytest.mark.parametrize(
    ("typed", "stored", "doubts"),
    [
        ("1HGCM82633A004352", "1HGCM82633A004352", ()),
        ("1m8gdm9a xkp042788", "1M8GDM9AXKP042788", ()),
        ("１HGCM82633A004352", "1HGCM82633A004352", ()),
        ("1HGCM82643A004352", "1HGCM82643A004352", (vin.CHECK_SIGN_UNSURE,)),
        ("1HGCM82633A00435", "1HGCM82633A00435", (vin.LENGTH_UNUSUAL,)),
        ("IHGCM82633A004352", "IHGCM82633A004352", (vin.SIGNS_UNUSUAL,)),
        ("", "", ()),
    ],
)
def test_a_vin(typed: str, stored: str, doubts: tuple[str, ...]) -> None:
    assert vin.read_vin(typed) == stored
    assert vin.doubts(stored) == doubts


def test_every_slip_of_one_digit_is_a_doubt() -> None:
    known = "11111111111111111"
    assert vin.doubts(known) == ()
    for place in range(17):
        assert vin.doubts(known[:place] + "2" + known[place + 1 :]) == (vin.CHECK_SIGN_UNSURE,)


def test_what_is_no_number_at_all_is_refused() -> None:
    with pytest.raises(Unreadable):
        vin.read_vin("1" * 21)


@given(st.text(st.sampled_from("ABCXIOQ0189 ｘ１"), max_size=20))
def test_reading_twice_changes_nothing(typed: str) -> None:
    stored = vin.read_vin(typed)
    assert vin.read_vin(stored) == stored
    assert len(vin.doubts(stored)) <= 1
