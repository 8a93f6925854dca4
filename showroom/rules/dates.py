"""Days as staff type them: in full, short as on paper (4.1, 0401, 27号), or spoken (明天, 周六, +3)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import text

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)

_FULL = re.compile(
    r"(\d{4})(?:[-./](\d{1,2})[-./](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))", re.ASCII
)
_SHORT = re.compile(r"(\d{1,2})(?:[-./]|月)(\d{1,2})[日号]?|(\d{2})(\d{2})", re.ASCII)
_DAY_OF_MONTH = re.compile(r"(\d{1,2})[日号]", re.ASCII)
_AWAY = re.compile(r"([+-])(\d{1,3})天?", re.ASCII)
_WEEKDAY = re.compile(r"(下|下个|本|这|这个|next )?(?:周|星期|礼拜)?(.+)")
_SPOKEN: Final = {
    "=": 0,
    "今天": 0,
    "今日": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "前天": -2,
}
_CHINESE_DAYS: Final = {sign: day for day, sign in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH_DAYS: Final = {
    word: day
    for day, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    for word in (name, name[:3])
}


def read_full(typed: str) -> date | None:
    """2026-03-05, 2026.3.5, 2026年3月5日 or 20260305; None for nothing typed. Raises Unreadable."""
    plain = _plain(typed)
    if not plain:
        return None
    match = _FULL.fullmatch(plain)
    found = _day(*(int(part) for part in match.groups() if part)) if match else None
    if found is None or not EARLIEST <= found <= LATEST:
        raise Unreadable(mark("“{typed}” is not a date. Write it like 2026-03-05."), typed=text.quoted(typed))
    return found


def read_date(typed: str, today: date) -> date | None:
    """What a date field takes: a full date, `=` today, `+3`, `4.1`, `0401`, 27号, 明天, 周六, 下周六.

    A day without its year, or its month, is the one nearest to today; a weekday is the next one, never today
    itself. A number alone is none: on the keyed line it counts days.
    None for nothing typed. Raises Unreadable.
    """
    plain = _plain(typed).lower()
    if not plain:
        return None
    away = _days_away(plain)
    found = today + timedelta(away) if away is not None else _weekday(plain, today) or _short(plain, today)
    return found or _read_else_full(typed)


def _read_else_full(typed: str) -> date | None:
    try:
        return read_full(typed)
    except Unreadable:
        raise Unreadable(
            mark("“{typed}” is not a date. Write it like 4.1, 2026-04-01, = for today or +3."),
            typed=text.quoted(typed),
        ) from None


def _plain(typed: str) -> str:
    return text.half_width(text.clean(typed).text).replace("。", ".")


def _days_away(plain: str) -> int | None:
    match = _AWAY.fullmatch(plain)
    return int(match[1] + match[2]) if match else _SPOKEN.get(plain)


def _weekday(plain: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(plain)
    which, name = (match[1], match[2]) if match else (None, plain)
    spoken = any(word in plain for word in ("周", "星期", "礼拜"))
    day = _CHINESE_DAYS.get(name) if spoken else _ENGLISH_DAYS.get(name)
    if day is None:
        return None
    monday = today - timedelta(today.weekday())
    if which in ("下", "下个", "next "):
        return monday + timedelta(7 + day)
    if which:
        return monday + timedelta(day)
    return today + timedelta((day - today.weekday() - 1) % 7 + 1)


def _short(plain: str, today: date) -> date | None:
    if match := _SHORT.fullmatch(plain):
        month, day = (int(part) for part in match.groups() if part)
        near = [_day(today.year + away, month, day) for away in (0, 1, -1)]
    elif match := _DAY_OF_MONTH.fullmatch(plain):
        months = (divmod(12 * today.year + today.month - 1 + away, 12) for away in (0, 1, -1))
        near = [_day(year, month + 1, int(match[1])) for year, month in months]
    else:
        return None
    return min((one for one in near if one), key=lambda one: abs(one - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
