"""Somebody was expected and did not come: seen beside the work, asked why, and never forgotten."""

from __future__ import annotations

from datetime import time, timedelta

from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.rules.appointments import State
from showroom.services import appointment, expected_guests, follow_up, level_clock
from tests.journeys.at_the_window import beside_the_work, comes_in
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in

TEN = time(10)


def test_who_did_not_come_is_asked_why(open_window: OpenWindow, morning: Showroom) -> None:
    card = Prospect.get().id
    invited = {"said": "约周四上午试驾", "agreed_on": THURSDAY}
    morning.on(THURSDAY - timedelta(days=1), 16)
    follow_up.log(morning.consultant, card, invited)
    visit = {"kind": "visit", "day": THURSDAY, "time": TEN, "car": None}
    made = appointment.make(morning.consultant, card, visit).appointment

    # The reception sees who is expected; by the evening nobody has come.
    morning.on(THURSDAY, 9)
    assert [one.name for one in expected_guests.expected(morning.reception, THURSDAY)] == ["王丽"]
    morning.on(THURSDAY + timedelta(days=1), 9)
    assert [one.name for one in expected_guests.missed(morning.reception)] == ["王丽"]
    window = open_window(morning)
    comes_in(window, "陈涛")
    assert any("王丽" in words for words in beside_the_work(window))

    # An unanswered call moves nothing; he is late, not forgotten.
    follow_up.log(morning.consultant, card, {"result": "no_answer"})
    found = level_clock.of_card(card)
    assert found is not None
    assert found.due.day == THURSDAY

    # The reason ends it, and a new talk begins the clock anew.
    appointment.not_come(morning.consultant, made, 1, "临时有事")
    assert not expected_guests.missed(morning.reception)
    row = Appointment.get_by_id(made)
    assert (row.state, row.no_show_reason) == (State.NOT_COME, "临时有事")
    follow_up.log(morning.consultant, card, {"said": "道歉，改到下周"})
    found = level_clock.of_card(card)
    assert found is not None
    assert found.due.day > THURSDAY + timedelta(days=1)


def test_who_comes_after_all_is_ticked_by_his_row(morning: Showroom) -> None:
    """The control: whoever comes is asked for nothing."""
    card = Prospect.get().id
    morning.on(THURSDAY, 9)
    visit = {"kind": "visit", "day": THURSDAY, "time": TEN, "car": None}
    made = appointment.make(morning.consultant, card, visit).appointment
    register_walk_in(morning.reception, "王丽", "13812345678", received_by="陈涛")
    morning.on(THURSDAY + timedelta(days=1), 9)
    assert not expected_guests.missed(morning.reception)
    assert Appointment.get_by_id(made).state == State.ARRIVED
