"""Nothing typed is lost: by closing the window, by a crash, by locking the desk (A4, A8, V2)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from showroom.models.store import Store
from showroom.services import drafts
from showroom.ui.log_pencil import FORM
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    assert_reads,
    go_to,
    hear,
    open_cell,
    press,
    row,
    rows,
    settle,
    shell,
    sign_in,
    sign_in_at_the_log,
    table,
    toast,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, acts

ROOT = Path(__file__).parents[2]
TYPED = "王女士 138 朗逸"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def close(window: Window) -> None:
    """The person closes the window; no question is asked."""
    assert window.close()
    settle()


def strip_text(window: Window) -> str:
    return shell(window).top.strip.text()


# -- closing, locking ---------------------------------------------------------------------------------


def test_what_was_typed_comes_back_after_closing(open_window: OpenWindow, morning: Showroom) -> None:
    first = open_window()
    sign_in(first, "周敏")
    before = acts()
    hear(TYPED)
    open_cell(first, 1, "area").clear()
    hear("滨江")
    press("Return")
    open_cell(first, 1, "note_and_model")
    hear("还没写完")
    close(first)
    morning.on(THURSDAY, 14, 40)
    second = open_window()
    sign_in(second, "周敏")
    assert strip_text(second) == TYPED
    assert_reads(row(second, 1), guest="王女士", area="滨江", note_and_model="朗逸，还没写完")
    assert toast(second) == "已恢复 10:38 未登记的内容"
    assert rows(second) == [], "nothing is saved by that"
    assert acts() == before + 1, "only the second signing in"


def test_it_comes_back_until_it_is_registered(open_window: OpenWindow, morning: Showroom) -> None:
    for _start in range(2):
        window = open_window()
        sign_in(window, "周敏")
        if not strip_text(window):
            hear("王女士 13911112222")
        close(window)
    window = open_window()
    sign_in(window, "周敏")
    press("Return")
    assert row(window, 1)["guest"] == "王女士"
    close(window)
    window = open_window()
    sign_in(window, "周敏")
    assert strip_text(window) == ""
    assert toast(window) == ""


def test_another_person_does_not_see_it(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    hear(TYPED)
    press("Ctrl+L")
    sign_in_at_the_log(window, "陈涛")
    assert strip_text(window) == ""
    assert toast(window) == ""
    assert row(window, 1)["guest"] == ""
    hear("钱先生")
    press("Ctrl+L")
    sign_in(window, "周敏")
    assert strip_text(window) == TYPED
    press("Ctrl+L")
    sign_in_at_the_log(window, "陈涛")
    assert strip_text(window) == "钱先生"


def test_a_change_of_language_keeps_it(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    hear(TYPED)
    shell(window).top.language_chosen.emit("en")
    settle()
    assert shell(window).log.paper.title.text() == "Showroom Traffic Log"
    assert strip_text(window) == TYPED


def test_wiping_the_line_wipes_the_draft(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    hear(TYPED)
    press("Ctrl+L")
    sign_in(window, "周敏")
    press("F2")
    press("Delete")
    press("Ctrl+L")
    sign_in(window, "周敏")
    assert strip_text(window) == ""


def test_an_open_correction_is_not_turned_into_a_new_row(window: Window, morning: Showroom) -> None:
    """Only the row nobody has registered is a draft; a half correction of another is not mixed into it."""
    sign_in(window, "周敏")
    hear("王女士 13911112222")
    press("Return")
    open_cell(window, 1, "note_and_model")
    hear("半句话")
    press("Ctrl+L")
    sign_in(window, "周敏")
    assert "半句话" not in row(window, 2)["note_and_model"]
    assert shell(window).log.model.pencil.empty


def test_a_draft_of_somebody_who_may_no_longer_register_stays_away(window: Window, morning: Showroom) -> None:
    from showroom.rules.duties import Role

    drafts.keep(morning.reception, FORM, {}, TYPED)
    morning.changes_role("zhoumin", Role.CUSTOMER_SERVICE_CLERK)
    sign_in(window, "周敏")
    assert strip_text(window) == ""


def test_a_disk_that_refuses_the_draft_is_told_once_and_the_text_stays(
    window: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(window, "周敏")

    def full(*_anything: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as disk:
        disk.setattr(drafts, "write_file_atomically", full)
        hear(TYPED)
        shell(window).log.writing._draft_timer.timeout.emit()
        settle()
        assert "没能存到磁盘上" in shell(window).left.text()
        assert strip_text(window) == TYPED
    press("Ctrl+L")
    sign_in(window, "周敏")
    assert strip_text(window) == TYPED


def test_closing_on_a_full_disk_does_not_lose_the_window(
    window: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When even the draft cannot be kept, the window says why, and stays open unless it is told to go."""
    sign_in(window, "周敏")
    hear(TYPED)

    def full(*_anything: object) -> None:
        raise OSError("no space left")

    told: list[str] = []
    with monkeypatch.context() as disk:
        disk.setattr(drafts, "write_file_atomically", full)
        disk.setattr(
            "showroom.ui.present.ask_in_spite", lambda _parent, error, _yes: bool(told.append(error.code))
        )
        assert not window.close()
    assert window.isVisible()
    assert told == ["E-DRAFT"]
    assert strip_text(window) == TYPED
    assert window.close()


