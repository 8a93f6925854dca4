"""The traffic tally (展厅客流量统计表): the rows of the log counted by time slot, day and month (forms 2.1b).

Over the one counting rule of `rules.traffic`, so that the log's foot and the tally say the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final, Protocol

from showroom.rules.level import LOG_LEVELS
from showroom.rules.traffic import Countable, Visit, is_call, is_other_visit, totals

# The hours with a line of their own; who came before or after stands on the line 其他时段 below them.
FIRST_HOUR: Final = 9
LAST_HOUR: Final = 18
SLOTS: Final = LAST_HOUR - FIRST_HOUR + 2
OTHER_TIMES: Final = SLOTS - 1

NO_LEVELS: Final = (0,) * len(LOG_LEVELS)


class TallyRow(Countable, Protocol):
    """What a row must tell to stand on the tally."""

    @property
    def arrived(self) -> time: ...
    @property
    def level(self) -> str: ...


@dataclass(frozen=True)
class Tally:
    """The counts of a slot, a day or a month. `cards` and `orders` are None where nobody knows them.

    `effective_calls` (有效来电) are calls that are no re-visit, purchase or service: those of people who had
    no card yet. `levels` are the rows on which a level is written, in the order of `LOG_LEVELS`.
    """

    first: int = 0
    repeat: int = 0
    calls: int = 0
    other_visits: int = 0
    effective_calls: int = 0
    filed: int = 0
    filed_first: int = 0
    test_drives: int = 0
    levels: tuple[int, ...] = NO_LEVELS
    cards: int | None = None
    orders: int | None = None

    @property
    def all(self) -> int:
        """合计: every party that came, and every call."""
        return self.visits + self.calls + self.other_visits

    @property
    def visits(self) -> int:
        """来店批次: first visits and be-backs."""
        return self.first + self.repeat

    @property
    def capture_rate(self) -> int | None:
        """留档率 in percent: filed first visits ÷ first visits (forms 2.7, G5)."""
        return percent(self.filed_first, self.first)

    @property
    def counts(self) -> tuple[int | None, ...]:
        """The counts of a day in the order of the month's columns, on paper, screen and in Excel (2.1b)."""
        return (
            self.first,
            self.repeat,
            self.other_visits,
            self.calls,
            self.effective_calls,
            self.filed,
            self.test_drives,
            self.orders,
            self.cards,
        )

    @property
    def card_rate(self) -> int | None:
        """建卡率 in percent: cards opened ÷ first visits (forms 2.7, G1, P15)."""
        return None if self.cards is None else percent(self.cards, self.first)


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent, halves upwards; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def mean(figures: Sequence[int]) -> float | None:
    """The mean to one place, halves upwards; None of nothing."""
    count = len(figures)
    return (20 * sum(figures) + count) // (2 * count) / 10 if count else None


def slot_of(arrived: time) -> int:
    """The line of a time of day: 0 is 09–10, `OTHER_TIMES` whatever is before the first or after the last."""
    return arrived.hour - FIRST_HOUR if FIRST_HOUR <= arrived.hour <= LAST_HOUR else OTHER_TIMES


def slot_words(slot: int) -> str:
    """The times of a line ("09–10"); "" for the other times."""
    hour = FIRST_HOUR + slot
    return "" if slot == OTHER_TIMES else f"{hour:02}–{hour + 1:02}"


def count(rows: Iterable[TallyRow]) -> Tally:
    """Count a set of rows; those struck out or corrected by a later one do not count."""
    rows = tuple(row for row in rows if row.void is None)
    foot = totals(rows)
    levels = [row.level for row in rows]
    return Tally(
        first=foot.first,
        repeat=foot.repeat,
        calls=foot.calls,
        other_visits=sum(is_other_visit(row.traffic_type, row.purpose) for row in rows),
        effective_calls=sum(is_call(row.traffic_type, row.purpose) and not row.has_card for row in rows),
        filed=foot.filed,
        filed_first=sum(row.visit is Visit.FIRST and row.has_phone for row in rows),
        test_drives=foot.test_drives,
        levels=tuple(levels.count(level) for level in LOG_LEVELS),
    )


def by_slot(rows: Iterable[TallyRow]) -> tuple[Tally, ...]:
    """The eleven slots of one day."""
    slots: list[list[TallyRow]] = [[] for _slot in range(SLOTS)]
    for row in rows:
        slots[slot_of(row.arrived)].append(row)
    return tuple(map(count, slots))
