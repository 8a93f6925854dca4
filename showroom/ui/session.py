"""Whoever is signed in, watched once a second: still somebody, and still there (R10, R12–R14)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from showroom.errors import Refused, ShowroomError
from showroom.services import settings, sign_in
from showroom.services.desk import Desk
from showroom.ui.ask import Ask
from showroom.ui.idle import Idle


class Session(QWidget):
    """Says `over` once, with the sentence for the sign-in page: "" when merely nobody is there."""

    over = Signal(str)

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._ask = desk, ask
        self._ended = False
        self.idle = Idle(desk.clock, self)
        self.idle.late.connect(lambda: self._end(""))
        self.hide()

    def look(self) -> None:
        """Once a second."""
        if not self._ended:
            self._ask(self, lambda: _idle_minutes(self._desk), self.idle.look, self._refused)

    def _refused(self, error: ShowroomError) -> None:
        """A store that does not answer now ends nobody's session."""
        if isinstance(error, Refused):
            self._end(error.sentence())

    def _end(self, sentence: str) -> None:
        open_over_it = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if open_over_it is not None:
            # Whoever opened it waits for its answer: that comes first, and this with the next look.
            open_over_it.close()
            return
        self._ended = bool(sentence)
        # Where the disk refuses the drafts the person stays, and is not told so every second.
        self.idle.touch()
        self.over.emit(sentence)


def _idle_minutes(desk: Desk) -> int:
    """After how many minutes the screen locks. Raises Refused when the session is over."""
    sign_in.refuse_over(desk)
    return settings.facts().idle_minutes
