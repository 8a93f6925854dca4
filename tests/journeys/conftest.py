"""The window as it stands at the front desk, on a store of its own, with the clock on a Thursday morning."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.remembered import Remembered
from showroom.ui import news
from showroom.ui.look.dress import dress
from showroom.ui.look.theme import Scheme, Theme, current
from showroom.ui.window import Window
from tests.people import THURSDAY, Showroom, register_walk_in

WEDNESDAY = THURSDAY - timedelta(days=1)
AN_HOUR_MS = 3_600_000


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """Dressed, light, without motion; a style sheet costs 60 ms, so it is put on once."""
    theme = dress(qapp) if not qapp.styleSheet() else current()
    theme.motion = False
    if theme.scheme is not Scheme.LIGHT:
        theme.choose(Scheme.LIGHT)
    yield theme
    # A closed window goes with the next event loop; until then every change of the look is made for it too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if language.current() != language.CHINESE:
        language.use(language.CHINESE)
        theme.apply()


@pytest.fixture
def morning(showroom: Showroom) -> Showroom:
    """Thursday at 10:38; 王丽 came yesterday, for 陈涛."""
    showroom.on(WEDNESDAY, 15, 10)
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="A")
    return showroom.on(THURSDAY, 10, 38)


OpenWindow = Callable[..., Window]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Where the sheet is saved when somebody asks; an Excel file goes beside it."""
    return tmp_path / "sheet.pdf"


@pytest.fixture
def open_window(
    look: Theme, qtbot: QtBot, morning: Showroom, tmp_path: Path, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> OpenWindow:
    """Start the program: the window with its sign-in page.

    Inline, it looks for what happened elsewhere when a test says so: on a busy machine the second in which it
    looks by itself falls anywhere, between a clock put on a day and what is asserted of it too.
    """

    def start(
        showroom: Showroom = morning, size: tuple[int, int] = (1440, 900), inline: bool = True
    ) -> Window:
        if inline:
            monkeypatch.setattr(news, "LOOK_MS", AN_HOUR_MS)
        window = Window(
            showroom.store,
            showroom.clock,
            Remembered(tmp_path / "settings.json"),
            inline=inline,
            choose_path=lambda _parent, proposed: str(pdf.with_suffix(Path(proposed).suffix)),
            choose_folder=lambda _parent, _proposed: str(tmp_path),
        )
        window.resize(*size)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return start


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    """The program, just started."""
    return open_window()


@pytest.fixture
def copy_of(new_showroom: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Another store of the same showroom, for another process."""

    def copied(name: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(new_showroom, path)
        path.chmod(0o600)
        return path

    return copied
