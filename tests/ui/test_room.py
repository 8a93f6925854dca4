"""Small screens and large text: what yields, in which order, and that the form yields last (look: Scale)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from showroom.ui.look.theme import SIZES, Theme, current
from showroom.ui.look.tokens import LOG_ROW, RAIL, SIDE_BAR, SIDE_BAR_NARROW, SIDE_COLUMN
from showroom.ui.side_column import RailItem
from showroom.ui.window import SMALLEST, Window
from tests.journeys.at_the_window import (
    click,
    comes_anew,
    focus_window,
    hear,
    labels,
    page,
    press,
    shell,
    sign_in,
)
from tests.journeys.conftest import OpenWindow
from tests.people import Showroom, register_walk_in

FULL, MIDDLE, SMALL = (1440, 900), (1100, 800), SMALLEST


def open_log(open_window: OpenWindow, size: tuple[int, int]) -> Window:
    window = open_window(size=size)
    sign_in(window, "周敏")
    return window


@pytest.mark.parametrize(
    ("size", "side_bar", "narrow"),
    [(FULL, SIDE_BAR, False), ((1280, 800), SIDE_BAR, False), (SMALL, SIDE_BAR_NARROW, True)],
)
def test_the_side_bar_yields_before_the_side_column(
    open_window: OpenWindow, size: tuple[int, int], side_bar: int, narrow: bool
) -> None:
    window = open_log(open_window, size)
    assert shell(window).side.width() == side_bar
    assert page(window).side.narrow is narrow


def test_between_the_two_only_the_words_of_the_side_bar_go(open_window: OpenWindow) -> None:
    window = open_log(open_window, (1279, 800))
    assert shell(window).side.width() == SIDE_BAR_NARROW
    assert not page(window).side.narrow


def on_rail(window: Window) -> list[RailItem]:
    """The sections that have something to say; nobody is expected today."""
    return [one for one in page(window).side._items if one.isVisible()]


def test_the_rail_counts_and_its_fly_out_tells(open_window: OpenWindow, morning: Showroom) -> None:
    register_walk_in(morning.reception, "沈女士", "13911112222")
    window = open_log(open_window, SMALL)
    side = page(window).side
    assert side.width() == RAIL
    item, turn = on_rail(window)
    assert (item.accessibleName(), turn.accessibleName()) == ("此刻在店 1", "轮值表")
    assert "沈女士" not in labels(window)
    click(item)
    assert side.fly_out.isVisible()
    assert "沈女士" in labels(side.fly_out)
    press("Esc")
    assert not side.fly_out.isVisible()
    assert "沈女士" not in labels(window)


def test_a_press_elsewhere_closes_the_fly_out(open_window: OpenWindow) -> None:
    window = open_log(open_window, SMALL)
    side = page(window).side
    click(on_rail(window)[0])
    QTest.mouseClick(shell(window).top.strip, Qt.MouseButton.LeftButton)
    assert side.fly_out.section is None


def test_with_room_again_the_section_is_back_in_the_column(open_window: OpenWindow) -> None:
    window = open_log(open_window, SMALL)
    click(on_rail(window)[0])
    window.resize(*FULL)
    focus_window()
    assert not page(window).side.narrow
    assert page(window).now.isVisible()
    assert page(window).now.width() <= SIDE_COLUMN


def test_a_day_that_is_over_has_nobody_on_the_rail(open_window: OpenWindow) -> None:
    window = open_log(open_window, SMALL)
    press("PgUp")
    assert on_rail(window) == []


def test_the_matches_stand_on_the_rail(open_window: OpenWindow) -> None:
    window = open_log(open_window, SMALL)
    side, panel = page(window).side, page(window).panel
    assert not side.matches.isVisible()
    hear("13812345678")
    assert panel.isVisible()
    assert (side.matches.accessibleName(), side.matches.isChecked()) == ("相近客户 1", True)
    click(side.matches)
    assert not panel.isVisible()
    assert side.matches.isVisible(), "they are still to be had"
    click(side.matches)
    assert panel.isVisible()


def test_the_column_heads_stay_when_the_sheet_scrolls(open_window: OpenWindow) -> None:
    window = open_log(open_window, SMALL)
    heads, bar = page(window)._heads, page(window)._scroll.verticalScrollBar()
    assert not heads.isVisible(), "the sheet shows its own"
    bar.setValue(bar.maximum() // 2)
    assert heads.isVisible()
    assert heads.y() == 0
    assert heads.height() == page(window).table.horizontalHeader().height()


def test_tools_without_room_wait_under_more(open_window: OpenWindow) -> None:
    window = open_log(open_window, FULL)
    bar = page(window).bar
    assert bar.print.isVisible()
    assert [action.text() for action in bar.menu().actions()] == ["回收站…"]
    bar.setFixedWidth(bar.sizeHint().width() - 20)
    assert bar.more.isVisible()
    assert not bar.today.isVisible()
    words = [action.text() for action in bar.menu().actions()]
    assert words == ["今天", "回收站…"]


def test_the_name_of_the_person_yields(open_window: OpenWindow) -> None:
    assert "前台" in labels(shell(open_log(open_window, FULL)).top)
    assert "前台" not in labels(shell(open_log(open_window, SMALL)).top)


# -- text size ----------------------------------------------------------------------------------------


@pytest.fixture
def usual_text(look: Theme) -> object:
    yield
    if current().text_percent != 100:
        current().set_text(100)


@pytest.mark.usefixtures("usual_text")
def test_keys_change_the_text_size_and_it_is_remembered(open_window: OpenWindow) -> None:
    window = open_log(open_window, FULL)
    hear("王女士 138")
    press("PgUp")
    day = page(window).day
    before = page(window).table.rowHeight(0)
    press("Ctrl++", "Ctrl++")
    assert current().text_percent == 125
    assert window._remembered.get("text", 0) == 125
    assert page(window).table.rowHeight(0) > before
    assert page(window).day == day, "one is where one was"
    assert shell(window).top.strip.text() == "王女士 138", "nothing typed is lost"
    press("Ctrl+-")
    assert current().text_percent == 110
    press("Ctrl+0")
    assert current().text_percent == 100


@pytest.mark.usefixtures("usual_text")
def test_the_text_size_is_chosen_in_the_menu_too(window: Window) -> None:
    sign_in(window, "周敏")
    menu = shell(window).top.menu()
    sizes = next(action.menu() for action in menu.actions() if action.text() == "字号")
    assert [action.text() for action in sizes.actions()] == [f"{size} %" for size in SIZES]
    sizes.actions()[-1].trigger()
    comes_anew()
    assert current().text_percent == 150


@pytest.mark.usefixtures("usual_text")
def test_a_row_is_never_lower_than_its_line_of_text(look: Theme) -> None:
    heights = []
    for size in SIZES:
        look.text_percent = size
        heights.append(look.row(LOG_ROW))
    look.text_percent = 100
    assert heights[:2] == [LOG_ROW, LOG_ROW]
    assert heights == sorted(heights)
    assert heights[-1] >= 20 + 12


def test_the_steps_end_at_the_smallest_and_the_largest(look: Theme) -> None:
    look.text_percent = SIZES[-1]
    assert look.larger() == SIZES[-1]
    look.text_percent = SIZES[0]
    assert look.smaller() == SIZES[0]
    look.text_percent = 100
