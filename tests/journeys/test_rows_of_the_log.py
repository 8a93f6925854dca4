"""What is done to whole rows: off the log for a reason, into the bin, back; and what became of each."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from showroom import language
from showroom.models.traffic_log import TrafficEntry
from showroom.ui.history_panel import HistoryPanel
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    click,
    go_to,
    hear,
    labels,
    model,
    page,
    pen,
    point_of,
    press,
    press_the_verb,
    row,
    rows,
    segment,
    settle,
    shell,
    sign_in,
    status,
    table,
    toast,
    verb,
    write_over,
)
from tests.journeys.conftest import OpenWindow
from tests.people import Showroom, correct, register_walk_in, remove, restore


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 at the desk; 李强 and 何军 are on the log."""
    register_walk_in(morning.reception, "李强", "13711112222", area="滨江")
    register_walk_in(morning.reception, "何军", "13922223333")
    sign_in(window, "周敏")
    return window


def guests(window: Window) -> list[str]:
    return [one["guest"] for one in rows(window)]


def tab_to(window: Window, widget: QWidget) -> None:
    """With nothing but the keyboard."""
    for _press in range(60):
        if pen() is widget:
            return
        press("Tab")
    raise AssertionError(f"{widget.accessibleName()!r} is not reached by Tab")


def look_now(window: Window) -> None:
    """The second is over: the window looks whether anything happened elsewhere."""
    shell(window).news.watch.timeout.emit()
    settle()


def open_menu() -> QMenu:
    """The menu that is open."""
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def entry_of(menu: QMenu, word: str) -> QAction:
    return next(one for one in menu.actions() if one.text().startswith(word))


def in_view(panel: FlyOut) -> list[str]:
    assert panel.isVisible()
    return labels(panel)


# -- off the log and back -----------------------------------------------------------------------------


def test_off_the_log_into_the_bin_and_back_by_keyboard_alone(desk: Window) -> None:
    press("Ctrl+N", "Up", "Up", "Home")
    assert row(desk, table(desk).currentIndex().row() + 1)["guest"] == "李强"
    asked = answering("写错了")
    press("Del")
    assert len(asked) == 1
    assert guests(desk) == ["何军"]
    assert (toast(desk), verb(desk)) == ("已删除 李强（第 1 行）", "撤销")
    assert pen() is table(desk), "the pen lies where it lay"

    tab_to(desk, page(desk).bar.more)
    press("Space", "Down", "Return")
    bin_panel = page(desk).rows.bin
    assert {"回收站", "1", "李强", "137 1111 2222", "写错了", "3月5日 周四，第 1 行　10:38"} <= set(
        in_view(bin_panel)
    )
    press("Return")
    assert guests(desk) == ["李强", "何军"]
    assert (toast(desk), verb(desk)) == ("已恢复 李强（第 1 行）", "撤销")
    assert any("最近 30 天没有删除过登记" in words for words in in_view(bin_panel))
    press("Esc")
    assert not bin_panel.isVisible()
    assert pen() is page(desk).bar.more

    press("Ctrl+Z")
    assert guests(desk) == ["何军"], "back in the bin"
    press("Ctrl+Z")
    assert guests(desk) == ["李强", "何军"]


def test_without_a_reason_nothing_goes(desk: Window) -> None:
    go_to(desk, 1, "number")
    answering(None)
    press("Del")
    answering("x")
    press("Del")
    assert guests(desk) == ["李强", "何军"]
    assert "至少两个字" in status(desk)[0]
    assert toast(desk) == status(desk)[0]


def test_delete_in_a_blank_of_the_row_takes_nothing_off(desk: Window) -> None:
    go_to(desk, 1, "area")
    press("Del", "Esc")
    assert guests(desk) == ["李强", "何军"]


def test_the_toast_brings_the_row_back(desk: Window) -> None:
    go_to(desk, 2, "number")
    answering("重复登记")
    press("Del")
    press_the_verb(desk)
    assert guests(desk) == ["李强", "何军"]


