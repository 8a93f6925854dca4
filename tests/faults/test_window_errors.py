"""Bugs while somebody works: told once, with their number; the words stay, and the window (V3, V4, G24)."""

from __future__ import annotations

import inspect
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom.services import settings, traffic_log, traffic_log_corrections
from showroom.ui import hooks, present
from showroom.ui.form_table import FormHead
from showroom.ui.look.dialog import Dialog
from showroom.ui.traffic_log_model import TrafficLogModel
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    cell,
    chips,
    hear,
    open_cell,
    page,
    press,
    row,
    settle,
    shell,
    sign_in,
    status,
    write_over,
)
from tests.journeys.conftest import OpenWindow, look, morning, open_window, pdf, window
from tests.people import Showroom, log_of, register_walk_in
from tests.ui.settings import at_the_settings as keeper

__all__ = ["look", "morning", "open_window", "pdf", "window"]

pytestmark = pytest.mark.logs

LINE = "王女士 13911112222 朗逸"
SECRET = "13911112222"


@pytest.fixture
def hooked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[hooks._Surface]:
    """The real hooks and the real dialog, for one test."""
    for owner, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(hooks, "qInstallMessageHandler", lambda _listen: None)
    monkeypatch.setattr(hooks.atexit, "register", lambda _close: None)
    hooks.install(qapp)
    (surface,) = qapp.findChildren(hooks._Surface)
    yield surface
    surface.deleteLater()


class Dialogs(list[str]):
    """Every dialog that opens is read, and closed with Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.deepest = 0
        self.timer = QTimer(interval=5)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]
        self.deepest = max(self.deepest, len(found))
        if found:
            self.append(f"{found[-1].question} {found[-1].below}")
            found[-1].close_with("safe")


@pytest.fixture
def dialogs() -> Iterator[Dialogs]:
    read = Dialogs()
    yield read
    read.timer.stop()


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    register_walk_in(morning.reception, "李强", "13711112222", note="等朋友", arrived="0912")
    sign_in(window, "周敏")
    return window


def a_bug(*_anything: Any, **_more: Any) -> Any:
    raise ZeroDivisionError(f"a bug about {SECRET}")


# -- where a bug may be -------------------------------------------------------------------------------


def in_painting(desk: Window, broken: pytest.MonkeyPatch) -> None:
    broken.setattr(FormHead, "paint_on", a_bug)
    page(desk).table.horizontalHeader().viewport().update()


def in_the_model(desk: Window, broken: pytest.MonkeyPatch) -> None:
    broken.setattr(TrafficLogModel, "_cell", a_bug)
    page(desk).table.viewport().update()


def in_a_timer(desk: Window, broken: pytest.MonkeyPatch) -> None:
    broken.setattr(page(desk).now, "show_day", a_bug)
    page(desk)._minute.timeout.emit()


def in_a_slot(desk: Window, broken: pytest.MonkeyPatch) -> None:
    broken.setattr(page(desk), "turn", a_bug)
    press("PgUp")


def in_a_thread(_desk: Window, _broken: pytest.MonkeyPatch) -> None:
    thread = threading.Thread(target=a_bug)
    thread.start()
    thread.join()


@pytest.mark.parametrize("place", [in_painting, in_the_model, in_a_timer, in_a_slot, in_a_thread])
def test_a_bug_is_one_dialog_and_a_line_and_the_words_stay(
    desk: Window,
    hooked: hooks._Surface,
    dialogs: Dialogs,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    place: Callable[[Window, pytest.MonkeyPatch], None],
) -> None:
    hear(LINE)
    with pytest.MonkeyPatch.context() as broken:
        place(desk, broken)
        qtbot.waitUntil(lambda: bool(dialogs))
        for _more in range(20):
            page(desk).table.viewport().update()
            page(desk).table.horizontalHeader().viewport().update()
            settle()
    assert len(dialogs) == 1, "one dialog, though it came twenty times and for every cell"
    assert dialogs.deepest == 1
    assert "E-BUG" in dialogs[0]
    assert SECRET not in dialogs[0]
    assert "Traceback" not in dialogs[0]
    lines = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert len(lines) == 1, "the log is not flooded either"
    assert desk.isVisible()
    assert shell(desk).top.strip.text() == LINE
    press("F2", "End", "Return")
    assert row(desk, 2)["guest"] == "王女士", "and the work goes on"


def test_the_control_without_the_ten_seconds_a_storm_is_a_storm(
    desk: Window, hooked: hooks._Surface, dialogs: Dialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "QUIET_SECONDS", 0.0)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(page(desk), "turn", a_bug)
        for _press in range(3):
            press("PgUp")
            qtbot.wait(20)
    assert len(dialogs) == 3


def test_the_control_a_dialog_opened_at_once_is_inside_the_painting(
    desk: Window, hooked: hooks._Surface, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why the dialog waits: opened by the hook itself it stands within the paint event that failed."""
    inside: list[bool] = []

    def told(*_anything: Any) -> None:
        # Called by the hook itself, we stand within Qt's call of the painting that failed.
        inside.append(any(frame.function == "tell" for frame in inspect.stack()))

    monkeypatch.setattr(present, "crash", told)
    kinds = Qt.ConnectionType
    for kind, first in ((kinds.DirectConnection, True), (kinds.QueuedConnection, False)):
        inside.clear()
        hooked.surfaced.disconnect()
        hooked.surfaced.connect(hooked._show, kind)
        hooked._storm = hooks.Storm()
        with pytest.MonkeyPatch.context() as broken:
            broken.setattr(FormHead, "paint_on", a_bug)
            page(desk).table.horizontalHeader().viewport().update()
            qtbot.waitUntil(lambda: bool(inside))
        assert inside[0] is first


