"""The duty plan: written with single keys, true to what really was, and what it says of fairness."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from showroom import language
from showroom.rules.calendar import DayKind
from showroom.rules.rotation import State
from showroom.services import calendar, rotation
from showroom.ui.cells import Cell, CellRole
from showroom.ui.duty_plan_page import DutyPlanPage
from showroom.ui.places import DUTY_PLAN
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    LEFT,
    labels,
    pen,
    press,
    press_the_verb,
    settle,
    shell,
    sign_in,
    status,
    toast,
)
from tests.journeys.conftest import WEDNESDAY, OpenWindow
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, register_walk_in, staff_id

CHEN, LI = 0, 1


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 looks at the plan of March on Thursday the 5th; yesterday 陈涛 came and 李娜 was on leave."""
    morning.on(WEDNESDAY, 8, 30)
    rotation.set_state(morning.reception, staff_id(CONSULTANT), State.ON)
    rotation.set_state(morning.reception, staff_id(OTHER_CONSULTANT), State.LEAVE)
    morning.on(THURSDAY, 10, 38)
    sign_in(window, "周敏")
    plan(window)
    return window


def plan(window: Window) -> DutyPlanPage:
    if shell(window).page is not None and not isinstance(shell(window).page, DutyPlanPage):
        shell(window).show_page(DUTY_PLAN)
        settle()
    page = shell(window).page
    assert isinstance(page, DutyPlanPage)
    return page


def cell(window: Window, row: int, day: date) -> Cell:
    found: Cell = plan(window).model.index(row, day.day).data(CellRole.CELL)
    return found


def said(window: Window, row: int, day: date) -> str:
    return str(plan(window).model.index(row, day.day).data(Qt.ItemDataRole.AccessibleTextRole))


def go_to(window: Window, row: int, day: date) -> None:
    table = plan(window).table
    place = table.visualRect(plan(window).model.index(row, day.day)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)
    settle()


def look_now(window: Window) -> None:
    """The second is over: the window looks whether anything happened elsewhere."""
    shell(window).news.watch.timeout.emit()
    settle()


def tones(window: Window, row: int, day: date) -> list[str]:
    return [run.tone for run in cell(window, row, day).runs]


def test_the_pen_lies_on_today_and_space_goes_round(desk: Window, morning: Showroom) -> None:
    assert pen() is plan(desk).table
    shown = []
    for _press in range(4):
        press("Space")
        shown.append(cell(desk, CHEN, THURSDAY).text)
    assert shown == ["班", "休", "假", ""]
    press("Space")
    assert [one.planned for one in rotation.book(morning.reception).present if one.name == "陈涛"] == [
        State.ON
    ]
    assert tones(desk, CHEN, THURSDAY) == ["pencil"], "what is planned lies there in pencil"


def test_figures_write_a_row_in_one_go(desk: Window) -> None:
    press("1", "1", "2", "3", "1")
    days = [THURSDAY + timedelta(days=more) for more in range(5)]
    assert [cell(desk, CHEN, day).text for day in days] == ["班", "班", "休", "假", "班"]
    assert plan(desk).table.currentIndex().column() == days[-1].day + 1
    press("Left", "Del")
    assert cell(desk, CHEN, days[-1]).text == ""


def test_the_last_line_counts_who_is_on_duty(desk: Window) -> None:
    go_to(desk, CHEN, THURSDAY)
    press("1")
    go_to(desk, LI, THURSDAY)
    press("1")
    count = plan(desk).model.rowCount() - 1
    assert cell(desk, count, THURSDAY).text == "2"
    assert cell(desk, count, WEDNESDAY).text == "1", "as it really was"
    assert said(desk, count, THURSDAY) == "3月5日 周四：值班 2 人"


def test_what_was_planned_is_told_and_can_be_taken_back(desk: Window) -> None:
    press("2")
    assert toast(desk) == "陈涛 3月5日 周四：轮休"
    press_the_verb(desk)
    assert cell(desk, CHEN, THURSDAY).text == ""


