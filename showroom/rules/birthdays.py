"""Birthdays as staff are told them, solar or lunar, with or without the year; the next one (G8, O11–O14).

A birthday is stored as one text: `1991-05-18`, `--05-18`, `lunar 1990-04-12`, `lunar --12-30`,
`lunar 1990-05-12 leap` for a day of a leap month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate

from showroom.errors import Unreadable
from showroom.language import either, mark
from showroom.rules import dates, text

# What the tables of the lunar calendar hold.
FIRST_LUNAR_YEAR: Final = 1900
LAST_LUNAR_YEAR: Final = 2100

# A year with a 29 February, to try a day without its year.
_LEAP_YEAR: Final = 2000
_DAYS_OF_A_LUNAR_MONTH: Final = 30

_STORED: Final = re.compile(r"(lunar )?(?:(\d{4})|-)-(\d\d)-(\d\d)( leap)?", re.ASCII)
_SOLAR_WORD: Final = re.compile(r"^(?:公历|阳历|新历)")
_LUNAR_WORD: Final = re.compile(r"^(?:农历|阴历|旧历|lunar)", re.IGNORECASE)
_WITHOUT_YEAR: Final = re.compile(r"(?:--)?(?:(\d{1,2})(?:[-./]|月)(\d{1,2})[日号]?|(\d\d)(\d\d))", re.ASCII)
_LUNAR: Final = re.compile(
    r"(?:(\d{4})[-./年]|--)?(闰)?(\d{1,2}|[正一二三四五六七八九十冬腊]{1,2})[-./月]"
    r"(\d{1,2}|[初一二三四五六七八九十廿卅]{1,3})[日号]?(leap)?",
    re.ASCII | re.IGNORECASE,
)
_MONTHS: Final = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "腊")
_MONTH_WORDS: Final = {word: month for month, word in enumerate(_MONTHS, 1)} | {
    "一": 1,
    "冬": 11,
    "十二": 12,
}
_ONES: Final = "一二三四五六七八九"
_DAYS: Final = (
    *(f"初{one}" for one in _ONES),
    "初十",
    *(f"十{one}" for one in _ONES),
    "二十",
    *(f"廿{one}" for one in _ONES),
    "三十",
)
_DAY_WORDS: Final = (
    {word: day for day, word in enumerate(_DAYS, 1)}
    | {one: day for day, one in enumerate(_ONES, 1)}
    | {f"二十{one}": day for day, one in enumerate(_ONES, 21)}
    | {"十": 10, "廿": 20, "卅": 30}
)


@dataclass(frozen=True)
class Birthday:
    """A birthday taken apart; `leap` is a day of a lunar leap month, a year of None was not told."""

    lunar: bool
    year: int | None
    month: int
    day: int
    leap: bool = False

    def __str__(self) -> str:
        """As it is stored."""
        year = "-" if self.year is None else str(self.year)
        calendar, leap = "lunar " if self.lunar else "", " leap" if self.leap else ""
        return f"{calendar}{year}-{self.month:02}-{self.day:02}{leap}"


def parted(stored: str) -> Birthday:
    """A stored birthday taken apart."""
    match = _STORED.fullmatch(stored)
    if match is None:
        raise ValueError(f"not a stored birthday: {stored!r}")
    lunar, year, month, day, leap = match.groups()
    return Birthday(bool(lunar), int(year) if year else None, int(month), int(day), bool(leap))


def read_birthday(typed: str) -> str:
    """The birthday that was typed, as it is stored; "" for nothing typed.

    `1991.5.18`, `5.18`, `0518`, `农历四月十二`, `农历1990年闰五月初三`, `lunar 1990-04-12`. Whether it is in
    the future is asked by `born_on`, for only the caller knows the day. Raises Unreadable.
    """
    plain = "".join(text.half_width(text.clean(typed).text).replace("。", ".").split())
    if not plain:
        return ""
    lunar = _LUNAR_WORD.match(plain)
    found = _lunar(plain[lunar.end() :]) if lunar else _solar(_SOLAR_WORD.sub("", plain))
    if found is None:
        raise Unreadable(
            mark("“{typed}” is not a birthday. Write it like 1991-05-18, 5.18 or 农历四月十二."),
            typed=text.quoted(typed),
        )
    return str(found)


def _solar(plain: str) -> Birthday | None:
    match = _WITHOUT_YEAR.fullmatch(plain)
    if match is None:
        try:
            whole = dates.read_full(plain)
        except Unreadable:
            return None
        return Birthday(False, whole.year, whole.month, whole.day) if whole else None
    month, day = (int(part) for part in match.groups() if part)
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return Birthday(False, None, month, day)


def _lunar(plain: str) -> Birthday | None:
    match = _LUNAR.fullmatch(plain)
    if match is None:
        return None
    typed_year, before, typed_month, typed_day, behind = match.groups()
    month = int(typed_month) if typed_month.isdigit() else _MONTH_WORDS.get(typed_month, 0)
    day = int(typed_day) if typed_day.isdigit() else _DAY_WORDS.get(typed_day, 0)
    found = Birthday(True, int(typed_year) if typed_year else None, month, day, bool(before or behind))
    return found if _exists(found) else None


def _exists(lunar: Birthday) -> bool:
    if lunar.year is None:
        return 1 <= lunar.month <= len(_MONTHS) and 1 <= lunar.day <= _DAYS_OF_A_LUNAR_MONTH
    return _solar_day(lunar.year, lunar) is not None


def _solar_day(year: int, lunar: Birthday) -> date | None:
    """The solar day of exactly this day in a lunar year; None where that year does not have it."""
    try:
        found: date = LunarDate(year, lunar.month, lunar.day, int(lunar.leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return found


def show_birthday(stored: str) -> str:
    """A stored birthday as staff read it: 1991-05-18, 05-18, 农历1990年四月十二; it reads back the same."""
    if not stored or not parted(stored).lunar:
        return birthday_on_paper(stored)
    return either(birthday_on_paper(stored), stored)


def birthday_on_paper(stored: str) -> str:
    """The same in Chinese, whatever the screen speaks."""
    born = parted(stored) if stored else None
    if born is None or not born.lunar:
        return stored.removeprefix("--")
    year = f"{born.year}年" if born.year else ""
    leap = "闰" if born.leap else ""
    return f"农历{year}{leap}{_MONTHS[born.month - 1]}月{_DAYS[born.day - 1]}"


def born_on(stored: str) -> date | None:
    """The solar day of birth; None where the year is not known."""
    if not stored:
        return None
    born = parted(stored)
    if born.year is None:
        return None
    return _solar_day(born.year, born) if born.lunar else date(born.year, born.month, born.day)


def next_birthday(stored: str, today: date) -> date | None:
    """The next solar day on which it is kept, today among them; exactly one in each year of its calendar.

    29 February is kept on the 28th in common years (G8). A lunar 30th is the 29th in a month that has no
    30th, a day of a leap month is kept in the ordinary one where the year has no such leap month (O14).
    None for no birthday, and where the lunar tables end: somebody has to look then.
    """
    if not stored:
        return None
    born = parted(stored)
    kept = _kept_lunar if born.lunar else _kept_solar
    years = range(today.year - 1, today.year + 2)
    return min((day for year in years if (day := kept(year, born)) and day >= today), default=None)


def _kept_solar(year: int, born: Birthday) -> date:
    try:
        return date(year, born.month, born.day)
    except ValueError:
        return date(year, born.month, born.day - 1)


def _kept_lunar(year: int, born: Birthday) -> date | None:
    if not FIRST_LUNAR_YEAR <= year <= LAST_LUNAR_YEAR:
        return None
    leap = int(born.leap and LCalendars.leap_month(year) == born.month)
    last = LCalendars.ndays(year, born.month, leap)
    kept: date = LunarDate(year, born.month, min(born.day, last), leap).to_solar_date()
    return kept


def age(stored: str, today: date) -> int | None:
    """Full years on that day; None where the year of birth is not known."""
    born = born_on(stored)
    if born is None:
        return None
    this_year = _kept_solar(today.year, Birthday(False, born.year, born.month, born.day))
    return today.year - born.year - (today < this_year)
