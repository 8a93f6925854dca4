"""Money as staff type it, kept in whole 分."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules.money import MOST, read_money, show_money


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("", None),
        ("0", 0),
        ("1000", 100_000),
        ("1,000.50", 100_050),
        ("１０００", 100_000),
        ("¥1000", 100_000),
        ("￥1 000元", 100_000),
        ("1.5万", 1_500_000),
        ("12万元", 12_000_000),
        ("0.01", 1),
    ],
)
def test_what_is_typed_becomes(typed: str, fen: int | None) -> None:
    assert read_money(typed) == fen


@pytest.mark.parametrize("typed", ["-5", "1.005", "1,00", "about 500", "1.5.0", "9999999万", "٥", "万"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_money(typed)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.integers(0, MOST))
def test_every_amount_reads_back(fen: int) -> None:
    assert read_money(show_money(fen)) == fen


def test_fen_are_shown_only_where_there_are_some() -> None:
    assert [show_money(fen) for fen in (None, 0, 123_456_700, 123_450)] == ["", "0", "1,234,567", "1,234.50"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None) | st.sampled_from("0123456789.,万元¥ "), max_size=30))
def test_a_strange_amount_is_refused_not_a_bug(typed: str) -> None:
    try:
        fen = read_money(typed)
    except Unreadable:
        return
    assert fen is None or 0 <= fen <= MOST
    assert read_money(show_money(fen)) == fen
