"""Two at the same store: another desk, a command, another person at the same desk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from showroom.clock import SystemClock
from showroom.models.traffic_log import TrafficEntry
from showroom.ui import news as news_module
from showroom.ui import present
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    LEFT,
    assert_reads,
    cell,
    chips,
    hear,
    labels,
    model,
    open_cell,
    page,
    pen,
    press,
    row,
    rows,
    settle,
    shell,
    sign_in,
    sign_in_at_the_log,
    sign_in_page,
    status,
    table,
    tip,
    toast,
    totals,
    write_over,
)
from tests.people import PASSWORD, RECEPTIONIST, Showroom, correct, log_of, register_walk_in

MAIN = Path(__file__).parents[2] / "main.py"


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    register_walk_in(morning.consultant, "李强", "13711112222", note="等朋友", arrived="0912", area="滨江")
    sign_in(window, "周敏")
    return window


def look_now(window: Window) -> None:
    """The second is over: the window looks whether anything happened elsewhere."""
    shell(window).news.watch.timeout.emit()
    settle()


def entry() -> int:
    """李强's row."""
    return int(TrafficEntry.get(TrafficEntry.guest_name == "李强").id)


# -- what others do appears ---------------------------------------------------------------------------


def test_a_window_looks_once_a_second() -> None:
    assert news_module.LOOK_MS <= 1000


def test_a_row_of_another_desk_appears(desk: Window, morning: Showroom, qtbot: QtBot) -> None:
    """From the moment the page is there, not from the first second after it."""
    register_walk_in(morning.consultant, "何军", "13911113333")
    assert len(rows(desk)) == 1
    shell(desk).news.watch.setInterval(5)
    qtbot.waitUntil(lambda: len(rows(desk)) == 2)
    assert row(desk, 2)["guest"] == "何军"
    assert totals(desk)["批次"] == 2


