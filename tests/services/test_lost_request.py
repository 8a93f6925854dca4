"""A card is asked to be lost or to sleep, the manager decides; each can be taken back, nothing twice."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from showroom.errors import Clash, Denied, Invalid, Refused
from showroom.models.follow_up import Appointment
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.due import Reason
from showroom.services import (
    appointment,
    check,
    due_list,
    follow_up,
    level_clock,
    lost_decision,
    lost_request,
    lost_request_list,
    quote,
    today,
)
from showroom.services.desk import Desk
from tests.lost import approves, asks_lost, asks_to_sleep, rejects, revision_of, withdraws
from tests.people import (
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    redo,
    refused,
    register_walk_in,
    staff_id,
    statements,
    undo,
)
from tests.sales import card_of_wang_li, places


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


def on(showroom: Showroom, days: int, hour: int = 10) -> Showroom:
    """The showroom so many days after that Thursday."""
    return showroom.on(THURSDAY + timedelta(days), hour)


def standing(card: int) -> tuple[str, str]:
    row = Prospect.get_by_id(card)
    return row.level, row.state


def moves(card: int) -> list[str]:
    rows = CardMove.select().where(CardMove.prospect == card, CardMove.removed_at.is_null())
    return [one.move for one in rows.order_by(CardMove.id)]


def due_on(card: int) -> date:
    found = level_clock.of_card(card)
    assert found is not None
    return found.due.day


def row(request: int) -> Any:
    return LostRequest.get_by_id(request)


def problems(told: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in told.value.problems}


# --- asking ------------------------------------------------------------------------------------------------


def test_a_card_that_is_asked_about_stays_open_at_its_level_with_its_due_date(
    showroom: Showroom, card: int
) -> None:
    before = due_on(card)
    asks_lost(on(showroom, 1).consultant, card)
    assert standing(card) == ("B", "open")
    assert due_on(card) == before
    assert check.findings(showroom.store) == []


def test_a_request_keeps_what_was_so_when_it_was_asked(showroom: Showroom, card: int) -> None:
    late = (due_on(card) - THURSDAY).days + 4
    request = asks_lost(on(showroom, late).consultant, card)
    kept = row(request)
    assert (kept.level, kept.late_days, kept.stage) == ("B", 4, "came")
    assert (kept.reason, kept.price_gap, kept.asked_on) == (
        "competitor_price",
        6_000_00,
        showroom.clock.today(),
    )


def test_who_hears_of_the_loss_by_a_late_call_was_late(showroom: Showroom, card: int) -> None:
    desk = on(showroom, (due_on(card) - THURSDAY).days + 4).consultant
    follow_up.log(desk, card, {"said": "上周已经订了轩逸"})
    assert row(asks_lost(desk, card)).late_days == 4


def test_a_card_in_time_was_not_late(showroom: Showroom, card: int) -> None:
    assert row(asks_lost(on(showroom, 1).consultant, card)).late_days == 0


def test_the_stage_is_the_farthest_the_customer_came_to(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 1).consultant
    quote.add(desk, card, {"model": 1, "price": 118_000_00})
    assert row(asks_lost(desk, card)).stage == "quoted"


def test_a_card_sleeps_for_ninety_days_unless_told_otherwise(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 1).consultant
    assert row(asks_to_sleep(desk, card)).wake_on == showroom.clock.today() + timedelta(90)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_card_wakes_on_a_day_to_come_within_a_year(showroom: Showroom, card: int, days: int) -> None:
    desk = on(showroom, 1).consultant
    with pytest.raises(Invalid) as told:
        asks_to_sleep(desk, card, wake_on=showroom.clock.today() + timedelta(days))
    assert problems(told) == {"wake_on"}
    assert not LostRequest.select().exists()


@pytest.mark.parametrize("reason", ["", None, "needs_plate", "没有这条"])
def test_a_loss_needs_a_reason_of_its_list(showroom: Showroom, card: int, reason: str | None) -> None:
    with pytest.raises(Invalid) as told:
        asks_lost(showroom.consultant, card, reason=reason)
    assert problems(told) == {"reason"}


def test_only_two_things_can_be_asked(showroom: Showroom, card: int) -> None:
    with pytest.raises(Invalid):
        lost_request.ask(showroom.consultant, card, "sold", {"reason": "other"})


def test_one_request_waits_at_a_time(showroom: Showroom, card: int) -> None:
    asks_to_sleep(showroom.consultant, card)
    with refused("E-REQUEST-PENDING"):
        asks_lost(showroom.manager, card)


@pytest.mark.parametrize("asks", [asks_lost, asks_to_sleep])
def test_whoever_has_ordered_is_neither_lost_nor_put_to_sleep(
    showroom: Showroom, card: int, asks: Any
) -> None:
    places(on(showroom, 1).consultant, card)
    with refused("E-ORDER-OPEN"):
        asks(showroom.consultant, card)


def test_a_sleeping_card_can_be_lost_and_not_sleep_twice(showroom: Showroom, card: int) -> None:
    approves(showroom.manager, asks_to_sleep(showroom.consultant, card))
    with refused("E-CARD-ASLEEP-ALREADY"):
        asks_to_sleep(showroom.consultant, card)
    approves(showroom.manager, asks_lost(showroom.consultant, card))
    assert standing(card) == ("", "lost")


def test_asked_twice_with_one_token_is_one_request(showroom: Showroom, card: int) -> None:
    first = asks_lost(showroom.consultant, card, token="t")
    assert asks_lost(showroom.consultant, card, token="t") == first
    assert LostRequest.select().count() == 1


def test_a_request_is_taken_back_and_can_be_made_anew(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    withdraws(showroom.consultant, request)
    assert lost_request_list.pending(showroom.manager) == ()
    with refused("E-REQUEST-WITHDRAWN"):
        approves(showroom.manager, request)
    asks_lost(showroom.consultant, card)


def test_what_is_not_there_is_refused(showroom: Showroom) -> None:
    with refused("E-CARD-GONE"):
        asks_lost(showroom.consultant, 999)
    for does in (withdraws, approves, rejects):
        with refused("E-REQUEST-GONE"):
            does(showroom.manager, 999)


# --- approving ---------------------------------------------------------------------------------------------


def test_a_lost_card_leaves_by_a_step_and_keeps_its_last_level(showroom: Showroom, card: int) -> None:
    request = asks_lost(on(showroom, 1).consultant, card)
    approves(on(showroom, 2).manager, request, instruction="同意")
    assert standing(card) == ("B", "lost")
    assert moves(card) == [Move.LOST]
    assert row(request).move_id == CardMove.get().id
    assert (row(request).state, row(request).instruction) == ("approved", "同意")
    assert check.findings(showroom.store) == []


def test_a_sleeping_card_has_no_level_and_wakes_on_its_day(showroom: Showroom, card: int) -> None:
    request = asks_to_sleep(on(showroom, 1).consultant, card)
    wake_on = THURSDAY + timedelta(40)
    approves(showroom.manager, request, wake_on=wake_on)
    assert standing(card) == ("", "dormant")
    found = level_clock.of_card(card)
    assert found is not None
    assert (found.due.day, found.due.reason) == (wake_on, Reason.WAKE_UP)
    assert row(request).wake_on == wake_on
    assert check.findings(showroom.store) == []


def test_a_wake_up_that_has_passed_meanwhile_is_asked_for_anew(showroom: Showroom, card: int) -> None:
    request = asks_to_sleep(showroom.consultant, card, wake_on=THURSDAY + timedelta(5))
    with pytest.raises(Invalid) as told:
        approves(on(showroom, 6).manager, request)
    assert problems(told) == {"wake_on"}
    approves(showroom.manager, request, wake_on=THURSDAY + timedelta(60))


def test_nobody_is_expected_for_a_card_that_left(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    coming = {"kind": "visit", "day": THURSDAY + timedelta(3), "time": time(10), "car": None}
    made = appointment.make(desk, card, coming).appointment
    approves(showroom.manager, asks_lost(desk, card))
    assert Appointment.get_by_id(made).state == "cancelled"
    undo(showroom.manager)
    assert Appointment.get_by_id(made).state == "expected"


def test_whoever_orders_is_not_lost_any_more(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    places(on(showroom, 1).consultant, card)
    assert lost_request_list.pending(showroom.manager) == ()
    with refused("E-REQUEST-WITHDRAWN"):
        approves(showroom.manager, request)
    undo(showroom.consultant)
    assert row(request).state == "pending"


def test_of_two_managers_the_second_is_told_who_decided(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    seen = revision_of(request)
    approves(showroom.manager, request)
    with pytest.raises(Refused) as told:
        lost_decision.reject(showroom.manager, request, seen, {"instruction": "再约"})
    assert told.value.code == "E-REQUEST-DECIDED"
    assert "刘建国" in told.value.sentence()


def test_a_request_that_changed_since_it_was_seen_is_not_decided(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    seen = revision_of(request)
    withdraws(showroom.consultant, request)
    undo(showroom.consultant)
    with pytest.raises(Clash):
        lost_decision.approve(showroom.manager, request, seen)
    assert standing(card) == ("B", "open")


@pytest.mark.parametrize("asks", [asks_lost, asks_to_sleep])
def test_an_approval_is_taken_back_and_done_again(showroom: Showroom, card: int, asks: Any) -> None:
    request = asks(showroom.consultant, card)
    approves(showroom.manager, request)
    left = standing(card)
    undo(showroom.manager)
    assert standing(card) == ("B", "open")
    assert row(request).state == "pending"
    redo(showroom.manager)
    assert standing(card) == left
    assert check.findings(showroom.store) == []


def test_a_request_is_not_undone_below_its_decision(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    approves(showroom.manager, request)
    with refused("E-NEWER"):
        undo(showroom.consultant)


def test_decided_twice_with_one_token_is_one_decision(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    approves(showroom.manager, request, token="t")
    approves(showroom.manager, request, token="t")
    assert moves(card) == [Move.LOST]


# --- sending back ------------------------------------------------------------------------------------------


def test_a_rejection_says_what_to_do_when_and_how(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    next_on = THURSDAY + timedelta(3)
    rejects(on(showroom, 1).manager, request, next_on=next_on, next_method="phone")
    assert standing(card) == ("B", "open")
    found = level_clock.of_card(card)
    assert found is not None
    assert (found.due.day, found.due.reason) == (next_on, Reason.AGREED)
    (told,) = lost_request_list.instructions(showroom.consultant)
    assert (told.instruction, told.next_on) == ("带置换方案再约一次", next_on)


def test_a_rejection_without_a_day_leaves_the_due_date(showroom: Showroom, card: int) -> None:
    before = due_on(card)
    rejects(showroom.manager, asks_lost(showroom.consultant, card))
    assert due_on(card) == before


def test_a_rejection_gives_the_card_to_another_and_moves_its_level(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    rejects(showroom.manager, request, owner=staff_id(OTHER_CONSULTANT), level="A")
    assert standing(card) == ("A", "open")
    assert moves(card) == [Move.HANDED_OVER, Move.LEVEL]
    assert Prospect.get_by_id(card).owner_id == staff_id(OTHER_CONSULTANT)
    assert [one.request for one in lost_request_list.instructions(showroom.other_consultant)] == [request]
    assert lost_request_list.instructions(showroom.consultant) == ()
    decided = lost_request_list.decided_for(showroom.consultant, None, THURSDAY)
    assert [one.request for one in decided] == [request], "who asked is told"
    assert check.findings(showroom.store) == []
    undo(showroom.manager)
    assert standing(card) == ("B", "open")
    assert moves(card) == []


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"instruction": ""}, "instruction"),
        ({"next_on": THURSDAY - timedelta(1)}, "next_on"),
        ({"next_on": THURSDAY + timedelta(366)}, "next_on"),
        ({"level": "O"}, "level"),
        ({"level": "F1"}, "level"),
        ({"owner": 999}, "owner"),
    ],
)
def test_what_a_rejection_cannot_say(
    showroom: Showroom, card: int, entered: dict[str, Any], field: str
) -> None:
    request = asks_lost(showroom.consultant, card)
    with pytest.raises(Invalid) as told:
        rejects(showroom.manager, request, **entered)
    assert problems(told) == {field}
    assert row(request).state == "pending"


def test_an_instruction_stands_until_somebody_is_reached(showroom: Showroom, card: int) -> None:
    rejects(on(showroom, 1).manager, asks_lost(showroom.consultant, card))
    desk = on(showroom, 1, 11).consultant
    follow_up.log(desk, card, {"result": "no_answer"})
    assert lost_request_list.instructions(desk), "nobody was reached"
    follow_up.log(desk, card, {"said": "周六来谈"})
    assert lost_request_list.instructions(desk) == ()


def test_what_was_said_before_the_decision_answers_no_instruction(showroom: Showroom, card: int) -> None:
    follow_up.log(on(showroom, 1, 9).consultant, card, {"said": "说不买了"})
    rejects(on(showroom, 1, 10).manager, asks_lost(showroom.consultant, card))
    assert lost_request_list.instructions(showroom.consultant)


def test_a_card_asked_about_again_has_no_open_instruction(showroom: Showroom, card: int) -> None:
    rejects(showroom.manager, asks_lost(showroom.consultant, card))
    asks_lost(showroom.consultant, card)
    assert lost_request_list.instructions(showroom.consultant) == ()


# --- who sees what -----------------------------------------------------------------------------------------


def test_a_consultant_sees_his_own_requests_and_the_manager_all(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    assert [one.request for one in lost_request_list.pending(showroom.manager)] == [request]
    assert [one.request for one in lost_request_list.pending(showroom.consultant)] == [request]
    assert lost_request_list.pending(showroom.other_consultant) == ()
    with pytest.raises(Denied):
        lost_request_list.of_card(showroom.other_consultant, card)


def test_a_request_shows_its_card_and_words(showroom: Showroom, card: int) -> None:
    request = asks_lost(showroom.consultant, card)
    (shown,) = lost_request_list.of_card(showroom.manager, card)
    assert (shown.request, shown.name, shown.phone) == (request, "王丽", "138 1234 5678")
    assert (shown.reason_words, shown.asked_by_name, shown.pending) == ("竞品价格优惠", "陈涛", True)
    assert shown.number.endswith("1")


def test_reading_requests_costs_the_same_however_many_there_are(showroom: Showroom, card: int) -> None:
    def read(desk: Desk) -> None:
        lost_request_list.pending(desk)
        lost_request_list.instructions(desk)
        lost_request_list.decided_for(desk, None, THURSDAY)

    rejects(showroom.manager, asks_lost(showroom.consultant, card))
    few = statements(showroom, lambda: read(showroom.manager))
    for place in range(5):
        register_walk_in(
            showroom.reception, f"客人{place}", f"1390000000{place}", received_by="陈涛", level="B"
        )
        request = asks_lost(showroom.consultant, int(Prospect.select().order_by(Prospect.id.desc()).get().id))
        if place % 2:
            rejects(showroom.manager, request)
    assert statements(showroom, lambda: read(showroom.manager)) == few


# --- on Today ----------------------------------------------------------------------------------------------


def test_the_manager_decides_on_today_and_the_consultant_sees_what_became_of_it(
    showroom: Showroom, card: int
) -> None:
    request = asks_lost(showroom.consultant, card)
    assert [one.request for one in today.today(showroom.manager).requests] == [request]
    assert today.today(showroom.consultant).requests == ()
    rejects(showroom.manager, request)
    assert today.today(showroom.manager).requests == ()
    seen = today.today(showroom.consultant)
    assert [one.request for one in seen.decided] == [request]
    assert [one.request for one in seen.instructions] == [request]
    assert today.today(on(showroom, 8).consultant).decided == ()
    assert today.today(showroom.consultant).instructions, "it stands until somebody is reached"


def test_an_instruction_ends_on_today_with_the_next_contact_and_the_next_request(
    showroom: Showroom, card: int
) -> None:
    rejects(showroom.manager, asks_lost(showroom.consultant, card))
    follow_up.log(on(showroom, 0, 11).consultant, card, {"said": "周六来谈"})
    assert today.today(showroom.consultant).instructions == ()
    rejects(showroom.manager, asks_lost(showroom.consultant, card))
    assert len(today.today(showroom.consultant).instructions) == 1
    asks_lost(showroom.consultant, card)
    assert today.today(showroom.consultant).instructions == ()


def test_a_card_that_wakes_stands_on_today(showroom: Showroom, card: int) -> None:
    wake_on = THURSDAY + timedelta(40)
    approves(showroom.manager, asks_to_sleep(showroom.consultant, card, wake_on=wake_on))
    assert today.today(on(showroom, 20).consultant).waking == ()
    assert [one.prospect for one in today.today(on(showroom, 40).consultant).waking] == [card]


def test_what_is_overdue_for_a_week_is_proposed_to_be_reassigned(showroom: Showroom, card: int) -> None:
    due = (due_on(card) - THURSDAY).days
    page = today.today(on(showroom, due + 6).manager)
    assert (page.to_reassign, page.team[0].to_reassign) == ((), 0)
    page = today.today(on(showroom, due + 7).manager)
    assert [one.prospect for one in page.to_reassign] == [card]
    assert page.team[0].to_reassign == 1
    assert due_list.to_reassign(showroom.manager) == page.to_reassign
    assert today.today(showroom.consultant).to_reassign == ()
