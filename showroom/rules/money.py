"""Money as staff type it, kept in 分 (hundredths of a yuan) as a whole number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark
from showroom.rules import text

MOST: Final = 99_999_999_999

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


def _unreadable(typed: str) -> Unreadable:
    return Unreadable(
        mark("“{typed}” is not an amount. Write yuan like 1000, 1,000.50 or 1.5万."), typed=text.quoted(typed)
    )


def show_money(fen: int | None) -> str:
    """The amount in yuan, thousands grouped, 分 only where there are some."""
    if fen is None:
        return ""
    return f"{fen // 100:,}" + (f".{fen % 100:02d}" if fen % 100 else "")
