"""The window is closed, locked or broken off with words in every place that can hold some (V2, V3, V21).

None of the ways loses a typed word. Where the protection is taken away the same test finds what was lost.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit

from showroom import language
from showroom.models.store import Store
from showroom.rules.duties import Role
from showroom.services import drafts
from showroom.ui import present
from showroom.ui.close_day import CloseDay
from showroom.ui.look.theme import Theme, current
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.window import Window
from tests.journeys import at_the_first_start as newcomer
from tests.journeys.at_the_first_start import an_empty_store
from tests.journeys.at_the_window import (
    go_to,
    hear,
    model,
    open_cell,
    page,
    pen,
    press,
    settle,
    shell,
    sign_in,
    when_a_dialog_opens,
    write_over,
)
from tests.journeys.conftest import OpenWindow, copy_of, look, morning, open_window, pdf, window
from tests.people import RECEPTIONIST, Showroom, log_of, register_walk_in
from tests.ui.settings import at_the_settings as keeper

__all__ = ["copy_of", "look", "morning", "open_window", "pdf", "window"]

LINE = "王女士 138 朗逸"


# -- words everywhere ---------------------------------------------------------------------------------


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 at the desk; three guests are on the log, one of whom has not left."""
    for name, phone in (("李强", "13711112222"), ("何军", "13711113333"), ("沈女士", "13711114444")):
        register_walk_in(morning.reception, name, phone, arrived="0912", received_by="陈涛", level="A")
    sign_in(window, "周敏")
    return window


def put_into_panel(window: Window, number: int, text: str) -> None:
    """The details of a row are opened, and the note is written."""
    go_to(window, number, "number")
    press("Ctrl+I")
    note = page(window).visits.panel.blanks["note"].pen
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    hear(text)


def write_everywhere(window: Window) -> None:
    """Strip, the next row, a refused cell, two visits' details, an open cell: nothing of it is saved."""
    hear(LINE)
    open_cell(window, len(model(window).entries) + 1, "area")
    hear("滨江")
    press("Return")
    write_over(window, 1, "time", "25:99")
    put_into_panel(window, 2, "第二行还没写完")
    press("Esc")
    put_into_panel(window, 3, "第三行还没写完")
    press("Esc")
    open_cell(window, 1, "area")
    hear("半句话")


def found_again(window: Window) -> dict[str, str]:
    """The same words, wherever they stand now."""
    settle()
    log, panel = page(window), page(window).visits.panel
    found = {
        "strip": shell(window).top.strip.text(),
        "next row": log.model.pencil.written.get("area", ""),
    }
    for number in (1, 2, 3):
        log.visits.open_visit(log.model.entries[number - 1])
        found |= {f"{number} {key}": text for key, text in panel.written.items()}
    return found


WRITTEN = {
    "strip": LINE,
    "next row": "滨江",
    "1 arrived": "25:99",
    "1 area": "半句话",
    "2 note": "第二行还没写完",
    "3 note": "第三行还没写完",
}


# -- ways to go, and back -----------------------------------------------------------------------------


def by_the_cross(window: Window) -> None:
    """X, Alt+F4: the platform asks the window, which stands in no call of ours."""
    QTimer.singleShot(0, window.windowHandle().close)
    settle()


def by_quitting(_window: Window) -> None:
    QApplication.closeAllWindows()


def by_python(window: Window) -> None:
    window.close()


def by_locking(window: Window) -> None:
    press("Ctrl+L")


def by_the_end_of_the_session(window: Window) -> None:
    window._session_over("")


def by_another_language(window: Window) -> None:
    shell(window).top.language_chosen.emit(language.ENGLISH)


def by_another_text_size(window: Window) -> None:
    shell(window).text_chosen.emit(110)


Way = Callable[[Window], None]
CLOSING = (by_the_cross, by_quitting, by_python)
STAYING_IN = (by_another_language, by_another_text_size)
WAYS = (*CLOSING, by_locking, by_the_end_of_the_session, *STAYING_IN)


@pytest.fixture
def usual_dress(look: Theme) -> Any:
    yield
    if current().text_percent != 100:
        current().set_text(100)


def and_back(way: Way, window: Window, open_window: OpenWindow, name: str = "周敏") -> Window:
    """Go, and come back as the same person."""
    way(window)
    settle()
    if way in CLOSING:
        assert not window.isVisible()
        window = open_window()
    if way not in STAYING_IN:
        sign_in(window, name)
    settle()
    return window


@pytest.mark.usefixtures("usual_dress")
@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_go_loses_a_word(
    desk: Window, open_window: OpenWindow, morning: Showroom, way: Way
) -> None:
    before = log_of(morning.reception)
    write_everywhere(desk)
    back = and_back(way, desk, open_window)
    assert page(back).visits.panel.isVisible(), "what was begun is in view by itself"
    assert found_again(back) == WRITTEN
    assert log_of(morning.reception) == before, "and nothing of it was saved by itself"


