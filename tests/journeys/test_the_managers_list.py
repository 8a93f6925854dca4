"""The manager in the morning: the team's work, who is late, what came up to him, one person's day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.services import follow_up
from showroom.ui.team_section import TeamLine
from tests.journeys.at_the_window import comes_in, press, settle, tab_to, todays_work, waiting, work_line
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in


@pytest.fixture
def late(morning: Showroom) -> Showroom:
    """陈涛 has one card five days late and one due today; 李娜 has one due yesterday."""
    for days, name, phone, who, level in (
        (12, "李强", "13911110001", "陈涛", "A"),
        (7, "张伟", "13911110002", "陈涛", "A"),
        (8, "赵敏", "13911110003", "李娜", "A"),
    ):
        morning.on(THURSDAY - timedelta(days=days), 15)
        register_walk_in(morning.manager, name, phone, received_by=who, level=level)
    return morning.on(THURSDAY, 9)


def test_the_team_and_then_one_of_it(open_window: OpenWindow, late: Showroom) -> None:
    window = open_window(late)
    comes_in(window, "刘建国")
    assert set(waiting(window)) >= {"李强", "张伟", "赵敏"}
    assert waiting(window)[0] == "李强", "the latest first"
    assert "陈涛" in work_line(window, "李强"), "whose it is"
    team = {row.owner_name: row for row in todays_work(window).day.team}  # type: ignore[union-attr]
    assert (team["陈涛"].late, team["陈涛"].escalated, team["陈涛"].due_today) == (1, 1, 1)
    assert (team["李娜"].late, team["李娜"].escalated) == (1, 0)

    # One consultant's day, by the keyboard.
    tab_to(TeamLine, "李娜", most=80)
    press("Return")
    settle()
    assert waiting(window) == ["赵敏"]


def test_a_consultant_sees_no_team_and_no_others(open_window: OpenWindow, late: Showroom) -> None:
    """The control: the list is one's own."""
    window = open_window(late)
    comes_in(window, "李娜")
    assert waiting(window) == ["赵敏"]
    assert todays_work(window).day.team == ()  # type: ignore[union-attr]


def test_what_was_called_is_late_no_more(open_window: OpenWindow, late: Showroom) -> None:
    card = Prospect.get(Prospect.customer == Customer.get(Customer.name == "李强"))
    follow_up.log(late.consultant, card.id, {"said": "说好周末来"})
    window = open_window(late)
    comes_in(window, "刘建国")
    assert "李强" not in waiting(window)
    team = {row.owner_name: row for row in todays_work(window).day.team}  # type: ignore[union-attr]
    assert (team["陈涛"].late, team["陈涛"].done_today) == (0, 1)
