"""The steps of an order: added, dated, ticked by whom; payments add up to the price."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from showroom.errors import Clash, Denied, Invalid
from showroom.forms.sale import OrderContent
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.orders import Step
from showroom.services import order_step, sale, today
from tests.people import THURSDAY, Showroom, refused, staff_id, undo
from tests.sales import cancels, card_of_wang_li, delivers, places, step_of, ticks


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


@pytest.fixture
def order(showroom: Showroom, card: int) -> int:
    """An order of that Thursday over 118,900 yuan with 5,000 paid."""
    return places(showroom.consultant, card)


def as_read(showroom: Showroom, card: int) -> OrderContent:
    found = sale.of_card(showroom.consultant, card).order
    assert found is not None
    return found


def problems(told: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in told.value.problems}


def test_a_step_is_ticked_with_day_and_who_and_the_tick_taken_away(showroom: Showroom, order: int) -> None:
    ticks(showroom.on(THURSDAY + timedelta(2)).consultant, order, Step.INSURANCE)
    row = step_of(order, Step.INSURANCE)
    assert (row.done_on, row.done_by_id) == (THURSDAY + timedelta(2), staff_id("chentao"))
    ticks(showroom.manager, order, Step.INSURANCE, done=False)
    row = step_of(order, Step.INSURANCE)
    assert (row.done_on, row.done_by_id) == (None, None)


def test_what_was_done_yesterday_is_ticked_for_yesterday_but_not_for_tomorrow(
    showroom: Showroom, order: int
) -> None:
    desk = showroom.on(THURSDAY + timedelta(2)).consultant
    ticks(desk, order, Step.PLATE, day=THURSDAY + timedelta(1))
    assert step_of(order, Step.PLATE).done_on == THURSDAY + timedelta(1)
    with pytest.raises(Invalid):
        ticks(desk, order, Step.SIGNING, day=THURSDAY + timedelta(3))


def test_the_delivery_is_not_ticked_by_hand(showroom: Showroom, order: int) -> None:
    with refused("E-STEP-DELIVERY"):
        ticks(showroom.consultant, order, Step.DELIVERY)


def test_payments_due_and_received_add_up(showroom: Showroom, card: int, order: int) -> None:
    assert (as_read(showroom, card).paid, as_read(showroom, card).balance) == (5_000_00, 113_900_00)
    row = step_of(order, Step.PAYMENT)
    order_step.change(showroom.consultant, row.id, row.revision, {"amount": 50_000_00})
    rest = {"kind": "payment", "amount": 63_900_00, "due_on": THURSDAY + timedelta(18)}
    second = order_step.add(showroom.consultant, order, rest)
    ticks(showroom.consultant, order, Step.PAYMENT)
    assert (as_read(showroom, card).paid, as_read(showroom, card).balance) == (55_000_00, 63_900_00)
    order_step.tick(showroom.consultant, second, 1, True)
    assert as_read(showroom, card).balance == 0


def test_another_day_of_the_delivery_is_the_one_expected(showroom: Showroom, order: int) -> None:
    row = step_of(order, Step.DELIVERY)
    later = THURSDAY + timedelta(25)
    order_step.change(showroom.consultant, row.id, row.revision, {"due_on": later})
    assert SalesOrder.get_by_id(order).expected_delivery == later
    with pytest.raises(Invalid) as told:
        order_step.change(showroom.consultant, row.id, row.revision + 1, {"due_on": THURSDAY - timedelta(1)})
    assert problems(told) == {"due_on"}
    undo(showroom.consultant)
    assert SalesOrder.get_by_id(order).expected_delivery == THURSDAY + timedelta(20)


@pytest.mark.parametrize("entered", [{"kind": ""}, {"kind": "delivery"}, {}])
def test_a_step_is_of_a_kind_and_no_second_delivery(
    showroom: Showroom, order: int, entered: dict[str, Any]
) -> None:
    before = OrderStep.select().count()
    with pytest.raises(Invalid) as told:
        order_step.add(showroom.consultant, order, entered)
    assert problems(told) == {"kind"}
    row = step_of(order, Step.DELIVERY)
    with pytest.raises(Invalid):
        order_step.change(showroom.consultant, row.id, row.revision, {"kind": "plate"})
    assert OrderStep.select().count() == before


def test_a_token_adds_and_ticks_once(showroom: Showroom, order: int) -> None:
    desk = showroom.consultant
    once = order_step.add(desk, order, {"kind": "payment"}, token="step")
    assert order_step.add(desk, order, {"kind": "payment"}, token="step") == once
    assert order_step.tick(desk, once, 1, True, token="tick") == 2
    assert order_step.tick(desk, once, 1, True, token="tick") == 2


def test_two_who_tick_differently_clash(showroom: Showroom, order: int) -> None:
    row = step_of(order, Step.SIGNING)
    order_step.change(showroom.consultant, row.id, row.revision, {"note": "带身份证"})
    with pytest.raises(Clash):
        order_step.change(showroom.manager, row.id, row.revision, {"note": "带户口本"})


def test_after_the_delivery_what_is_open_is_still_ticked(showroom: Showroom, order: int) -> None:
    delivers(showroom.consultant, order)
    ticks(showroom.consultant, order, Step.PLATE)
    assert step_of(order, Step.PLATE).done_on == THURSDAY


def test_steps_of_a_cancelled_order_stay_and_remind_nobody(showroom: Showroom, order: int) -> None:
    desk = showroom.on(THURSDAY + timedelta(1)).consultant
    assert [one.kind for one in today.today(desk).steps] == ["signing"], "the control: it reminds"
    cancels(desk, order)
    assert today.today(desk).steps == ()
    with refused("E-ORDER-CANCELLED"):
        ticks(desk, order, Step.SIGNING)


def test_anothers_order_is_his(showroom: Showroom, order: int) -> None:
    with pytest.raises(Denied):
        ticks(showroom.other_consultant, order, Step.SIGNING)
    ticks(showroom.manager, order, Step.SIGNING)
