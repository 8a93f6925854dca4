"""Days as staff say them, in the language of the screen."""

from __future__ import annotations

from datetime import date

from showroom import language

_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _english() -> bool:
    return language.current() == language.ENGLISH


def short(day: date) -> str:
    """3月5日 周四; Thu 5 Mar."""
    if _english():
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def month_day(day: date) -> str:
    """3月3日; 3 Mar."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if _english() else f"{day.month}月{day.day}日"


def full(day: date) -> str:
    """2026年3月5日　星期四; Thu 5 Mar 2026."""
    if _english():
        return f"{short(day)} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日　星期{_WEEKDAYS[day.weekday()]}"


def weekday(day: date) -> str:
    """星期四; Thursday."""
    return _LONG_DAYS[day.weekday()] if _english() else f"星期{_WEEKDAYS[day.weekday()]}"
