"""订单: placing an order makes level O, cancelling gives the level back, delivering makes an owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import order as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.car import Vehicle
from showroom.models.prospect import DELIVERED, DORMANT
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.orders import PaymentMethod, Step, makes_level_o, proposed_day, usual_steps
from showroom.services import lost_request, prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.sale_entry import given, not_yet, order_problems
from showroom.services.work import Work

_COLUMNS: Final = frozenset(field.key for field in form.ORDER) - {form.AT_ONCE.key}


def place(desk: Desk, card: int, entered: Mapping[str, Any], *, token: str | None = None) -> int:
    """Place an order on an open card, which goes to level O (req 29); the id of the order.

    `entered` holds values of `forms.order.ORDER`, money in 分; ordered today unless told otherwise. The
    usual steps stand on it with the days proposed for them; a request to close the card lapses. Raises
    Denied, Refused where an order is open or the card sleeps, Invalid.
    """
    with desk.work(Duty.PLACE_ORDER, token) as work:
        if work.repeated is not None:
            return int(work.repeated["order"])
        found = prospect.kept_open(desk, card)
        _refuse_asleep(found)
        _refuse_second(found)
        row = _new(found, entered, desk.clock.today())
        before = "" if found.level == Level.ORDERED else found.level
        order = work.add(SalesOrder, prospect=card, level_before=before, by=desk.staff, **row)
        lost_request.lapse(work, card)
        prospect.step(work, desk, found, Move.ORDERED, level=Level.ORDERED, day=row["ordered_on"])
        _add_steps(work, order, row)
        work.result = {"order": order}
    return order


def _new(found: Card, entered: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns of a new order. Raises Invalid with every problem at once."""
    row: dict[str, Any] = {"ordered_on": today, "price": None, "deposit": None, "expected_delivery": None}
    row |= given(form.ORDER, entered)
    at_once = bool(row.pop(form.AT_ONCE.key, False))
    if at_once and row["expected_delivery"] is None:
        row["expected_delivery"] = row["ordered_on"]
    problems = [
        *order_problems(row, at_once=at_once),
        *_day_problems(found, form.ORDERED_ON.key, row["ordered_on"], today),
    ]
    if problems:
        raise Invalid(*problems)
    return row


def _day_problems(found: Card, key: str, day: date, today: date) -> list[Problem]:
    """A card takes its steps in their order, none before it was opened and none on a day to come."""
    last = max((step.day for step in prospect.steps_of(found.prospect)), default=found.opened_on)
    if day >= last:
        return not_yet(key, day, today)
    words = mark("The card took a step on {day}. Write that day or a later one.")
    return [Problem(key, words, {"day": last})]


def _add_steps(work: Work, order: int, row: Mapping[str, Any]) -> None:
    steps = usual_steps(row["ordered_on"], row["expected_delivery"], row.get("payment_method", ""))
    for kind, due_on in steps:
        amount = None
        if kind is Step.PAYMENT and row["price"] is not None:
            amount = row["price"] - (row["deposit"] or 0)
        work.add(OrderStep, order=order, kind=str(kind), due_on=due_on, amount=amount)


