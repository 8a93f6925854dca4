"""The program is soon there: what can wait until the first page is on the screen begins afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.remembered import Remembered
from showroom.ui.first_paint import FirstPaint
from showroom.ui.look.theme import Theme
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.people import Showroom

ROOT = Path(__file__).parent.parent.parent
# What the pages, sheets and copies need, and signing in does not.
LATER = ("showroom.ui.shell", "showroom.ui.traffic_log_page", "showroom.sheets.pdf", "reportlab", "openpyxl")
LOADED = """
import sys
from showroom import app, cli
from showroom.ui import window
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_it_is_told_once_after_the_painting(look: Theme, qtbot: QtBot) -> None:
    page, told = QWidget(), []
    qtbot.addWidget(page)
    FirstPaint(page).painted.connect(lambda: told.append(page.isVisible()))
    assert told == []
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: bool(told))
    page.repaint()
    page.update()
    qtbot.wait(1)
    assert told == [True]


def test_the_window_tells_when_its_first_page_is_there(
    look: Theme, qtbot: QtBot, morning: Showroom, tmp_path: Path
) -> None:
    window = Window(morning.store, morning.clock, Remembered(tmp_path / "settings.json"), inline=True)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    assert isinstance(window.centralWidget(), SignInPage)
    with qtbot.assertNotEmitted(window.ready, wait=20):
        window.show_entry()
    window.close()


@pytest.mark.parametrize("more", ["", "from showroom.ui import shell\n"], ids=["as it is", "control"])
def test_signing_in_loads_nothing_of_the_pages(more: str) -> None:
    script = LOADED.replace("print(", f"{more}print(")
    done = subprocess.run(
        [sys.executable, "-c", script, *LATER],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert bool(done.stdout.split()) is bool(more), done.stdout
