"""Measuring and breaking: no closing mark first, no opening mark last, runs kept whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.sheets.text import break_lines, flat, height, may_break, width

# Room in mm for n Han characters at 8 points.
EM = 8 / 72 * 25.4


def broken(text: str, characters: float) -> list[str]:
    return break_lines(text, 8, characters * EM + 0.001)


def test_han_characters_are_one_em_wide() -> None:
    assert width("张三", 8) == pytest.approx(2 * EM)


def test_height_is_pitch_by_lines() -> None:
    assert height(3, 7) == pytest.approx(3 * 1.14 * 7 / 72 * 25.4)


def test_closing_mark_never_first() -> None:
    assert broken("一二三四，五六", 4) == ["一二三", "四，五六"]


def test_opening_mark_never_last() -> None:
    assert broken("一二三（四五）", 4) == ["一二三", "（四五）"]


def test_ellipsis_and_dash_stay_with_what_is_before() -> None:
    assert broken("一二三四……五", 5) == ["一二三", "四……五"]


def test_break_after_middle_dot_not_before() -> None:
    assert broken("一二三四·五六", 4) == ["一二三", "四·五六"]


def test_digits_and_latin_stay_together() -> None:
    assert broken("客户期望 7.5 万", 5) == ["客户期望", "7.5 万"]
    assert broken("定金 60,000 元", 5) == ["定金", "60,000 元"]


def test_a_run_longer_than_a_line_is_broken_where_the_line_is_full() -> None:
    assert broken("x" * 20, 4) == ["x" * 8, "x" * 8, "x" * 4]


def test_mail_may_break_after_the_at_sign() -> None:
    assert broken("zhang.weiming@example.com", 9) == ["zhang.weiming@", "example.com"]


def test_written_line_ends_are_kept() -> None:
    assert broken("一\n\n二\r\n三", 9) == ["一", "", "二", "三"]


def test_flat_makes_one_line() -> None:
    assert flat(" 一\n二\t三 ") == "一 二 三"


def test_marks_stay_on_their_character() -> None:
    assert not may_break("e", "\u0301")
    assert not may_break("👩", "\u200d")
    assert not may_break("\u200d", "👧")


@given(st.text("一二三，。（）“”·ab12 .@-…", max_size=60), st.integers(2, 9))
def test_nothing_is_lost_and_every_line_fits(text: str, characters: int) -> None:
    lines = broken(text, characters)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 8) <= characters * EM + 0.002 for line in lines)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60), st.integers(2, 9))
def test_nothing_of_any_text_is_lost_and_nothing_stands_outside(text: str, characters: int) -> None:
    """A character and its marks are never parted, even where they alone are wider than the line."""
    lines = broken(text, characters)
    assert "".join("".join(lines).split()) == "".join(text.split())
    room = characters * EM + 0.002
    wide = [line for line in lines if width(line, 8) > room]
    assert all(not any(may_break(*pair) for pair in pairwise(line)) for line in wide)
