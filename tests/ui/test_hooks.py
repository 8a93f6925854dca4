"""A bug, wherever it surfaces, leads to one dialog and a line in the log; the window stays (V3, V21)."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QTimer, QtMsgType
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from showroom.ui import hooks, present

pytestmark = pytest.mark.logs


@dataclass
class Told:
    """Crash dialogs that would have opened, and the hooks that were installed."""

    folders: list[str] = field(default_factory=list)
    qt: list[Callable[..., None]] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    now: float = 1000.0

    times: list[int] = field(default_factory=list)

    def crash(self, _parent: object, folder: str, details: str, times: int) -> None:
        self.folders.append(folder)
        self.details.append(details)
        self.times.append(times)


@pytest.fixture
def told(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Installed for one test; pytest's own hooks are back after it."""
    found = Told()
    for owner, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(hooks, "qInstallMessageHandler", found.qt.append)
    monkeypatch.setattr(hooks.SystemClock, "monotonic", lambda _clock: found.now)
    monkeypatch.setattr(present, "crash", found.crash)
    hooks.install(qapp)
    yield found
    for surface in qapp.findChildren(hooks._Surface):
        surface.deleteLater()


def bug(*_anything: object) -> Any:
    raise ZeroDivisionError("a bug")


class Numbers(QAbstractListModel):
    broken = False

    def rowCount(self, _parent: Any = None) -> int:
        return 14

    def data(self, _index: QModelIndex, _role: int = 0) -> Any:
        return bug() if self.broken else None


class Painted(QWidget):
    def paintEvent(self, _event: object) -> None:
        bug()


def from_a_slot(qtbot: QtBot) -> QWidget:
    button = QPushButton()
    button.clicked.connect(bug)
    qtbot.addWidget(button)
    button.show()
    button.click()
    return button


def from_painting(qtbot: QtBot) -> QWidget:
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def from_a_model(qtbot: QtBot) -> QWidget:
    view = QListView()
    qtbot.addWidget(view)
    numbers = Numbers(view)
    view.setModel(numbers)
    with qtbot.waitExposed(view):
        view.show()
    numbers.broken = True
    view.viewport().update()
    return view


def from_a_timer(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    QTimer.singleShot(0, widget, bug)
    return widget


def from_a_thread(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    thread = threading.Thread(target=bug)
    thread.start()
    thread.join()
    return widget


@pytest.mark.parametrize("source", [from_a_slot, from_painting, from_a_model, from_a_timer, from_a_thread])
def test_one_dialog_and_a_line_in_the_log(
    told: Told, qtbot: QtBot, caplog: pytest.LogCaptureFixture, source: Callable[[QtBot], QWidget]
) -> None:
    window = source(qtbot)
    qtbot.waitUntil(lambda: bool(told.folders))
    QApplication.processEvents()
    assert len(told.folders) == 1, "a storm is told once"
    bugs = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert bugs
    assert "E-BUG ZeroDivisionError" in bugs[0].getMessage()
    assert bugs[0].exc_info
    assert "ZeroDivisionError: a bug" in told.details[0], "what can be copied for the maker"
    assert window.isVisible(), "the window stays"


def test_after_a_while_it_is_told_again(told: Told, qtbot: QtBot) -> None:
    button = from_a_slot(qtbot)
    QApplication.processEvents()
    told.now += hooks.QUIET_SECONDS - 1
    for _click in range(3):
        button.click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert told.times == [1]
    told.now += 2
    button.click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert told.times == [1, 4], "how often it came meanwhile is told too"


def test_a_bug_while_the_dialog_is_open_opens_no_second_one(
    told: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug in painting comes again while the dialog about it is shown."""
    button = QPushButton()
    button.clicked.connect(bug)
    qtbot.addWidget(button)

    def open_dialog(_parent: object, folder: str, _details: str, _times: int) -> None:
        told.folders.append(folder)
        if len(told.folders) < 5:
            button.click()

    monkeypatch.setattr(present, "crash", open_dialog)
    button.click()
    QApplication.processEvents()
    assert len(told.folders) == 1


def test_ctrl_c_closes_the_windows(told: Told, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    QApplication.processEvents()
    assert not window.isVisible()
    assert told.folders == []


def test_what_qt_says_goes_to_the_log(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    (say,) = told.qt
    say(QtMsgType.QtWarningMsg, None, "a warning")
    say(QtMsgType.QtDebugMsg, None, "a remark")
    assert [(record.levelno, record.getMessage()) for record in caplog.records][-2:] == [
        (logging.WARNING, "qt a warning"),
        (logging.DEBUG, "qt a remark"),
    ]


def test_what_python_cannot_raise_goes_to_the_log(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    class Raised:
        exc_value = ZeroDivisionError("138 0000 0000")

    sys.unraisablehook(Raised())  # type: ignore[arg-type]
    assert "ZeroDivisionError" in caplog.text
    assert "138" not in caplog.text
