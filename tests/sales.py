"""Sales of the tests: a card, what is driven and named on it, an order and its steps, in the users' words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from showroom.models.prospect import Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.orders import Step
from showroom.services import order_step, sales_order
from showroom.services.desk import Desk
from tests.people import THURSDAY, Showroom, register_walk_in

ORDER = {
    "model": 1,
    "colour": "白",
    "price": 118_900_00,
    "deposit": 5_000_00,
    "payment_method": "full",
    "expected_delivery": THURSDAY + timedelta(20),
}
WHY = {"reason": "家里不同意"}
KEYS = {"plate": "浙A12345", "vin": "LSVAA4182E2000001", "why_us": "离家近", "suggestions": "休息区太小"}


def card_of_wang_li(showroom: Showroom) -> int:
    """陈涛's card, opened on Thursday 5 March at level B by the visit of that morning."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    return int(Prospect.get().id)


def places(desk: Desk, card: int, *, token: str | None = None, **entered: Any) -> int:
    """An order is placed; its id."""
    return sales_order.place(desk, card, ORDER | entered, token=token)


def changes(desk: Desk, order: int, **entered: Any) -> int:
    """The order as it stands now is changed."""
    return sales_order.change(desk, order, revision_of(order), entered)


def cancels(desk: Desk, order: int, **entered: Any) -> None:
    """The order as it stands now is cancelled."""
    sales_order.cancel(desk, order, revision_of(order), WHY | entered)


def delivers(desk: Desk, order: int, **entered: Any) -> int:
    """The car of the order as it stands now is handed over; the vehicle."""
    return sales_order.deliver(desk, order, revision_of(order), KEYS | entered)


def ticks(desk: Desk, order: int, kind: Step, done: bool = True, **when: Any) -> int:
    """The first step of this kind is ticked, or its tick taken away."""
    row = step_of(order, kind)
    return order_step.tick(desk, row.id, row.revision, done, **when)


def revision_of(order: int) -> int:
    return int(SalesOrder.get_by_id(order).revision)


def step_of(order: int, kind: Step) -> Any:
    """The first step of this kind on an order."""
    rows = OrderStep.select().where(
        OrderStep.order == order, OrderStep.kind == kind, OrderStep.removed_at.is_null()
    )
    return rows.order_by(OrderStep.id).get()
