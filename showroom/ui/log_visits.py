"""The details of a visit over the log: opened from the row, saved as a correction."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import Clash, Invalid, Refused, ShowroomError
from showroom.forms import traffic_log as form
from showroom.forms.field import read
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, mark
from showroom.services import traffic_log_corrections
from showroom.services.desk import Desk, new_token
from showroom.services.drafts import Draft
from showroom.ui import log_unsaved
from showroom.ui import traffic_log_columns as columns
from showroom.ui.ask import Ask
from showroom.ui.form_table import FormTable
from showroom.ui.log_row_menu import LogRowMenu, RowAction
from showroom.ui.log_unsaved import Begun
from showroom.ui.noticed import noticed
from showroom.ui.reason import Reason
from showroom.ui.traffic_log_model import TrafficLogModel
from showroom.ui.visit_panel import VisitPanel, sentences


class LogVisits(QObject):
    """Ctrl+I, the menu of the row, or a double click on its number.

    What was written about a row and not saved is there again whenever the row is opened.
    """

    said = Signal(str)
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
        # Rows that are not open now.
        self._begun: Begun = {}
        # The time of the draft that came back, until a row of it was shown.
        self._back = ""
        self.panel.save_wanted.connect(self.save)
        menu.add(RowAction(mark("Details…"), self.open_visit, "Ctrl+I"), first=True)
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
        if self._back:
            # Later: the page is still being put together, and who comes back is led to the day they left.
            QTimer.singleShot(0, self, self._open_what_came_back)
        shown = self.panel.row
        if shown is None or not self.panel.isVisible():
            return
        row = next((one for one in self._model.entries if one.entry == shown.entry), None)
        if row is None:
            self._lose(shown)
        else:
            self._show(row)

    def _lose(self, row: TrafficLogRow) -> None:
        """Somebody took the row off the log: what was written about it waits until it comes back."""
        if self.panel.written:
            self.refused.emit(
                Refused(
                    "E-ROW-GONE",
                    mark(
                        "Row {number} was taken off the log by somebody else. What you wrote about it is "
                        "kept until the row is put back."
                    ),
                    number=row.number,
                )
            )
        self.panel.close_panel()

    def _show(self, row: TrafficLogRow) -> None:
        day, now = self._model.day, self.desk.clock.local()
        if day is None:
            return
        before = self.panel.row
        if before is not None and before.entry != row.entry:
            self._begun.pop(before.entry, None)
            if self.panel.written:
                self._begun[before.entry] = self.panel.written
        self.panel.show_visit(row, day, now, may_write=self._model.may_write)
        if row.entry in self._begun:
            self.panel.write(self._begun.pop(row.entry))

    # -- drafts -------------------------------------------------------------------------------------

    def keep_draft_now(self, elsewhere: Begun) -> None:
        """Before the person goes: what is written here, and what was begun `elsewhere` on the page.

        Raises Unavailable when the disk refuses.
        """
        row, written = self.panel.row, self.panel.written
        here = {row.entry: written} if row is not None and written else {}
        log_unsaved.keep(self.desk, log_unsaved.joined(self._begun, here, elsewhere))

    def take_up_draft(self, draft: Draft) -> None:
        """Put back what was begun; nothing is saved by that."""
        self._begun = log_unsaved.joined(log_unsaved.begun_in(draft), self._begun)
        self._back = draft.time if self._begun else ""
        self.refresh()

    def _open_what_came_back(self) -> None:
        row = next((one for one in self._model.entries if one.entry in self._begun), None)
        if row is not None and self._back:
            at, self._back = self._back, ""
            self.open_visit(row)
            self.said.emit(
                _("What you had not saved of row {number} at {time} is back", number=row.number, time=at)
            )

    # -- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Correct what was changed, and only that."""
        row, written = self.panel.row, self.panel.written
        if row is None or not written or self.panel.saving:
            return
        try:
            fields = [self.panel.field_of(key) for key in written]
            values = read(fields, written, self._model.lists)
        except Invalid as invalid:
            self._not_saved(row.entry, invalid)
            return
        reason = ""
        if values.get(form.VISIT.key):
            question = _("Why is this visit counted differently?")
            reason = self._reason(self._page, _("First or repeat"), question)
            if not reason:
                return
        desk, token, seen = self.desk, new_token(), self.panel.seen
        words = _("Corrected row {number}; the old values stay in the history", number=row.number)
        words = noticed(words, fields, written)
        self.panel.saving = True
        self.ask(
            self._page,
            lambda: traffic_log_corrections.correct_visit(
                desk, row.entry, seen, values, reason=reason, token=token
            ),
            lambda new: self._saved(row.entry, written, new, (words, token)),
            partial(self._not_saved, row.entry),
        )

    def _saved(self, entry: int, sent: dict[str, str], revision: int, told: tuple[str, str]) -> None:
        """What was written on while the answer was awaited stays."""
        self.panel.saving = False
        self._begun.pop(entry, None)
        if self._is_open(entry):
            since = {key: text for key, text in self.panel.written.items() if sent.get(key) != text}
            self.panel.take_back()
            if since:
                self.panel.seen = revision
                self.panel.write(since)
            else:
                self.panel.close_panel()
        self.done.emit(*told)

    def _is_open(self, entry: int) -> bool:
        return self.panel.row is not None and self.panel.row.entry == entry

    def _not_saved(self, entry: int, error: ShowroomError) -> None:
        self.panel.saving = False
        if self._is_open(entry):
            self.panel.refuse(error, sentences(error))
        self.refused.emit(error)
        if isinstance(error, Clash):
            # What the other wrote comes into view, so that saving again is a decision.
            self.clashed.emit()
