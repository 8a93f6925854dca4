"""Number plates: ordinary ones and those of new-energy cars; an odd one is a doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules import plates


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("浙a12345", "浙A12345", "浙A·12345"),
        ("浙A·12345", "浙A12345", "浙A·12345"),
        ("浙A·D12345", "浙AD12345", "浙A·D12345"),
        ("浙A 12345D", "浙A12345D", "浙A·12345D"),
        ("粤Z1234港", "粤Z1234港", "粤Z·1234港"),
        ("浙A1234学", "浙A1234学", "浙A·1234学"),
        ("", "", ""),
    ],
)
def test_a_plate(typed: str, stored: str, shown: str) -> None:
    assert plates.read_plate(typed) == stored
    assert plates.show_plate(stored) == shown
    assert plates.doubts(stored) == ()
    assert plates.read_plate(shown) == stored


@pytest.mark.parametrize("stored", ["A12345", "浙112345", "浙A1234", "浙AI2345", "浙A1234567", "使014578"])
def test_an_odd_plate_is_kept_with_a_doubt(stored: str) -> None:
    assert plates.read_plate(stored) == stored
    assert plates.show_plate(stored) == stored
    assert plates.doubts(stored) == (plates.PLATE_UNUSUAL,)


def test_what_is_no_plate_at_all_is_refused() -> None:
    with pytest.raises(Unreadable):
        plates.read_plate("浙" * 21)


@given(st.text(st.sampled_from("浙京A0189ID·.- ａ９港学"), max_size=14))
def test_reading_twice_changes_nothing(typed: str) -> None:
    stored = plates.read_plate(typed)
    assert plates.read_plate(stored) == stored == plates.read_plate(plates.show_plate(stored))