def change(
    desk: Desk, order: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Change what an open order says, as it was seen at `revision`; the new revision.

    Another expected delivery moves the step of the delivery, another price what is still to be paid;
    instalments bring the loan among the steps. Raises Denied, Refused, Invalid, Clash.
    """
    with desk.work(Duty.KEEP_ORDER, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = standing(order)
        prospect.kept_open(desk, row.prospect_id)
        changed = {
            key: value
            for key, value in entered.items()
            if key in _COLUMNS and value != getattr(row, _column(key))
        }
        _check_change(row, changed)
        new = work.edit(SalesOrder, order, revision, **changed)
        _steps_follow(work, row, changed)
        work.result = {"revision": new}
    return new


def _column(key: str) -> str:
    return f"{key}_id" if key == form.MODEL.key else key


def _check_change(row: Any, changed: Mapping[str, Any]) -> None:
    """The day of an order is the day of its level; a deposit that made level O stays one (req 29)."""
    whole = {**row.__data__, **changed}
    problems = order_problems(whole, at_once=not makes_level_o(row.deposit, at_once=False))
    if form.ORDERED_ON.key in changed:
        words = mark("The day of an order stays. Cancel the order and place it again.")
        problems.append(Problem(form.ORDERED_ON.key, words, {}))
    if problems:
        raise Invalid(*problems)


def _steps_follow(work: Work, row: Any, changed: Mapping[str, Any]) -> None:
    """The open steps as the changed order has them."""
    steps = open_steps(row.id)
    expected = changed.get("expected_delivery", row.expected_delivery)
    for one in steps:
        if one.kind == Step.DELIVERY and "expected_delivery" in changed:
            work.edit(OrderStep, one.id, one.revision, due_on=expected)
        if one.kind == Step.PAYMENT and {"price", "deposit"} & changed.keys():
            _payment_follows(work, row, one, changed)
        if one.kind == Step.LOAN and changed.get("payment_method") == PaymentMethod.FULL:
            work.remove(OrderStep, one.id, one.revision)
    if changed.get("payment_method") == PaymentMethod.INSTALMENT and Step.LOAN not in _kinds_of(row.id):
        due_on = proposed_day(Step.LOAN, row.ordered_on, expected)
        work.add(OrderStep, order=row.id, kind=str(Step.LOAN), due_on=due_on)


def _payment_follows(work: Work, row: Any, step: Any, changed: Mapping[str, Any]) -> None:
    """A payment of the whole rest is one of the new rest; agreed instalments stay as they are."""
    rest = None if row.price is None else row.price - (row.deposit or 0)
    if step.amount == rest:
        price, deposit = changed.get("price", row.price), changed.get("deposit", row.deposit)
        amount = None if price is None else price - (deposit or 0)
        work.edit(OrderStep, step.id, step.revision, amount=amount)


def cancel(
    desk: Desk, order: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> None:
    """Cancel an open order with a reason; the card goes back to the level it had, without one to N.

    `entered` holds values of `forms.order.CANCEL`. Open steps stay as history and remind nobody. Raises
    Denied, Refused, Invalid, Clash.
    """
    with desk.work(Duty.CANCEL_ORDER, token) as work:
        if work.repeated is not None:
            return
        row = standing(order)
        found = prospect.kept_open(desk, row.prospect_id)
        if problems := missing(form.CANCEL, entered):
            raise Invalid(*problems)
        reason = entered[form.REASON.key]
        work.edit(
            SalesOrder,
            order,
            revision,
            cancelled_on=desk.clock.today(),
            cancel_reason=reason,
            deposit_returned=bool(entered.get(form.DEPOSIT_RETURNED.key)),
        )
        level = row.level_before or Level.UNRATED
        prospect.step(work, desk, found, Move.ORDER_CANCELLED, level=level, reason=reason)
        work.result = {"reason": reason}


def deliver(
    desk: Desk, order: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Hand over the car of an open order: its customer owns it from then on (req 26); the id of the vehicle.

    `entered` holds values of `forms.order.DELIVERY`. The card is closed as delivered, its level stays. The
    step of the delivery is ticked; others that are open remain. Raises Denied, Refused, Invalid, Clash.
    """
    with desk.work(Duty.DELIVER, token) as work:
        if work.repeated is not None:
            return int(work.repeated["vehicle"])
        row = standing(order)
        found = prospect.kept_open(desk, row.prospect_id)
        told = {"delivered_on": desk.clock.today(), "plate": "", "vin": "", **given(form.DELIVERY, entered)}
        day: date = told["delivered_on"]
        if problems := _day_problems(found, form.DELIVERED_ON.key, day, desk.clock.today()):
            raise Invalid(*problems)
        vehicle = work.add(
            Vehicle,
            customer=found.customer,
            model=row.model_id,
            colour=row.colour,
            plate=told.pop("plate"),
            vin=told.pop("vin"),
            sold_here=True,
            bought_on=row.ordered_on,
            delivered_on=day,
        )
        work.edit(SalesOrder, order, revision, vehicle=vehicle, **told)
        prospect.step(work, desk, found, Move.DELIVERED, day=day, state=DELIVERED, delivered_on=day)
        _tick_delivery(work, desk, order, day)
        work.result = {"vehicle": vehicle}
    return vehicle


def _tick_delivery(work: Work, desk: Desk, order: int, day: date) -> None:
    for one in open_steps(order):
        if one.kind == Step.DELIVERY:
            work.edit(OrderStep, one.id, one.revision, done_on=day, done_by=desk.staff)


def standing(order: int, *, over: bool = False) -> Any:
    """An order that is open, or with `over` one that was delivered. Raises Refused."""
    row = SalesOrder.get_or_none(SalesOrder.id == order, SalesOrder.removed_at.is_null())
    if row is None:
        raise Refused("E-ORDER-GONE", mark("This order is no longer on file. Nothing was changed."))
    if row.cancelled_on is not None:
        raise Refused(
            "E-ORDER-CANCELLED",
            mark("This order was cancelled on {day}. Nothing was changed. Place a new one."),
            day=row.cancelled_on,
        )
    if row.delivered_on is not None and not over:
        raise Refused(
            "E-ORDER-DELIVERED",
            mark("The car of this order was handed over on {day}. Nothing was changed."),
            day=row.delivered_on,
        )
    return row


def open_steps(order: int) -> list[Any]:
    """The steps of an order that are not done yet."""
    return [one for one in _steps(order) if one.done_on is None]


def _kinds_of(order: int) -> set[str]:
    return {one.kind for one in _steps(order)}


def _steps(order: int) -> list[Any]:
    rows = OrderStep.select().where(OrderStep.order == order, OrderStep.removed_at.is_null())
    return list(rows.order_by(OrderStep.id))


def _refuse_asleep(found: Card) -> None:
    if found.state == DORMANT:
        raise Refused(
            "E-CARD-ASLEEP",
            mark("Card {number} sleeps. Nothing was saved. Wake it first, then place the order."),
            number=found.number,
        )


def _refuse_second(found: Card) -> None:
    """One open order a card: another car is another wish to buy."""
    rows = SalesOrder.select().where(
        SalesOrder.prospect == found.prospect,
        SalesOrder.cancelled_on.is_null(),
        SalesOrder.delivered_on.is_null(),
        SalesOrder.removed_at.is_null(),
    )
    if rows.exists():
        raise Refused(
            "E-ORDER-OPEN",
            mark(
                "Card {number} has an open order. Nothing was saved. Change or cancel that one; "
                "for another car open another card."
            ),
            number=found.number,
        )
