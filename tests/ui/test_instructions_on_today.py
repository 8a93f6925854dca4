"""主管指示 on Today: read, ticked by the keyboard, put back; the card it is about is one press away."""

from __future__ import annotations

import pytest

from showroom.models.daily_report import Instruction
from showroom.ui.card_lines import CardLine
from showroom.ui.look.buttons import Button
from tests.journeys.at_the_window import beside_the_work, comes_in, press, tab_to, todays_work
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in
from tests.reports import report_of, reviews, row_of, submits


@pytest.fixture
def told(morning: Showroom) -> Showroom:
    """On his report of the day 陈涛 was told something about 李强, and something else."""
    morning.on(THURSDAY, 9)
    register_walk_in(morning.manager, "李强", "13911110001", received_by="陈涛", level="A")
    morning.on(THURSDAY, 19)
    submits(morning.consultant)
    card = row_of(report_of(morning.manager), "李强").prospect
    reviews(morning.manager, {card: "今晚八点后再打", None: "明早晨会讲"})
    return morning


def test_it_is_ticked_by_the_keyboard_and_put_back(open_window: OpenWindow, told: Showroom) -> None:
    window = open_window(told)
    comes_in(window, "陈涛")
    lines = todays_work(window).beside.instructions
    assert {one.words for one in lines.standing} == {"今晚八点后再打", "明早晨会讲"}
    assert any("李强" in words and "刘建国" in words for words in beside_the_work(window))
    tab_to(Button, "今晚八点后再打", most=120)
    press("Space")
    assert [one.words for one in lines.standing] == ["明早晨会讲"]
    assert Instruction.get(words="今晚八点后再打").done_at is not None
    press("Ctrl+Z")
    assert Instruction.get(words="今晚八点后再打").done_at is None
    assert len(lines.standing) == 2


def test_what_is_about_nobody_opens_no_card(open_window: OpenWindow, told: Showroom) -> None:
    window = open_window(told)
    comes_in(window, "陈涛")
    section = todays_work(window).beside.instructions
    opens = {line.words.below: line.isEnabled() for line in section.findChildren(CardLine)}
    assert opens == {"今晚八点后再打": True, "明早晨会讲": False}


def test_over_the_team_each_names_who_was_told(open_window: OpenWindow, told: Showroom) -> None:
    window = open_window(told)
    comes_in(window, "刘建国")
    section = todays_work(window).beside.instructions
    assert {line.words.about for line in section.lines} == {"陈涛"}
