"""A second start on the same store brings the first window forward and ends (E1)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom.ui.one_window import Doorbell, call_first_window
from tests.journeys.conftest import OpenWindow


def test_the_first_window_hears_the_second_start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    store, rung = tmp_path / "展厅 1.db", []
    bell = Doorbell(store, lambda: rung.append(store))
    assert call_first_window(store)
    qtbot.waitUntil(lambda: len(rung) == 1)
    assert call_first_window(store)
    qtbot.waitUntil(lambda: len(rung) == 2)
    bell.deleteLater()


def test_another_store_is_another_window(qapp: QApplication, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path / "one.db", lambda: None)
    assert not call_first_window(tmp_path / "two.db")
    bell.deleteLater()


def test_a_link_to_the_store_is_the_same_store(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "one.db").write_bytes(b"x")
    (tmp_path / "link.db").symlink_to(tmp_path / "one.db")
    rung: list[int] = []
    bell = Doorbell(tmp_path / "one.db", lambda: rung.append(1))
    assert call_first_window(tmp_path / "link.db")
    qtbot.waitUntil(lambda: rung == [1])
    bell.deleteLater()


def test_nobody_answers_when_the_window_is_gone(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    bell = Doorbell(tmp_path / "one.db", lambda: None)
    with qtbot.waitSignal(bell.destroyed):
        bell.deleteLater()
    assert not call_first_window(tmp_path / "one.db")


def test_the_name_of_a_killed_window_does_not_keep_the_next_one_out(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """The system may keep the dead window's name; the lock on the store says that it is dead."""
    store = tmp_path / "one.db"
    left_behind = Doorbell(store, lambda: None)
    rung: list[int] = []
    bell = Doorbell(store, lambda: rung.append(1))
    assert call_first_window(store)
    qtbot.waitUntil(lambda: rung == [1])
    for one in (bell, left_behind):
        one.deleteLater()


def test_the_window_comes_forward(open_window: OpenWindow) -> None:
    window = open_window()
    window.showMinimized()
    window.come_forward()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
    window.hide()
    window.come_forward()
    assert window.isVisible()
