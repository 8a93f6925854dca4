"""A program of its own for test_window_closing: the real window, in which a slot ends everything.

    python -m tests.faults.ending_in_a_slot STORE HOW TEXT

HOW is sys.exit, KeyboardInterrupt, quit, or "without hooks" (the control). It says TYPED before.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from showroom.clock import SHOWROOM_ZONE, SetClock
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.ui import hooks
from showroom.ui.look.dress import dress
from showroom.ui.window import Window
from tests.people import PASSWORD, RECEPTIONIST, THURSDAY


def main() -> int:
    path, how, text = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    app = QApplication([])
    if how != "without hooks":
        hooks.install(app)
    dress(app)
    zone = ZoneInfo(SHOWROOM_ZONE)
    clock = SetClock(datetime(THURSDAY.year, THURSDAY.month, THURSDAY.day, 10, 40, tzinfo=zone))
    window = Window(Store(path).open(), clock, Remembered(path.with_name("child.json")))
    app.setQuitOnLastWindowClosed(False)
    window.closing.connect(app.quit)
    window.show()

    def end() -> None:
        if how == "quit":
            app.quit()
        elif how == "KeyboardInterrupt":
            raise KeyboardInterrupt
        else:
            sys.exit(3)

    def wait_for_the_log() -> None:
        if window.shell is None or not window.shell.log.model.lists:
            QTimer.singleShot(10, wait_for_the_log)
            return
        window.shell.top.strip.setText(text)
        # Before the program keeps a draft by itself, which it does after a short while.
        window.shell.log.writing._draft_timer.stop()
        sys.stdout.write("TYPED\n")
        sys.stdout.flush()
        QTimer.singleShot(0, end)

    def enter() -> None:
        if window.centralWidget() is None:
            QTimer.singleShot(10, enter)
            return
        window.sign_in(RECEPTIONIST, PASSWORD)
        wait_for_the_log()

    QTimer.singleShot(0, enter)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
