"""Orders are placed, changed, cancelled, delivered: the level follows, the customer becomes an owner."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from showroom.errors import Clash, Invalid
from showroom.models.car import Vehicle
from showroom.models.prospect import DORMANT, CardMove, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.card_moves import Move
from showroom.rules.due import Reason
from showroom.rules.duties import Duty
from showroom.rules.orders import Step
from showroom.services import acts as acts_service
from showroom.services import check, follow_up, sale, sales_order
from showroom.services.desk import Desk
from tests.people import THURSDAY, Showroom, acts, redo, refused, undo
from tests.sales import (
    cancels,
    card_of_wang_li,
    changes,
    delivers,
    places,
    revision_of,
    step_of,
    ticks,
)


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


@pytest.fixture
def order(showroom: Showroom, card: int) -> int:
    """An order of Friday, with the usual steps."""
    return places(on(showroom, 1), card)


def on(showroom: Showroom, days: int) -> Desk:
    """陈涛's desk so many days after that Thursday."""
    return showroom.on(THURSDAY + timedelta(days), 10).consultant


def standing(card: int) -> tuple[str, str]:
    row = Prospect.get_by_id(card)
    return row.level, row.state


def moves(card: int) -> list[tuple[str, str, str]]:
    rows = CardMove.select().where(CardMove.prospect == card, CardMove.removed_at.is_null())
    return [(one.move, one.level_before, one.level_after) for one in rows.order_by(CardMove.id)]


def steps(order: int) -> dict[str, date | None]:
    rows = OrderStep.select().where(OrderStep.order == order, OrderStep.removed_at.is_null())
    return {one.kind: one.due_on for one in rows.order_by(OrderStep.id)}


def problems(told: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in told.value.problems}


# --- placing -----------------------------------------------------------------------------------------------


def test_an_order_makes_level_o_and_keeps_the_level_before(showroom: Showroom, card: int) -> None:
    order = places(on(showroom, 1), card)
    row = SalesOrder.get_by_id(order)
    assert standing(card) == ("O", "open")
    assert (row.level_before, row.ordered_on, row.price) == ("B", THURSDAY + timedelta(1), 118_900_00)
    assert moves(card) == [(Move.ORDERED, "B", "O")]
    assert check.findings(showroom.store) == []


def test_the_usual_steps_are_proposed(showroom: Showroom, card: int) -> None:
    order = places(on(showroom, 1), card)
    delivery = THURSDAY + timedelta(20)
    assert steps(order) == {
        "signing": THURSDAY + timedelta(1),
        "payment": delivery - timedelta(3),
        "plate": delivery - timedelta(1),
        "insurance": delivery - timedelta(2),
        "accessories": delivery - timedelta(2),
        "delivery": delivery,
    }
    assert step_of(order, Step.PAYMENT).amount == 113_900_00


def test_the_loan_is_a_step_only_for_instalments(showroom: Showroom, card: int) -> None:
    assert Step.LOAN in steps(places(on(showroom, 1), card, payment_method="instalment"))


def test_without_an_expected_delivery_only_signing_has_a_day(showroom: Showroom, card: int) -> None:
    dated = steps(places(on(showroom, 1), card, expected_delivery=None, price=None))
    assert [kind for kind, day in dated.items() if day] == ["signing"]


@pytest.mark.parametrize(
    ("deposit", "at_once", "is_order"),
    [(1_000_00, False, True), (999_99, False, False), (None, False, False), (None, True, True)],
)
def test_o_begins_at_a_deposit_of_a_thousand_or_at_once(
    showroom: Showroom, card: int, deposit: int | None, at_once: bool, is_order: bool
) -> None:
    before = acts()
    if is_order:
        places(on(showroom, 1), card, deposit=deposit, at_once=at_once)
        assert standing(card)[0] == "O"
        return
    with pytest.raises(Invalid) as told:
        places(on(showroom, 1), card, deposit=deposit, at_once=at_once)
    assert problems(told) == {"deposit"}
    assert "1,000" in told.value.sentence()
    assert (standing(card)[0], acts()) == ("B", before)


