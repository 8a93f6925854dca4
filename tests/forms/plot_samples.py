"""Plots at random: short and long words, nothing and very much, few bars and many."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from showroom.forms.plot import Bar, Kind, Mark, Part, Plot, Words, words
from showroom.forms.plot_shapes import plain
from showroom.language import mark

DAY = date(2026, 3, 5)
PART = Part("parties", DAY, DAY)
DAYS = Words("3月1日 至 3月24日", "1 Mar to 24 Mar")
LEVELS = ("O", "H", "A", "B", "C", "N")
NAMES = ("来店批次", "首次", "首次留档", "旧车置换价格不满意", "S 来店来电", "试驾", "订单", "交车")


def plot(key: str, kind: Kind, bars: list[Bar], elapsed: float | None = None) -> Plot:
    return Plot(key, kind, plain("级别库存"), DAYS, tuple(bars), elapsed)


def bar(name: str, value: int) -> Bar:
    return Bar(plain(name), (Mark(value, PART),))


def funnel(dice: Random) -> Plot:
    value, bars = dice.choice((0, 7, 142, 12400)), []
    for place, name in enumerate(NAMES[:7]):
        change = None if not place else -dice.randrange(value + 1) + dice.choice((0, 0, 1))
        value += change or 0
        whole = bars[-1].value if bars else None
        of = words(mark("First visits, filed")) if bars else None
        bars.append(Bar(plain(name), (Mark(value, PART),), whole, of, change, is_deal=place > 4))
    return plot("funnel", Kind.FUNNEL, bars)


def shares(dice: Random) -> Plot:
    counts = [dice.randrange(dice.choice((3, 90, 4000))) for _name in NAMES]
    of = words(mark("Showroom parties"))
    bars = [
        Bar(plain(name), (Mark(count, PART),), sum(counts), of)
        for name, count in zip(NAMES, counts, strict=True)
    ]
    return plot("sources", Kind.BARS, bars)


def attainment(dice: Random) -> Plot:
    bars = [
        Bar(plain(name), (Mark(target * reached // 100, PART),), target, plain(f"目标 {target}"))
        for name, target, reached in (
            ("来店批次", 200, 79), ("订单", 30, dice.randrange(100)), ("交车", 20, 140), ("试驾", 50, 0),
        )
    ]  # fmt: skip
    return plot("attainment", Kind.ATTAINMENT, bars, 24 / 31)


def hours(dice: Random) -> Plot:
    names = [*(f"{hour}时" for hour in range(9, 19)), "其他时段"]
    return plot("hours", Kind.COLUMNS, [bar(name, dice.randrange(40)) for name in names])


def stack(dice: Random, day: date, most: int) -> Bar:
    pieces = tuple(Mark(dice.randrange(most), PART, level) for level in LEVELS)
    return Bar(plain(f"{day.month}月{day.day}日"), pieces)


def levels_by_day(dice: Random) -> Plot:
    days = [DAY + timedelta(place) for place in range(31)]
    return plot("levels", Kind.STACKED, [stack(dice, day, dice.choice((3, 60, 300))) for day in days])


def levels_of_day(dice: Random) -> Plot:
    return plot("levels", Kind.STACKED, [stack(dice, DAY, 80)])


ALL = (funnel, shares, attainment, hours, levels_by_day, levels_of_day)
