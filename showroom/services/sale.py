"""From the test drive to the keys, read for the page of one card in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from peewee import JOIN

from showroom.forms.sale import DriveRow, OrderContent, QuoteRow, Sale, StepRow, ValuationRow
from showroom.models.base import Compiled, slot
from showroom.models.car import DemoCar, Vehicle
from showroom.models.prospect import DORMANT, OPEN
from showroom.models.sale import Drive, OrderStep, Quote, SalesOrder, TradeIn
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_identity
from showroom.services import prospect
from showroom.services.desk import Desk


def _newest_first(table: Any, rows: Any) -> Any:
    """Those of one card that stand; for what has a day, the latest first."""
    rows = rows.where(table.prospect == slot("prospect"), table.removed_at.is_null())
    return rows.order_by(table.day.desc(), table.id.desc())


_drives = Compiled(
    lambda: _newest_first(
        Drive,
        Drive.select(
            Drive.id,
            Drive.revision,
            Drive.day,
            Drive.time,
            Drive.car,
            DemoCar.name,
            Drive.model,
            Drive.kilometres,
            Drive.licence,
            Drive.accompanied_by,
            Staff.name,
            Drive.impression,
        )
        .join(DemoCar, JOIN.LEFT_OUTER)
        .switch(Drive)
        .join(Staff, JOIN.LEFT_OUTER, on=(Drive.accompanied_by == Staff.id)),
    )
)
_quotes = Compiled(
    lambda: _newest_first(
        Quote,
        Quote.select(
            Quote.id,
            Quote.revision,
            Quote.day,
            Quote.model,
            Quote.colour,
            Quote.equipment,
            Quote.price,
            Quote.included,
            Staff.name,
        ).join(Staff, JOIN.LEFT_OUTER),
    )
)
_valuations = Compiled(
    lambda: _newest_first(
        TradeIn,
        TradeIn.select(
            TradeIn.id,
            TradeIn.revision,
            TradeIn.day,
            TradeIn.vehicle,
            TradeIn.plate,
            TradeIn.year,
            TradeIn.mileage,
            TradeIn.value,
            TradeIn.note,
            Staff.name,
        ).join(Staff, JOIN.LEFT_OUTER),
    )
)
_orders = Compiled(
    lambda: (
        SalesOrder.select(
            SalesOrder.id,
            SalesOrder.revision,
            SalesOrder.ordered_on,
            SalesOrder.model,
            SalesOrder.colour,
            SalesOrder.equipment,
            SalesOrder.price,
            SalesOrder.deposit,
            SalesOrder.payment_method,
            SalesOrder.expected_delivery,
            Staff.name,
            SalesOrder.cancelled_on,
            SalesOrder.cancel_reason,
            SalesOrder.deposit_returned,
            SalesOrder.delivered_on,
            SalesOrder.why_us,
            SalesOrder.suggestions,
            SalesOrder.note,
            Vehicle.plate,
            Vehicle.vin,
        )
        .join(Staff, JOIN.LEFT_OUTER)
        .switch(SalesOrder)
        .join(Vehicle, JOIN.LEFT_OUTER, on=(SalesOrder.vehicle == Vehicle.id))
        .where(SalesOrder.prospect == slot("prospect"), SalesOrder.removed_at.is_null())
        # One open order a card, and nothing is ordered before the last was over: the newest is the open one.
        .order_by(SalesOrder.id.desc())
    )
)
_steps = Compiled(
    lambda: (
        OrderStep.select(
            OrderStep.order,
            OrderStep.id,
            OrderStep.revision,
            OrderStep.kind,
            OrderStep.due_on,
            OrderStep.amount,
            OrderStep.done_on,
            Staff.name,
            OrderStep.note,
        )
        .join(SalesOrder)
        .switch(OrderStep)
        .join(Staff, JOIN.LEFT_OUTER, on=(OrderStep.done_by == Staff.id))
        .where(SalesOrder.prospect == slot("prospect"), OrderStep.removed_at.is_null())
        .order_by(OrderStep.id)
    )
)


_delivered_before = Compiled(
    lambda: (
        Vehicle.select(Vehicle.delivered_on)
        .where(
            Vehicle.vin == slot("vin"),
            Vehicle.customer != slot("customer"),
            Vehicle.delivered_on.is_null(False),
            Vehicle.removed_at.is_null(),
        )
        .order_by(Vehicle.delivered_on.desc())
        .limit(1)
    )
)


def of_card(desk: Desk, card: int) -> Sale:
    """What was driven, named, valued and ordered on a card. Raises Denied, Refused.

    Of a licence only the ends are shown, as of any number of a paper (S12).
    """
    with desk.reading():
        found = prospect.readable(desk, card)
        duties = desk.duties()
        steps: dict[int, list[StepRow]] = {}
        for order, *step in _steps.rows(prospect=card):
            steps.setdefault(order, []).append(_step(step))
        orders = tuple(_order(row, steps) for row in _orders.rows(prospect=card))
        may_write = Duty.KEEP_ORDER in duties and (
            Duty.KEEP_ANY_CARD in duties or prospect.is_kept_by(desk, found)
        )
        return Sale(
            card,
            tuple(_drive(row) for row in _drives.rows(prospect=card)),
            tuple(_quote(row) for row in _quotes.rows(prospect=card)),
            tuple(_valuation(row) for row in _valuations.rows(prospect=card)),
            orders[0] if orders else None,
            orders[1:],
            may_write,
            found.state in (OPEN, DORMANT),
        )


def delivered_before(desk: Desk, card: int, vin: str) -> date | None:
    """The day on which the car with this VIN was handed over to somebody else than this card's customer.

    None where it never was. That is noticed and never refused: a car may come back and be sold again, a
    number may be misread. Raises Denied, Refused.
    """
    with desk.reading():
        found = prospect.readable(desk, card)
        row = _delivered_before.first(vin=vin, customer=found.customer) if vin else None
        return date.fromisoformat(row[0]) if row is not None else None


def _drive(row: tuple[Any, ...]) -> DriveRow:
    drive, revision, day, at, car, car_name, model, kilometres, licence, by, with_whom, impression = row
    return DriveRow(
        drive,
        revision,
        date.fromisoformat(day),
        time.fromisoformat(at) if at else None,
        car,
        car_name or "",
        model,
        kilometres,
        mask_identity(licence),
        by,
        with_whom or "",
        impression,
    )


def _quote(row: tuple[Any, ...]) -> QuoteRow:
    quote, revision, day, *rest, by = row
    return QuoteRow(quote, revision, date.fromisoformat(day), *(*rest, by or ""))


def _valuation(row: tuple[Any, ...]) -> ValuationRow:
    trade_in, revision, day, *rest, by = row
    return ValuationRow(trade_in, revision, date.fromisoformat(day), *(*rest, by or ""))


def _step(row: Iterable[Any]) -> StepRow:
    step, revision, kind, due_on, amount, done_on, by, note = row
    return StepRow(step, revision, kind, _day(due_on), amount, _day(done_on), by or "", note)


def _order(row: tuple[Any, ...], steps: Mapping[int, list[StepRow]]) -> OrderContent:
    order, revision, ordered_on, model, colour, equipment, price, deposit, paid_how, expected, by, *over = row
    cancelled_on, reason, returned, delivered_on, why_us, suggestions, note, plate, vin = over
    return OrderContent(
        order,
        revision,
        date.fromisoformat(ordered_on),
        model,
        colour,
        equipment,
        price,
        deposit,
        paid_how,
        _day(expected),
        by or "",
        _day(cancelled_on),
        reason,
        bool(returned),
        _day(delivered_on),
        why_us,
        suggestions,
        note,
        plate or "",
        vin or "",
        tuple(steps.get(order, ())),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
