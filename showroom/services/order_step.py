"""The steps of an order: dated, reminded of, ticked (req 36, 44); payments with what is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import order as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.duties import Duty
from showroom.rules.orders import Step
from showroom.services import prospect, sales_order
from showroom.services.desk import Desk
from showroom.services.sale_entry import given, not_yet
from showroom.services.work import Work

_KEYS: Final = frozenset(field.key for field in form.STEP)


def add(desk: Desk, order: int, entered: Mapping[str, Any], *, token: str | None = None) -> int:
    """Put another step on an order, a further payment above all; its id.

    `entered` holds values of `forms.order.STEP`, the amount in 分. Raises Denied, Refused, Invalid.
    """
    with desk.work(Duty.KEEP_ORDER, token) as work:
        if work.repeated is not None:
            return int(work.repeated["step"])
        row = sales_order.standing(order, over=True)
        prospect.kept(desk, row.prospect_id)
        columns = given(form.STEP, entered)
        if problems := [*missing(form.STEP, columns), *_second_delivery("", columns)]:
            raise Invalid(*problems)
        step = work.add(OrderStep, order=order, **columns)
        work.result = {"step": step}
    return step


def change(
    desk: Desk, step: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Change the day, the amount or the note of a step; the new revision.

    Another day of the delivery is the day on which the order expects it. Raises Denied, Refused, Invalid,
    Clash.
    """
    with desk.work(Duty.KEEP_ORDER, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row, order = _standing(desk, step)
        columns = {key: value for key, value in entered.items() if key in _KEYS}
        whole = {**row.__data__, **columns}
        if problems := [*missing(form.STEP, whole), *_second_delivery(row.kind, whole)]:
            raise Invalid(*problems)
        new = work.edit(OrderStep, step, revision, **columns)
        if row.kind == Step.DELIVERY and order.delivered_on is None:
            _expect(work, order, whole["due_on"])
        work.result = {"revision": new}
    return new


def tick(
    desk: Desk, step: int, revision: int, done: bool, *, day: date | None = None, token: str | None = None
) -> int:
    """Tick a step as done, today unless it was earlier, or take the tick away; the new revision.

    Raises Denied, Refused for the delivery, which is ticked when the car is handed over, Invalid, Clash.
    """
    with desk.work(Duty.KEEP_ORDER, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row, _order = _standing(desk, step)
        if row.kind == Step.DELIVERY:
            raise Refused(
                "E-STEP-DELIVERY",
                mark("The delivery is ticked when the car is handed over. Nothing was changed."),
            )
        today = desk.clock.today()
        if problems := not_yet("done_on", day, today):
            raise Invalid(*problems)
        columns = (
            {"done_on": day or today, "done_by": desk.staff} if done else {"done_on": None, "done_by": None}
        )
        new = work.edit(OrderStep, step, revision, **columns)
        work.result = {"revision": new}
    return new


def _standing(desk: Desk, step: int) -> tuple[Any, Any]:
    """A step and its order, for somebody who writes on them. Raises Denied, Refused."""
    row = OrderStep.get_or_none(OrderStep.id == step, OrderStep.removed_at.is_null())
    if row is None:
        raise Refused("E-STEP-GONE", mark("This step is no longer on the order. Nothing was changed."))
    order = sales_order.standing(row.order_id, over=True)
    prospect.kept(desk, order.prospect_id)
    return row, order


def _second_delivery(before: str, columns: Mapping[str, Any]) -> list[Problem]:
    """An order has one delivery, and its step stays the step of the delivery."""
    kind = columns.get(form.STEP_KIND.key, "")
    if kind == before or Step.DELIVERY not in (kind, before):
        return []
    return [Problem(form.STEP_KIND.key, mark("An order has one delivery. Choose another step."), {})]


def _expect(work: Work, order: Any, day: date | None) -> None:
    if day is not None and day < order.ordered_on:
        words = mark("The delivery is expected on a day before the order.")
        raise Invalid(Problem(form.DUE_ON.key, words, {}))
    work.edit(SalesOrder, order.id, order.revision, expected_delivery=day)
