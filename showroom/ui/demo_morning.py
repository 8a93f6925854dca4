"""The demo's morning without a window: the real pages on an off-screen platform, sheet and picture."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import cast

import shiboken6
from PySide6.QtWidgets import QApplication

from showroom.clock import SetClock, SystemClock
from showroom.files import unwritable
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.services import demo, demo_people
from showroom.ui.look.dress import dress
from showroom.ui.window import Window

RECEPTIONIST = "zhoumin"
_WIDTH, _HEIGHT = 1440, 900


def work(folder: Path, store_path: Path | None = None) -> tuple[Path, Path]:
    """Register a morning's guests; the day's sheet (PDF) and a picture of the page (PNG) in `folder`.

    The demo store is made at `store_path`, or for this run only. Raises Refused, Unavailable.
    """
    _make(folder)
    sheet, picture = folder / "traffic-log.pdf", folder / "traffic-log.png"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(["showroom"])
    dress(cast(QApplication, app))
    today = SystemClock().today()
    with tempfile.TemporaryDirectory() as made:
        path = store_path or Path(made) / "demo.db"
        accounts = {one.user: one.password for one in demo.make(path, today)}
        clock = SetClock(SystemClock().now())
        clock.put(today, 10, 30)
        with Store(path) as store:
            window = Window(
                store,
                clock,
                Remembered(Path(made) / "settings.json"),
                inline=True,
                choose_path=lambda _parent, _proposed: str(sheet),
            )
            window.resize(_WIDTH, _HEIGHT)
            window.show()
            _morning(window, clock, today, accounts[RECEPTIONIST])
            window.grab().save(str(picture))
            window.close()
            shiboken6.delete(window)
    shiboken6.delete(app)
    return sheet, picture


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise unwritable("E-PRINT", folder, error) from error


def _morning(window: Window, clock: SetClock, day: date, password: str) -> None:
    """Sign in, register, save the sheet: through the pages, as a person would."""
    window.sign_in(RECEPTIONIST, password)
    QApplication.processEvents()
    shell = window.shell
    if shell is None:
        raise RuntimeError("the demo's receptionist could not sign in")
    for minute, line in enumerate(demo_people.MORNING):
        clock.put(day, 10, 31 + 3 * minute)
        shell.top.strip.setText(line)
        shell.top.strip.returnPressed.emit()
    shell.log.print_sheet()
    shell.preview.save_pdf()
    shell.show_log()
    shell.top.strip.setText(demo_people.AT_THE_COUNTER)
    shell.toast.hide()
    QApplication.processEvents()
