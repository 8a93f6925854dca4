"""Orders at random: whatever is ordered, ticked, cancelled, delivered and undone, card and order agree.

At most one order of a card is open, the card stands at O exactly then, the money adds up (req 29, 36).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from showroom.errors import Invalid, Refused
from showroom.forms import order as form
from showroom.forms.field import Field, read
from showroom.forms.sale import OrderContent
from showroom.models.car import Vehicle
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import DELIVERED, OPEN, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.level import Level
from showroom.rules.orders import Step
from showroom.services import (
    acts,
    card_level,
    check,
    follow_up,
    level_clock,
    lists,
    order_step,
    sale,
    sales_order,
)
from showroom.services.desk import Desk
from tests.people import Showroom, correct, register_walk_in, remove

DEPOSITS = ("", "500", "999.99", "1000", "5000", "2万")
PAYMENTS = ("", "10000", "58900.50", "11万")
LEVELS = ("", "H", "A", "B", "O")
FACT = ("model_chosen",)


def _typed(fields: tuple[Field, ...], **texts: str) -> dict[str, Any]:
    return read(fields, texts, lists.current())


def _card() -> Any:
    """The card of the first guest."""
    return Prospect.select().order_by(Prospect.id).get()


def _order(desk: Desk) -> OrderContent:
    found = sale.of_card(desk, _card().id).order
    if found is None:
        raise Refused("E-NONE", "nothing is ordered yet")
    return found


def _place(desk: Desk, dice: Random) -> None:
    deposit, at_once = dice.choice(DEPOSITS), dice.choice(("", "", "√"))
    entered = _typed(form.ORDER, model="朗逸", price="118900", deposit=deposit, at_once=at_once)
    sales_order.place(desk, _card().id, entered)


def _change(desk: Desk, dice: Random) -> None:
    order = _order(desk)
    price, deposit = dice.choice(("", "115900")), dice.choice(DEPOSITS[3:])
    day = order.ordered_on.isoformat()
    entered = _typed(form.ORDER, ordered_on=day, model="朗逸", price=price, deposit=deposit)
    sales_order.change(desk, order.order, order.revision, entered)


def _pay(desk: Desk, dice: Random) -> None:
    entered = _typed(form.STEP, kind="付款", amount=dice.choice(PAYMENTS))
    order_step.add(desk, _order(desk).order, entered)


def _tick(desk: Desk, dice: Random) -> None:
    one = dice.choice(_order(desk).steps)
    order_step.tick(desk, one.step, one.revision, not one.done)


def _cancel(desk: Desk, _dice: Random) -> None:
    order = _order(desk)
    sales_order.cancel(desk, order.order, order.revision, _typed(form.CANCEL, reason="贷款没批下来"))


def _deliver(desk: Desk, dice: Random) -> None:
    """Seldom: little can be done afterwards."""
    order = _order(desk)
    if dice.random() < 0.08:
        entered = _typed(form.DELIVERY, plate="浙A12345", why_us="离家近")
        sales_order.deliver(desk, order.order, order.revision, entered)


def _say(desk: Desk, dice: Random) -> None:
    """A contact with another level, or one that is judged without a contact."""
    level, card = dice.choice(LEVELS[1:]), _card()
    if dice.random() < 0.5:
        said = {"said": "周六带太太来看", "level": level, "criteria": FACT}
        follow_up.log(desk, card.id, said)
    else:
        card_level.judge(desk, card.id, card.revision, level=level, reason="谈过", criteria=FACT)


def _unsay(desk: Desk, dice: Random) -> None:
    """A contact was never made, or led to another level."""
    rows = list(FollowUp.select().where(FollowUp.removed_at.is_null()))
    if not rows:
        return
    row = dice.choice(rows)
    if dice.random() < 0.5:
        follow_up.remove(desk, row.id, row.revision)
    else:
        other = {"level": dice.choice(LEVELS[1:]), "reason": "记错了", "criteria": FACT}
        follow_up.correct(desk, row.id, row.revision, other)


def _write_on_the_log(desk: Desk, dice: Random) -> None:
    """He comes again; a level on the sheet is corrected or confirmed; a row is taken off."""
    row = dice.choice(list(TrafficEntry.select().where(TrafficEntry.removed_at.is_null())))
    what, level = dice.choice(("comes", "level", "level_reconfirmed", "off")), dice.choice(LEVELS)
    if what == "comes":
        register_walk_in(desk, "王丽", "13812345678", level=level)
    elif what != "off":
        correct(desk, row.id, row.revision, **{what: level})
    elif row.number > 1:
        remove(desk, row.id)


def _undo(desk: Desk, _dice: Random) -> None:
    found = acts.last_undoable(desk)
    if found is not None:
        acts.undo(desk, found.token)


def _redo(desk: Desk, _dice: Random) -> None:
    found = acts.last_redoable(desk)
    if found is not None:
        acts.undo(desk, found.token)


DOINGS: tuple[Callable[[Desk, Random], None], ...] = (
    *(_place,) * 3,
    *(_change,) * 2,
    *(_pay, _tick) * 2,
    *(_cancel,) * 2,
    _deliver,
    *(_say,) * 2,
    _unsay,
    *(_write_on_the_log,) * 2,
    *(_undo,) * 3,
    _redo,
)


def _agree(desk: Desk) -> None:
    """What holds after whatever was done."""
    card, told = _card(), sale.of_card(desk, _card().id)
    orders = list(SalesOrder.select().where(SalesOrder.removed_at.is_null()))
    open_ones = [one.id for one in orders if one.cancelled_on is None and one.delivered_on is None]
    delivered = [one.vehicle_id for one in orders if one.delivered_on is not None]
    assert len(open_ones) <= 1
    assert (card.state == OPEN and card.level == Level.ORDERED) == bool(open_ones)
    assert (card.state, bool(card.delivered_on)) == ((DELIVERED, True) if delivered else (OPEN, False))
    owned = Vehicle.select(Vehicle.id).where(Vehicle.removed_at.is_null()).tuples()
    assert delivered == [vehicle for (vehicle,) in owned]
    shown = (*((told.order,) if told.order else ()), *told.earlier_orders)
    assert {one.order for one in shown} == {one.id for one in orders}
    assert [one.order for one in shown[:1] if one.open] == open_ones
    clocked = level_clock.of_card(card.id)
    assert clocked is not None
    assert not open_ones or clocked.due.day >= clocked.standing.opened_on, "an order is called about, too"
    for one in shown:
        rows = OrderStep.select().where(OrderStep.order == one.order, OrderStep.removed_at.is_null())
        received = [row.amount or 0 for row in rows if row.kind == Step.PAYMENT and row.done_on]
        assert one.paid == (one.deposit or 0) + sum(received)
        assert one.balance == (None if one.price is None else one.price - one.paid)


@pytest.mark.parametrize("seed", range(3))
def test_card_and_order_agree(showroom: Showroom, seed: int) -> None:
    dice, done = Random(seed), Counter[str]()
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="A")
    desk = showroom.consultant
    for _turn in range(200):
        doing = dice.choice(DOINGS)
        with suppress(Refused, Invalid):
            doing(desk, dice)
            done[doing.__name__] += 1
        _agree(desk)
    assert check.findings(showroom.store) == []
    assert len(done) == len(set(DOINGS)), f"the control: everything was done at least once: {done}"