def test_a_row_of_a_command_appears(desk: Window, morning: Showroom) -> None:
    """The command has the computer's own clock, so the window is set to it."""
    # Locked before the clock jumps: a session of months ago would be signed out at the next look.
    press("Ctrl+L")
    morning.clock.at = SystemClock().now()
    sign_in(desk, "周敏")
    look_now(desk)
    page(desk).show_day(morning.clock.today())
    assert rows(desk) == []
    answer = subprocess.run(
        [
            sys.executable,
            MAIN,
            "register",
            "--store",
            morning.store.path,
            "--as",
            RECEPTIONIST,
            "何军 13911113333",
        ],
        env=os.environ | {"SHOWROOM_PASSWORD": PASSWORD},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 0, answer.stderr.decode()
    look_now(desk)
    assert [one["guest"] for one in rows(desk)] == ["何军"]


def test_what_others_do_elsewhere_is_no_reason_to_read(desk: Window, morning: Showroom) -> None:
    look_now(desk)
    before = model(desk).day
    morning.signs_in("chentao")
    look_now(desk)
    assert model(desk).day is before


def test_a_page_out_of_view_reads_when_it_is_shown_again(desk: Window, morning: Showroom) -> None:
    look_now(desk)
    press("Ctrl+P")
    register_walk_in(morning.consultant, "何军", "13911113333")
    before = model(desk).day
    look_now(desk)
    assert model(desk).day is before
    press("Esc")
    assert row(desk, 2)["guest"] == "何军"


def test_what_is_typed_on_the_strip_survives(desk: Window, morning: Showroom) -> None:
    look_now(desk)
    hear("钱先生 滨江")
    register_walk_in(morning.consultant, "何军", "13911113333")
    look_now(desk)
    assert pen() is shell(desk).top.strip
    assert_reads(row(desk, 3), guest="钱先生", area="滨江")
    press("Return")
    assert [one["guest"] for one in rows(desk)] == ["李强", "何军", "钱先生"]


def test_an_open_cell_of_the_next_row_survives(desk: Window, morning: Showroom) -> None:
    """The row the pen is on moves down; the words stay under the pen, and go into no other row."""
    look_now(desk)
    open_cell(desk, 2, "guest")
    hear("钱先")
    register_walk_in(morning.consultant, "何军", "13911113333")
    look_now(desk)
    editor = pen()
    assert isinstance(editor, QLineEdit)
    assert table(desk).isAncestorOf(editor)
    assert editor.text() == "钱先"
    hear("生")
    press("Ctrl+S")
    assert [one["guest"] for one in rows(desk)] == ["李强", "何军", "钱先生"]
    assert not any(one.corrections for one in log_of(morning.reception).rows)


def test_an_open_correction_survives(desk: Window, morning: Showroom) -> None:
    look_now(desk)
    open_cell(desk, 1, "note_and_model").selectAll()
    hear("朋友")
    register_walk_in(morning.consultant, "何军", "13911113333")
    look_now(desk)
    assert getattr(pen(), "text", str)() == "朋友"
    hear("到了")
    press("Return")
    assert row(desk, 1)["note_and_model"] == "朋友到了"


def test_the_next_cell_is_written_while_a_correction_comes_back(desk: Window, morning: Showroom) -> None:
    """Tab saves the first cell and opens the second at once; what is typed there is not swept away."""
    open_cell(desk, 1, "area").selectAll()
    hear("西湖")
    press("Tab")
    hear("咨询")
    look_now(desk)
    press("Return")
    assert_reads(row(desk, 1), area="西湖", purpose="咨询")


# -- the same cell ------------------------------------------------------------------------------------


def test_the_same_cell_is_told_with_both_values(desk: Window, morning: Showroom) -> None:
    correct(morning.consultant, entry(), note="朋友没来")
    write_over(desk, 1, "note_and_model", "朋友到了")
    assert row(desk, 1)["note_and_model"] == "朋友到了", "what was typed is still here"
    assert cell(desk, 1, "note_and_model").invalid
    said = tip(desk, 1, "note_and_model")
    assert "朋友没来" in said
    assert "朋友到了" in said
    assert said in status(desk)[0]
    assert log_of(morning.reception).rows[0].note == "朋友没来", "nothing was overwritten"
    look_now(desk)
    press("F5")
    assert row(desk, 1)["note_and_model"] == "朋友到了"
    open_cell(desk, 1, "note_and_model")
    press("End")
    hear("了")
    press("Return")
    assert log_of(morning.reception).rows[0].note == "朋友到了了"
    assert not cell(desk, 1, "note_and_model").invalid


def test_saving_the_same_words_again_after_a_clash_saves_them(desk: Window, morning: Showroom) -> None:
    """“Look at the row, then save again”: Enter on the marked cell is enough."""
    correct(morning.consultant, entry(), note="朋友没来")
    write_over(desk, 1, "note_and_model", "朋友到了")
    press("F5")
    open_cell(desk, 1, "note_and_model")
    press("Return")
    assert log_of(morning.reception).rows[0].note == "朋友到了"
    assert not cell(desk, 1, "note_and_model").invalid


def test_a_clash_on_a_choice_is_told_in_words(desk: Window, morning: Showroom) -> None:
    """Staff read 咨询 and 陈涛, not the codes and numbers of the store."""
    correct(morning.consultant, entry(), purpose="咨询")
    write_over(desk, 1, "purpose", "提车")
    said = tip(desk, 1, "purpose")
    assert "咨询" in said
    assert "提车" in said
    assert "enquiry" not in said


def test_other_cells_of_the_row_merge(desk: Window, morning: Showroom) -> None:
    correct(morning.consultant, entry(), area="西湖")
    write_over(desk, 1, "note_and_model", "朋友到了")
    assert_reads(row(desk, 1), area="西湖", note_and_model="朋友到了")
    assert not cell(desk, 1, "note_and_model").invalid


def test_a_match_made_meanwhile_is_found_when_it_is_saved(desk: Window, morning: Showroom) -> None:
    """Two desks write the same new guest: the second save makes a visit of the first one's customer."""
    hear("钱先生 13911113333")
    assert chips(desk)[0] == "新客户"
    register_walk_in(morning.consultant, "钱进", "13911113333", sex="男")
    press("Return")
    assert [one["guest"] for one in rows(desk)][1:] == ["钱进 男", "钱进 男"]


# -- once is once -------------------------------------------------------------------------------------


def test_enter_twice_registers_once(desk: Window) -> None:
    hear("张伟 13911112222")
    press("Return", "Return")
    press("Ctrl+S", "Ctrl+S")
    assert len(rows(desk)) == 2


def test_a_double_click_registers_once(desk: Window) -> None:
    hear("张伟 13911112222")
    tab = page(desk).paper.tab
    QTest.mouseClick(tab, LEFT)
    QTest.mouseDClick(tab, LEFT)
    settle()
    assert len(rows(desk)) == 2


@dataclass
class SlowStore:
    """A store that answers when it is told to."""

    waiting: list[tuple[Callable[[], Any], Callable[[Any], None]]] = field(default_factory=list)

    def answer(self) -> None:
        for job, then in self.waiting:
            then(job())
        settle()


@pytest.fixture
def slow(desk: Window, monkeypatch: pytest.MonkeyPatch) -> SlowStore:
    """From here on, registering waits for `answer`."""
    store, usual = SlowStore(), page(desk).writing.ask

    def ask(owner: Any, job: Any, then: Any, failed: Any = None) -> None:
        if isinstance(then, partial) and then.func == page(desk).writing._registered:
            store.waiting.append((job, then))
        else:
            usual(owner, job, then, failed)

    monkeypatch.setattr(page(desk).writing, "ask", ask)
    return store


def test_pressing_before_the_first_answer_registers_once(
    desk: Window, morning: Showroom, slow: SlowStore
) -> None:
    """The first press takes the words along; what is pressed after it finds nothing to register."""
    hear("张伟 13911112222")
    press("Return", "Ctrl+S", "Return")
    assert not page(desk).paper.tab.isVisible()
    slow.answer()
    assert len(log_of(morning.reception).rows) == 2
    assert toast(desk) == "已登记 张伟（第 2 行）"
    assert shell(desk).top.strip.text() == ""


def test_typing_on_while_the_answer_is_awaited_is_kept(
    desk: Window, morning: Showroom, slow: SlowStore
) -> None:
    """The guest's row is on its way; the words of the next guest are not taken away with it."""
    hear("张伟 13911112222")
    press("Return", "F2")
    hear("何军 13911113333")
    slow.answer()
    assert [one.guest_name for one in log_of(morning.reception).rows] == ["李强", "张伟"]
    assert shell(desk).top.strip.text() == "何军 13911113333"
    assert row(desk, 3)["guest"] == "何军"


def test_enter_before_the_day_was_read(
    window: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first reading is slow and the guest is quick: the row is registered as soon as it can be."""
    with monkeypatch.context() as reading:
        reading.setattr(TrafficLogPage, "refresh", lambda _page: None)
        sign_in(window, "周敏")
        hear("张伟 13911112222")
        press("Return")
    assert shell(window).top.strip.text() == "张伟 13911112222"
    page(window).refresh()
    settle()
    assert [one["guest"] for one in rows(window)] == ["张伟"]
    assert shell(window).top.strip.text() == ""


def test_words_written_behind_the_guests_are_the_next_ones(
    desk: Window, morning: Showroom, slow: SlowStore
) -> None:
    """Who does not wait for the empty line writes on behind the guest who is being registered."""
    hear("张伟 13911112222")
    press("Return")
    hear(" 何军 13911113333")
    slow.answer()
    assert shell(desk).top.strip.text().strip() == "何军 13911113333"
    assert_reads(row(desk, 3), guest="何军", phone="139 1111 3333")


def test_the_next_guest_before_the_answer_is_a_row_of_his_own(
    desk: Window, morning: Showroom, slow: SlowStore
) -> None:
    hear("张伟 13911112222")
    press("Return", "F2")
    hear("何军 13911113333")
    press("Return")
    slow.answer()
    assert [one.guest_name for one in log_of(morning.reception).rows] == ["李强", "张伟", "何军"]


# -- rights -------------------------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What dialogs said instead of opening."""
    said: list[str] = []
    monkeypatch.setattr(present, "tell", lambda _parent, error: said.append(error.code))
    return said


def test_a_disabled_receptionist_is_denied_and_keeps_her_words(
    desk: Window, morning: Showroom, told: list[str]
) -> None:
    hear("张伟 13911112222")
    # Faster than the window's own look at the session, which would lock.
    shell(desk).news.watch.stop()
    morning.disables(RECEPTIONIST)
    press("Ctrl+S")
    assert len(log_of(morning.consultant).rows) == 1
    assert shell(desk).top.strip.text() == "张伟 13911112222"
    assert any("退出" in said for said in chips(desk)), chips(desk)
    assert status(desk)[1] == "E-SESSION-OVER"
    write_over(desk, 1, "area", "西湖")
    assert log_of(morning.consultant).rows[0].area == "滨江"
    press("Ctrl+L")
    assert "周敏" not in [one.name for one in sign_in_page(desk)._colleagues]


def test_the_denied_print_is_told(desk: Window, morning: Showroom, told: list[str], pdf: Path) -> None:
    shell(desk).news.watch.stop()
    morning.disables(RECEPTIONIST)
    press("Ctrl+P")
    assert "E-SESSION-OVER" in told
    assert not pdf.exists()


# -- one desk, two people -----------------------------------------------------------------------------


def test_another_person_takes_over_the_desk(desk: Window, morning: Showroom) -> None:
    hear("张伟 13911112222")
    press("Ctrl+L")
    assert desk.shell is None
    assert not any("李强" in words or "137" in words for words in labels(desk)), (
        "nothing of a customer is in view"
    )
    sign_in_at_the_log(desk, "陈涛")
    assert shell(desk).desk.name == "陈涛"
    assert shell(desk).top.strip.text() == ""
    assert row(desk, 1)["phone"] == "137 1111 2222", "his own guest"
    hear("冯先生 13311112222")
    press("Return")
    assert log_of(morning.manager).rows[-1].received_by == shell(desk).desk.staff


def test_the_locked_desk_hears_nothing_more(desk: Window, morning: Showroom) -> None:
    watch, listeners = shell(desk).news.watch, shell(desk).desk.listeners
    press("Ctrl+L")
    assert not (shiboken6.isValid(watch) and watch.isActive())
    assert listeners == []


def test_an_idle_moment_moves_the_log_into_the_file(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied: list[bool] = []
    monkeypatch.setattr(type(morning.store), "tidy", lambda _store: tidied.append(True) is None)
    look_now(desk)
    register_walk_in(morning.consultant, "何军", "13911113333")
    look_now(desk)
    assert tidied == [], "not while something happens"
    look_now(desk)
    look_now(desk)
    assert tidied == [True], "once, in the first quiet second"
