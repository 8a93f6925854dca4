"""Prices that were named stay on the card, the latest first (req 150)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from showroom.errors import Clash, Invalid
from showroom.models.sale import Quote
from showroom.services import quote, sale
from tests.people import THURSDAY, Showroom, last_act, lines_of, undo
from tests.sales import card_of_wang_li


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


def test_earlier_prices_stay(showroom: Showroom, card: int) -> None:
    quote.add(showroom.consultant, card, {"model": 1, "colour": "白", "price": 120_900_00})
    later = showroom.on(THURSDAY + timedelta(3)).consultant
    quote.add(later, card, {"model": 1, "price": 118_900_00, "included": "含装饰"})
    newest, first = sale.of_card(later, card).quotes
    assert (newest.price, newest.included, newest.by) == (118_900_00, "含装饰", "陈涛")
    assert (first.price, first.colour, first.day) == (120_900_00, "白", THURSDAY)


@pytest.mark.parametrize(
    ("entered", "field"), [({}, "price"), ({"price": 1, "day": THURSDAY + timedelta(1)}, "day")]
)
def test_a_quote_has_a_price_and_a_day_that_was(
    showroom: Showroom, card: int, entered: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        quote.add(showroom.consultant, card, entered)
    assert {problem.field for problem in told.value.problems} == {field}
    assert not Quote.select().exists()


def test_a_price_is_named_once_and_undone(showroom: Showroom, card: int) -> None:
    once = quote.add(showroom.consultant, card, {"price": 118_900_00}, token="quote")
    assert quote.add(showroom.consultant, card, {"price": 118_900_00}, token="quote") == once
    undo(showroom.consultant)
    assert sale.of_card(showroom.consultant, card).quotes == ()


def test_a_price_noted_wrong_is_corrected_and_what_stood_there_is_kept(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    made = quote.add(desk, card, {"price": 118_900_00, "included": "含装饰"})
    assert quote.correct(desk, made, 1, {"price": 116_900_00, "included": ""}, token="it") == 2
    assert quote.correct(desk, made, 1, {"price": 116_900_00, "included": ""}, token="it") == 2
    (shown,) = sale.of_card(desk, card).quotes
    assert (shown.price, shown.included, shown.by) == (116_900_00, "", "陈涛")
    (line,) = lines_of(last_act())
    assert json.loads(line.before) == {"price": 118_900_00, "included": "含装饰"}
    with pytest.raises(Clash):
        quote.correct(desk, made, 1, {"price": 115_900_00})
    undo(desk)
    assert sale.of_card(desk, card).quotes[0].price == 118_900_00


@pytest.mark.parametrize("wrong", [{"price": None}, {"day": None}, {"day": THURSDAY + timedelta(1)}], ids=str)
def test_a_correction_that_cannot_be_is_refused(showroom: Showroom, card: int, wrong: dict[str, Any]) -> None:
    made = quote.add(showroom.consultant, card, {"price": 118_900_00})
    with pytest.raises(Invalid):
        quote.correct(showroom.consultant, made, 1, wrong)
    assert Quote.get().revision == 1
