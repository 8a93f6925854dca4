"""月度总结: the month on two pages for the meeting at its end, the lost twice a month (req 17-19, 25, 36)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from showroom.forms.field import Lists
from showroom.forms.figures import PANEL, Book, Part, Value
from showroom.forms.lost_analysis import Losses
from showroom.forms.plot import Plot
from showroom.rules.lost import Stage
from showroom.rules.roll_forward import RollForward

# The figures of the month, those of the daily report's panel.
FIGURES: Final = PANEL
# Rates that the showroom chooses among, then those of which there is one (forms 2.7).
CHOSEN: Final = ("filed_rate", "drive_rate", "repeat_rate", "closing_rate", "lost_rate")
RATES: Final = (*CHOSEN, "card_rate", "in_time_rate", "plan_rate", "no_show_rate", "lost_clear_rate")
# Lost, by how far the customer had come.
STAGES: Final = (*(f"lost_{stage}" for stage in Stage), "lost_unknown")
# What is counted of each consultant, in the order of the sheet; orders have their target beside them.
COUNTS: Final = ("first", "filed", "drives", "orders", "deliveries", "planned", "planned_done", "lost")


@dataclass(frozen=True)
class MonthLine:
    """One figure of the month and of the month before; `target` is the month's."""

    key: str
    this_month: int
    last_month: int
    target: int | None = None

    @property
    def attainment(self) -> float | None:
        """达成率: what was reached ÷ the target; None without one."""
        return self.this_month / self.target if self.target else None


@dataclass(frozen=True)
class MonthRate:
    """One rate of the month and of the month before, under its family."""

    family: str
    this_month: Value
    last_month: Value


@dataclass(frozen=True)
class MonthOf:
    """One consultant's month; without a name what was nobody's. `target` is that of his orders."""

    name: str
    month: Book
    target: int | None = None

    def of(self, key: str) -> int:
        """A count of his month."""
        return self.month.counts.get(key, 0)

    @property
    def overdue(self) -> int:
        """逾期: rows of his plans that were not reached on their day."""
        return self.of("planned") - self.of("planned_done")


@dataclass(frozen=True)
class MonthSummary:
    """Both pages. `last` is the last day counted: of a month that is not over, today.

    `halves` are the losses to the 15th and after it, `lost` those of the month (req 25). Sources are those
    with most parties first.
    """

    month: date
    last: date
    over: bool = True
    compiled_by: str = ""
    dealer: str = ""
    dealer_short: str = ""
    lines: tuple[MonthLine, ...] = ()
    rates: tuple[MonthRate, ...] = ()
    funnel: Plot | None = None
    stages: tuple[int, ...] = ()
    cards: RollForward = field(default_factory=RollForward)
    consultants: tuple[MonthOf, ...] = ()
    everybody: MonthOf | None = None
    sources: tuple[Part, ...] = ()
    halves: tuple[Losses, ...] = ()
    lost: Losses | None = None
    lists: Lists = field(default_factory=dict)
