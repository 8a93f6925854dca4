"""What the code of a printed sheet opens: its card, or the page of the sheet at its day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from showroom.errors import Refused, ShowroomError
from showroom.language import _, mark
from showroom.services import go_to
from showroom.services.go_to import CardToOpen
from showroom.sheets import qr
from showroom.sheets.code_typed import OF_CARDS, day_of, is_blank
from showroom.sheets.qr import Code, Kind
from showroom.ui.card_paper import BACK, FRONT
from showroom.ui.look.dialog import Dialog
from showroom.ui.page import NO_PAGE
from showroom.ui.places import CUSTOMER_CARD, TRAFFIC_LOG
from showroom.ui.scanner import Scanner

if TYPE_CHECKING:
    from showroom.ui.shell import Shell

MISREAD: Final = mark(
    "The check digits of this code do not agree. Nothing was opened. Hold the scanner nearer, or type the "
    "digits below the code, or the number of the card."
)
_OF_THE_LOG: Final = (Kind.TL, Kind.TX)
# The side of the card that a sheet is; its quote is neither.
_SIDES: Final = {Kind.CA: FRONT, Kind.CB: BACK}


class Opening(QObject):
    """Opens cards by number and sheets by code, for the scanner and for whoever types."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.scanner = Scanner(shell.desk.clock, self)
        self.scanner.scanned.connect(self.open_digits)
        self.scanner.misread.connect(self.tell_misread)

    def open_card(self, number: int, side: str = "") -> None:
        """The card with this running number, on this side; one that was made one with another leads there,
        and says so.
        """
        shell, desk = self._shell, self._shell.desk

        def opened(found: CardToOpen) -> None:
            shell.show_card(found.prospect, side=side)
            if found.instead_of:
                shell.toast.say(
                    _(
                        "Card {number} was made one with {kept}, which is open now.",
                        number=found.instead_of,
                        kept=found.number,
                    )
                )

        if shell.has(CUSTOMER_CARD):
            shell.ask(shell, lambda: go_to.card_to_open(desk, number), opened, self._refuse)
        else:
            self._refuse(Refused("E-NO-PAGE", NO_PAGE))

    def open_digits(self, digits: str) -> None:
        """What the eighteen digits of a sheet say. Where they say nothing, a sentence."""
        over = QApplication.activeModalWidget()
        if isinstance(over, Dialog) and over.gives_way:
            over.reject()
        elif over is not None:
            self._refuse(Refused("E-SCAN-ASKED", mark("Answer the question first, then scan again.")))
            return
        try:
            code = qr.read_back(digits)
        except ValueError:
            self.tell_misread()
            return
        if is_blank(code):
            words = mark("This is a blank form: nothing is stored under its code. Type what stands on it.")
            self._refuse(Refused("E-SCAN-BLANK", words))
        elif code.kind in OF_CARDS:
            self.open_card(code.number, _SIDES.get(code.kind, ""))
        else:
            self._open_sheet(code)

    def _open_sheet(self, code: Code) -> None:
        day = day_of(code)
        if day is None:
            self.tell_misread()
            return
        if code.kind in _OF_THE_LOG and self._shell.has(TRAFFIC_LOG):
            self._shell.show_log(day)
            return
        for key, page in self._shell.pages_by_key().items():
            if code.kind in page.SHEETS:
                self._shell.show_page(key, partial(page.show_sheet, code, day))
                return
        self._refuse(Refused("E-NO-PAGE", NO_PAGE))

    def tell_misread(self) -> None:
        """A code that is none."""
        self._refuse(Refused("E-SCAN", MISREAD))

    def _refuse(self, error: ShowroomError) -> None:
        self._shell.tell_refusal(error)
