"""A line of the paper: what is understood, what is not and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from showroom.errors import Refused
from showroom.rules.contacts import Method, Result
from showroom.rules.keyed_line import LEVELS, KeyedLine, is_skip, parse, row_named, skips

# A Thursday.
TODAY = date(2026, 3, 5)


def day(after: int) -> date:
    return TODAY + timedelta(after)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 H 5 已约周六", {"level": "H", "agreed_on": day(5), "words": "已约周六"}),
        ("３　ｈ　５　已约周六", {"level": "H", "agreed_on": day(5), "words": "已约周六"}),
        ("3 = 5 再打", {"agreed_on": day(5), "words": "再打"}),
        ("3 5 再打", {"agreed_on": day(5), "words": "再打"}),
        ("3 再打", {"words": "再打"}),
        ("3 a 再打", {"level": "A", "words": "再打"}),
        ("3 n +3 再打", {"level": "N", "agreed_on": day(3), "words": "再打"}),
        ("3 b 4.1 再打", {"level": "B", "agreed_on": date(2026, 4, 1), "words": "再打"}),
        ("3 b 周六 看车", {"level": "B", "agreed_on": day(2), "words": "看车"}),
        ("3 h k 线没看懂", {"level": "H", "words": "k 线没看懂"}),
        ("3 K线没看懂", {"words": "K线没看懂"}),
        ("3 b 周六看车", {"level": "B", "words": "周六看车"}),
        ("3 昨天 来过", {"words": "昨天 来过"}),
        ("3 H 5 要 2 台 13812345678", {"level": "H", "agreed_on": day(5), "words": "要 2 台 13812345678"}),
        ("3 2台都要", {"words": "2台都要"}),
        (
            "3 v H 5 上门谈",
            {"method": Method.OUTSIDE_VISIT, "level": "H", "agreed_on": day(5), "words": "上门谈"},
        ),
        ("3 B 拜访 上门谈", {"method": Method.OUTSIDE_VISIT, "level": "B", "words": "上门谈"}),
        ("3 *", {"result": Result.NO_ANSWER}),
        ("3 没接", {"result": Result.NO_ANSWER, "words": "没接"}),
        ("3 * 1 关机", {"result": Result.NO_ANSWER, "agreed_on": day(1), "words": "关机"}),
        ("3+ 又来电", {"again": True, "words": "又来电"}),
        ("3 -", {"skipped": True}),
        ("3-", {"skipped": True}),
        ("３　－", {"skipped": True}),
        ("3 放弃贷款 改全款", {"words": "放弃贷款 改全款"}),
        ("3 - 改天", {"words": "- 改天"}),
    ],
)
def test_what_a_line_says(typed: str, said: dict[str, Any]) -> None:
    assert parse(typed, TODAY) == KeyedLine(3, **said)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "E-LINE-EMPTY"),
        ("   ", "E-LINE-EMPTY"),
        ("王丽 H 5 再打", "E-LINE-ROW"),
        ("1234 再打", "E-LINE-ROW"),
        ("-", "E-LINE-ROW"),
        ("3", "E-LINE-WORDS"),
        ("3 战败 买了别家", "E-LINE-LOST"),
        ("3 F1", "E-LINE-LOST"),
        ("3 放弃", "E-LINE-LOST"),
        ("3 O 5 下订", "E-LINE-ORDER"),
        ("3 F2 冷冻", "E-LINE-STATE"),
        ("3 x 5 再打", "E-LINE-LEVEL"),
        ("3 v ｇ 5 再打", "E-LINE-LEVEL"),
        ("3 H -3 再打", "E-LINE-PAST"),
        ("3 H 3.1 再打", "E-LINE-PAST"),
        ("3 H 5 \x07", "E-LINE-TEXT"),
        ("3 " + "长" * 10_000, "E-LINE-TEXT"),
    ],
)
def test_what_is_not_understood_says_why(typed: str, code: str) -> None:
    with pytest.raises(Refused) as raised:
        parse(typed, TODAY)
    assert raised.value.code == code
    assert raised.value.sentence()


@pytest.mark.parametrize(
    ("typed", "row"), [("3 G 5", 3), ("１２战败", 12), ("3-", 3), (" 3+", 3), ("王丽", None), ("", None)]
)
def test_a_line_that_is_not_understood_still_names_its_row(typed: str, row: int | None) -> None:
    assert row_named(typed) == row


def test_the_sign_that_skips() -> None:
    assert [is_skip(one) for one in ("-", " － ", "—", "", "3 -")] == [True, True, True, False, False]
    assert [skips(one) for one in ("3 -", "３－", "3-", "3 - 改天", "-")] == [True, True, True, False, False]


@given(some.text(max_size=60))
def test_any_line_is_read_or_refused(typed: str) -> None:
    try:
        said = parse(typed, TODAY)
    except Refused:
        return
    assert row_named(typed) == said.row
    assert said.agreed_on is None or said.agreed_on >= TODAY
    assert said.level in ("", *LEVELS)
    assert said.skipped == skips(typed)


@given(
    some.integers(1, 60),
    some.sampled_from(LEVELS),
    some.integers(0, 999),
    some.text("约看车了A1-+ ", min_size=1).map(lambda words: "话 " + words.strip()),
)
def test_what_is_written_in_full_comes_back(row: int, level: str, days: int, words: str) -> None:
    wanted = KeyedLine(row, level=level, agreed_on=day(days), words=words.strip())
    assert parse(f"{row} {level.lower()} {days} {words}", TODAY) == wanted
