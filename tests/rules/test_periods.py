"""Days, weeks, months, quarters, years and any days: where they begin and end, and what lies beside them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.rules.periods import (
    Period,
    Span,
    between,
    compared_with,
    evenings,
    half,
    holding,
    months_of,
    turned,
)

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.DAY, date(2026, 3, 5), date(2026, 3, 5)),
        (Span.WEEK, date(2026, 3, 2), date(2026, 3, 8)),
        (Span.MONTH, date(2026, 3, 1), date(2026, 3, 31)),
        (Span.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (Span.RANGE, date(2026, 3, 5), date(2026, 3, 5)),
    ],
)
def test_the_period_of_a_day(span: Span, first: date, last: date) -> None:
    assert holding(span, DAY) == Period(span, first, last)


def test_the_month_before_march_ends_with_february_of_its_year() -> None:
    assert turned(holding(Span.MONTH, date(2024, 3, 31)), -1).last == date(2024, 2, 29)
    assert turned(holding(Span.YEAR, DAY), -1).last == date(2025, 12, 31)
    assert turned(holding(Span.QUARTER, DAY), -1).first == date(2025, 10, 1)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 2, 15), date(2026, 12, 31)])
def test_both_halves_are_the_month_without_a_gap(day: date) -> None:
    whole, first, second = holding(Span.MONTH, day), half(day, 1), half(day, 2)
    assert (first.first, second.last) == (whole.first, whole.last)
    assert (first.last.day, second.first.day) == (15, 16)


def test_any_days_are_turned_by_as_many() -> None:
    week = between(date(2026, 3, 10), date(2026, 3, 4))
    assert (week.first, week.days) == (date(2026, 3, 4), 7)
    assert turned(week, -1) == between(date(2026, 2, 25), date(2026, 3, 3))


def test_a_month_that_runs_is_compared_with_as_many_days() -> None:
    march = holding(Span.MONTH, DAY)
    assert compared_with(march, DAY) == Period(Span.MONTH, date(2026, 2, 1), date(2026, 2, 5))
    assert compared_with(march, date(2026, 3, 31)).last == date(2026, 2, 28)
    assert compared_with(march, date(2026, 3, 30)).last == date(2026, 2, 28), "February has no 30th"


def test_only_whole_months_have_targets() -> None:
    assert months_of(holding(Span.QUARTER, DAY)) == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    assert months_of(holding(Span.WEEK, DAY)) == ()
    assert months_of(between(date(2026, 3, 1), date(2026, 3, 31))) == ()


@given(st.sampled_from(Span), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_periods_lie_side_by_side(span: Span, day: date) -> None:
    here = holding(span, day)
    assert here.first <= day <= here.last
    assert (turned(here, 1).first - here.last).days == 1
    assert turned(turned(here, 1), -1) == here


def test_stock_is_looked_at_each_day_of_a_month_each_week_of_a_quarter_each_month_of_a_year() -> None:
    first = date(2026, 1, 1)
    assert evenings(DAY, DAY) == (DAY,)
    assert len(evenings(first, date(2026, 1, 31))) == 31
    weeks = evenings(first, date(2026, 3, 31))
    assert weeks[:2] == (date(2026, 1, 4), date(2026, 1, 11))
    assert weeks[-2:] == (date(2026, 3, 29), date(2026, 3, 31))
    months = evenings(first, date(2026, 12, 15))
    assert months[:2] == (date(2026, 1, 31), date(2026, 2, 28))
    assert months[-2:] == (date(2026, 11, 30), date(2026, 12, 15))
    assert len(months) == 12
