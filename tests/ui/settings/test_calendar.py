"""The calendar at the window: public days named, the shop's own days written, by keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest

from showroom import language
from showroom.rules.calendar import DayKind
from showroom.services import calendar as shop_calendar
from showroom.ui.leaving import Answer
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, press, status
from tests.people import THURSDAY, Showroom
from tests.ui.settings.at_the_settings import (
    Answering,
    calendar,
    form_of,
    go_to,
    open_settings,
    press_button,
    reads,
    told,
    write,
)


@pytest.fixture
def month(window: Window) -> SettingsPage:
    page = open_settings(window, "刘建国")
    go_to(page, "日历")
    return page


def cell(page: SettingsPage, day: date) -> str:
    """What a day reads."""
    sheet = calendar(page).sheet.month
    return str(sheet.place_of(day).data())


def test_it_opens_on_today(month: SettingsPage, window: Window) -> None:
    assert calendar(month).day == THURSDAY
    assert calendar(month).paper.title.text() == "2026年3月"
    assert status(window)[0].startswith("2026年3月5日")


def test_page_down_turns_the_months_and_names_holidays_and_worked_weekends(month: SettingsPage) -> None:
    press("PgDown", "PgDown")
    assert calendar(month).paper.title.text() == "2026年5月"
    assert "劳动节" in cell(month, date(2026, 5, 1))
    assert "调休上班" in cell(month, date(2026, 5, 9))
    press("PgUp", "PgUp", "PgUp")
    assert calendar(month).day == date(2026, 2, 5)
    assert "春节" in cell(month, date(2026, 2, 17))


def test_arrows_go_over_the_end_of_the_month(month: SettingsPage) -> None:
    press("Up", "Left")
    assert calendar(month).day == date(2026, 2, 25)
    assert calendar(month).paper.title.text() == "2026年2月"
    press("Right", "Down")
    assert calendar(month).day == THURSDAY


def test_a_day_is_closed_with_a_note_and_taken_back(month: SettingsPage) -> None:
    press("Return")
    hear("休息")
    press("Return", "Tab")
    hear("盘点")
    press("Ctrl+S")
    assert told(month) == {}
    said = shop_calendar.on(THURSDAY)
    assert (said.closed, said.name) == (True, "盘点")
    assert "休息 盘点" in cell(month, THURSDAY)
    calendar(month).sheet.setFocus()
    press("Del")
    assert shop_calendar.on(THURSDAY).kind is None
    assert reads(month, "kind") == ""


def test_other_hours_need_their_hours(month: SettingsPage) -> None:
    write(month, kind="营业时间变更")
    press("Tab", "Ctrl+S")
    assert "opens" in told(month)
    write(month, opens="10-16")
    press("Ctrl+S")
    assert shop_calendar.on(THURSDAY).hours == "10:00–16:00"
    assert "10:00–16:00" in cell(month, THURSDAY)
    press_button(month, "恢复平常")
    assert shop_calendar.on(THURSDAY).hours == "08:30–18:30"


def test_a_changed_day_is_not_left_without_asking(month: SettingsPage) -> None:
    somebody = Answering(month, Answer.STAY)
    write(month, name="盘点")
    press("PgDown")
    assert somebody.asked == ["2026年3月5日　星期四"]
    assert calendar(month).day == THURSDAY
    assert reads(month, "name") == "盘点"


def test_who_was_faster_is_told(month: SettingsPage, showroom: Showroom) -> None:
    shop_calendar.set_day(showroom.manager, THURSDAY, DayKind.NOTE, name="盘点")
    month.refresh()
    write(month, name="我的盘点")
    now = shop_calendar.on(THURSDAY)
    shop_calendar.set_day(
        showroom.administrator, THURSDAY, DayKind.NOTE, name="全员盘点", revision=now.revision
    )
    press("Ctrl+S")
    assert "全员盘点" in told(month)["name"]
    assert reads(month, "name") == "我的盘点"
    press("Ctrl+S")
    assert shop_calendar.on(THURSDAY).name == "我的盘点"


def test_in_english_too(month: SettingsPage, window: Window) -> None:
    language.use(language.ENGLISH)
    month.refresh()
    press("PgDown", "PgDown")
    assert calendar(month).paper.title.text() == "May 2026"
    assert "worked in exchange" in cell(month, date(2026, 5, 9))
    assert form_of(month) is not None
