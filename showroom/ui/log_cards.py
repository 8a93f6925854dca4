"""From the log to the cards: Ctrl+O on a row, or on the customer whose number is on the strip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import Refused
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, mark
from showroom.rules.duties import Duty
from showroom.services import traffic_log_cards
from showroom.services.desk import Desk, new_token
from showroom.ui.ask import Ask
from showroom.ui.log_pencil import Instruments
from showroom.ui.log_row_menu import LogRowMenu, RowAction


class LogCards(QObject):
    """Ctrl+O: the card of the customer on the strip, else of the row in hand; a row without one opens it."""

    done = Signal(str, str)
    refused = Signal(object)
    # The card of a prospect (its id), and the cards among which.
    card_wanted = Signal(int, object)

    def __init__(self, desk: Desk, ask: Ask, menu: LogRowMenu, tools: Instruments, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.ask, self._tools, self._page = desk, ask, tools, page
        self._may_open = False
        word = mark("To the card")
        menu.add(RowAction(word, self.open_card, "Ctrl+O", before=self._open_matched), first=True)

    def allow(self, duties: frozenset[Duty]) -> None:
        """What this person may do with cards."""
        self._may_open = Duty.OPEN_CARD in duties

    # -- cards ----------------------------------------------------------------------------------------

    def _open_matched(self) -> bool:
        """The card of the customer who is chosen among the matches, while the pen lies on the strip."""
        offer = self._tools.panel.offer if self._tools.strip.hasFocus() else None
        if offer is None or offer.match.prospect is None:
            return False
        self.card_wanted.emit(offer.match.prospect, ())
        return True

    def open_card(self, row: TrafficLogRow) -> None:
        """The card of this guest, walking through those of the day; opened where there is none yet."""
        if row.card is not None:
            among = tuple(
                dict.fromkeys(one.card for one in self._tools.model.entries if one.card is not None)
            )
            self.card_wanted.emit(row.card, among)
        elif not self._may_open:
            self.refused.emit(
                Refused(
                    "E-NO-CARD",
                    mark("The guest of row {number} has no card. The consultant who received him opens it."),
                    number=row.number,
                )
            )
        else:
            self._open_new(row)

    def _open_new(self, row: TrafficLogRow) -> None:
        desk, token = self.desk, new_token()
        words = _("Opened a card for {name}", name=row.guest_name or _("a guest without a name"))

        def opened(card: int) -> None:
            self.done.emit(words, token)
            self.card_wanted.emit(card, ())

        self.ask(
            self._page,
            lambda: traffic_log_cards.open_from_row(desk, row.entry, token=token),
            opened,
            self.refused.emit,
        )
