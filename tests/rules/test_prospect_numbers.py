"""The number of a card, as it is printed and as people type it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.rules.prospect_numbers import number_of, read_number


def test_a_number_tells_the_year_and_the_wish() -> None:
    assert number_of(118, date(2026, 3, 5)) == "P26-00118"
    assert number_of(1_234_567, date(2009, 3, 5)) == "P09-1234567"


@pytest.mark.parametrize(
    "typed",
    ["P26-00118", "p26-00118", "26-118", "118", "00118", " P26-00118 ", "Ｐ２６－００１１８", "Q26-118"],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert read_number(typed) == 118


@pytest.mark.parametrize("typed", ["", "P", "P26-", "王丽", "-118", "1.5", "P26-118a", "9" * 13, "٣"])
def test_anything_else_is_no_number(typed: str) -> None:
    assert read_number(typed) is None


@given(st.integers(1, 10**11), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_is_printed_is_read_back(prospect: int, opened_on: date) -> None:
    assert read_number(number_of(prospect, opened_on)) == prospect
