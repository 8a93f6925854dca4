"""What is done to whole rows of the log: looking at their history, taking them off, putting them back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, mark
from showroom.services import history, traffic_log_bin
from showroom.services.desk import Desk, new_token
from showroom.services.history import Change
from showroom.services.traffic_log_bin import Removed
from showroom.ui.ask import Ask
from showroom.ui.bin_panel import BinPanel
from showroom.ui.form_table import FormTable
from showroom.ui.history_panel import HistoryPanel
from showroom.ui.log_row_menu import LogRowMenu, RowAction
from showroom.ui.reason import Reason
from showroom.ui.traffic_log_model import TrafficLogModel

_TABLE = "traffic_entry"


class LogRows(QObject):
    """Owns the menu of a row, the panel of its history and the bin."""

    said = Signal(str)
    done = Signal(str, str)
    refused = Signal(object)

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        table: FormTable,
        model: TrafficLogModel,
        reason: Reason,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.desk, self.ask, self._reason, self._page = desk, ask, reason, page
        self._model = model
        self.menu = LogRowMenu(table, model, page)
        self.history = HistoryPanel(page)
        self.bin = BinPanel(page)
        self.menu.add(RowAction(mark("History…"), self.open_history, "Ctrl+H"))
        self.menu.add(
            RowAction(
                mark("Take off the log…"),
                self.take_off,
                "Del",
                lambda _row: self._model.may_write,
                on_number=True,
            )
        )
        self.menu.none_chosen.connect(lambda: self.said.emit(_("Choose a registered row first")))
        self.bin.days_chosen.connect(lambda _days: self._read_bin())
        self.bin.wanted_back.connect(self.put_back)

    def refresh(self) -> None:
        """The log was read anew: what is open over it, too."""
        if self.bin.isVisible():
            self._read_bin()
        if self.history.isVisible():
            row = next((one for one in self._model.entries if one.entry == self.history.entry), None)
            if row is None:
                self.history.close_panel()
            else:
                self._read_history(row, opening=False)

    # -- history ------------------------------------------------------------------------------------

    def open_history(self, row: TrafficLogRow) -> None:
        """Show what was done to this row."""
        self._read_history(row, opening=True)

    def _read_history(self, row: TrafficLogRow, *, opening: bool) -> None:
        def show(changes: tuple[Change, ...]) -> None:
            self.history.show_history(row, changes, self.desk.clock.today())
            if opening:
                self.history.open_panel()

        self.ask(self._page, partial(history.history_of, self.desk, _TABLE, row.entry), show)

    # -- off the log, and back ----------------------------------------------------------------------

    def take_off(self, row: TrafficLogRow) -> None:
        """Off the log for a reason, into the bin."""
        title = _("Take row {number} off the log", number=row.number)
        name = _name(row.guest_name)
        question = _("Why does the row of {name} go? It lies in the bin and can be put back.", name=name)
        reason = self._reason(self._page, title, question)
        if not reason:
            return
        desk, token = self.desk, new_token()
        words = _("Took {name} off the log (row {number})", name=name, number=row.number)
        self.ask(
            self._page,
            lambda: traffic_log_bin.remove_visit(desk, row.entry, row.revision, reason, token),
            lambda _revision: self.done.emit(words, token),
            self.refused.emit,
        )

    def open_bin(self) -> None:
        """Show what was taken off."""
        self._read_bin(opening=True)

    def _read_bin(self, *, opening: bool = False) -> None:
        today = self.desk.clock.today()
        since = today - timedelta(days=self.bin.days)

        def show(rows: tuple[Removed, ...]) -> None:
            self.bin.show_rows(rows, today)
            if opening:
                self.bin.open_panel()

        self.ask(self._page, partial(traffic_log_bin.removed, self.desk, since), show)

    def put_back(self, row: Removed) -> None:
        """Out of the bin, onto its day, as it was."""
        desk, token = self.desk, new_token()
        words = _("Put {name} back as row {number}", name=_name(row.guest), number=row.number)
        self.ask(
            self._page,
            lambda: traffic_log_bin.restore_visit(desk, row.entry, row.revision, token),
            lambda _revision: self.done.emit(words, token),
            self.refused.emit,
        )


def _name(guest: str) -> str:
    return guest or _("a guest without a name")
