"""A window on a disk that takes nothing any more: it stays up, says so once, and loses no word (C4)."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom import paths
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.services import drafts
from showroom.ui.log_pencil import FORM
from showroom.ui.look.theme import Theme
from showroom.ui.window import Window
from tests.faults.cutting_vfs import Disk, Op
from tests.journeys.at_the_window import hear, press, rows, settle, shell, sign_in, status
from tests.journeys.conftest import look
from tests.people import THURSDAY, Showroom, acts, clock_of_the_morning

__all__ = ["look"]

TYPED = "王女士 13812345678 朗逸 2人 来店"
SECONDS = 30


class TakesNothing:
    """From `begin` on every operation of SQLite and every plain file beside the store is refused."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.broken = False

    def __call__(self, _op: Op) -> None:
        if self.broken:
            raise apsw.FullError("database or disk is full")

    def instead_of(self, really: Callable[..., object]) -> Callable[..., object]:
        """The same for what asks the operating system by path."""

        def ask(path: object, *how: object, **more: object) -> object:
            if self.broken and Path(str(path)).is_relative_to(self._folder):
                raise OSError(errno.ENOSPC, "No space left on device")
            return really(path, *how, **more)

        return ask


@pytest.fixture
def disk(new_showroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TakesNothing:
    """The disk the store lies on, whole as yet."""
    folder = tmp_path / "shop"
    folder.mkdir()
    shutil.copy(new_showroom, folder / "showroom.db").chmod(0o600)
    disk = TakesNothing(folder)
    for name in ("open", "mkdir", "unlink"):
        monkeypatch.setattr(os, name, disk.instead_of(getattr(os, name)))
    return disk


@pytest.fixture
def window(disk: TakesNothing, look: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The receptionist has signed in."""
    with Store(tmp_path / "shop" / "showroom.db", Disk(refuse=disk).database) as store:
        showroom = Showroom(store, clock_of_the_morning()).on(THURSDAY, 10, 38)
        window = Window(store, showroom.clock, Remembered(tmp_path / "settings.json"), inline=True)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        sign_in(window, "周敏")
        yield window
        disk.broken = False


def seconds_pass(window: Window) -> None:
    """The window asks for news, and whatever else it does by itself."""
    for _second in range(SECONDS):
        shell(window).news.watch.timeout.emit()
        settle()


def dialogs() -> list[str]:
    """What stands over the window and wants an answer."""
    modal = QApplication.activeModalWidget()
    return [] if modal is None else [modal.accessibleName() or type(modal).__name__]


def line(window: Window) -> str:
    return shell(window).top.strip.text()


def test_the_window_stays_and_every_word_with_it(window: Window, disk: TakesNothing) -> None:
    desk, before = shell(window).desk, acts()
    hear(TYPED)
    disk.broken = True
    for _try in range(3):
        press("Return")
        assert status(window)[1] == "E-DB-FULL"
        assert line(window) == TYPED
        seconds_pass(window)
        assert dialogs() == []
        assert "未能保存" in shell(window).banner.text()
    assert (rows(window), acts()) == ([], before)
    hear(" 看车")
    shell(window).log.writing.keep_draft_now()
    assert drafts.found(desk, FORM).line == f"{TYPED} 看车"
    assert list(paths.second_draft_folder().iterdir())
    disk.broken = False
    press("Return")
    seconds_pass(window)
    assert (len(rows(window)), acts()) == (1, before + 1)
    assert shell(window).banner.text() == ""
    assert drafts.found(desk, FORM).empty
    assert list(paths.second_draft_folder().iterdir()) == []


def test_what_was_kept_elsewhere_is_there_at_the_next_start(window: Window, disk: TakesNothing) -> None:
    desk = shell(window).desk
    hear(TYPED)
    disk.broken = True
    press("Return")
    assert window.close(), "the person may go: the words are kept elsewhere"
    assert drafts.found(desk, FORM).line == TYPED


def test_the_control_without_a_second_folder_keeps_the_person_here(
    window: Window, disk: TakesNothing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be kept anywhere the window does not close."""
    monkeypatch.setattr(paths, "second_draft_folder", lambda: disk._folder / "drafts")
    monkeypatch.setattr("showroom.ui.present.ask_in_spite", lambda *_asked: False)
    hear(TYPED)
    disk.broken = True
    assert not window.close()
    assert line(window) == TYPED
