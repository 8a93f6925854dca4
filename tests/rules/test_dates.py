"""Days as staff type them: in full, short, or spoken; a day without its year is the nearest one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules.dates import read_date, read_full

THURSDAY = date(2026, 3, 5)

SAID = [
    ("", None),
    ("  ", None),
    ("=", date(2026, 3, 5)),
    ("＝", date(2026, 3, 5)),
    ("今天", date(2026, 3, 5)),
    ("Today", date(2026, 3, 5)),
    ("+3", date(2026, 3, 8)),
    ("＋３", date(2026, 3, 8)),
    ("+30天", date(2026, 4, 4)),
    ("-1", date(2026, 3, 4)),
    ("明天", date(2026, 3, 6)),
    ("tomorrow", date(2026, 3, 6)),
    ("后天", date(2026, 3, 7)),
    ("大后天", date(2026, 3, 8)),
    ("昨天", date(2026, 3, 4)),
    ("4.1", date(2026, 4, 1)),
    ("4。1", date(2026, 4, 1)),
    ("4/1", date(2026, 4, 1)),
    ("4月1日", date(2026, 4, 1)),
    ("4月1号", date(2026, 4, 1)),
    ("0401", date(2026, 4, 1)),
    ("12.30", date(2025, 12, 30)),
    ("7号", date(2026, 3, 7)),
    ("28日", date(2026, 2, 28)),
    ("周六", date(2026, 3, 7)),
    ("星期六", date(2026, 3, 7)),
    ("周日", date(2026, 3, 8)),
    ("礼拜天", date(2026, 3, 8)),
    ("周四", date(2026, 3, 12)),
    ("本周四", date(2026, 3, 5)),
    ("这周一", date(2026, 3, 2)),
    ("下周一", date(2026, 3, 9)),
    ("下周六", date(2026, 3, 14)),
    ("sat", date(2026, 3, 7)),
    ("next Saturday", date(2026, 3, 14)),
    ("2026-04-01", date(2026, 4, 1)),
    ("2026.4.1", date(2026, 4, 1)),
    ("2026年4月1日", date(2026, 4, 1)),
    ("20260401", date(2026, 4, 1)),
]


@pytest.mark.parametrize(("typed", "day"), SAID)
def test_what_a_date_field_takes(typed: str, day: date | None) -> None:
    assert read_date(typed, THURSDAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "30.2",
        "13.1",
        "27",
        "32号",
        "0号",
        "0000",
        "周八",
        "六",
        "soon",
        "2026-13-01",
        "2026-02-30",
        "4.1.26",
        "++3",
        "٤.١",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_date(typed, THURSDAY)


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        (date(2026, 12, 28), "1.5", date(2027, 1, 5)),
        (date(2026, 1, 3), "12.30", date(2025, 12, 30)),
        (date(2027, 3, 1), "2.29", date(2028, 2, 29)),
        (date(2026, 12, 28), "3号", date(2027, 1, 3)),
        (date(2026, 1, 3), "30号", date(2025, 12, 30)),
        (date(2026, 3, 1), "30号", date(2026, 3, 30)),
    ],
)
def test_a_day_without_its_year_is_the_nearest_one(today: date, typed: str, day: date) -> None:
    assert read_date(typed, today) == day


def test_a_day_no_near_year_has_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_date("2.29", date(2026, 3, 1))


@pytest.mark.parametrize("typed", ["4.1", "0401", "明天", "=", "+3", "1899-12-31", "2200-01-01"])
def test_where_there_is_no_clock_only_a_full_date_is_taken(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_full(typed)


@given(st.dates(date(1901, 1, 1), date(2199, 1, 1)), st.integers(-300, 300))
def test_every_near_day_reads_back(today: date, away: int) -> None:
    day = today + timedelta(away)
    assert read_date(day.isoformat(), today) == read_full(f"{day:%Y%m%d}") == day
    if abs(away) < 150:
        assert read_date(f"{day.month}.{day.day}", today) == day


@given(st.text(max_size=12))
def test_no_text_is_too_strange(typed: str) -> None:
    try:
        found = read_date(typed, THURSDAY)
    except Unreadable:
        return
    assert found is None or isinstance(found, date)
