"""A program of its own for test_drafts: the real window, in which somebody types until the process is killed.

    python -m tests.journeys.typing_and_dying STORE WHERE TEXT [STEP MORE]

It says KEPT as soon as the draft on disk holds the text. With STEP (fsync, replace) it then types MORE and
kills itself in that step of writing the next draft.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from showroom import files
from showroom.clock import SHOWROOM_ZONE, SetClock
from showroom.models.store import Store
from showroom.models.window_lock import WindowLock
from showroom.remembered import Remembered
from showroom.ui import hooks
from showroom.ui.look.dress import dress
from showroom.ui.window import Window
from tests.journeys.at_the_window import begin_to_sign_in, hear, press
from tests.people import THURSDAY

LOOK_MS = 10


def main() -> NoReturn:
    store_path, where, text, *then = sys.argv[1:]
    app = QApplication([])
    hooks.install(app)
    dress(app)
    path = Path(store_path)
    clock = SetClock(
        datetime(THURSDAY.year, THURSDAY.month, THURSDAY.day, 14, 32, tzinfo=ZoneInfo(SHOWROOM_ZONE))
    )
    lock = WindowLock(path)
    lock.take(clock.local())
    store = Store(path).open()
    window = Window(store, clock, Remembered(path.with_name("child.json")))
    window.show()
    folder = path.with_name(f"{path.name}.drafts")

    def when(ready: Callable[[], object], do: Callable[[], object]) -> None:
        timer = QTimer(window, interval=LOOK_MS)

        def look() -> None:
            if ready():
                timer.stop()
                do()

        timer.timeout.connect(look)
        timer.start()

    def kept(words: str) -> bool:
        return any(words in one.read_text(encoding="utf-8") for one in folder.glob("*.json"))

    def enter() -> None:
        begin_to_sign_in(window, "周敏")
        when(lambda: window.shell is not None and window.shell.log.model.lists, write)

    def write() -> None:
        if where == "cell":
            press("Ctrl+N", "Tab")
        hear(text)
        when(lambda: kept(text), told)

    def told() -> None:
        sys.stdout.write("KEPT\n")
        sys.stdout.flush()
        if then:
            step, more = then
            setattr(Path if step == "replace" else files.os, step, die)
            hear(more)

    def die(*_anything: object) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise SystemExit

    when(lambda: window.centralWidget() is not None, enter)
    app.exec()
    raise SystemExit("the window was closed; it should have been killed")


if __name__ == "__main__":
    main()
