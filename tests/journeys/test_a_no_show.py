"""Somebody was expected and did not come: seen beside the work, asked why, and never forgotten."""

from __future__ import annotations

from datetime import time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.rules.appointments import State
from showroom.services import appointment, expected_guests, follow_up, level_clock
from tests.journeys.at_the_window import comes_in, hear, pen, press, settle, shell, toast, todays_work
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in

TEN = time(10)


def test_who_did_not_come_is_asked_why(open_window: OpenWindow, morning: Showroom) -> None:
    """Without a mouse: fixed while the call is logged, not come, the reason, the next call."""
    card = Prospect.get().id
    window = open_window(morning.on(THURSDAY - timedelta(days=1), 16))
    comes_in(window, "陈涛")
    shell(window).show_card(card, ())
    settle()
    press("F4")
    hear("约周四上午来看车")
    for text in ("来店", "明天", "1000"):
        press("Tab")
        hear(text)
    press("Ctrl+Return")
    assert toast(window).startswith("已记王丽，下次3月5日")
    press("Ctrl+L")

    # The reception sees who is expected; by the evening nobody has come.
    morning.on(THURSDAY, 9)
    assert [(one.name, one.time) for one in expected_guests.expected(morning.reception, THURSDAY)] == [
        ("王丽", time(10))
    ]
    morning.on(THURSDAY + timedelta(days=1), 9)
    assert [one.name for one in expected_guests.missed(morning.reception)] == ["王丽"]
    comes_in(window, "陈涛")
    missed = todays_work(window).beside.no_shows
    assert [line.words.name for line in missed.lines] == ["王丽"]

    # An unanswered call moves nothing; he is late, not forgotten.
    press("Return", "F9", "Ctrl+Return")
    found = level_clock.of_card(card)
    assert found is not None
    assert found.due.day == THURSDAY
    assert [line.words.name for line in missed.lines] == ["王丽"]

    # The reason ends it, and a new talk begins the clock anew.
    tab_to(missed.lines[0])
    press("Return")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    settle()
    row = Appointment.get()
    assert (row.state, row.no_show_reason) == (State.NOT_COME, "临时有事")
    assert not expected_guests.missed(morning.reception)
    assert not missed.lines
    follow_up.log(morning.consultant, card, {"said": "道歉，改到下周"})
    found = level_clock.of_card(card)
    assert found is not None
    assert found.due.day > THURSDAY + timedelta(days=1)


def tab_to(wanted: QWidget) -> None:
    """Tab until the keyboard is there."""
    for _again in range(200):
        if pen() is wanted:
            return
        press("Tab")
    raise AssertionError("the keyboard does not come there")


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