def test_two_bugs_are_two_dialogs_one_after_the_other(
    desk: Window, hooked: hooks._Surface, dialogs: Dialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_bug(*_anything: Any) -> None:
        raise LookupError("another")

    monkeypatch.setattr(page(desk), "turn", a_bug)
    monkeypatch.setattr(page(desk), "write_new", another_bug)
    press("PgUp", "Ctrl+N", "PgUp", "Ctrl+N")
    qtbot.waitUntil(lambda: len(dialogs) == 2)
    qtbot.wait(30)
    assert len(dialogs) == 2
    assert dialogs.deepest == 1


def test_how_often_it_came_is_told(
    desk: Window, hooked: hooks._Surface, dialogs: Dialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(hooks.SystemClock, "monotonic", lambda _clock: now)
    monkeypatch.setattr(page(desk), "turn", a_bug)
    for _press in range(60):
        press("PgUp")
    qtbot.waitUntil(lambda: len(dialogs) == 1)
    assert "次" not in dialogs[0].partition("E-BUG")[0].partition("已发生")[2]
    now += hooks.QUIET_SECONDS
    press("PgUp")
    qtbot.waitUntil(lambda: len(dialogs) == 2)
    assert "已发生 60 次" in dialogs[1]


# -- a bug in what was asked --------------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["inline", "worker"])
def asked_desk(
    request: pytest.FixtureRequest, open_window: OpenWindow, morning: Showroom, qtbot: QtBot
) -> Iterator[Window]:
    """The same desk, answered at once and by the worker."""
    register_walk_in(morning.reception, "李强", "13711112222", note="等朋友", arrived="0912")
    opened = open_window(inline=request.param)
    qtbot.waitUntil(lambda: opened.centralWidget() is not None)
    sign_in_slowly(opened, qtbot)
    yield opened
    opened.close()


def sign_in_slowly(opened: Window, qtbot: QtBot) -> None:
    from tests.people import PASSWORD, RECEPTIONIST

    opened.sign_in(RECEPTIONIST, PASSWORD)
    qtbot.waitUntil(lambda: opened.shell is not None)
    qtbot.waitUntil(lambda: bool(page(opened).model.lists) and page(opened).isVisible())


def test_a_guest_who_could_not_be_registered_comes_back_to_the_strip(
    asked_desk: Window,
    hooked: hooks._Surface,
    dialogs: Dialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The strip is clean for the next guest at Enter; a bug must not keep it so."""
    hear(LINE)
    with monkeypatch.context() as broken:
        broken.setattr(traffic_log, "register_visit", a_bug)
        press("Return")
        qtbot.waitUntil(lambda: bool(dialogs))
    assert shell(asked_desk).top.strip.text() == LINE
    assert "E-BUG" in status(asked_desk)[1]
    qtbot.waitUntil(lambda: bool(chips(asked_desk)))
    press("F2", "End", "Return")
    qtbot.waitUntil(lambda: len(page(asked_desk).model.entries) == 2)
    assert len(log_of(page(asked_desk).desk).rows) == 2, "once, though it was tried twice"


def test_a_correction_that_hit_a_bug_stays_in_its_cell(
    asked_desk: Window,
    hooked: hooks._Surface,
    dialogs: Dialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(traffic_log_corrections, "correct_visit", a_bug)
        write_over(asked_desk, 1, "note_and_model", "朋友到了")
        qtbot.waitUntil(lambda: bool(dialogs))
    assert row(asked_desk, 1)["note_and_model"] == "朋友到了"
    assert cell(asked_desk, 1, "note_and_model").invalid
    open_cell(asked_desk, 1, "note_and_model")
    press("Return")
    qtbot.waitUntil(lambda: not cell(asked_desk, 1, "note_and_model").invalid)
    qtbot.waitUntil(lambda: log_of(page(asked_desk).desk).rows[0].note == "朋友到了")


def test_a_visit_that_hit_a_bug_stays_in_its_panel(
    asked_desk: Window,
    hooked: hooks._Surface,
    dialogs: Dialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = page(asked_desk)
    log.visits.open_visit(log.model.entries[0])
    log.visits.panel.blanks["note"].pen.setFocus()
    hear("朋友到了")
    with monkeypatch.context() as broken:
        broken.setattr(traffic_log_corrections, "correct_visit", a_bug)
        press("Ctrl+S")
        qtbot.waitUntil(lambda: bool(dialogs))
    assert "朋友到了" in log.visits.panel.written["note"]
    log.visits.save()
    qtbot.waitUntil(lambda: "朋友到了" in log_of(log.desk).rows[0].note)


def test_the_settings_keep_their_form(
    window: Window, hooked: hooks._Surface, dialogs: Dialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = keeper.open_settings(window)
    keeper.go_to(house, keeper.section_names(house)[-1])
    keeper.write(house, address="滨江区江南大道")
    with monkeypatch.context() as broken:
        broken.setattr(settings, "keep", a_bug)
        press("Ctrl+S")
        qtbot.waitUntil(lambda: bool(dialogs))
    assert keeper.reads(house, "address") == "滨江区江南大道"
    press("Ctrl+S")
    assert settings.facts().address == "滨江区江南大道"
