"""What was driven, named, valued and ordered on a card, as its page reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom.errors import Denied
from showroom.services import card_opening, drive, quote, sale, trade_in
from tests.people import THURSDAY, Showroom, statements, undo
from tests.sales import KEYS, cancels, card_of_wang_li, delivers, places


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


def test_a_new_card_has_nothing_yet(showroom: Showroom, card: int) -> None:
    found = sale.of_card(showroom.consultant, card)
    assert (found.drives, found.quotes, found.valuations, found.order, found.earlier_orders) == (
        (), (), (), None, (),
    )  # fmt: skip
    assert (found.may_write, found.card_open) == (True, True)


def test_the_open_order_stands_before_the_cancelled_one(showroom: Showroom, card: int) -> None:
    first = places(showroom.consultant, card)
    cancels(showroom.consultant, first)
    second = places(showroom.on(THURSDAY + timedelta(1)).consultant, card)
    found = sale.of_card(showroom.consultant, card)
    assert found.order is not None
    assert (found.order.order, found.order.open, found.order.by) == (second, True, "陈涛")
    assert [one.order for one in found.earlier_orders] == [first]
    assert found.earlier_orders[0].cancel_reason == "家里不同意"


def test_a_delivered_order_tells_the_car(showroom: Showroom, card: int) -> None:
    delivers(showroom.consultant, places(showroom.consultant, card))
    found = sale.of_card(showroom.consultant, card)
    assert found.order is not None
    assert (found.order.plate, found.order.vin, found.order.why_us) == (
        "浙A12345", "LSVAA4182E2000001", "离家近",
    )  # fmt: skip
    assert not found.card_open
    assert {one.kind for one in found.order.left} == {
        "signing", "payment", "plate", "insurance", "accessories",
    }, "what is open is named"  # fmt: skip


def test_who_may_not_write_may_read(showroom: Showroom, card: int) -> None:
    assert not sale.of_card(showroom.reception, card).may_write
    assert sale.of_card(showroom.manager, card).may_write
    with pytest.raises(Denied):
        sale.of_card(showroom.other_consultant, card)


def test_reading_costs_the_same_for_a_long_story(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    few = statements(showroom, lambda: sale.of_card(desk, card))
    for _time in range(3):
        drive.record(desk, card, {"kilometres": 8})
        quote.add(desk, card, {"price": 118_900_00})
        trade_in.value(desk, card, {"vehicle": "捷达", "value": 20_000_00})
        cancels(desk, places(desk, card))
    assert statements(showroom, lambda: sale.of_card(desk, card)) == few <= 12


def test_a_car_handed_over_to_somebody_else_before_is_known_by_its_day(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    assert sale.delivered_before(desk, card, KEYS["vin"]) is None
    delivers(desk, places(desk, card))
    assert sale.delivered_before(desk, card, KEYS["vin"]) is None, "his own car"
    other = card_opening.open_card(desk, {"name": "单雄信", "phone": "13700007777"}).prospect
    assert sale.delivered_before(desk, other, KEYS["vin"]) == THURSDAY
    assert sale.delivered_before(desk, other, "LSVAA2180E2123456") is None
    assert sale.delivered_before(desk, other, "") is None, "no number is no car"


def test_a_delivery_that_was_taken_back_was_none(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    other = card_opening.open_card(desk, {"name": "单雄信", "phone": "13700007777"}).prospect
    delivers(desk, places(desk, card))
    undo(desk)
    assert sale.delivered_before(desk, other, KEYS["vin"]) is None
