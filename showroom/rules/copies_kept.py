"""Which copies of the store stay as they grow old: many of today, few of last year (J5).

Days are counted by the copies that are there, not by the clock: a clock that jumped to 2099 and back thins
nothing away (G3).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Final

DAYS_BY_THE_HOUR: Final = 7
DAYS: Final = 30
WEEKS: Final = 12
MONTHS: Final = 36

# What makes two copies of one period, and of how many periods one stays.
_PERIODS: Final[tuple[tuple[Callable[[datetime], Hashable], int], ...]] = (
    (lambda at: at.date(), DAYS),
    (lambda at: at.isocalendar()[:2], WEEKS),
    (lambda at: (at.year, at.month), MONTHS),
)


def spare(taken: Sequence[datetime]) -> frozenset[int]:
    """The places of the copies that may go, of copies in the order they were made (showroom time).

    Every copy of the last day with copies stays; the last of each hour for seven such days, of each day for
    thirty, of each week for twelve, of each month for thirty-six. The newest copy always stays.
    """
    days = list(dict.fromkeys(at.date() for at in reversed(taken)))
    stays = {place for place, at in enumerate(taken) if days and at.date() == days[0]}
    hourly = set(days[:DAYS_BY_THE_HOUR])
    stays |= _last_of(
        [(place, (at.date(), at.hour)) for place, at in enumerate(taken) if at.date() in hourly], len(taken)
    )
    for period, count in _PERIODS:
        stays |= _last_of([(place, period(at)) for place, at in enumerate(taken)], count)
    if taken:
        stays.add(len(taken) - 1)
    return frozenset(range(len(taken))) - stays


def _last_of(places: Sequence[tuple[int, Hashable]], count: int) -> set[int]:
    """The last place of each of the newest `count` periods."""
    last: dict[Hashable, int] = {}
    for place, period in reversed(places):
        last.setdefault(period, place)
    return set(sorted(last.values(), reverse=True)[:count])
