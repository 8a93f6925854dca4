"""洽谈记录: what was done with the customer of one card, as both sides of the card tell it (forms 2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from showroom.forms.customer_file import FamilyMember
from showroom.forms.field import Lists
from showroom.forms.follow_up import Contact

# Rows of the contact record on one side of the paper, of test drives and of quotes on its front (sheets 2.4).
ROWS_A_SIDE = 20
ROWS_IN_FRONT = 3


@dataclass(frozen=True)
class Driven:
    """试乘试驾 in a row of the card: `licence` as this person may see it."""

    day: date
    model: int | None
    kilometres: int | None
    licence: str
    accompanied_by: str


@dataclass(frozen=True)
class Quoted:
    """报价 in a row of the card; the price in 分."""

    quote: int
    day: date
    model: int | None
    colour: str
    equipment: str
    price: int
    included: str
    by: str


@dataclass(frozen=True)
class Valued:
    """旧车评估; the value in 分."""

    day: date
    value: int
    by: str


@dataclass(frozen=True)
class Order:
    """订单 as the foot of the card tells it; money in 分.

    `place` among all that was done and `written_at` say where it stands on the time line.
    """

    by: str
    ordered_on: date
    model: int | None
    colour: str
    price: int | None
    deposit: int | None
    expected_delivery: date | None
    delivered_on: date | None
    cancelled_on: date | None
    vin: str = ""
    plate: str = ""
    place: int = 0
    written_at: datetime | None = None


@dataclass(frozen=True)
class Confirmed:
    """二次确认: the level that was confirmed after the first visit."""

    level: str
    day: date
    by: str


@dataclass(frozen=True)
class Review:
    """点评 of a manager beside a contact, or of the whole card; without words the mark that he looked.

    `staff` is who wrote it, `review` and `revision` are what a correction is checked against.
    """

    day: date
    by: str
    words: str
    follow_up: int | None = None
    entry: int | None = None
    at: datetime | None = None
    staff: int = 0
    review: int = 0
    revision: int = 0


@dataclass(frozen=True)
class Closing:
    """战败/休眠: the newest request to close a card or to let it sleep, and what was decided.

    `kind` and `state` are of rules.lost, `price_gap` is in 分.
    """

    kind: str
    state: str
    asked_on: date
    asked_by: str
    reason: str
    analysis: str
    bought: str
    price_gap: int | None
    wake_on: date | None
    decided_by: str
    decided_on: date | None
    instruction: str


@dataclass(frozen=True)
class CardRecord:
    """Everything in rows, the oldest first; `first_level` is what the card was opened with."""

    first_level: str = ""
    handed_over: bool = False
    contacts: tuple[Contact, ...] = ()
    drives: tuple[Driven, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    valuation: Valued | None = None
    order: Order | None = None
    confirmed: Confirmed | None = None
    reviews: tuple[Review, ...] = ()
    closing: Closing | None = None

    @property
    def sides(self) -> Sequence[tuple[Contact, ...]]:
        """The contacts of each B side; there is always one."""
        starts = range(0, len(self.contacts) or 1, ROWS_A_SIDE)
        return [self.contacts[start : start + ROWS_A_SIDE] for start in starts]

    def reviews_of(self, contact: Contact) -> tuple[Review, ...]:
        """What a manager wrote beside a contact; of the whole card, it stands at the last one before it."""
        return tuple(one for one in self.reviews if one.words and self._place(one) == contact.ordinal)

    def _place(self, review: Review) -> int:
        for one in self.contacts:
            if (review.follow_up, review.entry) != (None, None) and (one.follow_up, one.entry) == (
                review.follow_up,
                review.entry,
            ):
                return one.ordinal
        before = [one.ordinal for one in self.contacts if one.day <= review.day]
        return max(before, default=1)


@dataclass(frozen=True)
class CardSheet:
    """One card as it is printed, for one person's eyes: `values` by field, masked ones as masked.

    `phone` is the first number of the customer, `age` the days since the card was opened.
    """

    prospect: int
    number: str
    name: str
    phone: str
    opened_on: date
    age: int
    owner_name: str
    level: str
    state: str
    criteria_on: date | None
    values: Mapping[str, Any]
    referrer_name: str
    family: tuple[FamilyMember, ...]
    record: CardRecord
    dealer: str
    dealer_short: str
    lists: Lists = field(repr=False)
