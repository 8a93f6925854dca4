"""Who is there and who receives: the rotation at the desk, for walk-ins, be-backs and absences."""

from __future__ import annotations

from datetime import date, time

import pytest

from showroom.errors import Denied, Invalid
from showroom.language import _
from showroom.rules.rotation import Out, State
from showroom.services import rotation
from showroom.services.rotation import RotationBook
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    correct,
    log_of,
    refused,
    register_call,
    register_walk_in,
    row_of,
    staff_id,
    undo,
)


@pytest.fixture
def staffed(showroom: Showroom) -> Showroom:
    """Both consultants are on duty; Li Na comes first today."""
    rotation.all_here(showroom.reception)
    rotation.set_order(showroom.manager, (staff_id(OTHER_CONSULTANT), staff_id(CONSULTANT)))
    return showroom


def book(showroom: Showroom) -> RotationBook:
    return rotation.book(showroom.reception)


def following(showroom: Showroom) -> str:
    turn = book(showroom).rotation
    return next((line.name for line in turn.lines if line.staff == turn.next), "")


def who(showroom: Showroom, entry: int) -> tuple[str, str]:
    """(received by, assigned to)"""
    row = row_of(showroom.reception, entry)
    names = {one.code: one.chinese for one in log_of(showroom.reception).lists["staff"]}
    return names.get(str(row.received_by), ""), names.get(str(row.assigned), "")


def leaves(showroom: Showroom, entry: int) -> None:
    row = row_of(showroom.reception, entry)
    correct(showroom.reception, entry, row.revision, left="23:00")


def test_before_anybody_said_who_is_there_nobody_is_proposed(showroom: Showroom) -> None:
    assert following(showroom) == ""
    done = register_walk_in(showroom.reception, "王丽")
    assert who(showroom, done.entry) == ("周敏", ""), "whoever writes receives, as before"


def test_a_first_visit_goes_to_whoever_is_next_and_is_theirs(staffed: Showroom) -> None:
    assert following(staffed) == "李娜"
    done = register_walk_in(staffed.reception, "王丽", "13812345678")
    assert who(staffed, done.entry) == ("李娜", "李娜")
    assert following(staffed) == "陈涛"
    assert [line.out for line in book(staffed).rotation.lines] == [None, Out.BUSY]


def test_two_desks_never_send_two_guests_to_one_consultant(staffed: Showroom) -> None:
    first = register_walk_in(staffed.reception, "王丽")
    second = register_walk_in(staffed.manager, "李强")
    assert {who(staffed, first.entry)[0], who(staffed, second.entry)[0]} == {"李娜", "陈涛"}


def test_only_first_visits_in_the_showroom_count(staffed: Showroom) -> None:
    staffed.on(date(2026, 3, 4))
    register_walk_in(staffed.reception, "王丽", "13812345678", received_by="陈涛", left="10:00")
    staffed.on(THURSDAY, 9, 0)
    register_walk_in(staffed.reception, "王丽", "13812345678", left="09:30")
    register_call(staffed.reception, "贺先生", "13900001111")
    register_walk_in(staffed.reception, "来提车", purpose="提车", left="09:30")
    assert [line.turns for line in book(staffed).rotation.lines] == [0, 0]


def test_a_be_back_goes_to_his_own_consultant(staffed: Showroom) -> None:
    staffed.on(date(2026, 3, 4))
    register_walk_in(staffed.reception, "王丽", "13812345678", received_by="陈涛", left="10:00")
    staffed.on(THURSDAY, 9, 0)
    done = register_walk_in(staffed.reception, "王丽", "13812345678")
    assert who(staffed, done.entry) == ("陈涛", "陈涛")


def test_whose_consultant_is_away_has_a_stand_in_and_stays_his(staffed: Showroom) -> None:
    staffed.on(date(2026, 3, 4))
    register_walk_in(staffed.reception, "王丽", "13812345678", received_by="陈涛", left="10:00")
    staffed.on(THURSDAY, 9, 0)
    rotation.set_state(staffed.reception, staff_id(CONSULTANT), State.OFF)
    assert book(staffed).stand_in(staff_id(CONSULTANT)) == staff_id(OTHER_CONSULTANT)
    done = register_walk_in(staffed.reception, "王丽", "13812345678")
    assert who(staffed, done.entry) == ("李娜", "陈涛")


@pytest.mark.parametrize("state", [State.LUNCH, State.OFF, State.LEAVE, State.HOME])
def test_never_somebody_who_is_away(staffed: Showroom, state: State) -> None:
    rotation.set_state(staffed.reception, staff_id(OTHER_CONSULTANT), state)
    assert following(staffed) == "陈涛"
    rotation.set_state(staffed.reception, staff_id(OTHER_CONSULTANT), State.ON)
    assert following(staffed) == "李娜", "back in the old place"


