"""展厅日报: the showroom on one page, a day of everybody against the month (forms 2.3; sheets.md 2.3b)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from showroom.forms.field import Lists
from showroom.forms.figures import Book, PanelLine, Value
from showroom.rules.roll_forward import RollForward

# The figures of the day beside each consultant, in the order of the sheet, by the keys of the book.
COUNTS: Final = ("first", "repeat", "calls", "filed", "drives", "orders", "deliveries", "lost")
# The families of rates on the sheet; of each the showroom prints the one it chose.
RATES: Final = ("filed_rate", "drive_rate", "repeat_rate", "closing_rate", "lost_rate", "plan_rate")


@dataclass(frozen=True)
class RateLine:
    """One rate of the day, of the month to date and of the month before."""

    family: str
    on_day: Value
    this_month: Value
    last_month: Value


@dataclass(frozen=True)
class ConsultantLine:
    """One consultant; without a name who has no consultant yet. `target` is the month's, of orders."""

    name: str
    day: Book
    on_hand: Mapping[str, int]
    orders: int = 0
    target: int | None = None

    @property
    def planned(self) -> int:
        """应访: the rows on his plan."""
        return self.day.counts.get("planned", 0)

    @property
    def done(self) -> int:
        """已访: those of them that were reached."""
        return self.day.counts.get("planned_done", 0)


@dataclass(frozen=True)
class KeyCustomer:
    """One customer near to a deal: what was said last, and when he is spoken to next."""

    prospect: int
    name: str
    level: str
    model: int | None
    consultant: str
    said: str
    next_on: date | None = None
    next_method: str = ""


@dataclass(frozen=True)
class ShowroomDay:
    """The whole page. `hours` are the parties by hour as in rules.tally; `there` is how many consultants."""

    day: date
    compiled_by: str = ""
    dealer: str = ""
    dealer_short: str = ""
    weather: str = ""
    there: int = 0
    lines: tuple[PanelLine, ...] = ()
    rates: tuple[RateLine, ...] = ()
    hours: tuple[int, ...] = ()
    cards: RollForward = field(default_factory=RollForward)
    consultants: tuple[ConsultantLine, ...] = ()
    everybody: ConsultantLine | None = None
    key_customers: tuple[KeyCustomer, ...] = ()
    key_customers_in_all: int = 0
    lists: Lists = field(default_factory=dict)