def test_what_was_changed_meanwhile_is_not_thrown_away(open_window: OpenWindow, morning: Showroom) -> None:
    entry = register_walk_in(morning.reception, "李强", "13711112222").entry
    window = open_window()
    sign_in(window, "周敏")
    shell(window).news.stop()
    correct(morning.manager, entry, note="老客户介绍")
    go_to(window, 1, "number")
    answering("写错了")
    press("Del")
    assert status(window)[1] == "E-NEWER"
    assert "刘建国" in status(window)[0]
    assert TrafficEntry.get_by_id(entry).removed_at is None


def test_the_bin_looks_as_far_back_as_asked(desk: Window, morning: Showroom) -> None:
    remove(morning.reception, TrafficEntry.get(TrafficEntry.guest_name == "李强").id, "写错了")
    morning.on(morning.clock.today().replace(month=4), 9, 0)
    page(desk).show_day(morning.clock.today())
    page(desk).rows.open_bin()
    bin_panel = page(desk).rows.bin
    settle()
    assert "李强" not in in_view(bin_panel)
    click(segment(bin_panel, "365 天"))
    assert "李强" in in_view(bin_panel)


def test_each_of_many_rows_is_reached_and_put_back(desk: Window, morning: Showroom) -> None:
    for number in range(12):
        entry = register_walk_in(morning.reception, f"客人{number}", f"137222200{number:02}").entry
        remove(morning.reception, entry, "写错了")
    page(desk).rows.open_bin()
    bin_panel = page(desk).rows.bin
    press("Down", "Down")
    assert pen().accessibleName().startswith("恢复 客人9")
    press("Return")
    assert "客人9" in guests(desk)
    assert pen().accessibleName().startswith("恢复 客人8"), "the next one is in hand"
    press("Up", "Up", "Up", "Up", "Up")
    assert bin_panel.isAncestorOf(pen()), "the focus stays inside"
    assert not pen().visibleRegion().isEmpty(), "what is in hand is in view"


def test_somebody_else_put_it_back_meanwhile(desk: Window, morning: Showroom) -> None:
    entry = TrafficEntry.get(TrafficEntry.guest_name == "李强").id
    remove(morning.reception, entry, "写错了")
    page(desk).rows.open_bin()
    button = next(
        one for one in page(desk).rows.bin.findChildren(QPushButton) if "李强" in one.accessibleName()
    )
    restore(morning.manager, entry)
    click(button)
    assert status(desk)[1] == "E-ROW-BACK"
    assert toast(desk) == status(desk)[0]


def test_the_bin_tells_why_also_what_an_undo_took(desk: Window) -> None:
    go_to(desk, 2, "number")
    answering("重复登记")
    press("Del", "Ctrl+Z", "Ctrl+Y")
    page(desk).rows.open_bin()
    assert "重复登记" in in_view(page(desk).rows.bin), "done again for the same reason"
    press("Esc", "F2")
    hear("孙女士 13700002222")
    press("Return", "Ctrl+Z")
    page(desk).rows.open_bin()
    assert "撤销：登记第 2 行（孙女士）" in in_view(page(desk).rows.bin)


# -- the menu of a row --------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["Menu", "Shift+F10"])
def test_the_menu_of_a_row_opens_by_key(desk: Window, keys: str) -> None:
    go_to(desk, 2, "area")
    press(keys)
    words = [one.text() for one in open_menu().actions()]
    assert words == [
        "打开客户卡\tCtrl+O",
        "来访详情…\tCtrl+I",
        "历史…\tCtrl+H",
        "删除这一行…\tDel",
        "客户现在离店\tF7",
    ]
    press("Esc")


def test_the_menu_of_a_row_opens_by_the_mouse_for_the_row_under_it(desk: Window) -> None:
    go_to(desk, 1, "area")
    sheet = table(desk).viewport()
    place = point_of(desk, 2, "guest")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, sheet.mapToGlobal(place))
    QApplication.sendEvent(sheet, event)
    entry_of(open_menu(), "历史").trigger()
    settle()
    assert "第 2 行的历史" in in_view(page(desk).rows.history)
    press("Esc")