def test_never_somebody_who_left_the_showroom(staffed: Showroom) -> None:
    staffed.disables(OTHER_CONSULTANT)
    assert following(staffed) == "陈涛"
    with refused("E-NOT-HERE"):
        rotation.set_state(staffed.reception, staff_id(OTHER_CONSULTANT), State.ON)


def test_who_is_with_a_guest_waits_until_he_leaves(staffed: Showroom) -> None:
    first = register_walk_in(staffed.reception, "王丽")
    register_walk_in(staffed.reception, "李强")
    assert following(staffed) == ""
    turn = book(staffed).rotation
    assert _(turn.why.message, **turn.why.values) == "当班的顾问都在接待，李娜空出来后接下一位。"
    leaves(staffed, first.entry)
    assert following(staffed) == "李娜"


def test_a_turn_is_passed_for_a_reason_and_the_place_kept(staffed: Showroom) -> None:
    rotation.pass_turn(staffed.reception, staff_id(OTHER_CONSULTANT), "陪客户上牌")
    assert following(staffed) == "陈涛"
    assert book(staffed).rotation.lines[1].reason == "陪客户上牌"
    rotation.take_back(staffed.reception, staff_id(OTHER_CONSULTANT))
    assert following(staffed) == "李娜"
    with pytest.raises(Invalid):
        rotation.pass_turn(staffed.reception, staff_id(CONSULTANT), "  ")


def test_lunch_says_until_when_and_who_said_so(staffed: Showroom) -> None:
    staffed.on(THURSDAY, 10, 30)
    rotation.set_state(staffed.reception, staff_id(CONSULTANT), State.LUNCH, until=time(11))
    chen = next(one for one in book(staffed).present if one.name == "陈涛")
    assert (chen.state, chen.until, chen.set_by, chen.set_at) == (State.LUNCH, time(11), "周敏", time(10, 30))


def test_a_consultant_says_it_of_himself_only(staffed: Showroom) -> None:
    rotation.set_state(staffed.consultant, staff_id(CONSULTANT), State.LUNCH)
    with pytest.raises(Denied):
        rotation.set_state(staffed.consultant, staff_id(OTHER_CONSULTANT), State.LUNCH)


def test_planned_days_off_are_kept_in_the_morning(showroom: Showroom) -> None:
    rotation.plan(showroom.reception, staff_id(CONSULTANT), THURSDAY, State.OFF)
    rotation.all_here(showroom.reception)
    states = {one.name: one.state for one in book(showroom).present}
    assert states == {"陈涛": State.OFF, "李娜": State.ON}
    with pytest.raises(Invalid):
        rotation.plan(showroom.reception, staff_id(CONSULTANT), date(2026, 3, 4), State.OFF)
    with pytest.raises(Invalid):
        rotation.plan(showroom.reception, staff_id(CONSULTANT), THURSDAY, State.LUNCH)


def test_the_order_begins_with_another_each_day(showroom: Showroom) -> None:
    first = []
    for day in (THURSDAY, date(2026, 3, 6)):
        showroom.on(day)
        rotation.all_here(showroom.reception)
        first.append(following(showroom))
    assert sorted(first) == ["李娜", "陈涛"]


def test_what_was_said_can_be_taken_back(staffed: Showroom) -> None:
    rotation.set_state(staffed.reception, staff_id(OTHER_CONSULTANT), State.LUNCH)
    undo(staffed.reception)
    assert following(staffed) == "李娜"


def test_the_sheet_names_who_is_on_duty(staffed: Showroom) -> None:
    assert sorted(log_of(staffed.reception).on_duty) == ["李娜", "陈涛"]
    assert RECEPTIONIST not in log_of(staffed.reception).on_duty


def test_what_was_taken_back_can_be_said_again(showroom: Showroom) -> None:
    """A day has one row of each person: the undone one comes back blank."""
    rotation.plan(showroom.reception, staff_id(CONSULTANT), THURSDAY, State.OFF)
    undo(showroom.reception)
    rotation.all_here(showroom.reception)
    undo(showroom.reception)
    rotation.set_state(showroom.reception, staff_id(CONSULTANT), State.ON)
    chen = next(one for one in book(showroom).present if one.name == "陈涛")
    assert (chen.state, chen.planned) == (State.ON, None)


def test_an_order_that_was_taken_back_can_be_set_again(staffed: Showroom) -> None:
    order = (staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT))
    rotation.set_order(staffed.manager, order)
    undo(staffed.manager)
    undo(staffed.manager)
    rotation.set_order(staffed.manager, order)
    assert following(staffed) == "陈涛"
