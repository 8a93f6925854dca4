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


@dataclass(frozen=True)
class ToReach:
    """One row of the plan, why it is due, and what was said last before that day."""

    row: ReportRow
    due: Due | None = None
    said: str = ""


@dataclass(frozen=True)
class ToDo:
    """Something of the day: an appointment with its hour, or a birthday; `kind` as on paper."""

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
    """The sheet of one consultant and day; phones as the reader may see them."""

    consultant: int
    consultant_name: str
    day: date
    dealer: str = ""
    dealer_short: str = ""
    rows: tuple[ToReach, ...] = ()
    to_do: tuple[ToDo, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    lists: Lists = field(default_factory=dict)
