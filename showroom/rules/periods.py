"""The stretches of days figures are looked at by: a day, week, month, quarter, year, or any days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Span(StrEnum):
    """How long a period is; a week begins on Monday, a quarter in January, April, July or October."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


_WEEK: Final = 7
# The halves in which the lost are looked at: twice a month (req 25).
HALVES: Final = (1, 2)
_FIRST_HALF: Final = 15
# How many days, then how many weeks are looked at one by one.
_EVERY_DAY: Final = 31
_EVERY_WEEK: Final = 27
_MONTHS: Final = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both among them."""

    span: Span
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def until(self, day: date) -> Period:
        """The part of it that is over by the end of a day; its first day at least."""
        return Period(self.span, self.first, max(self.first, min(self.last, day)))


def holding(span: Span, day: date) -> Period:
    """The period a day lies in; of `RANGE`, which is of any length, the day alone."""
    if span is Span.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(span, monday, monday + timedelta(days=6))
    if span in _MONTHS:
        months = _MONTHS[span]
        first = date(day.year, day.month - (day.month - 1) % months, 1)
        return Period(span, first, _months_on(first, months) - timedelta(days=1))
    return Period(span, day, day)


def half(month: date, which: int) -> Period:
    """The first half of the month of a day, to the 15th, or the second, to its end (req 25)."""
    whole = holding(Span.MONTH, month)
    middle = whole.first.replace(day=_FIRST_HALF)
    if which == HALVES[0]:
        return Period(Span.RANGE, whole.first, middle)
    return Period(Span.RANGE, middle + timedelta(days=1), whole.last)


def between(one: date, other: date) -> Period:
    """Any days, in whichever order their ends are named."""
    return Period(Span.RANGE, min(one, other), max(one, other))


def turned(period: Period, by: int) -> Period:
    """The whole period of the same length before (-1) or after (1)."""
    if period.span in _MONTHS:
        return holding(period.span, _months_on(period.first, by * _MONTHS[period.span]))
    far = timedelta(days=by * period.days)
    return Period(period.span, period.first + far, period.last + far)


def compared_with(period: Period, today: date) -> Period:
    """The period before; of one that is not over, as many days of it as have passed of this one."""
    before = turned(period, -1)
    if period.last <= today:
        return before
    return before.until(before.first + (today - period.first))


def months_of(period: Period) -> tuple[date, ...]:
    """The first days of the months it consists of; none where it does not consist of whole months."""
    if period.span not in _MONTHS:
        return ()
    return tuple(_months_on(period.first, by) for by in range(_MONTHS[period.span]))


def evenings(first: date, last: date) -> tuple[date, ...]:
    """The days at whose end a stock is looked at: each of a month, else the ends of weeks or months.

    The last day is always among them.
    """
    days = (last - first).days + 1
    every = (first + timedelta(days=place) for place in range(days))
    if days <= _EVERY_DAY:
        return tuple(every)
    if days <= _EVERY_WEEK * _WEEK:
        return tuple(day for day in every if day == last or day.weekday() == _WEEK - 1)
    return tuple(day for day in every if day == last or (day + timedelta(days=1)).day == 1)


def _months_on(first: date, by: int) -> date:
    months = first.year * 12 + first.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)
