"""The page of customers: who is there, found by typing, when they came, and what of it leaves the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from showroom.services import customer_facts
from showroom.services import customers as register
from showroom.ui.customers_page import CustomersPage
from showroom.ui.places import CUSTOMERS
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    click,
    comes_anew,
    commit,
    compose,
    labels,
    press,
    settle,
    shell,
    status,
    toast,
)
from tests.journeys.conftest import WEDNESDAY, OpenWindow
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    CONSULTANT,
    MANAGER,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    register_walk_in,
    remove,
)


@pytest.fixture
def guests(morning: Showroom) -> Showroom:
    """Beside 王丽, who came yesterday for 陈涛: 单雄信 and 欧阳娜 today, and forty others before."""
    morning.on(WEDNESDAY - timedelta(days=1), 9)
    for number in range(40):
        register_walk_in(morning.reception, f"客人{number}", f"1390000{number:04d}")
    morning.on(THURSDAY, 10, 38)
    register_walk_in(morning.reception, "单雄信", "13700007777", note="看 SUV")
    register_walk_in(morning.reception, "欧阳娜", "13600006666")
    return morning


def open_customers(window: Window, user: str = RECEPTIONIST) -> CustomersPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_page(CUSTOMERS)
    settle()
    return customers(window)


def customers(window: Window) -> CustomersPage:
    page = shell(window).page
    assert isinstance(page, CustomersPage)
    return page


def row(page: CustomersPage, number: int) -> list[str]:
    """A row of the list as it is read."""
    page.table.repaint()
    return [str(page.model.index(number, column).data()) for column in range(page.model.columnCount())]


def names(page: CustomersPage) -> list[str]:
    page.table.repaint()
    return [str(page.model.index(number, 0).data()) for number in range(min(20, page.model.rowCount()))]


def count(page: CustomersPage) -> str:
    return page.count.text().replace("\u202f", " ")


def test_everybody_newest_first_with_masked_numbers(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    assert names(page)[:3] == ["欧阳娜", "单雄信", "客人39"]
    assert row(page, 0)[2] == "136****6666"
    assert count(page) == "43"
    assert status(window)[0] == "共 43 位客户"


def test_the_manager_sees_the_numbers_the_consultant_his_own(
    open_window: OpenWindow, guests: Showroom
) -> None:
    window = open_window(guests)
    page = open_customers(window, MANAGER)
    assert row(page, 0)[2] == "136 0000 6666"
    page = open_customers(window, CONSULTANT)
    page.filter.setText("王丽")
    assert row(page, 0)[2:5] == ["138 1234 5678", "陈涛", "A"]
    page.filter.setText("单")
    assert row(page, 0)[2] == "137****7777"


def test_typing_on_the_list_filters_it(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    press("s", "x", "x")
    assert page.filter.text() == "sxx"
    assert (names(page), count(page)) == (["单雄信"], "1 / 43")
    press("Escape")
    assert (page.filter.text(), count(page)) == ("", "43")
    press("Escape")
    assert page.table.hasFocus()


def test_special_lists_stand_beside_the_name_and_filter(open_window: OpenWindow, guests: Showroom) -> None:
    black = {"blacklisted": True, "blacklist_reason": "恶意退订"}
    (shan,) = register.ids(guests.manager, "单雄信")
    customer_facts.keep_special(guests.manager, shan, 1, black)
    page = open_customers(open_window(guests))
    assert row(page, 1)[0] == "单雄信  黑名单"
    page.filter.setText("#黑名单")
    assert (row(page, 0)[0], count(page)) == ("单雄信  黑名单", "1 / 43")


def test_an_input_method_begun_on_the_list_goes_on_in_the_filter(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    compose("ouyang")
    commit("欧阳")
    settle()
    assert page.filter.text() == "欧阳"
    assert names(page) == ["欧阳娜"]


def test_from_the_filter_down_into_the_list_and_on_to_the_day(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    press("Ctrl+F", "7", "7", "7", "7", "Down")
    assert page.table.hasFocus()
    assert page.table.current
    assert "单雄信" in labels(page.side)
    press("Alt+Right")
    (line,) = page.visits.lines
    assert line.hasFocus()
    assert "看 SUV" in line.accessibleName()
    press("Escape")
    assert page.table.hasFocus()
    press("Alt+Right", "Return")
    log = shell(window).page
    assert isinstance(log, TrafficLogPage)
    assert log.day == THURSDAY


def test_beside_the_list_stands_who_is_current(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    assert [line.visit.day for line in page.visits.lines] == [THURSDAY]
    press("End")
    assert "王丽" in labels(page.side), "on file before the others"
    assert [line.visit.day for line in page.visits.lines] == [WEDNESDAY]


def test_on_a_small_screen_the_visits_open_over_the_list(open_window: OpenWindow, guests: Showroom) -> None:
    window = open_window(guests, size=(853, 480))
    page = open_customers(window)
    assert page.side.narrow
    press("Alt+Right")
    assert page.side.fly_out.isVisible()
    assert page.visits.lines[0].hasFocus()
    press("Escape")
    assert not page.side.fly_out.isVisible()
    assert page.table.hasFocus()


def test_the_clerk_reads_the_days_but_opens_no_log(window: Window, guests: Showroom) -> None:
    page = open_customers(window, CLERK)
    press("Alt+Right")
    (line,) = page.visits.lines
    assert not line.isEnabled()
    line.click()
    assert shell(window).page is page


def test_the_administrator_has_no_such_page(window: Window, guests: Showroom) -> None:
    window.sign_in(ADMINISTRATOR, PASSWORD)
    assert CUSTOMERS not in shell(window)._by_key


def test_a_new_customer_appears_and_the_place_is_kept(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    press("Down", "Down")
    chosen = page.table.current
    register_walk_in(shell(window).desk, "赵六", "13500005555")
    settle()
    assert names(page)[0] == "赵六"
    assert (page.table.current, count(page)) == (chosen, "44")


def test_nobody_matches(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    press("Ctrl+F")
    commit("龘")
    settle()
    assert "没有符合条件的客户" in labels(page)
    assert "选中一位客户，这里列出其来店、来电的日期。" in labels(page.side)
    click(page.paper.way_out)
    assert count(page) == "43"
    assert page.table.hasFocus()


def test_nobody_is_on_file_yet(window: Window, morning: Showroom) -> None:
    morning.on(WEDNESDAY, 16)
    remove(morning.reception, 1)
    page = open_customers(window)
    assert "还没有客户资料" in labels(page)
    click(page.paper.way_out)
    assert isinstance(shell(window).page, TrafficLogPage)


def test_what_is_copied_is_masked_as_it_is_seen(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    press("Right", "Right", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "136****6666"
    assert "136****6666" in toast(window)
    press("Shift+Down", "Ctrl+C")
    first, second = QGuiApplication.clipboard().text().split("\n")
    assert first.split("\t")[:3] == ["欧阳娜", row(page, 0)[1], "136****6666"]
    assert second.split("\t")[0] == "单雄信"


def test_pages_and_ends(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    press("PgDown")
    assert page.table.currentIndex().row() > 5
    press("PgUp")
    assert page.table.currentIndex().row() == 0
    press("End")
    assert page.table.currentIndex().row() == 42
    press("Home")
    assert page.table.currentIndex().row() == 0


def test_made_anew_the_filter_and_the_place_are_kept(window: Window, guests: Showroom) -> None:
    page = open_customers(window)
    page.filter.setText("客人")
    page.table.begin()
    press("Down", "Down", "Down")
    chosen = page.table.current
    window._use_text(125)
    comes_anew()
    fresh = customers(window)
    assert fresh is not page
    assert (fresh.filter.text(), fresh.table.current) == ("客人", chosen)
    window._use_text(100)
    comes_anew()
