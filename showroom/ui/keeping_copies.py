"""Copies of the store while people work: looked after beside the window, never in the way of a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from showroom.clock import Clock
from showroom.errors import ShowroomError
from showroom.forms import day_words
from showroom.language import _
from showroom.models.store import Store, two_connections_are_safe
from showroom.services import copies
from showroom.services.copies import State
from showroom.services.desk import Changed
from showroom.ui.ask import Ask

LOOK_MS = 30_000
# Signing in and the day's page come first.
FIRST_LOOK_MS = 5_000


@dataclass(frozen=True)
class Standing:
    """How the copies stand, and why the last one could not be made, if so."""

    state: State | None = None
    error: ShowroomError | None = None

    def said(self, now: datetime) -> tuple[str, str]:
        """A few words and the whole of it, at a showroom time; "" while there is nothing to say."""
        newest = self.state.newest if self.state else None
        when = _when(newest.taken.astimezone(now.tzinfo), now) if newest else ""
        if self.error is not None:
            words = _("No copy since {when}", when=when) if when else _("No copy could be made")
            return words, self.error.sentence()
        if newest is None:
            return "", ""
        return _("Copied {when}", when=when), _(
            "The data was copied and the copy checked: {when}. It lies in {folder}",
            when=when,
            folder=newest.path.parent,
        )


def _when(taken: datetime, now: datetime) -> str:
    return taken.strftime("%H:%M") if taken.date() == now.date() else day_words.month_day(taken.date())


class CopyKeeper(QWidget):
    """Asks twice a minute, and when a day is closed, whether a copy is due; says `stood` after each look."""

    stood = Signal(object)

    def __init__(
        self, store: Store, clock: Clock, ask: Ask, parent: QWidget, *, inline: bool = False
    ) -> None:
        super().__init__(parent)
        self._store, self._clock = store, clock
        # A worker of its own, with its own connection: a copy of a large store takes seconds.
        self._own_ask = None if inline or not two_connections_are_safe() else Ask(store, parent=self)
        self._ask = self._own_ask or ask
        self._busy = False
        self.standing = Standing()
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self.look)
        self.hide()

    def begin(self) -> None:
        """From now on."""
        self._watch.start()
        QTimer.singleShot(FIRST_LOOK_MS, self, self.look)

    def heard(self, change: Changed) -> None:
        """A closed day is copied at once."""
        if "traffic_day" in change.tables:
            self.look()

    def look(self) -> None:
        """Make the copy that is due, if one is."""
        if not self._busy:
            self._busy = True
            self._ask(self, lambda: copies.take_due(self._store, self._clock), self._made, self._failed)

    def _made(self, state: State) -> None:
        self._stand(Standing(state))

    def _failed(self, error: ShowroomError) -> None:
        self._stand(Standing(self.standing.state, error))

    def _stand(self, standing: Standing) -> None:
        self._busy = False
        self.standing = standing
        self.stood.emit(standing)

    @property
    def hung(self) -> bool:
        """Whether a copy is still being made after it was given up."""
        return self._own_ask is not None and self._own_ask.hung

    def close_down(self) -> None:
        """No more copies; one that is being made is finished, or given up after five seconds."""
        self._watch.stop()
        if self._own_ask is not None:
            self._own_ask.close()
