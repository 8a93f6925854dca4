"""What of a number is shown to those it is not meant for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules import phones
from showroom.rules.masking import MASK, mask_identity, mask_phone

QUICK = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.mark.parametrize(
    ("shown", "masked"),
    [
        ("13800138000", "138****8000"),
        ("138 0013 8000", "138****8000"),
        ("１３８００１３８０００", "138****8000"),
        ("0571-88886666", "0571-****66"),
        ("057188886666", "0571-****66"),
        ("010-88888888转123", "010-****8888"),
        ("01088888888-123", "010-****8888"),
        ("88886666", "****66"),
        ("4008008888", "400****8888"),
        pytest.param("+852 9123 4567", "+852****4567", id="N10"),
        ("+14155552671", "+141****2671"),
        ("+8529123", "+852****"),
        ("138 0013 8000/139 0013 9000", "138****8000/139****9000"),
        ("13800138000、13900139000", "138****8000/139****9000"),
        ("138****8000/13900139000", "138****8000/139****9000"),
        ("", ""),
        ("拒绝提供", "拒绝提供"),
    ],
)
def test_masked(shown: str, masked: str) -> None:
    assert mask_phone(shown) == masked
    assert mask_phone(masked) == masked


@pytest.mark.parametrize(
    "slip", ["1380013800", "1380013800O", "13800138000****", "电话13800138000", "١٣٨٠٠١٣٨٠٠٠"]
)
def test_a_slip_hides_no_less(slip: str) -> None:
    masked = mask_phone(slip)
    assert MASK in masked
    assert sum(map(str.isdigit, masked)) <= 5


@QUICK
@given(st.text("0123456789", min_size=7, max_size=15), st.sampled_from(["", "+", "0", "010", "1", "0571-"]))
def test_never_more_than_seven_digits_and_known_as_masked(digits: str, prefix: str) -> None:
    masked = mask_phone(prefix + digits)
    assert sum(map(str.isdigit, masked)) <= 7
    assert mask_phone(masked) == masked
    with pytest.raises(Unreadable):
        phones.read(masked)


@QUICK
@given(st.text(st.characters(codec=None) | st.sampled_from("0123456789/*+"), max_size=40))
def test_masking_twice_changes_nothing(typed: str) -> None:
    assert mask_phone(mask_phone(typed)) == mask_phone(typed)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("33010519910518002X", "330105********002X"),
        ("91110000600037341L", "91**************1L"),
        ("E12345678", "E1*****78"),
        ("军字第1234567号", "军字*******7号"),
        ("A7731", "****1"),
        ("4717", "****"),
        ("", ""),
    ],
)
def test_the_number_of_a_paper_shows_its_ends(number: str, shown: str) -> None:
    """T4."""
    assert mask_identity(number) == shown
    assert len(shown) == len(number)
    assert mask_identity(shown) == shown, "masked twice"