def test_the_control_without_drafts_every_word_is_lost(
    desk: Window, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrafficLogPage, "leave", lambda _page: None)
    monkeypatch.setattr(drafts, "keep", lambda *_anything, **_more: None)
    write_everywhere(desk)
    back = and_back(by_the_cross, desk, open_window)
    assert found_again(back) == {"strip": "", "next row": ""}


def test_what_came_back_and_was_saved_is_no_draft_any_more(desk: Window, open_window: OpenWindow) -> None:
    put_into_panel(desk, 2, "第二行")
    back = and_back(by_the_cross, desk, open_window)
    press("Ctrl+S")
    assert page(back).model.entries[1].note == "第二行"
    again = and_back(by_the_cross, back, open_window)
    assert not page(again).visits.panel.isVisible()
    assert pen() is shell(again).top.strip


def test_words_about_a_row_wait_where_another_row_is_opened(desk: Window) -> None:
    """Also without leaving: the details of the next row do not take the place of the words."""
    put_into_panel(desk, 2, "第二行")
    press("Esc")
    put_into_panel(desk, 3, "第三行")
    assert {key: text for key, text in found_again(desk).items() if text} == {
        "2 note": "第二行",
        "3 note": "第三行",
    }


# -- closing the day ----------------------------------------------------------------------------------


def closing_panel(window: Window) -> CloseDay:
    return page(window).closing.panel


def half_a_time(window: Window) -> QLineEdit:
    """The pen is in what is missing of the first row, and half of it is written."""
    press("F8")
    found = closing_panel(window).editors[0].input
    assert found is not None
    found.setFocus()
    hear("17:")
    return found


@pytest.mark.parametrize("way", [by_the_cross, by_locking])
def test_half_a_word_in_the_closing_of_the_day_comes_back(
    desk: Window, open_window: OpenWindow, way: Way
) -> None:
    half_a_time(desk)
    back = and_back(way, desk, open_window)
    assert {key: text for key, text in found_again(back).items() if text} == {"1 left": "17:"}


def test_half_a_word_in_the_closing_survives_the_row_of_another_desk(desk: Window, morning: Showroom) -> None:
    shell(desk).news.watch.timeout.emit()
    half_a_time(desk)
    register_walk_in(morning.consultant, "钱先生", "13911113333")
    shell(desk).news.watch.timeout.emit()
    settle()
    assert len(page(desk).model.entries) == 4, "the other row is there"
    written = pen()
    assert isinstance(written, QLineEdit)
    assert written.text() == "17:", "what was written stays, and the pen in it"
    hear("40")
    press("Return")
    assert log_of(morning.reception).rows[0].left is not None


# -- the settings -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("usual_dress")
@pytest.mark.parametrize("way", [by_the_cross, by_locking, by_another_language])
def test_the_sections_of_the_settings_keep_their_words(
    window: Window, open_window: OpenWindow, morning: Showroom, way: Way
) -> None:
    settings = keeper.open_settings(window)
    keeper.go_to(settings, "展厅信息" if "展厅信息" in keeper.section_names(settings) else "展厅")
    keeper.write(settings, address="滨江区江南大道")
    back = and_back(way, window, open_window, "郭宇")
    shell(back).show_page("settings")
    settle()
    assert keeper.reads(keeper.settings(back), "address") == "滨江区江南大道"


# -- the first start ----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", CLOSING)
def test_a_first_start_that_was_closed_goes_on_where_it_was(
    open_window: OpenWindow, morning: Showroom, tmp_path: Path, way: Way
) -> None:
    with an_empty_store(tmp_path) as store:
        house = Showroom(store, morning.clock)
        first = open_window(house)
        newcomer.name_the_showroom(first)
        hear("郭宇")
        press("Tab", "Tab")
        hear(newcomer.SECRET)
        way(first)
        assert not first.isVisible()
        second = open_window(house)
        assert newcomer.people(second).first.entries["name"].field.text() == "郭宇"
        press("Esc")
        assert newcomer.facts(second).entries()["dealer"].field.text() == newcomer.DEALER
        second.close()
        kept = "".join(path.read_text("utf-8") for path in store.path.parent.rglob("*.json"))
    assert "郭宇" in kept, "the control: this is where it was kept"
    assert newcomer.SECRET not in kept


# -- bugs and full disks in the way -------------------------------------------------------------------


class Answering:
    """Somebody who answers every question that is put instead of going."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, goes: bool) -> None:
        self.asked: list[str] = []
        self._goes = goes
        monkeypatch.setattr(present, "ask_in_spite", self._answer)

    def _answer(self, _parent: object, error: Any, _yes: str) -> bool:
        self.asked.append(error.code)
        return self._goes


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the last resort."""
    found: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: found.append(kind.__name__))
    return found


def a_bug(*_anything: object) -> None:
    raise ZeroDivisionError("a bug")


