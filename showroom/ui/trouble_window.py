"""The window in the showroom's place while its store cannot be opened: finds copies, brings one back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from showroom import language
from showroom.clock import Clock
from showroom.errors import ShowroomError
from showroom.language import _
from showroom.models.copies import Copy
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.services import copies
from showroom.ui.ask import Ask
from showroom.ui.choosing import ChoosePath, ask_data_file
from showroom.ui.look import theme
from showroom.ui.look.dialog import Dialog
from showroom.ui.trouble_page import Known, TroublePage
from showroom.ui.window import SMALLEST, USUAL

_UNDERSTOOD: Final = "understood"


class Way(StrEnum):
    """How it goes on."""

    AGAIN = "again"
    LOOK = "look"
    QUIT = "quit"


class TroubleWindow(QMainWindow):
    """Says `chosen` once, with the way on and the file it is about; closing it ends the program."""

    chosen = Signal(object, object)

    def __init__(
        self,
        error: ShowroomError,
        path: Path,
        clock: Clock,
        remembered: Remembered,
        *,
        inline: bool = False,
        choose_file: ChoosePath = ask_data_file,
    ) -> None:
        super().__init__()
        self._error, self._path, self._clock, self._remembered = error, path, clock, remembered
        self._choose_file = choose_file
        self._answered = False
        # Never opened: the worker's own connections are those of the copies it looks into.
        self.ask = Ask(Store(path), inline=inline, parent=self)
        self._known = Known(path, self._last_opened())
        self._show_page()
        self.setWindowTitle("Showroom")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.restoreGeometry(QByteArray.fromBase64(remembered.get("window", "").encode("ascii", "ignore")))

    def open_up(self, room: QSize) -> None:
        """Come into view, no larger than the screen, and look for copies beside it."""
        self.resize(self.size().boundedTo(room))
        self.show()
        self.page.begin()
        self.ask(self, self._look_for_copies, self._found)

    def _last_opened(self) -> str:
        """When this very file was last open here."""
        if self._remembered.get("store", "") != str(self._path):
            return ""
        return str(self._remembered.get("opened", ""))

    def _look_for_copies(self) -> Known:
        places = copies.folders(self._path, self._remembered.get("copies folder", ""))
        return Known(self._path, self._last_opened(), copies.to_choose_from(places), places)

    def _found(self, known: Known) -> None:
        self._known = known
        self._show_page()

    def _show_page(self) -> None:
        self.page = page = TroublePage(self._error, self._known, self._clock.local().tzinfo)
        page.again.connect(lambda: self._answer(Way.AGAIN, self._path))
        page.quit_wanted.connect(self.close)
        page.look_wanted.connect(lambda path: self._answer(Way.LOOK, path))
        page.other_wanted.connect(self._choose_other)
        page.restore_wanted.connect(self._bring_back)
        page.language_chosen.connect(self._use_language)
        self.setCentralWidget(page)
        page.begin()

    def _choose_other(self) -> None:
        folder = self._path.parent
        chosen = self._choose_file(self, str(folder if folder.exists() else Path.home()))
        if chosen:
            self._answer(Way.AGAIN, Path(chosen))

    def _bring_back(self, copy: Copy) -> None:
        store, clock = self._path, self._clock
        self.page.setEnabled(False)
        self.ask(self.page, lambda: copies.restore(copy.path, store, clock), self._is_back, self._not_back)

    def _is_back(self, aside: Path | None) -> None:
        if aside is not None:
            told = _("What lay there before is now {path}. Keep it until you have looked around.", path=aside)
            dialog = Dialog(self, _("The copy is back"), told)
            dialog.add_button(_UNDERSTOOD, _("Open it"), safe=True)
            dialog.ask()
        self._answer(Way.AGAIN, self._path)

    def _not_back(self, error: ShowroomError) -> None:
        self.page.setEnabled(True)
        self.page.tell(error)

    def _use_language(self, code: str) -> None:
        self._remembered.keep(language=code)
        language.use(code)
        theme.current().apply()
        self._show_page()

    def _answer(self, way: Way, path: Path) -> None:
        if not self._answered:
            self._answered = True
            self.ask.close()
            self.chosen.emit(way, path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is the end; nothing was typed here."""
        self._answer(Way.QUIT, self._path)
        event.accept()
