"""A sample day and a sample month of the traffic tally; every person, firm and figure is invented."""

from __future__ import annotations

from datetime import date
from random import Random

from showroom.forms.traffic_log import Signature
from showroom.forms.traffic_tally import TallyHead, TallyRowOfMonth, TrafficTallyDay, TrafficTallyMonth
from showroom.rules.tally import Tally, mean

from .samples import DAY, SIGNED

HEAD = TallyHead(
    "云川市锦程汽车销售服务有限公司",
    "云川锦程",
    business_hours="08:30–18:30",
    receptionists=("李娜", "孙丽华"),
    weather="小雪 -4 ℃",
    signatures=(Signature("李娜", SIGNED), Signature("欧阳振华", SIGNED), None),
)
# first, repeat, calls, other visits
_SLOTS = ((3, 1, 2, 1), (6, 2, 1, 0), (4, 1, 0, 2), (1, 0, 0, 0), (2, 2, 1, 0), (7, 3, 2, 1), (23, 4, 1, 0),
          (5, 1, 3, 0), (2, 0, 1, 0), (0, 0, 0, 0), (0, 1, 0, 0))  # fmt: skip
DAY_TALLY = TrafficTallyDay(
    DAY,
    HEAD,
    tuple(Tally(*slot) for slot in _SLOTS),
    Tally(53, 15, 11, 4, 8, 37, 31, 12, (4, 6, 11, 9, 7, 2), cards=24, orders=4),
)


def month_of(first: date, last: int, counted: int) -> TrafficTallyMonth:
    """A month of `last` days, the first `counted` of them with figures."""
    dice = Random(first.month)
    rows = []
    for number in range(1, 32):
        day = first.replace(day=number) if number <= last else None
        rows.append(TallyRowOfMonth(number, day, _thrown(dice) if number <= counted else None))
    tallies = [row.tally for row in rows if row.tally]
    visits = [[row.tally.visits for row in rows if row.tally and row.day and row.day.weekday() == weekday]
              for weekday in range(7)]  # fmt: skip
    until = first.replace(day=counted) if counted else None
    return TrafficTallyMonth(first, until, HEAD, tuple(rows), _summed(tallies), tuple(map(mean, visits)))


def _thrown(dice: Random) -> Tally:
    first, calls, filed = dice.randint(5, 22), dice.randint(2, 9), dice.randint(2, 5)
    return Tally(
        first, dice.randint(1, 7), calls, dice.randint(0, 4), calls - 1, filed + 2, filed, dice.randint(0, 7),
        tuple(dice.randint(0, 3) for _level in range(6)), cards=first // 2, orders=dice.randint(0, 4),
    )  # fmt: skip


def _summed(tallies: list[Tally]) -> Tally:
    names = ("first", "repeat", "calls", "other_visits", "effective_calls", "filed", "filed_first",
             "test_drives", "cards", "orders")  # fmt: skip
    levels = tuple(sum(tally.levels[place] for tally in tallies) for place in range(6))
    return Tally(**{name: sum(getattr(tally, name) for tally in tallies) for name in names}, levels=levels)


MONTH_TALLY = month_of(date(2025, 11, 1), 30, 22)
