"""A lost or sleeping card is taken up again: by hand, by a guest who returns, never from its consultant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from showroom.errors import Denied, Invalid, Refused
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.due import TAKEN_UP_AGAIN
from showroom.services import (
    card_opening,
    check,
    level_clock,
    reactivation,
    sales_order,
    traffic_log_cards,
)
from tests.lost import approves, asks_lost, asks_to_sleep
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    redo,
    refused,
    register_walk_in,
    remove,
    staff_id,
    undo,
)
from tests.sales import card_of_wang_li, delivers, places

LATER = 60


@pytest.fixture
def lost(showroom: Showroom) -> int:
    """陈涛's card of 王丽, lost on Thursday at B; two months have gone by."""
    card = card_of_wang_li(showroom)
    approves(showroom.manager, asks_lost(showroom.consultant, card))
    on(showroom, LATER)
    return card


def on(showroom: Showroom, days: int, hour: int = 10) -> Showroom:
    return showroom.on(THURSDAY + timedelta(days), hour)


def takes_up(desk: Any, card: int, **more: Any) -> None:
    """The card is taken up again."""
    reactivation.reactivate(desk, card, **{"reason": "置换政策出来了", "level": "C"} | more)


def returns(showroom: Showroom, **cells: str) -> Any:
    """王丽 comes in again."""
    return register_walk_in(showroom.reception, "王丽", "13812345678", **cells)


def standing(card: int) -> tuple[str, str]:
    row = Prospect.get_by_id(card)
    return row.level, row.state


def moves(card: int) -> list[str]:
    rows = CardMove.select().where(CardMove.prospect == card, CardMove.removed_at.is_null())
    return [one.move for one in rows.order_by(CardMove.id)]


# --- by hand -----------------------------------------------------------------------------------------------


def test_a_lost_card_is_open_again_under_its_number_and_its_consultant(showroom: Showroom, lost: int) -> None:
    takes_up(showroom.consultant, lost)
    assert standing(lost) == ("C", "open")
    assert moves(lost) == [Move.LOST, Move.RETURNED]
    assert Prospect.get_by_id(lost).owner_id == staff_id(CONSULTANT)
    assert check.findings(showroom.store) == []


def test_its_next_contact_counts_from_the_day_it_returned(showroom: Showroom, lost: int) -> None:
    takes_up(showroom.consultant, lost, level="B", criteria=("family_agrees",))
    found = level_clock.of_card(lost)
    assert found is not None
    today = showroom.clock.today()
    assert (found.due.since, found.due.how) == (today, TAKEN_UP_AGAIN)
    assert found.due.day == today + timedelta(15)
    assert found.standing.level_since == today, "it stood at B before, too"


