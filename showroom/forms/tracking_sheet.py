"""潜在客户跟踪表, the tracking sheet: its ten columns and the content of one list (forms 2.2; req 38)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field, Lists
from showroom.language import mark
from showroom.rules.level import CardState
from showroom.rules.prospect_numbers import number_of

# Widths in mm, as on the paper; together the live width of a landscape page.
NUMBER: Final = Field("number", mark("Card no."), kinds.SHORT, width=16)
NAME: Final = Field("name", mark("Customer"), kinds.NAME, width=25)
PHONE: Final = Field("phones", mark("Contact phone"), kinds.PHONES, width=26)
SOURCE: Final = Field("source", mark("Source channel"), kinds.CHOICE, options="source", width=13)
MODEL: Final = Field("model", mark("Intended model"), kinds.RECORD, options="car_model", width=24)
LEVEL: Final = Field("level", mark("Level of intent"), kinds.CHOICE, options="level", width=11)
FIRST: Final = Field("first", mark("1st follow-up"), kinds.NOTE, width=43)
SECOND: Final = Field("second", mark("2nd follow-up"), kinds.NOTE, width=43)
THIRD: Final = Field("third", mark("3rd follow-up"), kinds.NOTE, width=43)
REMARK: Final = Field("remark", mark("Remark / lost reason"), kinds.NOTE, width=28)

FIELDS: Final = (NUMBER, NAME, PHONE, SOURCE, MODEL, LEVEL, FIRST, SECOND, THIRD, REMARK)
CONTACTS: Final = (FIRST, SECOND, THIRD)
ROWS_A_PAGE: Final = 12


@dataclass(frozen=True)
class TrackedContact:
    """One contact in a cell of the sheet; `ordinal` counts those of the card from 1.

    `method` is a code of `contact_method`, of a row of the traffic log one of `traffic_type` (`on_log`).
    `level_before` is the level of the contact before where the log does not tell one; levels may be "".
    """

    ordinal: int
    day: date
    method: str
    said: str
    on_log: bool = False
    reached: bool = True
    level_before: str = ""
    level_after: str = ""


@dataclass(frozen=True)
class Ending:
    """How a card left: on which day, and why; `reason` is a code of its list, `words` are staff's own.

    `price_gap` is in 分, what our offer was above what was paid elsewhere.
    """

    day: date
    reason: str = ""
    words: str = ""
    bought: str = ""
    price_gap: int | None = None
    wake_on: date | None = None


@dataclass(frozen=True)
class TrackingRow:
    """One card as the sheet shows it to one person; `phones` are masked where they must be.

    `level` and `state` are those of the last day of the period, `contacts` the latest three until then, the
    oldest first, after `more` others. `pending` is the kind of a request that waits for its decision
    (F0). `overdue_days` is 0 where nothing is overdue, or the period has passed.
    """

    prospect: int
    opened_on: date
    customer: int
    name: str
    sex: str
    phones: tuple[str, ...]
    source: str
    model: int | None
    colour: str
    area: str
    level: str
    state: str
    owner: int | None
    owner_name: str
    contacts: tuple[TrackedContact, ...] = ()
    more: int = 0
    overdue_days: int = 0
    pending: str = ""
    delivery_on: date | None = None
    ending: Ending | None = None

    @property
    def number(self) -> str:
        """The number as printed."""
        return number_of(self.prospect, self.opened_on)

    @property
    def open(self) -> bool:
        """Whether the card was still open on the last day of the period."""
        return self.state == CardState.OPEN


@dataclass(frozen=True)
class TrackingSheet:
    """One list: the open cards of a consultant and those closed in the period, by number.

    `consultant` is None for the list of everybody; its `consultant_name` is "" then.
    """

    first: date
    last: date
    consultant: int | None
    consultant_name: str
    dealer: str = ""
    dealer_short: str = ""
    dealer_english: str = ""
    rows: tuple[TrackingRow, ...] = ()
    lists: Lists = field(default_factory=dict)

    @property
    def on_hand(self) -> int:
        """How many cards were open on the last day."""
        return sum(row.open for row in self.rows)

    @property
    def overdue(self) -> int:
        """How many of them wait for a contact that is overdue."""
        return sum(row.overdue_days > 0 for row in self.rows)
