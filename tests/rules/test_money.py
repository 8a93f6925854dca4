"""Money as staff type it, kept in whole 分."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules.money import MOST, in_capitals, read_money, show_money


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


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (100, "壹元整"),
        (1_000, "壹拾元整"),
        (18_370_000, "壹拾捌万叁仟柒佰元整"),
        (10_000_000, "壹拾万元整"),
        (10_000_500, "壹拾万零伍元整"),
        (10_010_000, "壹拾万零壹佰元整"),
        (10_500_000, "壹拾万伍仟元整"),
        (100_000_000, "壹佰万元整"),
        (100_100_000, "壹佰万壹仟元整"),
        (100_000_000_00, "壹亿元整"),
        (100_010_000_00, "壹亿零壹万元整"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
        (123_406, "壹仟贰佰叁拾肆元零陆分"),
        (123_450, "壹仟贰佰叁拾肆元伍角整"),
        (50, "伍角整"),
        (6, "陆分"),
        (99_999_999_999, "玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_in_capitals(fen: int, words: str) -> None:
    assert in_capitals(fen) == words
