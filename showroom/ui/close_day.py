"""日结: what is missing on the day, filled in place; then totals, closing, signatures; opening again."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import day_words
from showroom.forms import traffic_log as form
from showroom.forms.field import Field as FormField
from showroom.forms.field import read_field
from showroom.forms.traffic_log import Place, TrafficLogDay
from showroom.language import ENGLISH, _, chinese, current, mark
from showroom.rules.level import LOG_LEVELS, Level
from showroom.services.traffic_day import Missing, Part, missing
from showroom.ui import names
from showroom.ui.evening_reports import Evening, EveningReports
from showroom.ui.log_unsaved import Begun
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Hairline, Role, Text, in_menu
from showroom.ui.look.tokens import SNUG, TIGHT

REASONS: Final = (
    mark("only looked round"),
    mark("would not leave a number"),
    mark("waits for somebody"),
    mark("bought elsewhere already"),
    mark("from the trade"),
)
_FIELDS: Final = {
    Part.LEFT: form.LEFT,
    Part.CONSULTANT: form.ASSIGNED,
    Part.LEVEL: form.LEVEL,
    Part.NO_FILE_REASON: form.NO_FILE_REASON,
}
_LABEL_WIDTH: Final = 92


def kept_reason(words: str) -> str:
    """A usual reason is kept in Chinese, as the paper has it, whatever the language of the screen."""
    return next((chinese(reason) for reason in REASONS if words == _(reason)), words)


def part_word(part: Part) -> str:
    """What is missing, as the list says it."""
    return {
        Part.LEFT: _("Left at"),
        Part.CONSULTANT: _("Consultant"),
        Part.LEVEL: _("Level"),
        Part.NO_FILE_REASON: _("No file because"),
    }[part]


def place_word(place: Place) -> str:
    """Whose signature line it is."""
    return {
        Place.RECEPTION: _("Reception staff"),
        Place.SUPERVISOR: _("Showroom supervisor"),
        Place.SALES_MANAGER: _("Sales manager"),
    }[place]


class PartEditor(QWidget):
    """One missing thing of one row: its label and the input for exactly this."""

    # The values to be written into the row.
    filled = Signal(object)

    def __init__(self, part: Part, day: TrafficLogDay, now: time | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.part, self._day = part, day
        # In the place of this one is another: what stands here is carried over.
        self.retired = False
        self._form: FormField = _FIELDS[part]
        self._problem = Text("", Role.ERROR, wrap=True)
        self._problem.hide()
        label = Text(part_word(part), Role.LABEL)
        label.setFixedWidth(_LABEL_WIDTH)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SNUG)
        line.addWidget(label)
        self.input: Field | None = None
        self._proposed = ""
        if part is Part.LEVEL:
            # O comes with an order alone; whoever has ordered has the level of the card already.
            levels = (level.value for level in LOG_LEVELS if level is not Level.ORDERED)
            self.levels = Segments(tuple((level, level) for level in levels))
            self.levels.choose_none()
            self.levels.setAccessibleName(part_word(part))
            self.levels.chosen.connect(lambda key: self.filled.emit({form.LEVEL.key: key}))
            line.addWidget(self.levels)
            line.addStretch(1)
        else:
            self.input = self._field(part, now)
            line.addWidget(self.input, 1)
            if words := self._offers(part):
                # Nobody is given a guest by a bare Enter; the usual reason may be.
                if part is Part.NO_FILE_REASON:
                    self._propose(self.input, words[0])
                line.addWidget(self._chooser(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._problem)

    def _field(self, part: Part, now: time | None) -> Field:
        field = Field(name=part_word(part))
        if part is Part.LEFT:
            field.setPlaceholderText(_("like 17:40"))
            if now is not None:
                self._propose(field, now.strftime("%H:%M"))
        field.returnPressed.connect(self.take)
        field.editingFinished.connect(self._left)
        return field

    def _propose(self, field: Field, words: str) -> None:
        """What a bare Enter takes."""
        field.setPlaceholderText(words)
        self._proposed = words

    def _offers(self, part: Part) -> list[str]:
        """The words that are usual here."""
        if part is Part.NO_FILE_REASON:
            return [_(reason) for reason in REASONS]
        if part is Part.CONSULTANT:
            return [option.label for option in self._day.lists["staff"] if option.active]
        return []

    def _chooser(self, words: list[str]) -> Button:
        """A list of the usual words; the arrow key opens it too."""
        button = Button(kind=Kind.QUIET, icon="chevron-down", tip=_("Usual words (↓)"))
        menu = QMenu(button)
        for word in words:
            menu.addAction(in_menu(word)).triggered.connect(partial(self._choose, word))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, button.height()))))
        if self.input is not None:
            down = QShortcut(QKeySequence("Down"), self.input)
            down.setContext(Qt.ShortcutContext.WidgetShortcut)
            down.activated.connect(button.click)
        return button

    def _choose(self, word: str, _on: bool = False) -> None:
        if self.input is not None:
            self.input.setText(word)
            self.take()

    def _left(self) -> None:
        """Leaving a field in which something stands takes it."""
        if not self.retired and self.typed:
            self.take()

    @property
    def typed(self) -> str:
        """What stands here and was not taken yet."""
        waits = self.input is not None and self.input.isEnabled()
        return self.input.text().strip() if self.input is not None and waits else ""

    @property
    def key(self) -> str:
        """The field of the row this is about."""
        return self._form.key

    def take(self) -> None:
        """Read what is typed; an empty field takes what it proposes."""
        if self.input is None or not self.input.isEnabled():
            return
        typed = self.input.text().strip() or self._proposed
        if not typed:
            return
        try:
            value = read_field(self._form, typed, self._day.lists)
        except Invalid as invalid:
            self.refuse(invalid)
            return
        # Enter and leaving the field both take it: once is enough.
        self.input.setEnabled(False)
        self.filled.emit({self._form.key: kept_reason(value) if self.part is Part.NO_FILE_REASON else value})

    def refuse(self, error: ShowroomError) -> None:
        """Say beside the field why it cannot be taken; the text stays."""
        self._problem.setText(error.sentence())
        self._problem.show()
        if self.input is not None:
            self.input.setEnabled(True)
            self.input.set_invalid(error.sentence())
            self.input.setFocus()


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
        """What the day is like now; half a word that somebody is typing stays."""
        begun, here = self.begun(), self.hand
        self.retire()
        self._build(day, now)
        for entry, editor in self._of_rows:
            if editor.input is not None and editor.key in begun.get(entry, {}):
                editor.input.setText(begun[entry][editor.key])
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

    def first_stop(self) -> QWidget:
        """The first thing that is missing, else the first button."""
        if self.editors:
            first = self.editors[0]
            return first.input if first.input is not None else first.levels
        usable = [button for button in self._buttons if button.isEnabled()]
        return usable[0] if usable else self


def _lacking(rows: int) -> str:
    """How many rows still lack something."""
    if not rows:
        return _("complete")
    return _("1 row is not complete") if rows == 1 else _("{count} rows are not complete", count=rows)
