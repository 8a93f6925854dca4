"""From the test drive to the keys on one card: drives, prices, valuations, orders and their steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from showroom.rules.orders import Step


@dataclass(frozen=True)
class DriveRow:
    """A test drive that was made; `car`, `model`, `accompanied_by` are ids, of a licence the ends stand."""

    drive: int
    revision: int
    day: date
    time: time | None
    car: int | None
    car_name: str
    model: int | None
    kilometres: int | None
    licence: str
    accompanied_by: int | None
    with_whom: str
    impression: str

    @property
    def record(self) -> int:
        """Its id."""
        return self.drive


@dataclass(frozen=True)
class QuoteRow:
    """A price that was named, in 分."""

    quote: int
    revision: int
    day: date
    model: int | None
    colour: str
    equipment: str
    price: int
    included: str
    by: str

    @property
    def record(self) -> int:
        """Its id."""
        return self.quote


@dataclass(frozen=True)
class ValuationRow:
    """What the car a customer has was valued at, in 分."""

    trade_in: int
    revision: int
    day: date
    vehicle: str
    plate: str
    year: int | None
    mileage: int | None
    value: int
    note: str
    by: str

    @property
    def record(self) -> int:
        """Its id."""
        return self.trade_in


@dataclass(frozen=True)
class StepRow:
    """A step of an order; `amount` in 分 for payments, `done_by` the name of who ticked it."""

    step: int
    revision: int
    kind: str
    due_on: date | None
    amount: int | None
    done_on: date | None
    done_by: str
    note: str

    @property
    def record(self) -> int:
        """Its id."""
        return self.step

    @property
    def done(self) -> bool:
        """Whether it is behind."""
        return self.done_on is not None


# What can be opened on the card to be written anew.
Row = DriveRow | QuoteRow | ValuationRow | StepRow


@dataclass(frozen=True)
class OrderContent:
    """An order with its steps; money in 分. `plate` and `vin` are those of the car delivered on it."""

    order: int
    revision: int
    ordered_on: date
    model: int | None
    colour: str
    equipment: str
    price: int | None
    deposit: int | None
    payment_method: str
    expected_delivery: date | None
    by: str
    cancelled_on: date | None
    cancel_reason: str
    deposit_returned: bool
    delivered_on: date | None
    why_us: str
    suggestions: str
    note: str
    plate: str
    vin: str
    steps: tuple[StepRow, ...]

    @property
    def open(self) -> bool:
        """Neither cancelled nor delivered."""
        return self.cancelled_on is None and self.delivered_on is None

    @property
    def left(self) -> tuple[StepRow, ...]:
        """The steps that are still to be done; after the delivery, too."""
        return tuple(one for one in self.steps if not one.done)

    @property
    def paid(self) -> int:
        """What was received: the deposit and the payments that are ticked."""
        received = (one.amount or 0 for one in self.steps if one.kind == Step.PAYMENT and one.done)
        return (self.deposit or 0) + sum(received)

    @property
    def balance(self) -> int | None:
        """What is still to be paid of the price; None while no price is agreed."""
        return None if self.price is None else self.price - self.paid


@dataclass(frozen=True)
class Sale:
    """All of it on one card; `order` is the open one, else the newest; the newest of each stands first.

    `may_write` is whether this person keeps the card, `card_open` whether more may be driven and ordered.
    """

    prospect: int
    drives: tuple[DriveRow, ...]
    quotes: tuple[QuoteRow, ...]
    valuations: tuple[ValuationRow, ...]
    order: OrderContent | None
    earlier_orders: tuple[OrderContent, ...]
    may_write: bool
    card_open: bool = True

    def row(self, kind: type[Row], record: int) -> Row | None:
        """The drive, quote, valuation or step with this id; None where it is no longer on the card."""
        steps = self.order.steps if self.order is not None else ()
        rows: tuple[Row, ...] = (*self.drives, *self.quotes, *self.valuations, *steps)
        return next((one for one in rows if isinstance(one, kind) and one.record == record), None)
