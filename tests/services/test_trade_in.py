"""The car a customer has is valued on his card (form 2.4)."""

from __future__ import annotations

from typing import Any

import pytest

from showroom.errors import Invalid
from showroom.models.sale import TradeIn
from showroom.services import sale, trade_in
from tests.people import THURSDAY, Showroom, undo
from tests.sales import card_of_wang_li

JETTA = {"vehicle": "捷达 1.6", "plate": "浙A12345", "year": 2015, "mileage": 82_000, "value": 26_000_00}


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


def test_a_valuation_stands_on_the_card(showroom: Showroom, card: int) -> None:
    trade_in.value(showroom.consultant, card, JETTA | {"note": "漆面有划痕"})
    (found,) = sale.of_card(showroom.consultant, card).valuations
    assert (found.vehicle, found.plate, found.year, found.mileage) == ("捷达 1.6", "浙A12345", 2015, 82_000)
    assert (found.value, found.note, found.by, found.day) == (26_000_00, "漆面有划痕", "陈涛", THURSDAY)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"vehicle": ""}, "vehicle"), ({"value": None}, "value"), ({"year": 15}, "year"),
                         ({"year": 2027}, "year")],
)  # fmt: skip
def test_what_cannot_be_is_refused(showroom: Showroom, card: int, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as told:
        trade_in.value(showroom.consultant, card, JETTA | wrong)
    assert {problem.field for problem in told.value.problems} == {field}
    assert not TradeIn.select().exists()


def test_a_valuation_is_written_once_and_undone(showroom: Showroom, card: int) -> None:
    once = trade_in.value(showroom.consultant, card, JETTA, token="value")
    assert trade_in.value(showroom.consultant, card, JETTA, token="value") == once
    undo(showroom.consultant)
    assert sale.of_card(showroom.consultant, card).valuations == ()


def test_a_valuation_noted_wrong_is_corrected(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    made = trade_in.value(desk, card, {"vehicle": "捷达 2015", "value": 20_000_00, "year": 2015})
    assert trade_in.correct(desk, made, 1, {"value": 18_000_00}) == 2
    (shown,) = sale.of_card(desk, card).valuations
    assert (shown.value, shown.vehicle, shown.year) == (18_000_00, "捷达 2015", 2015)
    with pytest.raises(Invalid):
        trade_in.correct(desk, made, 2, {"year": 15})
