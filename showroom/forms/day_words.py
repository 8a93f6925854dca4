"""Days as staff say them, in the language of the screen."""

from __future__ import annotations

from datetime import date

from showroom.language import _, mark

DAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_LONG_DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def month_day(day: date) -> str:
    """3月3日; 3 Mar."""
    return _("{day} {month}", day=day.day, month=_(MONTHS[day.month - 1]))


def month(day: date) -> str:
    """2026年3月; Mar 2026."""
    return _("{month} {year}", month=_(MONTHS[day.month - 1]), year=day.year)


def short_weekdays() -> tuple[str, ...]:
    """周一 … 周日; Mon … Sun."""
    return tuple(map(_, DAYS))


def short(day: date) -> str:
    """3月5日 周四; Thu 5 Mar."""
    return _("{weekday} {day}", weekday=_(DAYS[day.weekday()]), day=month_day(day))


def with_year(day: date) -> str:
    """2025年3月5日; 5 Mar 2025."""
    return _("{day} {year}", day=month_day(day), year=day.year)


def full(day: date) -> str:
    """2026年3月5日　星期四; Thursday 5 Mar 2026."""
    return _("{weekday} {day} {year}", weekday=weekday(day), day=month_day(day), year=day.year)


def weekday(day: date) -> str:
    """星期四; Thursday."""
    return _(_LONG_DAYS[day.weekday()])


def weekday_short(day: date) -> str:
    """周四; Thu."""
    return _(DAYS[day.weekday()])


def overdue(days: int) -> str:
    """How late something is, one day or more."""
    return _("1 day overdue") if days == 1 else _("{days} days overdue", days=days)


def waiting(days: int) -> str:
    """For how long somebody waits; today where it is not yet a day."""
    if not days:
        return _("today")
    return _("waits 1 day") if days == 1 else _("waits {days} days", days=days)
