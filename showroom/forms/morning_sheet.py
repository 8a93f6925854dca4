"""晨会单: what a consultant has before him in the morning, whom to reach and what else (sheets.md 2.3c)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from showroom.forms.daily_report import ReportRow
from showroom.forms.field import Lists
from showroom.rules.due import Due

ROWS_A_PAGE: Final = 18
SMALL_ROWS: Final = 6
# Of which targets the sheet says what to reach today, in this order.
AIMS: Final = ("parties", "filed", "drives", "orders")


@dataclass(frozen=True)
class ToReach:
    """One row of the plan, why it is due, and what was said last before that day."""

    row: ReportRow
    due: Due | None = None
    said: str = ""


@dataclass(frozen=True)
class ToDo:
    """Something of the day: an appointment with its hour, a step of an order, a birthday.

    `kind` is what it is, as on paper.
    """

    kind: str
    words: str
    at: time | None = None


@dataclass(frozen=True)
class LeftOver:
    """What the manager told and is not done yet."""

    words: str
    due_on: date | None = None


@dataclass(frozen=True)
class MorningSheet:
    """The sheet of one consultant and day; phones as the reader may see them.

    `duty` says how he is there, "" where nobody has said. `aims` are the figures of his targets with what
    would have to be reached on this day.
    """

    consultant: int
    consultant_name: str
    day: date
    dealer: str = ""
    dealer_short: str = ""
    rows: tuple[ToReach, ...] = ()
    to_do: tuple[ToDo, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    lists: Lists = field(default_factory=dict)
    duty: str = ""
    aims: tuple[tuple[str, int], ...] = ()