@pytest.mark.parametrize("place", ["table.open_cell", "writing.keep_draft_now", "visits.keep_draft_now"])
def test_a_bug_on_the_way_out_leaves_the_window_with_its_words(
    desk: Window, monkeypatch: pytest.MonkeyPatch, bugs: list[str], place: str
) -> None:
    hear(LINE)
    owner, name = place.split(".")
    asked = Answering(monkeypatch, goes=False)
    with monkeypatch.context() as broken:
        broken.setattr(getattr(page(desk), owner), name, a_bug)
        for _try in range(2):
            by_the_cross(desk)
            assert desk.isVisible()
            assert shell(desk).top.strip.text() == LINE
    assert bugs[0] == "ZeroDivisionError"
    assert asked.asked == ["E-BUG"], "the second time it is a question, and whoever thinks better of it stays"


def test_whoever_cannot_wait_leaves_in_spite_of_a_bug(
    desk: Window, monkeypatch: pytest.MonkeyPatch, bugs: list[str]
) -> None:
    """Nobody is locked in by a bug, and the pages without one keep their words."""
    hear(LINE)
    Answering(monkeypatch, goes=True)
    monkeypatch.setattr(page(desk).visits, "keep_draft_now", a_bug)
    by_the_cross(desk)
    assert desk.isVisible()
    by_the_cross(desk)
    assert not desk.isVisible()


def test_one_page_that_fails_does_not_take_the_words_of_the_others(
    desk: Window, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, bugs: list[str]
) -> None:
    hear(LINE)
    Answering(monkeypatch, goes=True)
    monkeypatch.setattr(page(desk).visits, "keep_draft_now", a_bug)
    by_the_cross(desk)
    by_the_cross(desk)
    back = open_window()
    sign_in(back, "周敏")
    assert shell(back).top.strip.text() == LINE


def test_the_control_a_window_that_does_not_begin_with_ignore_is_gone(
    open_window: OpenWindow, morning: Showroom, monkeypatch: pytest.MonkeyPatch, bugs: list[str]
) -> None:
    """Qt closes a window whose closing raised; that is why the first line of ours says no."""

    def careless(window: Window, event: QCloseEvent) -> None:
        window._leave_shell()
        QMainWindow.closeEvent(window, event)

    monkeypatch.setattr(Window, "closeEvent", careless)
    window = open_window()
    sign_in(window, "周敏")
    hear(LINE)
    monkeypatch.setattr(page(window), "leave", a_bug)
    by_the_cross(window)
    assert bugs
    assert not window.isVisible()


def test_a_full_disk_is_a_question_with_the_safe_answer_in_hand(
    desk: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter and Esc stay; whoever wants to go without the words goes."""
    hear(LINE)

    def full(*_anything: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(drafts, "write_file_atomically", full)
    for key in ("Esc", "Return"):
        when_a_dialog_opens(lambda _dialog, key=key: press(key))  # type: ignore[misc]
        assert not desk.close()
        assert shell(desk).top.strip.text() == LINE
    when_a_dialog_opens(lambda _dialog: press("Shift+Tab", "Space"))
    assert desk.close()


# -- what asks Python itself to end -------------------------------------------------------------------

_ROOT = Path(__file__).parents[2]


def end_in_a_slot(store: Path, how: str) -> subprocess.CompletedProcess[str]:
    """A program of its own, in which a slot ends everything while words stand on the strip."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.ending_in_a_slot", str(store), how, LINE],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("how", "code"), [("sys.exit", 3), ("KeyboardInterrupt", 0), ("quit", 0)])
def test_what_ends_python_in_a_slot_goes_through_the_closing(
    copy_of: Callable[[str], Path], morning: Showroom, open_window: OpenWindow, how: str, code: int
) -> None:
    store = copy_of("child/showroom.db")
    ended = end_in_a_slot(store, how)
    assert (ended.returncode, ended.stdout) == (code, "TYPED\n"), ended.stderr
    with Store(store) as opened:
        back = open_window(Showroom(opened, morning.clock))
        sign_in(back, "周敏")
        assert shell(back).top.strip.text() == LINE
        back.close()


def test_the_control_an_exit_without_the_hook_loses_the_words(
    copy_of: Callable[[str], Path], morning: Showroom
) -> None:
    store = copy_of("child/showroom.db")
    ended = end_in_a_slot(store, "without hooks")
    assert (ended.returncode, ended.stdout) == (3, "TYPED\n"), ended.stderr
    with Store(store) as opened:
        reception = Showroom(opened, morning.clock).desk(RECEPTIONIST)
        assert drafts.found(reception, "traffic_log").empty


def test_a_person_who_lost_the_duty_finds_no_words_and_no_error(
    desk: Window, open_window: OpenWindow, morning: Showroom
) -> None:
    put_into_panel(desk, 2, "第二行")
    desk.close()
    morning.changes_role(RECEPTIONIST, Role.CUSTOMER_SERVICE_CLERK)
    back = open_window()
    sign_in(back, "周敏")
    assert back.isVisible()
