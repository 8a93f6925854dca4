"""One start of the program, or of a bare window, in a process of its own: see `benchmarks/start.py`."""

from __future__ import annotations

import sys
import time


def told(at_rest: float) -> None:
    """The window is on the screen: note the moment and the memory, wait, note the memory again, and close."""
    painted = time.monotonic()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from benchmarks.memory import private_megabytes

    then = private_megabytes()

    def close() -> None:
        print(painted, then, private_megabytes())
        for window in QApplication.topLevelWidgets():
            window.close()

    QTimer.singleShot(round(at_rest * 1000), close)


def bare(at_rest: float) -> None:
    """A window with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        painted = False

        def paintEvent(self, _event: QPaintEvent) -> None:
            if not self.painted:
                self.painted = True
                QTimer.singleShot(0, lambda: told(at_rest))

    app = QApplication([])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    app.exec()


def ours(store: str, at_rest: float) -> None:
    """The program as `main.py --store` starts it; its own window says when it is ready."""
    from showroom import cli
    from showroom.ui import window

    class Told(window.Window):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[arg-type]
            self.ready.connect(lambda: told(at_rest))

    window.Window = Told  # type: ignore[misc]
    cli.run(["--store", store])


if __name__ == "__main__":
    what, path, rest = sys.argv[1:4]
    bare(float(rest)) if what == "bare" else ours(path, float(rest))
