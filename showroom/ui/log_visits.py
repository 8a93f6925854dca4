"""The details of a visit over the log: opened from the row, saved as a correction."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import Clash, Invalid, ShowroomError
from showroom.forms import traffic_log as form
from showroom.forms.field import read
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, mark
from showroom.services import traffic_log_corrections
from showroom.services.desk import Desk, new_token
from showroom.ui import traffic_log_columns as columns
from showroom.ui.ask import Ask
from showroom.ui.form_table import FormTable
from showroom.ui.log_pencil import Reason
from showroom.ui.log_row_menu import LogRowMenu, RowAction
from showroom.ui.noticed import noticed
from showroom.ui.traffic_log_model import TrafficLogModel
from showroom.ui.visit_panel import VisitPanel, sentences


class LogVisits(QObject):
    """Ctrl+O, the menu of the row, or a double click on its number."""

    done = Signal(str, str)
    # Somebody else wrote meanwhile: the day is to be read again.
    clashed = Signal()
    refused = Signal(object)

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        menu: LogRowMenu,
        table: FormTable,
        model: TrafficLogModel,
        reason: Reason,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.desk, self.ask, self._model, self._reason, self._page = desk, ask, model, reason, page
        self.panel = VisitPanel(page)
        self.panel.save_wanted.connect(self.save)
        menu.add(RowAction(mark("Details…"), self.open_visit, "Ctrl+O"), first=True)
        table.doubleClicked.connect(self._double_clicked)

    def _double_clicked(self, index: QModelIndex) -> None:
        on_number = self._model.columns[index.column()] is columns.NUMBER
        if on_number and index.row() < len(self._model.entries):
            self.open_visit(self._model.entries[index.row()])

    def open_visit(self, row: TrafficLogRow) -> None:
        """Show everything of this row."""
        self._show(row)
        self.panel.open_panel()

    def refresh(self) -> None:
        """The day was read anew."""
        shown = self.panel.row
        if shown is None or not self.panel.isVisible():
            return
        row = next((one for one in self._model.entries if one.entry == shown.entry), None)
        if row is None:
            self.panel.close_panel()
        else:
            self._show(row)

    def _show(self, row: TrafficLogRow) -> None:
        day, now = self._model.day, self.desk.clock.local()
        if day is not None:
            self.panel.show_visit(row, day, now, may_write=self._model.may_write)

    # -- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Correct what was changed, and only that."""
        row, written = self.panel.row, self.panel.written
        if row is None or not written:
            return
        try:
            fields = [self.panel.field_of(key) for key in written]
            values = read(fields, written, self._model.lists)
        except Invalid as invalid:
            self._not_saved(invalid)
            return
        reason = ""
        if values.get(form.VISIT.key):
            question = _("Why is this visit counted differently?")
            reason = self._reason(self._page, _("First or repeat"), question)
            if not reason:
                return
        desk, token = self.desk, new_token()
        words = _("Corrected row {number}; the old values stay in the history", number=row.number)
        words = noticed(words, fields, written)
        self.ask(
            self._page,
            lambda: traffic_log_corrections.correct_visit(
                desk, row.entry, row.revision, values, reason=reason, token=token
            ),
            lambda _revision: self._saved(words, token),
            self._not_saved,
        )

    def _saved(self, words: str, token: str) -> None:
        self.panel.take_back()
        self.panel.close_panel()
        self.done.emit(words, token)

    def _not_saved(self, error: ShowroomError) -> None:
        self.panel.refuse(error, sentences(error))
        self.refused.emit(error)
        if isinstance(error, Clash):
            # What the other wrote comes into view, so that saving again is a decision.
            self.clashed.emit()
