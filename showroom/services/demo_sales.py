"""The demo's sales: drives, quotes, valuations, orders with their steps, and the keys at the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from showroom.models.car import Vehicle
from showroom.models.customer import Customer
from showroom.models.prospect import DELIVERED
from showroom.models.sale import Drive, OrderStep, Quote, SalesOrder, TradeIn
from showroom.rules import vin
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.orders import Step
from showroom.services import demo_words
from showroom.services.bulk import Bulk
from showroom.services.demo_cards import step
from showroom.services.demo_guests import Guest, Guests, Order, Todo

_BEFORE_THE_KEYS: Final = frozenset(Step) - {Step.DELIVERY, Step.PLATE}
_BECOMES_VIP: Final = 0.15
_SOON: Final = timedelta(6)
_IN_YUAN: Final = 100
_INSTALMENTS: Final = 0.45
_CANCELS: Final = 0.1
_IS_LATE: Final = 0.3
_BUYS: Final = {Level.H: 0.5, Level.A: 0.09, Level.B: 0.01}
_DRIVES: Final = 0.4
_ASKS_THE_PRICE: Final = {Level.H: 0.5, Level.A: 0.6, Level.B: 0.35}
_HAS_THE_OLD_CAR_VALUED: Final = 0.12


def in_the_showroom(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """What a visit leads to: a look at the old car, a price, an order."""
    random = guests.random
    level = Level(guest.level)
    if random.random() < _HAS_THE_OLD_CAR_VALUED:
        _value(bulk, guests, guest, at)
    if random.random() < _ASKS_THE_PRICE.get(level, 0.1):
        _quote(bulk, guests, guest, at)
    if random.random() < _BUYS.get(level, 0):
        _order(bulk, guests, guest, at)


def wants_to_drive(guests: Guests, guest: Guest) -> bool:
    """Whether this visit has a test drive: what was booked, or what comes up."""
    if guest.order is not None:
        return False
    booked = guest.expected is not None and guest.expected.car is not None
    return booked or (not guest.driven and guests.random.random() < _DRIVES)


def drive(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The test drive of a visit."""
    random = guests.random
    bulk.act(guests.token(), Duty.RECORD_DRIVE, guest.owner, at)
    impression = demo_words.said(
        random, random.choice(demo_words.IMPRESSIONS), guest.sex, guests.model_name(guest.model)
    )
    lent: dict[int, int] = guests.staff["demo_cars"]
    car = next((one for one, model in lent.items() if model == guest.model), random.choice(list(lent)))
    bulk.add(
        Drive,
        prospect=guest.prospect,
        day=at.date(),
        time=at.time().replace(tzinfo=None),
        car=car,
        model=lent[car],
        kilometres=random.randint(4, 15),
        accompanied_by=guest.owner,
        impression=impression,
    )
    guest.driven = True


