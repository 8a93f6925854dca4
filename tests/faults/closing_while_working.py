"""A program of its own for test_window_working: the whole program, closed while its worker is at work.

    python -m tests.faults.closing_while_working STORE HOW [python]

HOW is print (the sheet is being drawn), hang (a job that never ends) or idle. With `python` the process ends
as Python ends by itself: the control. It says CLOSED when the window is gone.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from showroom import app
from showroom.remembered import Remembered
from showroom.ui import ask, hooks
from showroom.ui.look.dress import dress
from showroom.ui.window import Window
from tests.people import PASSWORD, RECEPTIONIST


def main() -> int:
    path, how = Path(sys.argv[1]), sys.argv[2]
    ask.CLOSING_SECONDS = 1
    if "python" in sys.argv:
        app._end_now = lambda _code: None  # type: ignore[assignment]
    qt = QApplication([])
    hooks.install(qt)
    dress(qt)

    def close(window: Window) -> None:
        window.close()
        sys.stdout.write("CLOSED\n" if not window.isVisible() else "OPEN\n")
        sys.stdout.flush()

    def work(window: Window) -> None:
        assert window.shell is not None
        if how == "print":
            window.shell.log.print_sheet(at_once=True)
            window.shell.preview.save_pdf()
        elif how == "hang":
            window.ask(window, threading.Event().wait, lambda _answer: None)
        QTimer.singleShot(0, lambda: close(window))

    def look_for_the_window() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
        window = found[0] if found else None
        if window is None or window.centralWidget() is None:
            QTimer.singleShot(10, look_for_the_window)
        elif window.shell is None:
            window._choose_path = lambda _parent, _proposed: str(path.with_name("sheet.pdf"))
            window.sign_in(RECEPTIONIST, PASSWORD)
            QTimer.singleShot(50, lambda: when_it_shows(window))

    def when_it_shows(window: Window) -> None:
        if window.shell is None or not window.shell.log.model.lists:
            QTimer.singleShot(10, lambda: when_it_shows(window))
        else:
            work(window)

    QTimer.singleShot(0, look_for_the_window)
    code, _demo = app._serve(qt, path, Remembered(path.with_name("child.json")), keep=False)
    return code


if __name__ == "__main__":
    sys.exit(main())
