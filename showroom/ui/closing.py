"""Closing the day from the log page: the panel, and what it asks of the services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.forms.traffic_log import Place, TrafficLogDay, TrafficLogRow
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import traffic_day, traffic_log_corrections
from showroom.services.daily_report_seal import SealedDay
from showroom.services.desk import Desk, new_token
from showroom.ui import evening_reports
from showroom.ui.ask import Ask
from showroom.ui.close_day import CloseDay, place_word
from showroom.ui.close_day_part import PartEditor
from showroom.ui.evening_reports import Evening
from showroom.ui.reason import Reason


class Closing(QObject):
    """One for the log page, which reads again by itself when something here was saved."""

    said = Signal(str)
    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, desk: Desk, ask: Ask, reason: Reason, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.ask, self._reason, self._page = desk, ask, reason, page
        self.panel = CloseDay(page)
        self._day: TrafficLogDay | None = None
        self.panel.filled.connect(self._fill)
        self.panel.close_wanted.connect(self._close)
        self.panel.reopen_wanted.connect(self._reopen)
        self.panel.signed.connect(self._sign)
        self.panel.seal_wanted.connect(self._seal)
        self._reads_reports = False

    def allow(self, duties: frozenset[Duty]) -> None:
        """What this person may do with a day."""
        self.panel.may_close = Duty.CLOSE_DAY in duties
        self.panel.may_countersign = Duty.COUNTERSIGN_DAY in duties
        self.panel.may_reopen = Duty.REOPEN_DAY in duties
        self.panel.may_seal = Duty.SEAL_REPORT in duties
        self._reads_reports = duties >= {Duty.REVIEW_REPORT, Duty.SEE_TEAM, Duty.SEE_TODAY}

    def show_day(self, day: TrafficLogDay) -> None:
        """The day was read anew."""
        if self._day is not None and self._day.day != day.day:
            self.panel.evening = None
        self._day = day
        if self.panel.isVisible():
            self._show()
            self._read_reports()

    def _show(self) -> None:
        """The panel anew; the pen stays in it, and in the words begun."""
        if self._day is not None:
            inside = self.panel.isAncestorOf(self.panel.focusWidget() or self.panel)
            self.panel.show_day(self._day, self.desk.clock.local())
            if inside and self.panel.hand is None:
                self.panel.first_stop().setFocus()

    def open(self) -> None:
        """Show what is missing, or that nothing is."""
        if self._day is not None:
            self.panel.show_day(self._day, self.desk.clock.local())
            self.panel.open_panel()
            self._read_reports()

    def _read_reports(self) -> None:
        """For who reviews them; whatever they lack, the day can be closed."""
        if not self._reads_reports:
            return
        desk, day = self.desk, self._date

        def show(evening: Evening) -> None:
            if day == self._date and evening != self.panel.evening:
                self.panel.evening = evening
                self._show()

        self.ask(self._page, lambda: evening_reports.read(desk, day), show, self.refused.emit)

    def _seal(self) -> None:
        desk, day = self.desk, self._date

        def done(sealed: SealedDay) -> None:
            self.said.emit(evening_reports.sealed_words(sealed))
            if sealed.failed:
                self.refused.emit(sealed.failed[0][1])
            self._read_reports()

        self.ask(self._page, lambda: evening_reports.seal(desk, day), done, self.refused.emit)

    def _do(self, job: Callable[[], Any], words: str, refused: Callable[[ShowroomError], None]) -> None:
        self.ask(self._page, job, lambda _answer: self.said.emit(words), refused)

    def _fill(self, row: TrafficLogRow, values: dict[str, Any], editor: PartEditor) -> None:
        """One missing thing is written into its row, as a correction that can be taken back."""
        desk, token = self.desk, new_token()
        words = _("Row {number} is filled in", number=row.number)

        self.ask(
            self._page,
            lambda: traffic_log_corrections.correct_visit(desk, row.entry, row.revision, values, token=token),
            lambda _revision: self.done.emit(words, token),
            editor.refuse,
        )

    @property
    def _date(self) -> date:
        return self._day.day if self._day is not None else self.desk.clock.today()

    def _close(self) -> None:
        close = partial(traffic_day.close, self.desk, self._date, token=new_token())
        self._do(close, _("The day is closed"), self.refused.emit)

    def _reopen(self) -> None:
        question = _("Why is this day opened again? The signatures on it are withdrawn.")
        reason = self._reason(self._page, _("Open the day again"), question)
        if reason:
            reopen = partial(traffic_day.reopen, self.desk, self._date, reason, token=new_token())
            self._do(reopen, _("The day is open again"), self.refused.emit)

    def _sign(self, place: Place) -> None:
        sign = partial(traffic_day.sign, self.desk, self._date, place, token=new_token())
        self._do(sign, _("Signed: {place}", place=place_word(place)), self.refused.emit)
