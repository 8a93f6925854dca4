"""战败、休眠 on Today: decided from the list by the keyboard, sent back with what was written already."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.rules.contacts import Result
from showroom.ui.card_lines import CardLine
from showroom.ui.look.buttons import Button
from tests.journeys.at_the_window import (
    beside_the_work,
    comes_in,
    go_to_card,
    hear,
    pen,
    press,
    press_the_verb,
    tab_to,
    toast,
    todays_work,
    verb,
)
from tests.journeys.conftest import OpenWindow
from tests.lost import asks_lost, asks_to_sleep
from tests.people import THURSDAY, Showroom, register_walk_in


@pytest.fixture
def card(morning: Showroom) -> int:
    """李强's card, 陈涛's."""
    morning.on(THURSDAY, 9)
    register_walk_in(morning.manager, "李强", "13911110001", received_by="陈涛", level="A")
    return int(Prospect.select().order_by(Prospect.id.desc()).get().id)


def test_a_request_is_decided_by_the_keyboard(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    asks_to_sleep(morning.consultant, card)
    window = open_window(morning)
    comes_in(window, "刘建国")
    tab_to(CardLine, "李强", most=120)
    press("Return")
    assert todays_work(window).lost.panel.isVisible()
    hear("同意休眠")
    press("Ctrl+Return")
    assert (LostRequest.get().state, LostRequest.get().instruction) == ("approved", "同意休眠")
    assert Prospect.get_by_id(card).state == "dormant"
    assert todays_work(window).beside.to_decide.requests == ()
    press("Ctrl+Z")
    assert Prospect.get_by_id(card).state == "open"
    assert [one.name for one in todays_work(window).beside.to_decide.requests] == ["李强"]


def test_sent_back_it_keeps_the_opinion(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    asks_lost(morning.consultant, card)
    window = open_window(morning)
    comes_in(window, "刘建国")
    tab_to(CardLine, "李强", most=120)
    press("Return")
    hear("再约一次试驾")
    tab_to(Button, "驳回")
    press("Space")
    form = todays_work(window).lost.panel.form
    assert form.editors["instruction"].text() == "再约一次试驾"
    press("Ctrl+Return")
    asked = LostRequest.get()
    assert (asked.state, asked.instruction, asked.decided_on) == ("rejected", "再约一次试驾", THURSDAY)
    assert any("再约一次试驾" in words for words in beside_the_work(window))


def test_who_may_not_decide_sees_none(open_window: OpenWindow, morning: Showroom, card: int) -> None:
    """The control: the list is the manager's."""
    asks_lost(morning.consultant, card)
    window = open_window(morning)
    comes_in(window, "陈涛")
    assert todays_work(window).beside.to_decide.requests == ()


@pytest.mark.parametrize(("result", "offers"), [(Result.GAVE_UP, True), (Result.POSTPONED, False)])
def test_a_contact_that_ended_it_offers_to_ask(
    open_window: OpenWindow, morning: Showroom, card: int, result: Result, offers: bool
) -> None:
    morning.on(date(2026, 3, 12), 9)
    window = open_window(morning)
    comes_in(window, "陈涛")
    go_to_card(window, "李强")
    press("Return")
    hear("已买轩逸")
    todays_work(window).logger.form.result.choose(result)
    press("Ctrl+Return")
    assert "李强" in toast(window)
    assert (verb(window) == "申请战败…") == offers
    if offers:
        press_the_verb(window)
        form = todays_work(window).lost.panel.form
        assert form.editors["analysis"].text() == "已买轩逸", "what was said is there already"
        assert todays_work(window).lost.panel.isAncestorOf(pen())
