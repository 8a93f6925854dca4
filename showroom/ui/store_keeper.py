"""Looks at the store's file once beside the window, and says over every page that nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.models.rescue import Rescued, rescue
from showroom.models.store import Store
from showroom.services.mending import look_at_the_file
from showroom.ui import present
from showroom.ui.ask import Ask
from showroom.ui.choosing import DATA_FILE, ChoosePath
from showroom.ui.look.dialog import Dialog
from showroom.ui.store_banner import StoreBanner

# After this the sign-in page is there and the first key has been answered.
LOOK_AFTER_MS: Final = 500
_UNDERSTOOD: Final = "understood"


class StoreKeeper(QObject):
    """One for a window. Its worker has a connection of its own, so that nobody waits for the look (H2)."""

    copies_wanted = Signal()
    _stopped = Signal()

    def __init__(self, store: Store, window: QMainWindow, choose_path: ChoosePath, *, inline: bool) -> None:
        super().__init__(window)
        self._store, self._window, self._choose_path = store, window, choose_path
        self._ask = Ask(store, inline=inline, parent=self)
        self._ask.failed.connect(lambda error: present.tell(window, error))
        self._begun = False
        self._soon = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look)
        self.banner = StoreBanner()
        self.banner.rescue_wanted.connect(self.save_what_can_be_read)
        self.banner.copies_wanted.connect(self.copies_wanted)
        # Above whatever page is in view, and nothing where there is nothing to say.
        window.setMenuWidget(self.banner)
        self._stopped.connect(self._say_stopped)
        # Met by whichever thread; told in the window's.
        store.when_stopped(self._stopped.emit)
        if store.only_look:
            self.banner.say_look()

    def begin(self) -> None:
        """The first page is there: look at the file in a moment, once."""
        if not self._begun and not self._store.only_look:
            self._begun = True
            self._soon.start()

    def look(self) -> None:
        """Read the whole file once; what is wrong stops all writing."""
        self._ask(self._window, lambda: look_at_the_file(self._store), lambda _whole: None)

    def close_down(self) -> None:
        """The window goes."""
        self._soon.stop()
        self._store.when_stopped(None)
        self._ask.close()

    def _say_stopped(self) -> None:
        if self._store.stopped is not None:
            self.banner.say_stopped(self._store.stopped.sentence())

    def save_what_can_be_read(self) -> None:
        """An emergency copy, row by row, into a new file (H11)."""
        path = self._store.path
        proposed = path.with_name(f"{path.stem}-saved{DATA_FILE}")
        chosen = self._choose_path(self._window, str(proposed))
        if chosen:
            self.banner.rescue.setEnabled(False)
            self._ask(self._window, lambda: rescue(Path(chosen)), self._tell_saved, self._tell_failed)

    def _tell_failed(self, error: ShowroomError) -> None:
        self.banner.rescue.setEnabled(True)
        present.tell(self._window, error)

    def _tell_saved(self, rescued: tuple[Rescued, ...]) -> None:
        self.banner.rescue.setEnabled(True)
        lost = "\n".join(
            _("{table}: {kept} saved, {lost} lost", table=one.table, kept=one.kept, lost=one.lost)
            for one in rescued
            if one.lost
        )
        kept = sum(one.kept for one in rescued)
        dialog = Dialog(
            self._window,
            _("{count} rows were saved into the new file", count=kept),
            lost or _("As far as can be told, no row was lost."),
        )
        dialog.add_button(_UNDERSTOOD, _("OK"), safe=True)
        dialog.ask()