def test_who_types_without_a_pause_is_kept_all_the_same(
    window: Window, morning: Showroom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pause that never comes must not put the draft off for ever."""
    sign_in(window, "周敏")
    writing = shell(window).log.writing
    writing._draft_at_latest.setInterval(200)

    def kept_while_typing() -> bool:
        hear("x")
        assert writing._draft_timer.isActive(), "each key begins the pause anew"
        return not drafts.found(morning.reception, FORM).empty

    qtbot.waitUntil(kept_while_typing)


# -- kills --------------------------------------------------------------------------------------------


@pytest.fixture
def killed(copy_of: Callable[[str], Path]) -> Callable[..., Path]:
    """The store beside which somebody typed until the process was killed."""

    def run(*words: str) -> Path:
        store = copy_of("child/showroom.db")
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.typing_and_dying", str(store), *words],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            if len(words) == 2:
                process.send_signal(signal.SIGKILL)
            _rest, complaints = process.communicate(timeout=30)
        finally:
            process.kill()
        assert said == "KEPT\n", complaints
        assert process.returncode == -signal.SIGKILL, complaints
        return store

    return run


@posix
@pytest.mark.parametrize("where", ["strip", "cell"])
def test_what_was_typed_comes_back_after_a_kill(
    open_window: OpenWindow, morning: Showroom, killed: Callable[..., Path], where: str
) -> None:
    store = killed(where, "王女士 沈家")
    with Store(store) as opened:
        window = open_window(Showroom(opened, morning.on(THURSDAY, 14, 40).clock))
        sign_in(window, "周敏")
        assert row(window, 1)["guest"].startswith("王女士")
        assert (strip_text(window) == "王女士 沈家") == (where == "strip")
        assert toast(window) == "已恢复 14:32 未登记的内容"
        assert rows(window) == [], "accepting it saves nothing"
        go_to(window, 1, "area")
        hear("滨江")
        press("Ctrl+S")
        assert_reads(row(window, 1), area="滨江")
        assert len(rows(window)) == 1
        assert table(window).isVisible()
        close(window)


@posix
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_kill_while_a_draft_is_written_leaves_the_one_before(
    open_window: OpenWindow, morning: Showroom, killed: Callable[..., Path], step: str
) -> None:
    store = killed("strip", "王女士", step, " 138 0000")
    with Store(store) as opened:
        window = open_window(Showroom(opened, morning.clock))
        sign_in(window, "周敏")
        assert strip_text(window) == "王女士"
        close(window)