def test_sold_at_once_is_expected_on_the_day(showroom: Showroom, card: int) -> None:
    order = places(on(showroom, 1), card, deposit=None, at_once=True, expected_delivery=None)
    assert set(steps(order).values()) == {THURSDAY + timedelta(1)}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ordered_on": THURSDAY + timedelta(2)}, "ordered_on"),
        ({"ordered_on": THURSDAY - timedelta(1)}, "ordered_on"),
        ({"expected_delivery": THURSDAY}, "expected_delivery"),
        ({"price": 4_000_00}, "price"),
    ],
)
def test_what_cannot_be_is_refused(showroom: Showroom, card: int, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as told:
        places(on(showroom, 1), card, **wrong)
    assert problems(told) == {field}
    assert not SalesOrder.select().exists()


def test_a_card_has_one_open_order(showroom: Showroom, card: int, order: int) -> None:
    with refused("E-ORDER-OPEN"):
        places(on(showroom, 2), card)
    cancels(on(showroom, 2), order)
    again = places(on(showroom, 2), card)
    delivers(on(showroom, 3), again)
    with refused("E-CARD-CLOSED"):
        places(on(showroom, 3), card)


def test_a_sleeping_card_is_woken_first(showroom: Showroom, card: int) -> None:
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        row = Prospect.get_by_id(card)
        work.edit(Prospect, card, row.revision, state=DORMANT, level="", wake_on=THURSDAY + timedelta(90))
    with refused("E-CARD-ASLEEP"):
        places(on(showroom, 1), card)


def test_a_token_places_one_order(showroom: Showroom, card: int) -> None:
    once = places(on(showroom, 1), card, token="order")
    assert places(on(showroom, 1), card, token="order") == once
    assert SalesOrder.select().count() == 1


# --- changing ----------------------------------------------------------------------------------------------


def test_another_expected_delivery_moves_its_step(showroom: Showroom, order: int) -> None:
    later = THURSDAY + timedelta(30)
    changes(on(showroom, 2), order, expected_delivery=later, colour="黑")
    row = SalesOrder.get_by_id(order)
    assert (row.expected_delivery, row.colour, step_of(order, Step.DELIVERY).due_on) == (later, "黑", later)


def test_another_price_is_what_is_still_to_be_paid(showroom: Showroom, order: int) -> None:
    changes(on(showroom, 2), order, price=110_000_00)
    assert step_of(order, Step.PAYMENT).amount == 105_000_00


def test_instalments_bring_the_loan_and_full_payment_takes_it(showroom: Showroom, order: int) -> None:
    changes(on(showroom, 2), order, payment_method="instalment")
    assert steps(order)["loan"] == THURSDAY + timedelta(13)
    changes(on(showroom, 2), order, payment_method="full")
    assert "loan" not in steps(order)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"deposit": 900_00}, "deposit"), ({"ordered_on": THURSDAY}, "ordered_on"), ({"price": 1}, "price")],
)
def test_a_change_cannot_make_it_less_than_an_order(
    showroom: Showroom, order: int, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        changes(on(showroom, 2), order, **wrong)
    assert problems(told) == {field}


def test_two_who_change_the_same_field_clash(showroom: Showroom, order: int) -> None:
    seen = revision_of(order)
    changes(on(showroom, 2), order, colour="黑")
    with pytest.raises(Clash):
        sales_order.change(showroom.manager, order, seen, {"colour": "红"})
    sales_order.change(showroom.manager, order, seen, {"equipment": "加装天窗"})
    assert SalesOrder.get_by_id(order).colour == "黑"


# --- cancelling --------------------------------------------------------------------------------------------


def test_a_cancelled_order_gives_the_level_back(showroom: Showroom, card: int, order: int) -> None:
    cancels(on(showroom, 4), order, deposit_returned=True)
    row = SalesOrder.get_by_id(order)
    assert standing(card) == ("B", "open")
    assert (row.cancelled_on, row.cancel_reason, row.deposit_returned) == (
        THURSDAY + timedelta(4), "家里不同意", True,
    )  # fmt: skip
    assert moves(card)[-1] == (Move.ORDER_CANCELLED, "O", "B")
    assert len(steps(order)) == 6, "the steps stay as history"


def test_without_a_level_before_it_is_n(showroom: Showroom, card: int) -> None:
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, card, Prospect.get_by_id(card).revision, level="O")
    order = places(on(showroom, 1), card)
    cancels(on(showroom, 2), order)
    assert standing(card) == ("N", "open")


def test_a_cancelled_order_says_why(showroom: Showroom, card: int, order: int) -> None:
    with pytest.raises(Invalid) as told:
        cancels(on(showroom, 2), order, reason="")
    assert problems(told) == {"reason"}
    assert standing(card)[0] == "O"


