"""The manager's morning and evening meeting: one page to look at, one sheet each, by the keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from showroom import language
from showroom.models.lost_request import LostRequest
from showroom.rules.lost import RequestState
from showroom.services import targets
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import comes_in, goes_to, press, settle, shell, toast, todays_work
from tests.journeys.conftest import OpenWindow
from tests.lost import asks_lost
from tests.people import THURSDAY, Showroom, last_act, register_walk_in, staff_id
from tests.reports import says, submits
from tests.sales import card_of_wang_li
from tests.sheets.reading import joined, texts_of

FRIDAY = THURSDAY + timedelta(1)


@pytest.fixture
def thursday(morning: Showroom) -> Showroom:
    """王丽's loss is asked for, 李强 rose to H, a guest never left; a target is set."""
    card = card_of_wang_li(morning)
    register_walk_in(morning.reception, "李强", "13911110001", received_by="陈涛", level="B")
    targets.set(morning.manager, {"parties": 40}, THURSDAY)
    says(morning.consultant, card, said="想换大一点的车")
    asks_lost(morning.consultant, card, analysis="买了别家的车")
    submits(morning.consultant)
    return morning.on(THURSDAY, 18, 20)


def board(window: Window) -> DashboardPage:
    found = shell(window).page
    assert isinstance(found, DashboardPage)
    return found


def saves(window: Window, pdf: Path) -> str:
    """The sheet in the preview becomes a file; its words."""
    shell(window).preview.save.setFocus()
    press("Space")
    settle()
    text = "".join(joined(one) for one in texts_of(pdf.read_bytes()))
    press("Escape")
    settle()
    return text


def test_the_evening_meeting_from_the_page_to_the_sheet(
    open_window: OpenWindow, thursday: Showroom, pdf: Path
) -> None:
    window = open_window(thursday)
    comes_in(window, "刘建国")
    goes_to("分析")
    page = board(window)
    page.begin()
    assert "目标 40" in page.board.figures[0].accessibleName()
    press("Return")
    settle()
    names = [line.words.name for line in page.numbers.rows.lines]
    assert {"王丽", "李强"} <= set(names)
    press("Escape")

    # The sheet of the meeting says what is open, the request among it.
    press("Ctrl+P")
    settle()
    text = saves(window, pdf)
    assert last_act().duty == "print_evening_sheet"
    assert "夕会单" in text
    assert "战败待审" in text
    assert "李强" in text

    # It is decided here, and with that no longer open on the next print.
    page.board.lines[0].setFocus()
    press("Return")
    settle()
    press("Ctrl+Return")
    settle()
    assert page.board.lines == []
    assert LostRequest.get().state == RequestState.APPROVED
    assert "战败" in toast(window)
    press("Ctrl+P")
    settle()
    assert "战败待审" not in saves(window, pdf)


def test_the_morning_meeting_takes_a_sheet_for_each(
    open_window: OpenWindow, thursday: Showroom, pdf: Path
) -> None:
    thursday.on(FRIDAY, 8, 30)
    window = open_window(thursday)
    comes_in(window, "刘建国")
    goes_to("分析")
    goes_to("晨会单")
    text = saves(window, pdf)
    assert last_act().duty == "print_morning_sheet"
    assert text.count("晨会单") >= 2, "each consultant's begins on a page of its own"
    goes_to("展厅日报")
    assert "展厅日报" in saves(window, pdf)
    assert last_act().duty == "print_showroom_day"


def test_a_consultant_prints_his_own_sheets_from_his_work_of_today(
    open_window: OpenWindow, thursday: Showroom, pdf: Path
) -> None:
    thursday.on(FRIDAY, 8, 30)
    window = open_window(thursday)
    comes_in(window, "陈涛")
    todays_work(window)
    press("Ctrl+P")
    settle()
    assert "陈涛" in saves(window, pdf)
    assert last_act().duty == "print_morning_sheet"
    goes_to("夕会单")
    assert "夕会单" in saves(window, pdf)
    assert (last_act().duty, last_act().actor_id) == ("print_evening_sheet", staff_id("chentao"))


def test_a_manager_prints_the_morning_of_whose_day_he_looks_at(
    open_window: OpenWindow, thursday: Showroom, pdf: Path
) -> None:
    window = open_window(thursday)
    comes_in(window, "刘建国")
    here = todays_work(window)
    press("Ctrl+P")
    settle()
    everybodys = saves(window, pdf)
    assert ("李娜" in everybodys, "陈涛" in everybodys) == (True, True)
    here.show_owner(staff_id("chentao"))
    press("Ctrl+P")
    settle()
    his = saves(window, pdf)
    assert ("李娜" in his, "陈涛" in his) == (False, True)


def test_the_evening_in_english(open_window: OpenWindow, thursday: Showroom, pdf: Path) -> None:
    language.use(language.ENGLISH)
    window = open_window(thursday)
    comes_in(window, "刘建国")
    goes_to("Analysis")
    page = board(window)
    page.begin()
    assert "Target 40" in page.board.figures[0].accessibleName()
    assert "Chen Tao" in page.board.lines[0].words.text
    press("Ctrl+P")
    settle()
    assert "夕会单" in saves(window, pdf), "paper is Chinese"
