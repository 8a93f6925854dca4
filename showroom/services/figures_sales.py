"""What test drives and orders count (forms 2.7; req 19, 26, 83)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from peewee import Value, fn

from showroom.models.base import Compiled, slot
from showroom.models.car import Vehicle
from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.models.sale import Drive, SalesOrder
from showroom.rules.traffic import IN_SHOWROOM
from showroom.services.figure_facts import Fact, day_of, keyed, owner_then, whose_then

_CAME: Final = frozenset(map(str, IN_SHOWROOM))
_QUARTER: Final = timedelta(90)
_MORE_CARS: Final = frozenset({"replacement", "additional"})


def had_a_car(customer: Any, day: Any) -> Any:
    """Whether a customer had had a car from here before a day."""
    car = Vehicle.alias()
    return fn.EXISTS(
        car.select(Value(1)).where(
            car.customer == customer,
            car.sold_here,
            fn.COALESCE(car.delivered_on, car.bought_on) < day,
            car.removed_at.is_null(),
        )
    )


def _drives() -> Any:
    return (
        Drive.select(
            Drive.id,
            Drive.day,
            Prospect.id,
            Prospect.customer,
            Prospect.owner,
            owner_then(Drive.prospect, Drive.day),
            Prospect.source,
            Prospect.model_of_interest,
        )
        .join(Prospect)
        .where(
            Drive.day.between(slot("first"), slot("last")),
            Drive.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(Drive.day, Drive.id)
    )


def _orders() -> Any:
    """The orders that were placed, cancelled or delivered within some days."""
    days = [
        column.between(slot("first"), slot("last"))
        for column in (SalesOrder.ordered_on, SalesOrder.cancelled_on, SalesOrder.delivered_on)
    ]
    return (
        SalesOrder.select(
            SalesOrder.id,
            SalesOrder.ordered_on,
            SalesOrder.cancelled_on,
            SalesOrder.delivered_on,
            SalesOrder.why_us != "",
            Prospect.id,
            Prospect.customer,
            Prospect.owner,
            owner_then(SalesOrder.prospect, SalesOrder.ordered_on),
            Prospect.opened_on,
            Prospect.first_contact,
            Prospect.purchase_kind,
            Customer.referrer,
            had_a_car(Prospect.customer, SalesOrder.ordered_on),
            Prospect.source,
            Customer.area,
            fn.COALESCE(SalesOrder.model, Prospect.model_of_interest),
        )
        .join(Prospect)
        .join(Customer)
        .where(
            days[0] | days[1] | days[2],
            SalesOrder.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(SalesOrder.ordered_on, SalesOrder.id)
    )


def _waiting() -> Any:
    """The orders that were neither cancelled nor delivered by the evening of a day."""

    def not_yet(day: Any) -> Any:
        return day.is_null() | (day > slot("last"))

    return (
        SalesOrder.select(
            SalesOrder.id,
            SalesOrder.ordered_on,
            Prospect.id,
            Prospect.customer,
            Prospect.owner,
            owner_then(SalesOrder.prospect, SalesOrder.ordered_on),
        )
        .join(Prospect)
        .where(
            SalesOrder.ordered_on <= slot("last"),
            not_yet(SalesOrder.cancelled_on),
            not_yet(SalesOrder.delivered_on),
            SalesOrder.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(SalesOrder.ordered_on, SalesOrder.id)
    )


_driven, _sold, _unsettled = Compiled(_drives), Compiled(_orders), Compiled(_waiting)


def facts(first: date, last: date) -> Iterator[Fact]:
    """Drives and orders, each of whose card it was in the evening of its day. Two statements.

    What becomes of an order later stays with whom it was placed with.
    """
    days = {"first": str(first), "last": str(last)}
    for drive, day, card, customer, now, then, source, model in _driven.rows(**days):
        whose = whose_then(then, now)
        yield Fact(
            {"drives": 1}, day_of(day), whose, "drive", drive, customer, card, source=source, model=model
        )
    for row in _sold.rows(**days):
        yield from _order(row, first, last)


def waiting(last: date) -> Iterator[Fact]:
    """The orders that wait for their car at the end of a period, of whom they were placed with."""
    for order, day, card, customer, now, then in _unsettled.rows(last=str(last)):
        whose = whose_then(then, now)
        yield Fact({"orders_waiting": 1}, day_of(day), whose, "sales_order", order, customer, card)


def _order(row: tuple[Any, ...], first: date, last: date) -> Iterator[Fact]:
    order, ordered_on, cancelled_on, delivered_on, told_why, card, customer, now, then, *about = row
    *how, source, area, model = about
    whose = whose_then(then, now)

    def fact(counts: dict[str, int], day: date) -> Fact:
        place = ("sales_order", order, customer, card)
        return Fact(counts, day, whose, *place, source=source, area=area, model=model)

    placed = day_of(ordered_on)
    if first <= placed <= last:
        yield fact(_placed(how, first), placed)
    if cancelled_on and first <= day_of(cancelled_on) <= last:
        yield fact({"orders_cancelled": 1}, day_of(cancelled_on))
    if delivered_on and first <= day_of(delivered_on) <= last:
        yield fact(keyed(deliveries_ordered=True, told_why=bool(told_why)), day_of(delivered_on))


def _placed(how: list[Any], first: date) -> dict[str, int]:
    opened_on, first_contact, purchase_kind, referrer, rebought = how
    opened = day_of(opened_on)
    new, referred = opened >= first, referrer is not None
    return keyed(
        orders=True,
        orders_opened=new,
        orders_carried=not new,
        orders_carried_90=not new and opened >= first - _QUARTER,
        orders_showroom=new and first_contact in _CAME,
        orders_related=referred or bool(rebought) or purchase_kind in _MORE_CARS,
        base_returned=referred or bool(rebought),
        rebought=bool(rebought),
        referred=referred,
    )