def test_a_sleeping_card_is_taken_up_too(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    approves(showroom.manager, asks_to_sleep(showroom.consultant, card))
    takes_up(on(showroom, 3).consultant, card)
    assert standing(card) == ("C", "open")


@pytest.mark.parametrize("user", ["lost", "sleeping"])
def test_it_is_taken_back_and_done_again(showroom: Showroom, user: str) -> None:
    card = card_of_wang_li(showroom)
    asks = asks_lost if user == "lost" else asks_to_sleep
    approves(showroom.manager, asks(showroom.consultant, card))
    left = standing(card)
    takes_up(on(showroom, 3).consultant, card)
    undo(showroom.consultant)
    assert standing(card) == left
    redo(showroom.consultant)
    assert standing(card) == ("C", "open")


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"level": ""}, "level"),
        ({"level": "O"}, "level"),
        ({"level": "D"}, "level"),
        ({"level": "A"}, "criteria"),
    ],
)
def test_it_needs_a_reason_and_a_level_that_can_be(
    showroom: Showroom, lost: int, entered: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        takes_up(showroom.consultant, lost, **entered)
    assert field in {problem.field for problem in told.value.problems}
    assert standing(lost) == ("B", "lost")


def test_only_the_manager_gives_it_to_another(showroom: Showroom, lost: int) -> None:
    other = staff_id(OTHER_CONSULTANT)
    with pytest.raises(Denied):
        takes_up(showroom.other_consultant, lost)
    with pytest.raises(Denied):
        takes_up(showroom.consultant, lost, owner=other)
    takes_up(showroom.manager, lost, owner=other)
    assert Prospect.get_by_id(lost).owner_id == other
    assert moves(lost) == [Move.LOST, Move.RETURNED, Move.HANDED_OVER]
    assert check.findings(showroom.store) == []


def test_the_card_of_somebody_who_left_goes_to_somebody_who_is_there(showroom: Showroom, lost: int) -> None:
    showroom.disables(CONSULTANT)
    with pytest.raises(Invalid) as told:
        takes_up(showroom.manager, lost)
    assert "陈涛" in told.value.sentence()
    takes_up(showroom.manager, lost, owner=staff_id(OTHER_CONSULTANT))


def test_an_open_card_and_one_that_was_delivered_are_not_taken_up(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    with refused("E-CARD-IS-OPEN"):
        takes_up(showroom.consultant, card)
    delivers(showroom.consultant, places(showroom.consultant, card))
    with refused("E-CARD-CLOSED"):
        takes_up(showroom.consultant, card)
    with refused("E-CARD-GONE"):
        takes_up(showroom.consultant, 999)


def test_taken_up_twice_with_one_token_is_one_step(showroom: Showroom, lost: int) -> None:
    takes_up(showroom.consultant, lost, token="t")
    takes_up(showroom.consultant, lost, token="t")
    assert moves(lost) == [Move.LOST, Move.RETURNED]


def test_it_can_be_ordered_on_again(showroom: Showroom, lost: int) -> None:
    with pytest.raises(Refused):
        sales_order.place(showroom.consultant, lost, {})
    takes_up(showroom.consultant, lost)
    places(showroom.consultant, lost, expected_delivery=None)
    assert standing(lost) == ("O", "open")


# --- the guest returns -------------------------------------------------------------------------------------


def test_a_guest_who_returns_restarts_the_old_file(showroom: Showroom, lost: int) -> None:
    returns(showroom, level="A")
    assert Prospect.select().count() == 1
    assert standing(lost) == ("A", "open")
    assert moves(lost) == [Move.LOST, Move.RETURNED]
    found = level_clock.of_card(lost)
    assert found is not None
    assert found.due.since == showroom.clock.today()
    assert check.findings(showroom.store) == []


def test_the_row_that_goes_leaves_the_card_lost(showroom: Showroom, lost: int) -> None:
    row = returns(showroom)
    remove(showroom.reception, row.entry)
    assert standing(lost) == ("B", "lost")
    assert moves(lost) == [Move.LOST]
    assert check.findings(showroom.store) == []


def test_the_lost_card_of_another_is_named_and_stays_his(showroom: Showroom, lost: int) -> None:
    row = returns(showroom, received_by="李娜", assigned="李娜")
    assert row.card_of == "陈涛"
    assert Prospect.get_by_id(lost).owner_id == staff_id(CONSULTANT)
    assert standing(lost) == ("N", "open")


def test_the_lost_card_of_somebody_who_left_goes_to_whoever_receives(showroom: Showroom, lost: int) -> None:
    showroom.disables(CONSULTANT)
    row = returns(showroom, received_by="李娜")
    assert row.card_of == ""
    assert Prospect.get_by_id(lost).owner_id == staff_id(OTHER_CONSULTANT)
    assert moves(lost) == [Move.LOST, Move.RETURNED, Move.HANDED_OVER]


def test_another_wish_opens_a_card_of_its_own(showroom: Showroom, lost: int) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", another_wish="给儿子买")
    assert standing(lost) == ("B", "lost")
    assert Prospect.select().count() == 2


def test_who_comes_to_pay_restarts_nothing(showroom: Showroom, lost: int) -> None:
    returns(showroom, purpose="维修保养")
    assert standing(lost) == ("B", "lost")


def test_a_visit_of_before_the_loss_restarts_nothing(showroom: Showroom) -> None:
    on(showroom, 2)
    card = card_of_wang_li(showroom)
    approves(showroom.manager, asks_lost(showroom.consultant, card))
    register_walk_in(showroom.reception, "王丽", "13812345678", day=THURSDAY + timedelta(1))
    assert standing(card) == ("B", "lost")


def test_who_bought_since_gets_a_new_card(showroom: Showroom, lost: int) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", another_wish="给儿子买", level="B")
    newer = int(Prospect.select().order_by(Prospect.id.desc()).get().id)
    delivers(showroom.manager, places(showroom.manager, newer, expected_delivery=None))
    on(showroom, LATER + 1)
    returns(showroom)
    assert standing(lost) == ("B", "lost")
    assert Prospect.select().count() == 3


def test_a_row_without_a_card_takes_the_lost_one_up(showroom: Showroom, lost: int) -> None:
    row = returns(showroom, purpose="维修保养")
    with pytest.raises(Denied):
        traffic_log_cards.open_from_row(showroom.other_consultant, row.entry)
    assert traffic_log_cards.open_from_row(showroom.consultant, row.entry) == lost
    assert standing(lost) == ("N", "open")


def test_a_new_card_by_hand_is_asked_whether_it_is_the_lost_one(showroom: Showroom, lost: int) -> None:
    customer = Prospect.get_by_id(lost).customer_id
    with refused("E-CARD-LOST"):
        card_opening.open_card(showroom.consultant, {}, known=customer)
    with pytest.raises(Denied):
        card_opening.open_card(showroom.other_consultant, {"another_reason": "另一辆"}, known=customer)
    card_opening.open_card(showroom.consultant, {"another_reason": "另一辆"}, known=customer)
    assert Prospect.select().count() == 2
