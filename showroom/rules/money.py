"""Money as staff type it, kept in 分 (hundredths of a yuan) as a whole number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import text

MOST: Final = 99_999_999_999

# No new car costs less, in 分.
LEAST_PRICE: Final = 1_000_000
_TOO_LITTLE: Final = mark("The price is below 10,000 yuan: if 万 was meant, correct it")

_MONEY = re.compile(r"[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d+)?(万)?元?", re.ASCII)


def read_money(typed: str) -> int | None:
    """1000, 1,000.50, ¥1000元 or 1.5万 as 分; None for nothing typed. Raises Unreadable."""
    plain = "".join(text.half_width(text.clean(typed).text).split())
    if not plain:
        return None
    match = _MONEY.fullmatch(plain)
    if match is None:
        raise _unreadable(typed)
    yuan = Decimal(match[1].replace(",", "") + (match[2] or "")) * (10_000 if match[3] else 1)
    if yuan * 100 != int(yuan * 100) or yuan * 100 > MOST:
        raise _unreadable(typed)
    return int(yuan * 100)


def price_notices(typed: str) -> tuple[str, ...]:
    """What looks wrong about the price of a car: 19.8 where 19.8万 was meant. Message ids."""
    try:
        price = read_money(typed)
    except Unreadable:
        return ()
    return (_TOO_LITTLE,) if price and price < LEAST_PRICE else ()


def _unreadable(typed: str) -> Unreadable:
    return Unreadable(
        mark("“{typed}” is not an amount. Write yuan like 1000, 1,000.50 or 1.5万."), typed=text.quoted(typed)
    )


def show_money(fen: int | None) -> str:
    """The amount in yuan, thousands grouped, 分 only where there are some."""
    if fen is None:
        return ""
    return f"{fen // 100:,}" + (f".{fen % 100:02d}" if fen % 100 else "")


_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿")


def in_capitals(fen: int) -> str:
    """The amount as contracts write it: 壹拾贰万叁仟元整 (规范: 正确填写票据和结算凭证的基本规定)."""
    yuan, cents = divmod(fen, 100)
    words = f"{_whole(yuan)}元" if yuan or not cents else ""
    jiao, left = divmod(cents, 10)
    if not cents:
        return f"{words}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif yuan:
        words += _DIGITS[0]
    return f"{words}{_DIGITS[left]}分" if left else f"{words}整"


def _whole(yuan: int) -> str:
    """A whole number: groups of four digits; one 零 for any run of empty places between written ones."""
    if not yuan:
        return _DIGITS[0]
    digits = str(yuan)
    words = ""
    empty = False
    for place, digit in enumerate(digits):
        group, inner = divmod(len(digits) - 1 - place, 4)
        if digit == "0":
            empty = True
        else:
            words += (_DIGITS[0] if empty else "") + _DIGITS[int(digit)] + _PLACES[inner]
            empty = False
        if inner == 0 and int(digits[max(0, place - 3) : place + 1]):
            words += _GROUPS[group]
            empty = False
    return words
