"""指标: the one book of figures; what each counts or divides is said here and nowhere else (forms 2.7).

Screen, paper, Excel and the command line show these labels and sentences; services count under the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from showroom.forms.figure_counts import COUNTS, Count
from showroom.forms.figure_rates import RATES, Rate
from showroom.rules.roll_forward import RollForward

FIGURES: Final[tuple[Count | Rate, ...]] = (*COUNTS, *RATES)
FIGURE: Final[Mapping[str, Count | Rate]] = {figure.key: figure for figure in FIGURES}

# The lines of the daily report's panel, in its order (sheets.md).
PANEL: Final = (
    "parties",
    "calls",
    "first",
    "repeat",
    "filed",
    "drives",
    "orders",
    "deliveries",
    "lost",
    "dormant",
)
# The seven counts of the funnel (req 19); the last is told by stage, too.
FUNNEL: Final = ("cards_opened", "in_time", "came", "deliveries", "base_contacted", "base_returned", "lost")
# The rates of the panel: which figures each may be, the one a showroom begins with first.
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    family: tuple(rate.key for rate in RATES if rate.key.startswith(f"{family}."))
    for family in ("filed_rate", "drive_rate", "repeat_rate", "closing_rate", "lost_rate")
}


@dataclass(frozen=True)
class Value:
    """What a figure was: a count's number, or the two numbers of a rate."""

    figure: Count | Rate
    numerator: int
    denominator: int | None = None

    @property
    def value(self) -> int | float | None:
        """A count's number; a rate's quotient, None where there is nothing to divide by."""
        if isinstance(self.figure, Count):
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class FigureRow:
    """One row behind a number: which table it lies in, whose it was, and what opens it.

    `amount` is what it adds, 1 for most, minutes or days for some. `name` is the customer's; `number` is the
    row's on the log of its day, 0 elsewhere.
    """

    table: str
    row: int
    day: date
    amount: int = 1
    consultant: int | None = None
    consultant_name: str = ""
    customer: int | None = None
    name: str = ""
    prospect: int | None = None
    number: int = 0


@dataclass(frozen=True)
class Book:
    """Every figure of one period, of one consultant or of everybody (None)."""

    first: date
    last: date
    consultant: int | None
    counts: Mapping[str, int]
    roll_forward: RollForward = field(default_factory=RollForward)
    # Cards that stand elsewhere than their steps led: the sums with them do not hold.
    unreconciled: tuple[FigureRow, ...] = ()

    def __getitem__(self, key: str) -> Value:
        figure = FIGURE[key]
        if isinstance(figure, Count):
            return Value(figure, self.counts.get(key, 0))
        return Value(figure, self.counts.get(figure.over, 0), self.counts.get(figure.under, 0))

    @property
    def values(self) -> tuple[Value, ...]:
        """All of them in the order of the book."""
        return tuple(self[figure.key] for figure in FIGURES)


@dataclass(frozen=True)
class Part:
    """One source, campaign, area or model: who came of it, left a number, ordered; how many are on hand."""

    code: str
    label: str
    parties: int = 0
    captured: int = 0
    ordered: int = 0
    on_hand: int = 0


@dataclass(frozen=True)
class PanelLine:
    """One line of the panel; `to_date` is of the month up to the day, `target` of the whole month.

    前日 is what the month had when the day began, so that it and the day make the month to date, on this
    sheet as on that of the showroom (sheets.md).
    """

    key: str
    label: str
    on_day: int
    to_date: int
    target: int | None = None

    @property
    def before(self) -> int:
        """What the month had when the day began."""
        return self.to_date - self.on_day

    @property
    def attainment(self) -> float | None:
        """达成率: what was reached ÷ the target; None without one."""
        return self.to_date / self.target if self.target else None


@dataclass(frozen=True)
class Panel:
    """The figures under a daily report (forms 2.3): ten lines, five rates of the month, cards and owners.

    `on_hand` are the cards at the end of the day by level; `owners_own` and `owners_other` the cars
    of owners, sold here and elsewhere. `won_carried` and `won_new` are the orders of the month on cards
    carried over and opened this month; `visited_*` the customers who were reached.
    """

    day: date
    consultant: int | None
    lines: tuple[PanelLine, ...]
    rates: tuple[Value, ...]
    on_hand: Mapping[str, int]
    owners_own: int
    owners_other: int
    won_carried: int
    won_new: int
    visited_day: int
    visited_month: int