def test_days_that_are_over_show_how_it_was_and_are_not_written(desk: Window, morning: Showroom) -> None:
    assert (cell(desk, CHEN, WEDNESDAY).text, tones(desk, CHEN, WEDNESDAY)) == ("班", ["t1"])
    assert cell(desk, LI, WEDNESDAY).text == "假"
    assert said(desk, LI, WEDNESDAY) == "李娜　3月4日 周三　实际请假（计划：未安排）"
    go_to(desk, CHEN, WEDNESDAY)
    press("Space", "2")
    assert cell(desk, CHEN, WEDNESDAY).text == "班"
    book = rotation.book(morning.reception, WEDNESDAY)
    assert {one.planned for one in book.present} == {None}


def test_double_click_goes_round_too(desk: Window) -> None:
    friday = THURSDAY + timedelta(days=1)
    place = plan(desk).table.visualRect(plan(desk).model.index(LI, friday.day)).center()
    QTest.mouseDClick(plan(desk).table.viewport(), LEFT, pos=place)
    settle()
    assert cell(desk, LI, friday).text == "班"


def test_pages_turn_the_months_and_a_month_to_come_can_be_planned(desk: Window) -> None:
    press("PgDown")
    assert plan(desk).bar.month.text() == "2026年4月"
    assert status(desk)[0] == "2026年4月"
    go_to(desk, CHEN, date(2026, 4, 6))
    press("Space")
    assert cell(desk, CHEN, date(2026, 4, 6)).text == "班"
    press("PgUp", "PgUp")
    assert plan(desk).bar.month.text() == "2026年2月"
    press("Space")
    assert cell(desk, CHEN, date(2026, 2, 1)).text == ""


def test_weekends_and_holidays_are_told_apart_and_named(desk: Window, morning: Showroom) -> None:
    calendar.set_day(morning.manager, date(2026, 4, 20), DayKind.CLOSED, name="盘点")
    plan(desk).show_month(date(2026, 4, 1))
    settle()
    model = plan(desk).model
    assert [day for day in (3, 4, 5, 6, 7, 20) if model.is_free(day)] == [4, 5, 6, 20]
    words = next(one for one in labels(plan(desk)) if "清明" in one)
    assert "20 店休 盘点" in words
    assert "清明" in said(desk, CHEN, date(2026, 4, 5))


def test_what_is_not_allowed_any_more_goes_back_to_what_is_stored(desk: Window, morning: Showroom) -> None:
    morning.on(THURSDAY + timedelta(days=1), 0, 1)
    press("2")
    assert "已经过去" in toast(desk)
    assert cell(desk, CHEN, THURSDAY).text == ""


def test_fairness_stands_under_the_plan(desk: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "何军", "13922223333", received_by="陈涛")
    register_walk_in(morning.reception, "王丽", "13812345678", received_by="陈涛")
    plan(desk).refresh()
    settle()
    shown = labels(plan(desk).shares)
    first = shown.index("陈涛")
    assert shown[first : first + 6] == ["陈涛", "1", "2", "2.0", "1", "0"]


def test_what_happens_at_another_desk_comes_into_view(desk: Window, morning: Showroom) -> None:
    look_now(desk)
    rotation.plan(morning.manager, staff_id(OTHER_CONSULTANT), THURSDAY, State.LEAVE)
    assert cell(desk, LI, THURSDAY).text == ""
    look_now(desk)
    assert cell(desk, LI, THURSDAY).text == "假"


def test_only_who_plans_sees_the_page(open_window: OpenWindow) -> None:
    window = open_window()
    sign_in(window, "陈涛")
    with pytest.raises(KeyError):
        shell(window).show_page(DUTY_PLAN)


def test_it_speaks_english(open_window: OpenWindow, morning: Showroom) -> None:
    language.use(language.ENGLISH)
    window = open_window()
    sign_in(window, "周敏")
    plan(window)
    press("1", "2", "3")
    days = [THURSDAY + timedelta(days=more) for more in range(3)]
    assert [cell(window, CHEN, day).text for day in days] == ["on", "off", "lv"]
    assert plan(window).model.headerData(THURSDAY.day, Qt.Orientation.Horizontal) == "5\nTh"
    assert said(window, CHEN, THURSDAY).endswith("on duty")
