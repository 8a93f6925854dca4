"""夕会单: what is open, each customer who moved, tomorrow: for the evening meeting (sheets.md 2.3c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from showroom.language import mark

OPEN_ROWS: Final = 10
MOVED_ROWS: Final = 9
TOMORROW_ROWS: Final = 6


class Kind(StrEnum):
    """What sort of thing is open (当日未了, 类)."""

    LOG = "log"
    FILE = "file"
    LEVEL = "level"
    NOT_VISITED = "not_visited"
    CALLBACK = "callback"
    LOST = "lost"
    DORMANT = "dormant"
    REPORT = "report"


KINDS: Final = {
    Kind.LOG: mark("Log, open thing"),
    Kind.FILE: mark("File, open thing"),
    Kind.LEVEL: mark("Level, open thing"),
    Kind.NOT_VISITED: mark("Not visited, open thing"),
    Kind.CALLBACK: mark("24-hour callback, open thing"),
    Kind.LOST: mark("Loss to decide, open thing"),
    Kind.DORMANT: mark("Sleep to decide, open thing"),
    Kind.REPORT: mark("Report, open thing"),
}


@dataclass(frozen=True)
class OpenThing:
    """One row of what is not done: which row or customer, what is missing, whose it is; words as on paper."""

    kind: Kind
    about: str
    lacks: str
    consultant: str = ""


@dataclass(frozen=True)
class Moved:
    """A customer who rose, fell, ordered, took his car or was lost, with both letters of his level."""

    name: str
    before: str
    after: str
    consultant: str
    said: str = ""
    review: str = ""


@dataclass(frozen=True)
class Tomorrow:
    """What a consultant has before him: cards due, of them late this evening already, guests, deliveries."""

    consultant: str
    due: int
    late: int
    expected: int
    deliveries: int
    words: str = ""


@dataclass(frozen=True)
class EveningSheet:
    """The sheet of a day for one consultant or for everybody."""

    day: date
    led_by: str = ""
    # Whose: one name, or how many people.
    range_words: str = ""
    dealer: str = ""
    dealer_short: str = ""
    # The id of the one consultant, 0 for everybody.
    consultant: int = 0
    open: tuple[OpenThing, ...] = ()
    moved: tuple[Moved, ...] = ()
    tomorrow: tuple[Tomorrow, ...] = ()
