"""分析: the showroom on one page, made of the book of figures (look.md, dashboard; req 17–19, 25)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from showroom.forms.field import Lists
from showroom.forms.figures import Book
from showroom.forms.lost_request import Request
from showroom.forms.plot import Plot
from showroom.rules.periods import Period
from showroom.rules.roll_forward import RollForward

# The counts in large, each beside its target, then the families of the rates in large.
COUNTS: Final = ("parties", "orders", "deliveries")
RATES: Final = ("filed_rate", "closing_rate")
# What consultants are put side by side by; how many of their cards are late stands beside it.
TEAM: Final = ("first", "first_filed", "drives", "orders", "plan_rate")
# The counts of `TEAM` and `RATES` are all made of what happened, without the contacts logged on cards.
FUNNEL: Final = "funnel"
LOST: Final = "lost"


@dataclass(frozen=True)
class TeamLine:
    """One consultant and his figures of the period."""

    staff: int
    name: str
    book: Book


@dataclass(frozen=True)
class Dashboard:
    """What the page shows of a period, up to today.

    `book` knows what `COUNTS`, `RATES`, `TEAM` and the plots are made of, and nothing else; the same of the
    days it is `compared` with is read by itself. `chosen` is the rate of each family that the showroom
    prints. `aims` are the targets of the whole period, `elapsed` the part of it that is over, None once it
    is. `cards` is the sum of the last day; so many `reports` wait for the manager's words.
    """

    period: Period
    compared: Period
    book: Book
    chosen: Mapping[str, str]
    aims: Mapping[str, int]
    elapsed: float | None
    funnel: Plot
    lost: Plot
    levels: Plot
    cards: RollForward
    team: tuple[TeamLine, ...]
    requests: tuple[Request, ...]
    reports: int
    lists: Lists

    @property
    def day(self) -> date:
        """The day in the evening of which the cards are counted."""
        return self.period.last
