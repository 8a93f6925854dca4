"""月份意向客户级别状况表, the monthly level grid: customers × days of one consultant (forms 2.2b)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from showroom.forms.field import Lists
from showroom.rules.level import Level
from showroom.rules.level_grid import Entry, Exit, Joined

ROWS_A_PAGE: Final = 20
DAYS: Final = 31
# The cells of the totals; cards without a level are told beside them.
COUNTED: Final = (
    Level.ORDERED,
    Level.H,
    Level.A,
    Level.B,
    Level.C,
    Level.DELIVERED,
    Level.LOST,
    Level.DORMANT,
)
# What ends a card: it stands as the result of a month that is not over yet.
ENDS: Final = (Level.DELIVERED, Level.LOST, Level.DORMANT)


class Star(StrEnum):
    """A planned contact: in vain and caught up with, in vain and still open, or ahead."""

    MISSED = "missed"
    OVERDUE = "overdue"
    AHEAD = "ahead"


@dataclass(frozen=True)
class GridContact:
    """One contact of a day as the cell tells it; `how` is a method, or on the log a traffic type."""

    how: str
    by: str
    said: str
    reached: bool
    at: time | None = None
    on_log: bool = False


@dataclass(frozen=True)
class GridCell:
    """One day of one customer: the level after it, or a planned contact. `first` boxes the first level."""

    level: str = ""
    first: bool = False
    star: Star | None = None
    contacts: tuple[GridContact, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """One customer. `result` is the letter at the end of the month, or of a card that ended within it.

    `reason` is a code of the list of lost or dormant reasons, `wake_on` when a sleeping card is called again,
    `overdue` that nobody has reached the customer since the card was due.
    """

    number: int
    prospect: int
    card: str
    name: str
    phone: str
    source: str
    model: int | None
    colour: str
    entry: Entry
    cells: tuple[GridCell, ...]
    exit: Exit | None = None
    result: str = ""
    overdue: bool = False
    reason: str = ""
    wake_on: date | None = None


@dataclass(frozen=True)
class LevelGrid:
    """The sheet of one consultant and month; `until` is the last day told, None in a month to come.

    `totals` are the letters at the end of `until`, of the cards that are still his or ended with him.
    """

    first: date
    until: date | None
    consultant: int
    consultant_name: str
    dealer: str
    dealer_short: str = ""
    dealer_english: str = ""
    rows: tuple[GridRow, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)

    def joined(self, how: Joined) -> int:
        """How many rows came onto the sheet in this way."""
        return sum(row.entry.how is how for row in self.rows)

    @property
    def total(self) -> int:
        """All that the totals count, those without a level among them."""
        return sum(self.totals.values())

    def day(self, number: int) -> date | None:
        """The day of a column from 1 to 31; None where the month has no such day."""
        day = self.first + timedelta(number - 1)
        return day if day.month == self.first.month else None
