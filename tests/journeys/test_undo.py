"""What was done at the desk is taken back and done again: by key, by the toast, by the menu."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.models.traffic_log import TrafficEntry
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    assert_reads,
    hear,
    labels,
    model,
    open_cell,
    page,
    pen,
    press,
    press_the_verb,
    row,
    rows,
    settle,
    shell,
    sign_in,
    status,
    toast,
    totals,
    verb,
    write_over,
)
from tests.journeys.conftest import OpenWindow
from tests.people import PASSWORD, RECEPTIONIST, Showroom, acts, correct, log_of, register_walk_in


@pytest.fixture
def desk(window: Window) -> Window:
    """周敏 at the desk, one guest on the log."""
    sign_in(window, "周敏")
    register(window, "徐先生 13711112222 朗逸")
    return window


def register(window: Window, line: str) -> None:
    """F2, the words, Enter: some guests bring a match first, whom they are not."""
    press("F2")
    hear(line)
    press("Return")
    assert shell(window).top.strip.text() == ""


def guests(window: Window) -> list[str]:
    """The names on the sheet, from top to bottom."""
    return [one["guest"] for one in rows(window)]


def of_the_person(window: Window, verb_word: str) -> QAction:
    """The entry of the person's menu that begins with this verb."""
    entries = [one for one in shell(window).top.menu().actions() if one.text().startswith(verb_word)]
    assert len(entries) == 1
    return entries[0]


# -- by key -------------------------------------------------------------------------------------------


def test_a_registration_is_taken_back_and_done_again(desk: Window) -> None:
    assert (toast(desk), verb(desk)) == ("已登记 徐先生（第 1 行）", "撤销")
    press("Ctrl+Z")
    assert rows(desk) == []
    assert totals(desk)["批次"] == 0
    assert (toast(desk), verb(desk)) == ("已撤销：登记第 1 行（徐先生）", "重做")
    press("Ctrl+Y")
    assert guests(desk) == ["徐先生"]
    assert (toast(desk), verb(desk)) == ("已重做：登记第 1 行（徐先生）", "撤销")


def test_two_in_a_row_go_back_in_turn(desk: Window) -> None:
    register(desk, "何军 13922223333")
    write_over(desk, 1, "guest", "徐刚")
    press("Ctrl+Z")
    assert guests(desk) == ["徐先生", "何军"]
    press("Ctrl+Z")
    assert guests(desk) == ["徐先生"]
    press("Ctrl+Z")
    assert guests(desk) == []
    press("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Y")
    assert guests(desk) == ["徐刚", "何军"]


def test_when_there_is_nothing_it_says_so(desk: Window) -> None:
    press("Ctrl+Y")
    assert (toast(desk), verb(desk)) == ("没有可以重做的操作", "")
    press("Ctrl+Z")
    before = acts()
    press("Ctrl+Z")
    assert toast(desk) == "今天在这台电脑上没有可以撤销的操作"
    assert acts() == before


def test_in_the_strip_typing_goes_first(desk: Window) -> None:
    press("F2")
    hear("138")
    press("Ctrl+Z")
    assert shell(desk).top.strip.text() == ""
    assert guests(desk) == ["徐先生"], "that was the field's"
    press("Ctrl+Y")
    assert shell(desk).top.strip.text() == "138"
    press("Ctrl+Z", "Ctrl+Z")
    assert rows(desk) == [], "with nothing left to take back in the field"


def test_in_an_open_cell_typing_goes_first(desk: Window) -> None:
    editor = open_cell(desk, 1, "area")
    hear("xihu")
    press("Ctrl+Z")
    assert pen() is editor
    assert editor.text() == ""
    assert guests(desk) == ["徐先生"]


# -- by the toast -------------------------------------------------------------------------------------


def test_the_verb_takes_exactly_that_act_back(desk: Window, morning: Showroom) -> None:
    write_over(desk, 1, "area", "滨江")
    assert verb(desk) == "撤销"
    register_walk_in(morning.reception, "何军", "13922223333")
    press_the_verb(desk)
    assert_reads(row(desk, 1), guest="徐先生", area="")
    assert guests(desk) == ["徐先生", "何军"]
    press_the_verb(desk)
    assert_reads(row(desk, 1), area="滨江")


