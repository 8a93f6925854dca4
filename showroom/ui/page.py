"""What every page is: it declares the tables it shows and reads again when one of them changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.language import mark
from showroom.services.desk import Changed, Desk
from showroom.sheets.qr import Code, Kind
from showroom.ui.ask import Ask

NO_PAGE: Final = mark("You have no page for this sheet. Nothing was opened. Ask whoever works with it.")


class Page(QWidget):
    """Reads at once when it is in view, else when it is next shown. Keys reach it as the verbs below."""

    SHOWS: ClassVar[frozenset[str]] = frozenset()
    # The printed sheets that are this page on paper: scanned, they open it.
    SHEETS: ClassVar[frozenset[Kind]] = frozenset()

    # One quiet sentence; with the token of an act that can be taken back, the sentence offers to.
    said = Signal(str)
    done = Signal(str, str)
    # A sentence with a verb of its own, and what the verb does: what Undo cannot take back.
    offered = Signal(str, str, object)
    # A `ShowroomError` to be said without a dialog; what was asked for was not done.
    refused = Signal(object)
    # The two ends of the status line.
    status = Signal(str, str)
    # A `PrintJob` to be previewed; the flag asks to print it at once.
    print_wanted = Signal(object, bool)
    # A `CopyJob` to be written to an Excel file.
    copy_wanted = Signal(object)
    # The traffic log of a day is to be opened.
    day_wanted = Signal(object)
    # Another page is to be brought into view, by its key.
    page_wanted = Signal(str)
    # Back to the page from which this one was opened.
    left = Signal()
    # The card of a prospect (its id) is to be opened, walking through the ids of the list it came from.
    card_wanted = Signal(int, object)

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ask = ask
        self._stale = True

    def changed(self, change: Changed) -> None:
        """Tables changed: ours?"""
        if self.SHOWS & change.tables:
            self._stale = True
            if self.isVisible():
                self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Coming into view."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        self.refresh()

    def refresh(self) -> None:
        """Read what is shown anew."""
        raise NotImplementedError

    # -- what keys ask of the page in view; a page answers to those that mean something there ------------

    def begin(self) -> None:
        """The page was chosen: put the pen where work begins."""
        self.setFocus()

    def leave_for(self, then: Callable[[], object]) -> None:
        """Another page is wanted: do `then`, at once unless something written here has to be decided on."""
        then()

    def leave(self) -> None:
        """The person goes: keep what was typed. Raises Unavailable when the disk refuses."""

    def let_go(self) -> None:
        """The person is gone and the words are kept: what hides now takes nothing out of an open field."""

    def where(self) -> Any:
        """The place on the page (a day, a record), for `go_back_to`; None where there is only one."""
        return None

    def go_back_to(self, place: Any) -> None:
        """The pages were made anew (another language, another text size): back to where one was."""

    def tell_status(self) -> None:
        """Say on the status line what there is to say."""
        self.status.emit("", "")

    def tell_refusal(self, error: ShowroomError) -> None:
        """Keep on the status line why something was not done."""
        self.status.emit(error.sentence(), error.code)

    def go_on(self) -> None:
        """Something was done since: a refusal need not stand any more."""
        self.tell_status()

    def write_new(self) -> None:
        """Ctrl+N: a new record."""

    def accept(self) -> None:
        """Ctrl+S, Ctrl+Enter."""

    def turn(self, by: int) -> None:
        """PageUp (-1) and PageDown (1): the day, month or record before and after."""

    def print_sheet(self, *, at_once: bool = False) -> None:
        """Ctrl+P, and Ctrl+Shift+P at once."""

    def also_prints(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Sheets that can be printed here beside the one in view, each by its word."""
        return ()

    def copy_to_excel(self) -> None:
        """Ctrl+E: what is shown, as an Excel file."""

    def show_sheet(self, code: Code, day: date) -> None:
        """A sheet of `SHEETS` was scanned: its day or the first of its month, its page, whose it is."""

    def filter_list(self) -> None:
        """Ctrl+F: filter what is shown."""
