"""Ctrl+K: pages by word and pinyin, days as they are typed, and what the page can do."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.go_to import GoTo
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, hear, page, press, shell, sign_in, when_a_dialog_opens


@pytest.fixture
def desk(window: Window) -> Window:
    sign_in(window, "周敏")
    return window


def go_to(typed: str, *keys: str) -> list[str]:
    """Ctrl+K, type, press; what was found."""
    found: list[str] = []

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        hear(typed)
        items = [dialog.list.item(row) for row in range(dialog.list.count())]
        found.extend(item.text() for item in items if item.flags() & Qt.ItemFlag.ItemIsEnabled)
        press(*keys)

    when_a_dialog_opens(answer)
    press("Ctrl+K")
    return found


@pytest.mark.parametrize("typed", ["客流", "keliu", "klltj"])
def test_a_page_by_word_pinyin_or_initials(desk: Window, typed: str) -> None:
    assert go_to(typed, "Return")[0].startswith("客流量统计")
    assert shell(desk).page is shell(desk)._by_key["traffic_tally"]


@pytest.mark.parametrize(
    ("typed", "where"),
    [("跟踪表", "prospects"), ("genzongbiao", "prospects"), ("级别状况", "level_grid")],
)
def test_each_sheet_of_prospects_by_its_own_name(desk: Window, typed: str, where: str) -> None:
    go_to(typed, "Return")
    assert shell(desk).page is shell(desk)._by_key[where]


@pytest.mark.parametrize("typed", ["昨天", "3.4", "0304"])
def test_a_day_of_the_log(desk: Window, typed: str) -> None:
    assert go_to(typed, "Return")[0] == "3月4日 周三的来店登记"
    assert page(desk).day == date(2026, 3, 4)


def test_a_day_to_come_is_no_goal(desk: Window) -> None:
    assert not any("来店登记" in one and "月" in one for one in go_to("明天", "Esc"))


def test_what_the_page_can_do(desk: Window) -> None:
    go_to("日结", "Return")
    assert page(desk).closing.panel.isVisible()


def test_arrows_mark_and_esc_goes_nowhere(desk: Window) -> None:
    go_to("", "Down", "Return")
    assert shell(desk).page is shell(desk)._by_key["traffic_tally"]
    go_to("", "Esc")
    assert shell(desk).page is shell(desk)._by_key["traffic_tally"]


def test_the_way_to_anywhere_stands_beside_the_strip(desk: Window) -> None:
    opened: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        opened.append(dialog.question)
        press("Esc")

    when_a_dialog_opens(look)
    click(shell(desk).top.go_to)
    assert opened == ["转到"]


def test_the_buttons_of_the_page_in_view(desk: Window) -> None:
    assert go_to("报价", "Esc") == [], "those of another page are not offered"
    assert "日结…" in go_to("日结", "Esc")


def test_nothing_found_takes_nothing(desk: Window) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        assert not dialog.nothing.isVisible()
        hear("zzzz")
        assert "P26-00001" in dialog.nothing.text()
        assert dialog.nothing.isVisible()
        assert dialog.nothing.y() - dialog.line.geometry().bottom() < dialog.line.height(), "right below"
        press("Esc")

    when_a_dialog_opens(look)
    press("Ctrl+K")
    assert go_to("zzzz", "Return", "Esc") == []
    assert shell(desk).page is page(desk)


def test_a_clerk_goes_where_he_may(window: Window) -> None:
    sign_in(window, "何洁")
    found = go_to("", "Esc")
    assert any(one.startswith("我的账户") for one in found)
    assert not any(one.startswith("来店登记") for one in found)


def test_somebody_on_file_by_pinyin_with_the_reason(window: Window) -> None:
    sign_in(window, "陈涛")
    found = go_to("wangli", "Return")
    assert [one for one in found if one.startswith("王丽")] == ["王丽　138 1234 5678 · A · 陈涛 · 拼音相符"]
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    assert card.card is not None
    assert card.card.name == "王丽"


def test_a_card_by_its_number_comes_first(window: Window) -> None:
    sign_in(window, "陈涛")
    assert go_to("p26-1", "Return")[0] == "P26-00001　王丽 · A · 陈涛"
    assert isinstance(shell(window).page, CustomerCardPage)


def test_what_another_page_can_do(desk: Window) -> None:
    assert "打印：客流量统计" in go_to("打印", "Esc")
    go_to("打印：客流量", "Return")
    assert shell(desk).pages.currentWidget() is shell(desk).preview


def test_a_code_with_a_wrong_digit_is_told(desk: Window) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        hear("070000000100000112")
        assert "校验码" in dialog.nothing.text()
        press("Esc")

    when_a_dialog_opens(look)
    press("Ctrl+K")