def test_what_is_typed_for_the_next_guest_stays(desk: Window) -> None:
    press("F2")
    hear("何军 139")
    press_the_verb(desk)
    assert rows(desk) == []
    assert shell(desk).top.strip.text() == "何军 139"
    assert row(desk, 1)["guest"] == "何军"


def test_a_cell_that_is_open_goes_on_with_its_row(desk: Window) -> None:
    """Nobody loses the words of the next row because a row above it went."""
    register(desk, "何军 13922223333")
    editor = open_cell(desk, 3, "guest")
    hear("wang")
    press_the_verb(desk)
    assert guests(desk) == ["徐先生"]
    assert pen() is editor
    assert editor.text() == "wang"
    press("Return")
    assert row(desk, 2)["guest"] == "wang"


def test_the_fourteenth_row_goes_with_the_page_it_had_opened(desk: Window) -> None:
    for number in range(13):
        register(desk, f"13722220{number:03}")
    assert model(desk).rowCount() == 28
    press("Ctrl+Z")
    assert (len(rows(desk)), model(desk).rowCount()) == (13, 14)


# -- refused ------------------------------------------------------------------------------------------


def test_what_somebody_changed_since_stands(desk: Window, morning: Showroom) -> None:
    entry = TrafficEntry.get(TrafficEntry.guest_name == "徐先生").id
    correct(morning.manager, entry, note="老客户介绍")
    before = acts()
    press("Ctrl+Z")
    assert guests(desk) == ["徐先生"]
    sentence, code = status(desk)
    assert "刘建国" in sentence
    assert code == "E-NEWER"
    assert (toast(desk), verb(desk)) == (sentence, "")
    page(desk).refresh()
    settle()
    assert status(desk)[1] == "E-NEWER", "it stands until they go on"
    assert acts() == before


def test_a_refusal_goes_when_something_is_done(desk: Window, morning: Showroom) -> None:
    entry = TrafficEntry.get(TrafficEntry.guest_name == "徐先生").id
    correct(morning.manager, entry, note="老客户介绍")
    press("Ctrl+Z")
    register(desk, "何军 13922223333")
    press("Ctrl+Z")
    assert status(desk)[0] == "1 行"


# -- by the menu --------------------------------------------------------------------------------------


def test_the_menu_names_the_act(desk: Window) -> None:
    undo, redo = of_the_person(desk, "撤销"), of_the_person(desk, "重做")
    assert undo.text() == "撤销：登记第 1 行（徐先生）\tCtrl+Z"
    assert not redo.isEnabled()
    undo.trigger()
    assert rows(desk) == []
    assert not of_the_person(desk, "撤销").isEnabled()
    assert of_the_person(desk, "重做").text().startswith("重做：登记第 1 行（徐先生）")


def test_the_menu_speaks_english_and_shows_names_as_they_are(desk: Window) -> None:
    write_over(desk, 1, "guest", "Xu & Sons")
    shell(desk).language_chosen.emit(language.ENGLISH)
    settle()
    entry = of_the_person(desk, "Undo")
    assert entry.text() == "Undo: corrected row 1 (Xu && Sons)\tCtrl+Z"


def test_whoever_does_nothing_has_nothing_to_undo(window: Window) -> None:
    sign_in(window, "何洁")
    assert not of_the_person(window, "撤销").isEnabled()
    press("Ctrl+Z")
    assert labels(window)


def test_a_day_at_two_desks(desk: Window, morning: Showroom) -> None:
    """What the consultant did is nothing to the receptionist's Ctrl+Z."""
    register_walk_in(morning.consultant, "何军", "13922223333")
    press("Ctrl+Z")
    assert [one.guest_name for one in log_of(morning.reception).rows] == ["何军"]


def test_beside_the_window_too(open_window: OpenWindow, qtbot: QtBot) -> None:
    """With the worker: Ctrl+Z right after Enter takes back what Enter did."""
    window = open_window(inline=False)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), SignInPage))
    window.sign_in(RECEPTIONIST, PASSWORD)
    qtbot.waitUntil(lambda: window.shell is not None and bool(model(window).lists))
    hear("徐先生 13711112222")
    press("Return", "Ctrl+Z")
    qtbot.waitUntil(lambda: toast(window) == "已撤销：登记第 1 行（徐先生）")
    qtbot.waitUntil(lambda: rows(window) == [])
    press("Ctrl+Y")
    qtbot.waitUntil(lambda: guests(window) == ["徐先生"])
