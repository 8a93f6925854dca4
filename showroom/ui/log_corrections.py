"""Correcting a registered row of the traffic log: what was typed over is read, reasoned, saved."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import Clash, Invalid, ShowroomError
from showroom.forms import traffic_log as form
from showroom.forms.field import read
from showroom.language import _
from showroom.services import traffic_log_corrections
from showroom.services.desk import Desk, new_token
from showroom.ui import traffic_log_columns as columns
from showroom.ui.ask import Ask
from showroom.ui.log_unsaved import Begun
from showroom.ui.noticed import noticed
from showroom.ui.reason import Reason
from showroom.ui.traffic_log_columns import Column
from showroom.ui.traffic_log_model import TrafficLogModel


class LogCorrections(QObject):
    """A refused text stays in its cell, marked, with the reason beside it."""

    done = Signal(str, str)
    clashed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, ask: Ask, model: TrafficLogModel, reason: Reason, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.ask, self._model, self._reason, self._page = desk, ask, model, reason, page
        # Revisions that are our own work: the one seen before, by row, to the one it became.
        self._became: dict[tuple[int, int], int] = {}
        model.correct.connect(self._correct)

    def _correct(self, row: int, seen: int | None, column: Column, typed: str) -> None:
        """Correct a cell as it was `seen` when the pen was put into it, so that a clash is noticed."""
        entry = self._model.entries[row]
        revision = entry.revision if seen is None else self._own(entry.entry, seen)
        refuse = partial(self._not_corrected, entry.entry, column, typed)
        texts = columns.entered(column, typed, self._model.lists)
        fields = [field for field in column.fields if field.key in texts]
        try:
            values = read(fields, texts, self._model.lists)
        except Invalid as invalid:
            refuse(invalid)
            return
        reason = self._why(values)
        if reason is None:
            return
        desk, token = self.desk, new_token()
        words = noticed(_("Corrected; the old value stays in the history"), fields, texts)
        self.ask(
            self._page,
            lambda: traffic_log_corrections.correct_visit(
                desk, entry.entry, revision, values, reason=reason, token=token
            ),
            lambda new: self._done(entry.entry, column, words, token, (revision, new)),
            refuse,
        )

    def _why(self, values: dict[str, Any]) -> str | None:
        """First or repeat is only changed for a reason; None when no reason was given."""
        if not values.get(form.VISIT.key):
            return ""
        question = _("Why is this visit counted differently?")
        return self._reason(self._page, _("First or repeat"), question) or None

    def let_go(self) -> None:
        """The person is gone: a cell that closes now corrects nothing."""
        self._model.correct.disconnect(self._correct)

    def begun(self, open_cell: tuple[int, int, str] | None) -> Begun:
        """What was typed over registered rows and not taken: refused texts, and the cell still open."""
        found: Begun = {}
        by_key = {column.key: column for column in self._model.columns}
        for (entry, key), typed in self._model.wrong.items():
            if key in by_key:
                self._note(found, entry, by_key[key], typed)
        if open_cell is not None and open_cell[0] < len(self._model.entries):
            row, place, typed = open_cell
            if typed != self._model.index(row, place).data(Qt.ItemDataRole.EditRole):
                self._note(found, self._model.entries[row].entry, self._model.columns[place], typed)
        return found

    def _note(self, found: Begun, entry: int, column: Column, typed: str) -> None:
        found.setdefault(entry, {}).update(columns.entered(column, typed, self._model.lists))

    def _own(self, entry: int, seen: int) -> int:
        """The revision seen, or what we ourselves made of it since."""
        while (entry, seen) in self._became:
            seen = self._became[entry, seen]
        return seen

    def _done(self, entry: int, column: Column, words: str, token: str, revisions: tuple[int, int]) -> None:
        before, after = revisions
        if after == before + 1:
            # Nobody else wrote in between.
            self._became[entry, before] = after
        self._model.forget_wrong(entry, column.key)
        self.done.emit(words, token)

    def _not_corrected(self, entry: int, column: Column, typed: str, error: ShowroomError) -> None:
        self._model.mark_wrong(entry, column.key, typed, error.sentence())
        self.refused.emit(error)
        if isinstance(error, Clash):
            # What the other wrote comes into view, so that saving again is a decision.
            self.clashed.emit()