def _price(guests: Guests, guest: Guest) -> int:
    """In 分: the car's price and what was talked off it, in whole hundreds of yuan."""
    listed = guests.staff["prices"][guest.model]
    return int(listed * guests.random.uniform(0.9, 0.98) // 100) * 100 * _IN_YUAN


def _quote(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    random = guests.random
    bulk.act(guests.token(), Duty.QUOTE, guest.owner, at)
    bulk.add(
        Quote,
        prospect=guest.prospect,
        day=at.date(),
        model=guest.model,
        colour=guest.colour,
        equipment=random.choice(demo_words.EQUIPMENT),
        price=_price(guests, guest),
        included=random.choice(demo_words.INCLUDED),
        by=guest.owner,
    )


def _value(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    random = guests.random
    bulk.act(guests.token(), Duty.VALUE_TRADE_IN, guest.owner, at)
    year = at.year - random.randint(4, 11)
    bulk.add(
        TradeIn,
        prospect=guest.prospect,
        day=at.date(),
        vehicle=random.choice(demo_words.OLD_CARS),
        plate=_plate(random),
        year=year,
        mileage=random.randint(4, 16) * 10_000,
        value=random.randint(18, 75) * 1_000 * _IN_YUAN,
        note=random.choice(demo_words.VALUATION),
        by=guest.owner,
    )


def _order(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The contract is signed and the deposit paid; from now on the card stands at O."""
    random = guests.random
    instalments = random.random() < _INSTALMENTS
    price, deposit = _price(guests, guest), random.choice((2_000, 5_000, 10_000)) * _IN_YUAN
    order = Order(0, guest.level, at.date(), _delivery(guests, at.date()))
    bulk.act(guests.token(), Duty.PLACE_ORDER, guest.owner, at)
    order.order = bulk.add(
        SalesOrder,
        prospect=guest.prospect,
        ordered_on=at.date(),
        model=guest.model,
        colour=guest.colour,
        equipment=random.choice(demo_words.EQUIPMENT),
        price=price,
        deposit=deposit,
        payment_method="instalment" if instalments else "full",
        expected_delivery=order.expected_delivery,
        level_before=guest.level,
        by=guest.owner,
    )
    _steps(bulk, guest, order, price - deposit, at.date(), instalments=instalments)
    if random.random() < _CANCELS:
        order.cancelled_on = at.date() + timedelta(random.randint(2, 6))
    step(bulk, guest, Move.ORDERED, at, level=Level.ORDERED)
    guest.order, guest.agreed_on = order, None
    guests.ordered.append(guest)


def _delivery(guests: Guests, today: date) -> date:
    """When the car will be handed over; one of them on the day on which the demo ends."""
    day = today + timedelta(guests.random.randint(6, 22))
    if not guests.hands_over and today < guests.until <= day < guests.until + _SOON:
        guests.hands_over = True
        return guests.until
    return day


def _steps(bulk: Bulk, guest: Guest, order: Order, rest: int, today: date, *, instalments: bool) -> None:
    """The contract is signed at once; what else leads to the keys has its day."""
    bulk.add(
        OrderStep,
        order=order.order,
        kind=str(Step.SIGNING),
        due_on=today,
        done_on=today,
        done_by=guest.owner,
    )
    before = order.expected_delivery - timedelta(1)
    loan = ((Step.LOAN, today + timedelta(3), None),) if instalments else ()
    for kind, due_on, amount in (
        *loan,
        (Step.INSURANCE, before, None),
        (Step.PAYMENT, before, rest),
        (Step.ACCESSORIES, before, None),
        (Step.PLATE, order.expected_delivery + timedelta(2), None),
        (Step.DELIVERY, order.expected_delivery, None),
    ):
        row = bulk.add(OrderStep, order=order.order, kind=str(kind), due_on=due_on, amount=amount)
        order.steps.append(Todo(row, kind, due_on))


def work_on_orders(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The paperwork of a day: what is due is done, mostly; or the order is cancelled."""
    order = guest.order
    if order is None:
        return
    if order.cancelled_on is not None and order.cancelled_on <= at.date():
        _cancel(bulk, guests, guest, order, at)
        return
    for one in [one for one in order.steps if one.due_on <= at.date() and one.kind in _BEFORE_THE_KEYS]:
        if guests.random.random() > _IS_LATE:
            bulk.act(guests.token(), Duty.KEEP_ORDER, guest.owner, at)
            _tick(bulk, guest, order, one, at)


def pay(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The guest came to pay what is still open."""
    order = guest.order
    if order is None:
        return
    for one in [one for one in order.steps if one.kind is Step.PAYMENT]:
        bulk.act(guests.token(), Duty.KEEP_ORDER, guest.owner, at)
        _tick(bulk, guest, order, one, at)


def _tick(bulk: Bulk, guest: Guest, order: Order, one: Todo, at: datetime) -> None:
    before: dict[str, Any] = {"done_on": None, "done_by": None}
    bulk.edit(OrderStep, one.row, 1, before, {"done_on": at.date(), "done_by": guest.owner})
    order.steps.remove(one)


def _cancel(bulk: Bulk, guests: Guests, guest: Guest, order: Order, at: datetime) -> None:
    """The deposit goes back, and the card to the level it had."""
    random = guests.random
    reason = demo_words.said(
        random, random.choice(demo_words.CANCELLED), guest.sex, guests.model_name(guest.model)
    )
    bulk.act(guests.token(), Duty.CANCEL_ORDER, guest.owner, at)
    before: dict[str, Any] = {"cancelled_on": None, "cancel_reason": "", "deposit_returned": False}
    after = {"cancelled_on": at.date(), "cancel_reason": reason, "deposit_returned": True}
    bulk.edit(SalesOrder, order.order, 1, before, after)
    step(bulk, guest, Move.ORDER_CANCELLED, at, reason=reason, level=order.level_before)
    guest.order, guest.agreed_on, guest.order_cancelled_on = None, None, at.date()
    guests.ordered.remove(guest)
    guests.call_when_due(guest, at.date())


def deliver(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The keys: what is still to do is done, the customer owns a vehicle, the card is closed."""
    random, order = guests.random, guest.order
    if order is None:
        raise RuntimeError("nothing was ordered")
    for one in [one for one in order.steps if one.kind in _BEFORE_THE_KEYS]:
        bulk.act(guests.token(), Duty.KEEP_ORDER, guest.owner, at)
        _tick(bulk, guest, order, one, at)
    bulk.act(guests.token(), Duty.DELIVER, guest.owner, at)
    vehicle = bulk.add(
        Vehicle,
        customer=guest.customer,
        model=guest.model,
        colour=guest.colour,
        vin=_vin(random, at.year),
        bought_on=order.ordered_on,
        delivered_on=at.date(),
        compulsory_insurance_until=at.date() + timedelta(365),
    )
    for one in [one for one in order.steps if one.kind is Step.DELIVERY]:
        _tick(bulk, guest, order, one, at)
    before: dict[str, Any] = {"delivered_on": None, "vehicle": None, "why_us": "", "suggestions": ""}
    said = {
        "why_us": random.choice(demo_words.WHY_US),
        "suggestions": random.choice(demo_words.SUGGESTIONS),
    }
    after = {"delivered_on": at.date(), "vehicle": vehicle} | {name: one for name, one in said.items() if one}
    bulk.edit(SalesOrder, order.order, 1, {name: before[name] for name in after}, after)
    step(bulk, guest, Move.DELIVERED, at, state=DELIVERED, delivered_on=at.date())
    guests.close(guest)
    order.vehicle = vehicle
    guests.plated.append(guest)
    if random.random() < _BECOMES_VIP:
        bulk.act(guests.token(), Duty.KEEP_VIP, guests.staff["manager"], at)
        bulk.edit(Customer, guest.customer, guest.customer_revision, {"vip": False}, {"vip": True})
        guest.customer_revision += 1


def plate(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The plate is on the car, the last step of an order; the guest may come for a second car some day."""
    order = guest.order
    if order is None:
        raise RuntimeError("nothing was ordered")
    bulk.act(guests.token(), Duty.KEEP_ORDER, guest.owner, at)
    for one in list(order.steps):
        _tick(bulk, guest, order, one, at)
    before: dict[str, Any] = {"plate": "", "plated_on": None}
    bulk.edit(Vehicle, order.vehicle, 1, before, {"plate": _plate(guests.random), "plated_on": at.date()})
    guests.plated.remove(guest)
    if not guest.known:
        guests.owners.append(guest)


def _vin(random: Random, year: int) -> str:
    """A number that no car has, with its check sign."""
    serial = f"{random.randint(0, 999_999):06d}"
    made_in = "ABCDEFGHJKLMNPRSTVWXY123456789"[(year - 2010) % 30]
    tries = (f"LSVZZZZZ{sign}{made_in}2{serial}" for sign in "0123456789X")
    return next(one for one in tries if not vin.doubts(one))


def _plate(random: Random) -> str:
    return f"浙A{random.choice('ABCEFGHJKL')}{random.randint(0, 9999):04d}"
