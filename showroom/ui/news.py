"""What changed in the store: by this window, told at once; by others, asked for once a second."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.services import changes
from showroom.services.desk import Changed, Desk
from showroom.ui.ask import Ask

LOOK_MS = 1000


class News(QWidget):
    """Says `changed` for every commit since it was made; an idle second moves the store's log into its file.

    Each second it also asks whether the store's file is still there and ours to write (D3, D9), and whether
    the disk took the last save (C4).
    """

    changed = Signal(object)
    # A `ShowroomError` while the store cannot be worked with; None as soon as it can be again.
    hindered = Signal(object)
    looked = Signal()

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._ask = desk, ask
        self._sequence = -1
        self._hindrance = ""
        self._untidy = False
        # A commit of the worker's thread arrives in the window's thread through the signal.
        desk.listeners.append(self.changed.emit)
        self.watch = QTimer(self, interval=LOOK_MS)
        self.watch.timeout.connect(self._look)
        self.watch.start()
        self.hide()
        self._look()

    def stop(self) -> None:
        """Nobody listens any more."""
        self.watch.stop()
        self._desk.listeners.clear()

    def _look(self) -> None:
        """Other windows, commands, other desks."""
        self.looked.emit()
        sequence = self._sequence
        if sequence < 0:
            self._ask(self, changes.last_sequence, self._begin_at)
        else:
            self._ask(self, lambda: self._listen(sequence), self._heard, self._hinder)

    def _begin_at(self, sequence: int) -> None:
        self._sequence = sequence

    def _listen(self, sequence: int) -> tuple[int, Changed]:
        self._desk.store.look()
        # In the worker, where they are told: none comes between.
        return changes.since(sequence, self._desk.told)

    def _hinder(self, error: ShowroomError | None) -> None:
        """Said when it begins, when it turns into something else, and when it is over."""
        hindrance = error.sentence() if error is not None else ""
        if hindrance != self._hindrance:
            self._hindrance = hindrance
            self.hindered.emit(error)

    def _heard(self, news: tuple[int, Changed]) -> None:
        self._hinder(self._desk.store.hindrance)
        (newest, change), before = news, self._sequence
        self._sequence = newest
        if change.tables:
            self.changed.emit(change)
        if newest != before:
            self._untidy = True
        elif self._untidy:
            # A second without news is an idle moment: the log moves into the file now, not during a save.
            # Where somebody still reads in the log, the next idle second tries again.
            self._untidy = False
            self._ask(self, self._desk.store.tidy, self._tidied, lambda _error: None)

    def _tidied(self, whole: bool) -> None:
        self._untidy = self._untidy or not whole
