"""The public calendar of mainland China: named days, and weekends worked in exchange for days off.

Showrooms are open on holidays, so a holiday is a named day; closed is only what the showroom says.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099


class DayKind(StrEnum):
    """What the showroom says about a day of its own."""

    CLOSED = "closed"
    OTHER_HOURS = "other_hours"
    NOTE = "note"


@dataclass(frozen=True)
class PublicDay:
    """A named day of the public calendar; `workday` for a weekend that is worked."""

    chinese: str
    english: str
    workday: bool = False


WORKED_WEEKEND: Final = PublicDay("调休上班", "worked in exchange", workday=True)
DAY_OFF: Final = PublicDay("调休放假", "off in exchange")


@cache
def public_days(year: int) -> Mapping[date, PublicDay]:
    """Every named day of a year, 2000 to 2099; none outside.

    Exchanged days are known once the State Council has announced them, about two months before the year.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    # Loaded when first asked: half the start of the program otherwise goes into it.
    import holidays

    chinese = holidays.country_holidays("CN", years=year, language="zh_CN")
    english = holidays.country_holidays("CN", years=year, language="en_US")
    found = {
        day: DAY_OFF if name.startswith("休息日") else PublicDay(name, english.get(day, ""))
        for day, name in chinese.items()
    }
    worked = {day: WORKED_WEEKEND for day in chinese.weekend_workdays if day.year == year}
    return found | worked


def is_workday(day: date) -> bool:
    """工作日: Monday to Friday without the public days off, and the weekends worked in exchange."""
    public = public_days(day.year).get(day)
    if public is not None:
        return public.workday
    return day.isoweekday() <= 5


def days_of_month(year: int, month: int) -> tuple[date, ...]:
    """All days of a month in order."""
    return tuple(date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1]))
