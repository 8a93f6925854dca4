"""A sample level grid, November 2025 until its 22nd; every person, firm and number is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from showroom.forms.field import Option
from showroom.forms.level_grid import DAYS, GridCell, GridContact, GridRow, LevelGrid, Star
from showroom.rules.level_grid import Entry, Exit, Joined, Left

from .samples import LISTS, MODELS, OUYANG, WANG

FIRST = date(2025, 11, 1)
UNTIL = date(2025, 11, 22)
GRID_LISTS = {
    **LISTS,
    "source": (
        Option("vip", "R VIP推荐", category="network"),
        Option("base", "B 保有", category="network"),
        Option("showroom", "S 来店来电", category="network"),
        Option("billboard", "户外广告", category="media"),
        Option("friend", "朋友介绍", category="media"),
    ),
    "colour": (Option("white", "白", "white"), Option("pearl", "珍珠白", "pearl white")),
    "lost_reason": (Option("price", "同品·价格"),),
    "dormant_reason": (Option("plate", "需拍车牌"),),
    "contact_method": (Option("phone", "电话", "phone"),),
    "traffic_type": (Option("walk_in", "来店", "walk-in"),),
}
_STARS = {"*": Star.AHEAD, "!": Star.OVERDUE, "?": Star.MISSED}


def cells(told: str) -> tuple[GridCell, ...]:
    """`8B` a letter on the 8th, `12[C]` boxed, `24*` ahead, `21!` overdue, `1?` in vain."""
    found = [GridCell()] * DAYS
    for one in told.split():
        number, rest = re.fullmatch(r"(\d+)(.+)", one).groups()
        star = _STARS.get(rest)
        contacts = (
            (GridContact("phone", "欧阳振华", "约周六带家人来试驾", reached=True),) if star is None else ()
        )
        cell = GridCell("" if star else rest.strip("[]"), first="[" in rest, star=star, contacts=contacts)
        found[int(number) - 1] = cell
    return tuple(found)


def row(number: int, card: str, name: str, level: str, told: str, **more: object) -> GridRow:
    """A row as a carried-over one of 欧阳振华's, unless told otherwise."""
    plain = GridRow(
        number=number,
        prospect=number,
        card=card,
        name=name,
        phone="138 0000 1234",
        source="showroom",
        model=number % len(MODELS) + 1,
        colour="white",
        entry=Entry(Joined.CARRIED, FIRST, level),
        cells=cells(told),
    )
    return replace(plain, **more)


def joined(how: Joined, day: int, level: str, giver: int | None = None) -> Entry:
    return Entry(how, FIRST.replace(day=day), level, giver)


def left(how: Left, day: int, letter: str = "", receiver: int | None = None) -> Exit:
    return Exit(how, FIRST.replace(day=day), letter, receiver)


FIRM = "云川市鑫源汽车租赁服务有限责任公司（刘经理）"
ROWS = (
    row(1, "P25-00790", "赵志远", "B", "1? 3B 8B 15A 20A 24*"),
    row(2, "P25-00802", "阿卜杜拉·买买提", "A", "2A 6A 9A 12A 16A 19H 21H 23*", source="friend"),
    row(3, "P25-00811", FIRM, "C", "5B 10A 17H 22O 29*", source="vip", colour="pearl"),
    row(4, "P25-00817", "司马相宜", "H", "1H 3H 5H 7H 9H 11H 14O 22D", result="D",
        exit=left(Left.DELIVERED, 22, "D")),
    row(5, "P25-00825", "周凯", "A", "2A 9A 16A 21F1", result="F1", reason="price",
        exit=left(Left.LOST, 21, "F1")),
    row(6, "P25-00666", "欧阳文静", "B", "7B 21!", overdue=True, source="base"),
    row(7, "P25-00671", "高建军", "C", "10C 18F2", result="F2", reason="plate", wake_on=date(2026, 2, 16),
        exit=left(Left.DORMANT, 18, "F2")),
    row(8, "P25-00690", "马晓东", "N", "3N", exit=left(Left.HANDED_OVER, 12, receiver=WANG)),
    row(9, "P25-00815", "黄思琪", "C", "12[C] 13C 22B 30*", entry=joined(Joined.NEW, 12, "C")),
    row(10, "P25-00823", "尉迟明哲", "B", "18[B] 22A 29*", entry=joined(Joined.NEW, 18, "B")),
    row(11, "P24-00512", "林海", "N", "20[N]", entry=joined(Joined.RETURNED, 20, "N")),
    row(12, "P25-00701", "郑国强", "A", "21A 28*", entry=joined(Joined.RECEIVED, 19, "A", WANG)),
)  # fmt: skip
TOTALS = {"O": 1, "H": 1, "A": 3, "B": 2, "N": 1, "D": 1, "F1": 1, "F2": 1}
GRID = LevelGrid(
    FIRST,
    UNTIL,
    OUYANG,
    "欧阳振华",
    "云川市锦程汽车销售服务有限公司",
    "云川锦程",
    rows=ROWS,
    totals=TOTALS,
    lists=GRID_LISTS,
)
LONG_GRID = replace(
    GRID,
    rows=tuple(replace(ROWS[place % 12], number=place + 1, prospect=place + 1) for place in range(47)),
)
EMPTY_GRID = replace(GRID, rows=(), totals={}, first=date(2026, 2, 1), until=date(2026, 2, 3))
