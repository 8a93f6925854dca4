"""日结: what is missing on the day, filled in place; then totals, closing, signatures; opening again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.traffic_log import Place, TrafficLogDay
from showroom.language import ENGLISH, _, current
from showroom.services.traffic_day import Missing, missing
from showroom.ui import names
from showroom.ui.cells import is_enter
from showroom.ui.close_day_part import PartEditor
from showroom.ui.evening_reports import Evening, EveningReports
from showroom.ui.log_unsaved import Begun
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT


def place_word(place: Place) -> str:
    """Whose signature line it is."""
    return {
        Place.RECEPTION: _("Reception staff"),
        Place.SUPERVISOR: _("Showroom supervisor"),
        Place.SALES_MANAGER: _("Sales manager"),
    }[place]


class CloseDay(FlyOut):
    """Opens over the log; what is filled, closed or signed in it is done by the page."""

    # (row, values, editor)
    filled = Signal(object, object, object)
    close_wanted = Signal()
    reopen_wanted = Signal()
    print_wanted = Signal()
    signed = Signal(object)
    seal_wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _("Close (Esc)"))
        self.may_close = self.may_countersign = self.may_reopen = self.may_seal = False
        self.evening: Evening | None = None
        self.editors: list[PartEditor] = []
        self._of_rows: list[tuple[int, PartEditor]] = []
        self._buttons: list[Button] = []

    def begun(self) -> Begun:
        """What was typed here and not taken yet."""
        found: Begun = {}
        for entry, editor in self._of_rows:
            if editor.typed:
                found.setdefault(entry, {})[editor.key] = editor.typed
        return found

    def show_day(self, day: TrafficLogDay, now: datetime) -> None:
        """What the day is like now; half a word that somebody is typing stays, and what was said of it."""
        begun, here = self.begun(), self.hand
        told = {(entry, editor.key): editor.told for entry, editor in self._of_rows}
        self.retire()
        self._build(day, now)
        for entry, editor in self._of_rows:
            if editor.input is not None and editor.key in begun.get(entry, {}):
                editor.input.setText(begun[entry][editor.key])
            if before := told.get((entry, editor.key)):
                editor.tell(*before)
            if editor.input is not None and here == (entry, editor.key):
                editor.input.setFocus()

    def retire(self) -> None:
        """What stands in a field that goes away is not taken."""
        for editor in self.editors:
            editor.retired = True

    @property
    def hand(self) -> tuple[int, str] | None:
        """The row and the field in which somebody is typing."""
        for entry, editor in self._of_rows:
            if editor.typed and editor.input is not None and editor.input.hasFocus():
                return entry, editor.key
        return None

    def _build(self, day: TrafficLogDay, now: datetime) -> None:
        self.editors, self._of_rows, self._buttons = [], [], []
        lacking = missing(day.rows)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SNUG, 0)
        column.setSpacing(SNUG)
        if day.closed:
            self.show_title(_("Closed"), day_words.short(day.day))
            self._fill_closed(column, day)
        else:
            self.show_title(_("Close of day"), f"{day_words.short(day.day)}　{_lacking(len(lacking))}")
            for one in lacking:
                column.addWidget(self._row(one, day, now if day.day == now.date() else None))
            if not lacking:
                self._fill_complete(column, day)
        if self.evening is not None:
            reports = EveningReports(
                self.evening, names.of(day.lists), may_seal=self.may_seal, parent=content
            )
            reports.seal_wanted.connect(self.seal_wanted)
            self._buttons.append(reports.button)
            column.addWidget(reports)
        column.addStretch(1)
        self.fill(content)

    # -- open ---------------------------------------------------------------------------------------

    def _row(self, lacking: Missing, day: TrafficLogDay, now: datetime | None) -> QWidget:
        row = lacking.row
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, TIGHT)
        column.setSpacing(TIGHT)
        column.addWidget(Hairline(on_paper=True))
        head = QHBoxLayout()
        head.setSpacing(SNUG)
        head.addWidget(Text(str(row.number), Role.LABEL))
        head.addWidget(Text(row.guest_name or _("no name"), Role.STRONG))
        head.addStretch(1)
        head.addWidget(Text(row.arrived.strftime("%H:%M"), Role.LABEL))
        column.addLayout(head)
        for part in lacking.parts:
            editor = PartEditor(part, day, now.time() if now else None, block)
            editor.filled.connect(partial(self._filled, row, editor))
            self.editors.append(editor)
            self._of_rows.append((row.entry, editor))
            column.addWidget(editor)
        return block

    def _filled(self, row: Any, editor: PartEditor, values: object) -> None:
        self.filled.emit(row, values, editor)

    def _fill_complete(self, column: QVBoxLayout, day: TrafficLogDay) -> None:
        totals = day.totals
        for word, figure in (
            (_("Parties"), totals.parties),
            (_("First"), totals.first),
            (_("Be-back"), totals.repeat),
            (_("Calls"), totals.calls),
            (_("Filed"), totals.filed),
            (_("Not filed"), totals.not_filed),
            (_("Test drives"), totals.test_drives),
        ):
            line = QHBoxLayout()
            line.addWidget(Text(word, Role.PRINT))
            line.addStretch(1)
            line.addWidget(Text(str(figure), Role.NUMBER))
            column.addLayout(line)
        if day.on_duty:
            known = names.of(day.lists)
            comma = ", " if current() == ENGLISH else "、"
            there = comma.join(names.shown(known, name) for name in day.on_duty)
            column.addWidget(Text(_("On duty: {names}", names=there), Role.LABEL, wrap=True))
        column.addWidget(
            Text(
                _(
                    "Nothing is missing. After closing, late rows and corrections follow after the last row, "
                    "and only the manager opens the day again."
                ),
                Role.LABEL,
                wrap=True,
            )
        )
        self._add_button(column, _("Close the day"), self.close_wanted.emit, Kind.PRIMARY, self.may_close)

    # -- closed -------------------------------------------------------------------------------------

    def _fill_closed(self, column: QVBoxLayout, day: TrafficLogDay) -> None:
        known = names.of(day.lists)
        if day.closed_at is not None:
            at = f"{day_words.short(day.closed_at.date())} {day.closed_at:%H:%M}"
            column.addWidget(
                Text(
                    _("{who} closed it, {at}", who=names.shown(known, day.closed_by), at=at),
                    Role.PRINT,
                    wrap=True,
                )
            )
        for place, signature in zip(Place, day.signatures, strict=True):
            column.addWidget(Hairline(on_paper=True))
            line = QHBoxLayout()
            line.addWidget(Text(place_word(place), Role.LABEL))
            line.addStretch(1)
            if signature is not None:
                line.addWidget(Text(names.shown(known, signature.name), Role.STRONG))
                line.addWidget(Text(f"{signature.at:%m-%d %H:%M}", Role.LABEL))
            else:
                may = self.may_close if place is Place.RECEPTION else self.may_countersign
                button = Button(_("Sign"))
                button.setAccessibleName(_("Sign as {place}", place=place_word(place)))
                button.setEnabled(may)
                button.clicked.connect(partial(self.signed.emit, place))
                self._buttons.append(button)
                line.addWidget(button)
            column.addLayout(line)
        column.addWidget(Hairline(on_paper=True))
        self._add_button(column, _("Print"), self.print_wanted.emit, Kind.PRIMARY, True)
        if self.may_reopen:
            self._add_button(column, _("Open again…"), self.reopen_wanted.emit, Kind.DESTRUCTIVE, True)
        else:
            words = _("Only the showroom manager can open this day again.")
            column.addWidget(Text(words, Role.LABEL, wrap=True))

    def _add_button(self, column: QVBoxLayout, word: str, act: Any, kind: Kind, may: bool) -> None:
        button = Button(word, kind)
        button.setEnabled(may)
        button.clicked.connect(act)
        self._buttons.append(button)
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nobody is rated by a bare Enter: whoever goes through times and reasons with it comes by here."""
        focus = QApplication.focusWidget()
        rating = next((one for one in self.editors if focus and one.levels and one.isAncestorOf(focus)), None)
        if is_enter(event) and rating is not None:
            rating.ask_for_a_letter()
        else:
            super().keyPressEvent(event)

    def first_stop(self) -> QWidget:
        """The first thing that is missing, else the first button."""
        if self.editors:
            first = self.editors[0]
            return first.input or first.levels or self
        usable = [button for button in self._buttons if button.isEnabled()]
        return usable[0] if usable else self


def _lacking(rows: int) -> str:
    """How many rows still lack something."""
    if not rows:
        return _("complete")
    return _("1 row is not complete") if rows == 1 else _("{count} rows are not complete", count=rows)
