"""展厅客流量统计表, the traffic tally: the content of one day and of one month (forms 2.1b)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from showroom.forms.traffic_log import Signature
from showroom.rules.tally import Tally


@dataclass(frozen=True)
class TallyHead:
    """What stands over and under the figures: the showroom, who kept the log, who signed."""

    dealer: str
    dealer_short: str = ""
    dealer_english: str = ""
    business_hours: str = ""
    receptionists: tuple[str, ...] = ()
    weather: str = ""
    signatures: tuple[Signature | None, Signature | None, Signature | None] = (None, None, None)


@dataclass(frozen=True)
class TrafficTallyDay:
    """One day: its eleven slots and its totals."""

    day: date
    head: TallyHead
    slots: tuple[Tally, ...]
    totals: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class TallyRowOfMonth:
    """One of the 31 rows: `day` is None where the month has no such day, `tally` where nobody wrote a row."""

    number: int
    day: date | None
    tally: Tally | None = None


@dataclass(frozen=True)
class TrafficTallyMonth:
    """One month: 31 rows, its totals, the mean of 来店批次 for each weekday from Monday to Sunday.

    `until` is the last day counted, None in a month that is still to come. A day on which nothing was
    written was no business day: it stands empty and is in no mean.
    """

    first: date
    until: date | None
    head: TallyHead
    rows: tuple[TallyRowOfMonth, ...]
    totals: Tally = field(default_factory=Tally)
    weekday_means: tuple[float | None, ...] = (None,) * 7

    @property
    def business_days(self) -> int:
        """营业日: the days on which something was written."""
        return sum(row.tally is not None for row in self.rows)


@dataclass(frozen=True)
class UsualDay:
    """来店批次 on the same weekday of the weeks before: the mean, and over how many business days."""

    mean: float | None = None
    days: int = 0