def test_after_cancelling_the_earlier_of_three_days_and_the_gap_is_due(
    showroom: Showroom, card: int, order: int
) -> None:
    cancels(on(showroom, 4), order)
    due = follow_up.due_of(card)
    assert (due.day, due.reason) == (THURSDAY + timedelta(7), Reason.CANCELLED)


def test_whoever_orders_again_is_called_as_one_who_has_ordered(
    showroom: Showroom, card: int, order: int
) -> None:
    cancels(on(showroom, 4), order)
    places(on(showroom, 4), card)
    assert follow_up.due_of(card).reason == Reason.GAP


@pytest.mark.parametrize("doing", [cancels, delivers, changes])
def test_what_is_over_is_left_alone(showroom: Showroom, order: int, doing: Any) -> None:
    cancels(on(showroom, 2), order)
    with refused("E-ORDER-CANCELLED"):
        doing(on(showroom, 2), order)


# --- delivering --------------------------------------------------------------------------------------------


def test_a_delivery_makes_the_customer_an_owner(showroom: Showroom, card: int, order: int) -> None:
    ticks(on(showroom, 2), order, Step.SIGNING)
    vehicle = delivers(on(showroom, 20), order)
    row, car = SalesOrder.get_by_id(order), Vehicle.get_by_id(vehicle)
    day = THURSDAY + timedelta(20)
    assert standing(card) == ("O", "delivered")
    assert Prospect.get_by_id(card).delivered_on == day
    assert (row.delivered_on, row.vehicle_id, row.why_us, row.suggestions) == (
        day, vehicle, "离家近", "休息区太小",
    )  # fmt: skip
    assert (car.customer_id, car.model_id, car.colour, car.plate, car.vin, car.sold_here) == (
        Prospect.get_by_id(card).customer_id, 1, "白", "浙A12345", "LSVAA4182E2000001", True,
    )  # fmt: skip
    assert (car.bought_on, car.delivered_on) == (THURSDAY + timedelta(1), day)
    assert moves(card)[-1] == (Move.DELIVERED, "O", "O")
    assert step_of(order, Step.DELIVERY).done_on == day
    assert step_of(order, Step.PLATE).done_on is None, "what is open remains"


@pytest.mark.parametrize("day", [THURSDAY, THURSDAY + timedelta(3)])
def test_a_delivery_is_neither_before_the_order_nor_to_come(
    showroom: Showroom, card: int, order: int, day: date
) -> None:
    with pytest.raises(Invalid) as told:
        delivers(on(showroom, 2), order, delivered_on=day)
    assert problems(told) == {"delivered_on"}
    assert standing(card) == ("O", "open")


def test_a_car_is_handed_over_once(showroom: Showroom, order: int) -> None:
    delivers(on(showroom, 2), order)
    with refused("E-ORDER-DELIVERED"):
        delivers(on(showroom, 2), order)
    assert Vehicle.select().count() == 1


# --- undo --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doing", [cancels, delivers])
def test_what_ended_an_order_is_undone_and_redone(
    showroom: Showroom, card: int, order: int, doing: Any
) -> None:
    before = (standing(card), moves(card), sale.of_card(showroom.consultant, card).order)
    doing(on(showroom, 2), order)
    after = (standing(card), moves(card))
    undo(showroom.consultant)
    now = sale.of_card(showroom.consultant, card).order
    assert now is not None
    assert before[2] is not None
    assert (standing(card), moves(card)) == before[:2]
    assert now.open
    assert [one.done_on for one in now.steps] == [one.done_on for one in before[2].steps]
    assert not Vehicle.select().where(Vehicle.removed_at.is_null()).exists()
    redo(showroom.consultant)
    assert (standing(card), moves(card)) == after
    assert check.findings(showroom.store) == []


def test_an_order_is_undone_whole_but_not_from_under_its_steps(showroom: Showroom, card: int) -> None:
    order = places(on(showroom, 1), card, token="placed")
    ticks(showroom.consultant, order, Step.SIGNING)
    with refused("E-NEWER"):
        acts_service.undo(showroom.consultant, "placed")
    undo(showroom.consultant)
    undo(showroom.consultant)
    assert (standing(card), moves(card), steps(order)) == (("B", "open"), [], {})
    assert sale.of_card(showroom.consultant, card).order is None
