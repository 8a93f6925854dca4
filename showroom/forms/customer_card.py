"""客户信息卡, the customer card: its frozen content, both sides (forms 2.4; req 57–59, 116)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from showroom.forms.card_record import CardRecord, Order
from showroom.forms.customer_file import CustomerFile
from showroom.forms.field import Lists
from showroom.forms.lost_request import Request
from showroom.rules.due import Due


class Happened(StrEnum):
    """What a line of the time line is."""

    CONTACT = "contact"
    VISIT = "visit"
    DRIVE = "drive"
    QUOTE = "quote"
    VALUATION = "valuation"
    ORDER = "order"
    MOVE = "move"
    REVIEW = "review"
    OPENED = "opened"


# What the filter of the time line calls follow-ups; everything else is a change of the card.
CONTACTS = frozenset({Happened.CONTACT, Happened.VISIT, Happened.DRIVE})


@dataclass(frozen=True)
class Event:
    """One thing that happened on the card; `day` and `at` are showroom time, money is in 分.

    `how` is the code that names it: a method, a traffic type, a step of the card (rules.card_moves.Move).
    `number` is a row of the traffic log; the owners are those of a card that changed hands. `order` is its
    place in all that was done, `record` the id of a drive, a quote, a valuation.
    """

    kind: Happened
    day: date
    at: time | None = None
    order: int = 0
    by: str = ""
    how: str = ""
    said: str = ""
    reached: bool = True
    level_before: str = ""
    level_after: str = ""
    criteria: tuple[str, ...] = ()
    reason: str = ""
    model: int | None = None
    colour: str = ""
    amount: int | None = None
    kilometres: int | None = None
    number: int | None = None
    owner_before: str = ""
    owner_after: str = ""
    record: int = 0


@dataclass(frozen=True)
class OtherCard:
    """Another card of the same customer; `readable` is whether this person may open it."""

    prospect: int
    number: str
    state: str
    owner_name: str
    readable: bool


@dataclass(frozen=True)
class CustomerCard:
    """The card as one person may see it; `values` holds those of all fields by key, masked ones as masked.

    The revisions are what a save is checked against; `file` is everything of the customer, on this card or
    not. `masked` are keys of fields whose value is hidden. `proposed` is the level the ticked facts speak
    for, `by_time` the one the stated purchase time means; both "" where nothing is said. `due` is None once
    nobody has to be called any more, `level_until` the day before which the level says the deal is made.
    `requests` are those to close it or to let it sleep, the oldest first.
    `covered_by` keeps it for its owner until the end of `covered_until`.
    """

    prospect: int
    revision: int
    customer: int
    customer_revision: int
    number: str
    name: str
    opened_on: date
    owner: int | None
    owner_name: str
    level: str
    first_level: str
    state: str
    may_keep: bool
    file: CustomerFile
    values: Mapping[str, Any]
    masked: frozenset[str]
    criteria_on: date | None
    proposed: str
    by_time: str
    due: Due | None
    level_until: date | None
    events: tuple[Event, ...]
    record: CardRecord
    orders: tuple[Order, ...]
    requests: tuple[Request, ...]
    others: tuple[OtherCard, ...]
    covered_by: str
    covered_until: date | None
    lists: Lists = field(repr=False)

    @property
    def earlier_owners(self) -> tuple[str, ...]:
        """Who had the card before it was handed over, the last one first."""
        return tuple(event.owner_before for event in self.events if event.owner_after and event.owner_before)

    def of(self, kind: Happened) -> tuple[Event, ...]:
        """What happened of one kind, the newest first."""
        return tuple(event for event in self.events if event.kind is kind)
