"""One sale on one card, at the window: test drive, price, order, its steps, the keys; and one cancelled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.models.car import Vehicle
from showroom.models.prospect import DELIVERED, OPEN, CardMove, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.orders import Step
from showroom.services import level_clock
from showroom.ui.window import Window
from tests.journeys.at_the_card import (
    begins,
    card_page,
    fills,
    gives,
    goes_to_card,
    lends_a_car,
    opens_card,
    sale_of,
    ticks,
)
from tests.journeys.at_the_window import (
    beside_the_work,
    click,
    comes_in,
    press,
    press_the_verb,
    segment,
    shell,
    todays_work,
    when_a_dialog_opens,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in

PRICE, DEPOSIT = "112000", "5000"


@pytest.fixture
def card(morning: Showroom) -> int:
    """张伟 came today for 陈涛, at B."""
    register_walk_in(morning.reception, "张伟", "13911110002", received_by="陈涛", level="B")
    return int(Prospect.select().order_by(Prospect.id.desc()).get().id)


def level(card: int) -> tuple[str, str]:
    found = Prospect.get_by_id(card)
    return found.level, found.state


def due(card: int) -> date:
    found = level_clock.of_card(card)
    assert found is not None
    return found.due.day


def orders(window: Window, **more: str) -> None:
    """Ordered with a deposit, to be handed over in ten days."""
    begins(window, "order")
    asked = {"model": "朗逸", "price": PRICE, "deposit": DEPOSIT, "expected_delivery": "2026-03-15"}
    fills(window, **asked | more)
    gives(window)


def comes_again(open_window: OpenWindow, morning: Showroom, days: int) -> Window:
    """陈涛 on another morning, at his work."""
    window = open_window(morning.on(THURSDAY + timedelta(days), 9))
    comes_in(window, "陈涛")
    return window


def test_from_the_test_drive_to_the_keys(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    lends_a_car(morning)
    window = open_window(morning)
    page = opens_card(window, card)
    begins(window, "drive")
    fills(window, car="朗逸试驾车", kilometres="8", impression="起步顺")
    gives(window)
    begins(window, "quote")
    fills(window, model="朗逸", price=PRICE, included="含购置税")
    gives(window)
    begins(window, "trade_in")
    fills(window, vehicle="宝来", year="2016", mileage="90000", value="28000")
    gives(window)
    shown = page.form.sales
    assert "8 公里" in shown.drives.text()
    assert "112,000" in shown.quotes.text()
    assert "28,000" in shown.valuations.text()

    # The order makes it O, and from then on it is once a week.
    orders(window)
    assert (level(card), due(card)) == (("O", OPEN), THURSDAY + timedelta(days=7))
    steps = {step.kind: step for step in OrderStep.select()}
    assert steps[Step.PAYMENT].amount == 107_000_00
    assert steps[Step.DELIVERY].due_on == THURSDAY + timedelta(days=10)
    ticks(window, "签约")
    window.close()

    # On the day all that is left stands beside the work; it is ticked where the order stands.
    window = comes_again(open_window, morning, 10)
    beside = " ".join(beside_the_work(window))
    assert "付款 朗逸, 3月12日" in beside
    assert "张伟, 朗逸, 今天" in beside, "the keys"
    goes_to_card(window, card)
    begins(window, "order")
    for word in ("付款", "保险", "装潢"):
        ticks(window, word)
    assert sale_of(window).order.isVisible()

    # The keys: an owner with a vehicle, a card that is closed and asks for nobody.
    ticks(window, "交车")
    fills(window, vin="LSVAA2180E2123456", plate="浙A12345", why_us="讲得细", suggestions="停车难")
    gives(window)
    assert level(card) == ("O", DELIVERED)
    owned = Vehicle.get()
    assert (owned.customer_id, owned.plate) == (Prospect.get_by_id(card).customer_id, "浙A12345")
    moves = [move.move for move in CardMove.select().where(CardMove.prospect == card).order_by(CardMove.id)]
    assert moves == ["ordered", "delivered"]
    assert "LSVAA2180E2123456" in card_page(window).form.sales._order["vin"].text()
    press_the_verb(window)
    assert level(card) == ("O", OPEN), "taken back"


def test_a_cancelled_order_goes_back_and_is_called_within_three_days(
    open_window: OpenWindow, morning: Showroom, card: int
) -> None:
    window = open_window(morning)
    opens_card(window, card)
    orders(window)
    window.close()
    window = comes_again(open_window, morning, 4)
    goes_to_card(window, card)
    begins(window, "order")
    when_a_dialog_opens(lambda dialog: click(segment(dialog, "退订…")))
    click(sale_of(window).order.cancel)
    fills(window, reason="贷款未批")
    gives(window)
    assert level(card) == ("B", OPEN)
    assert due(card) == THURSDAY + timedelta(days=7), "three days, not a fortnight"
    press("Esc")
    shell(window).show_page("today")
    assert not any(row.prospect == card for row in todays_work(window).day.steps)  # type: ignore[union-attr]


def test_a_small_deposit_is_no_order(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    """The control: below a thousand yuan nothing is O, unless it is delivered at once (req 29)."""
    window = open_window(morning)
    opens_card(window, card)
    orders(window, deposit="999")
    assert level(card) == ("B", OPEN)
    fills(window, at_once=" ")
    gives(window)
    assert level(card) == ("O", OPEN)
    assert SalesOrder.get().deposit == 999_00