def test_a_blank_row_has_no_menu(desk: Window) -> None:
    press("Ctrl+N", "Menu")
    assert QApplication.activePopupWidget() is None
    press("Ctrl+H")
    assert toast(desk) == "请先选中已登记的一行"


# -- history ------------------------------------------------------------------------------------------


def history_of(window: Window, number: int) -> HistoryPanel:
    go_to(window, number, "area")
    press("Ctrl+H")
    panel = page(window).rows.history
    assert panel.isVisible()
    return panel


def test_the_history_of_a_row_is_told_in_words_of_the_form(desk: Window, morning: Showroom) -> None:
    morning.on(morning.clock.today(), 11, 5)
    write_over(desk, 1, "area", "西湖")
    panel = history_of(desk, 1)
    told = in_view(panel)
    assert {"第 1 行的历史", "李强"} <= set(told)
    newest = told[told.index("3月5日 周四 11:05") :]
    assert newest[1].startswith("周敏")
    assert newest[2:8] == ["更正第 1 行", "地区", "滨江", "→", "西湖", "3月5日 周四 10:38"]
    assert "登记第 1 行" in newest
    press("Esc")
    assert not panel.isVisible()
    assert pen() is table(desk)


def test_the_history_speaks_english(desk: Window) -> None:
    write_over(desk, 1, "area", "西湖")
    shell(desk).language_chosen.emit(language.ENGLISH)
    settle()
    told = in_view(history_of(desk, 1))
    assert {"History of row 1", "Corrected row 1", "Area", "Binjiang", "Xihu"} <= set(told)


def test_the_history_keeps_what_was_undone_and_why_a_row_went(desk: Window, morning: Showroom) -> None:
    entry = TrafficEntry.get(TrafficEntry.guest_name == "李强").id
    remove(morning.reception, entry, "写错了")
    restore(morning.reception, entry)
    write_over(desk, 1, "area", "西湖")
    press("Ctrl+Z")
    told = in_view(history_of(desk, 1))
    assert {"撤销：更正第 1 行", "更正第 1 行", "恢复第 1 行", "删除第 1 行", "原因：写错了"} <= set(told)


def test_a_long_history_is_read_by_keyboard(desk: Window, morning: Showroom) -> None:
    entry = TrafficEntry.get(TrafficEntry.guest_name == "李强").id
    for number in range(30):
        correct(morning.reception, entry, revision=number + 1, note=f"第 {number} 次记录")
    day = page(desk).day
    panel = history_of(desk, 1)
    bar = panel._scroll.verticalScrollBar()
    press("PgDown")
    assert bar.value() > 0
    assert page(desk).day == day, "the day behind is not turned"
    press("End")
    assert bar.value() == bar.maximum()
    press("Home", "Down")
    assert 0 < bar.value() < bar.maximum()
    press("PgUp")
    assert bar.value() == 0


def test_the_panel_goes_when_the_pen_goes_elsewhere(desk: Window) -> None:
    panel = history_of(desk, 1)
    press("F2", "Ctrl+H")
    assert panel.isVisible(), "of the row that is selected, also from the strip"
    press("F2")
    assert not panel.isVisible()
    hear("138")
    assert shell(desk).top.strip.text() == "138"


def test_an_open_history_follows_what_happens(desk: Window, morning: Showroom) -> None:
    look_now(desk)
    panel = history_of(desk, 1)
    correct(morning.manager, model(desk).entries[0].entry, note="老客户介绍")
    look_now(desk)
    assert "老客户介绍" in in_view(panel)
    remove(morning.manager, model(desk).entries[0].entry, "写错了")
    look_now(desk)
    assert not panel.isVisible()


def test_tab_goes_round_inside_a_panel(desk: Window) -> None:
    panel = history_of(desk, 1)
    press("Tab")
    assert pen().accessibleName() == "关闭（Esc）"
    press("Tab")
    assert panel.isAncestorOf(pen())
    press("Return")
    assert not panel.isVisible()
