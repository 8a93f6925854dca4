"""A program of its own: the window on a store, started as a person starts it, off screen.

    python -m tests.faults.started_program STORE [TEXT [HINDRANCE …]]

It says OPEN when it is there, FORWARD when it is called to the front, TYPED when 周敏 has signed in and typed
TEXT. Where it may not open, it says the sentence and ends with 1, as the program does. Hindrances make an end
difficult; see HINDRANCES.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from showroom import app as program
from showroom.errors import ShowroomError
from showroom.remembered import Remembered
from showroom.services import drafts
from showroom.ui import hooks, present, session_end
from showroom.ui.look.dress import dress
from showroom.ui.window import Window
from tests.journeys.at_the_window import begin_to_sign_in, hear

LOOK_MS = 5


def a_question_is_open(window: Window) -> None:
    """Nobody answers it."""
    QTimer.singleShot(0, lambda: present.ask_whether(window, "Really?", "Nothing happens.", "Yes"))


def the_disk_refuses(_window: Window) -> None:
    """No draft can be kept any more."""

    def full(*_anything: object) -> None:
        raise OSError("no space left")

    drafts.write_file_atomically = full  # type: ignore[assignment]


def the_store_hangs(window: Window) -> None:
    """The worker waits for a disk that does not answer."""
    window.ask(window, threading.Event().wait, lambda _never: None)
    time.sleep(0.02)


def nobody_listens(_window: Window) -> None:
    """Sabotage: signals do what they do in any program."""
    for one in _ENDS:
        one.stop()


HINDRANCES: dict[str, Callable[[Window], None]] = {
    one.__name__: one for one in (a_question_is_open, the_disk_refuses, the_store_hangs, nobody_listens)
}
_ENDS: list[Any] = []


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def type_words(window: Window, text: str, hindrances: list[str]) -> None:
    """Sign in, type, and make the end difficult."""
    begin_to_sign_in(window, "周敏")

    def write() -> None:
        hear(text)
        for one in hindrances:
            HINDRANCES[one](window)
        # With the question open, if there is one.
        QTimer.singleShot(0, lambda: say("TYPED"))

    when(lambda: window.shell is not None and window.shell.log.model.lists, write)


def when(ready: Callable[[], object], do: Callable[[], object]) -> None:
    """Look again and again; once it is so, do it."""
    if ready():
        do()
    else:
        QTimer.singleShot(LOOK_MS, lambda: when(ready, do))


def window() -> Window | None:
    """The window, once it shows who is asked."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
    there = bool(found) and hasattr(found[0].centralWidget(), "_colleagues") and found[0].isActiveWindow()
    return found[0] if there else None


def main() -> int:
    store, *typed = sys.argv[1:]
    app = QApplication([])
    hooks.install(app)
    dress(app)

    class Watched(session_end.SessionEnd):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            _ENDS.append(self)

    session_end.SessionEnd = Watched  # type: ignore[misc]
    really_come = Window.come_forward
    Window.come_forward = lambda one: (really_come(one), say("FORWARD"))  # type: ignore[assignment, func-returns-value]

    def opened() -> None:
        say("OPEN")
        if typed:
            type_words(window() or sys.exit("gone"), typed[0], typed[1:])

    when(window, opened)
    try:
        return program._serve(app, Path(store), Remembered(Path(store).with_name("r.json")), keep=False)[0]
    except ShowroomError as error:
        say(error.sentence())
        return program.REFUSED


if __name__ == "__main__":
    sys.exit(main())
