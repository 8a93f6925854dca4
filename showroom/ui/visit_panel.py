"""Everything of one visit, also what the columns of the log do not show; written on and saved here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from showroom.errors import Clash, Invalid, ShowroomError
from showroom.forms import day_words
from showroom.forms import traffic_log as form
from showroom.forms import traffic_log_marks as marks
from showroom.forms.field import Field, Lists
from showroom.forms.traffic_log import TrafficLogDay, TrafficLogRow
from showroom.language import _
from showroom.rules.callback import FirstCallback, Stage, first_callback
from showroom.rules.traffic import Visit
from showroom.ui import traffic_log_columns as columns
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, SNUG, TIGHT
from showroom.ui.visit_blank import VisitBlank

# Two blanks to a line, in the order in which a visit goes.
_LINES: Final[tuple[tuple[Field, ...], ...]] = (
    (form.ARRIVED, form.LEFT),
    (form.TRAFFIC_TYPE, form.VISIT),
    (form.GUEST, form.SEX),
    (form.PHONE, form.AREA),
    (form.PURPOSE, form.HEAD_COUNT),
    (form.MODEL, form.COLOUR),
    (form.LEVEL, form.LEVEL_RECONFIRMED),
    (form.SOURCE, form.NO_FILE_REASON),
    (form.RECEIVED_BY, form.ASSIGNED),
    (form.TEST_DRIVE, form.GREETED),
    (form.NOTE,),
)
_STAGES: Final = {Stage.WAITS: Role.PRINT, Stage.OVERDUE: Role.ERROR, Stage.DONE: Role.DONE}


class VisitPanel(FlyOut):
    """What was typed stays until it is saved or taken back, also when the panel is closed meanwhile."""

    save_wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _("Close (Esc), what was typed stays"))
        self.row: TrafficLogRow | None = None
        # The revision against which is written: what another desk did since is told, never written over.
        self.seen = 0
        self._told = False
        # What was written is on its way to the store: it comes back as what is stored.
        self.saving = False
        self.blanks: dict[str, VisitBlank] = {}
        self._locked = False
        self.standing = Text("", Role.WARNING, wrap=True)
        self.callback = Text("", wrap=True)
        self.back = Button(_("Take back"), tip=_("Every blank as it is stored"))
        self.save = Button(_("Save"), Kind.PRIMARY, keys="Ctrl S")
        self.back.clicked.connect(self.take_back)
        self.save.clicked.connect(self.save_wanted)
        foot = QWidget(self)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(0, 0, SNUG, 0)
        buttons.setSpacing(SNUG)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.save)
        self.put_at_foot(foot)

    # -- showing ------------------------------------------------------------------------------------

    def show_visit(self, row: TrafficLogRow, day: TrafficLogDay, now: datetime, *, may_write: bool) -> None:
        """A row as read just now; what is written on the same row stays."""
        other = self.row is None or self.row.entry != row.entry or not self.blanks
        if other or self._told or not self.written:
            self.seen, self._told = row.revision, False
        self.row = row
        self._locked = not may_write or bool(row.void)
        self.show_title(_("Visit, row {number}", number=row.number), row.guest_name)
        if other:
            self._build(day.lists)
        for key, text in columns.texts_of(row, day.lists).items():
            blank = self.blanks[key]
            theirs = blank.changed and text.strip() not in (blank.stored.strip(), blank.text.strip())
            blank.show_stored(text)
            if theirs and not self.saving:
                blank.refuse(_theirs_and_mine(text, blank.text))
            self.blanks[key].lock(self._locked or (key == form.PHONE.key and row.masked))
        self._say_around(row, day, now)
        self._look_over()
        if self.isVisible():
            self._place()

    def _build(self, lists: Lists) -> None:
        self.standing = Text("", Role.WARNING, wrap=True)
        self.callback = Text("", wrap=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, TIGHT, SNUG, TIGHT)
        column.setSpacing(SNUG)
        column.addWidget(self.standing)
        self.blanks = {}
        for line in _LINES:
            grid = QGridLayout()
            grid.setHorizontalSpacing(CLOSE)
            for place, field in enumerate(line):
                offers = [one.label for one in lists.get(field.options, ()) if one.active]
                blank = VisitBlank(field, offers)
                blank.edited.connect(self._look_over)
                self.blanks[field.key] = blank
                grid.addWidget(blank, 0, place)
                grid.setColumnStretch(place, 1)
            column.addLayout(grid)
            if form.LEVEL in line:
                column.addWidget(self.callback)
        column.addStretch(1)
        self.fill(content)

    def _say_around(self, row: TrafficLogRow, day: TrafficLogDay, now: datetime) -> None:
        said = marks.standing(row, day.rows, _)
        self.standing.setText(said)
        self.standing.setVisible(bool(said))
        left = _(form.LEFT.label)
        if row.minutes is not None:
            left = _("{left}, after {minutes} minutes", left=left, minutes=row.minutes)
        self.blanks[form.LEFT.key].label.setText(left)
        found = _callback_of(row, day.day, now)
        self.callback.setVisible(found is not None)
        if found is not None:
            self.callback.setText(_callback_words(found, row))
            self.callback.set_role(_STAGES[found.stage])

    def first_stop(self) -> QWidget:
        """The first blank; the panel itself where nothing can be written."""
        if self._locked or not self.blanks:
            return self
        return self.blanks[form.ARRIVED.key].pen

    # -- writing ------------------------------------------------------------------------------------

    @property
    def written(self) -> dict[str, str]:
        """The texts that differ from what is stored, by field."""
        return {key: blank.text for key, blank in self.blanks.items() if blank.changed}

    def field_of(self, key: str) -> Field:
        """The field of a blank."""
        return self.blanks[key].field

    def write(self, texts: Mapping[str, str]) -> None:
        """Put words into the blanks as if they had been typed."""
        for key, text in texts.items():
            if key in self.blanks:
                self.blanks[key].write(text)
        self._look_over()

    def take_back(self) -> None:
        """Everything as it is stored."""
        for blank in self.blanks.values():
            blank.take_back()
        self._look_over()
        self.first_stop().setFocus()

    def refuse(self, error: ShowroomError, told: Mapping[str, str]) -> None:
        """Why nothing was saved, beside the blanks it is about; `told` has a sentence by field."""
        for key, blank in self.blanks.items():
            blank.refuse(told.get(key, ""))
        first = next((self.blanks[key] for key in self.blanks if key in told), None)
        if first is not None:
            first.pen.setFocus()
        # After a clash both texts are beside each other: saving again is a decision about what stands there.
        self._told = isinstance(error, Clash)
        self.save.setAccessibleDescription(error.sentence())
        self._place()

    def _look_over(self) -> None:
        self.save.setEnabled(bool(self.written) and not self._locked)
        self.back.setEnabled(bool(self.written))

    # -- keys ---------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Saving is of this visit, not of the page behind."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and isinstance(event, QKeyEvent) and _saves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S saves; Enter goes to the next blank, as the pen does."""
        if _saves(event):
            if self.save.isEnabled():
                self.save_wanted.emit()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(QApplication.focusWidget(), QLineEdit):
            self.focusNextPrevChild(True)
            return
        super().keyPressEvent(event)


def sentences(error: ShowroomError) -> dict[str, str]:
    """What an error says of single blanks, by field: how to mend a text, or what somebody else wrote."""
    if isinstance(error, Invalid):
        return {problem.field: problem.sentence() for problem in error.problems}
    if isinstance(error, Clash):
        return {
            _FIELD_OF_COLUMN.get(key, key): _theirs_and_mine(
                str(error.theirs.get(key) or ""), str(mine or "")
            )
            for key, mine in error.mine.items()
        }
    return {}


def _theirs_and_mine(theirs: str, mine: str) -> str:
    return _(
        "Meanwhile “{theirs}” was written here, yours is “{mine}”. Save again to put yours in its place.",
        theirs=theirs or "—",
        mine=mine or "—",
    )


_FIELD_OF_COLUMN: Final = {"visit_override": form.VISIT.key}


def _saves(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(control) and event.key() in (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _callback_of(row: TrafficLogRow, day: date, now: datetime) -> FirstCallback | None:
    if row.void:
        return None
    return first_callback(
        datetime.combine(day, row.arrived, now.tzinfo),
        now,
        first=row.visit is Visit.FIRST,
        reachable=row.has_phone,
        confirmed=bool(row.level_reconfirmed),
    )


def _callback_words(found: FirstCallback, row: TrafficLogRow) -> str:
    """The sum as staff reckon it."""
    if found.stage is Stage.DONE:
        return _(
            "Called back: level {before} → {after}", before=row.level or "—", after=row.level_reconfirmed
        )
    due = f"{day_words.month_day(found.due.date())} {found.due:%H:%M}"
    arrived = f"{row.arrived:%H:%M}"
    if found.stage is Stage.OVERDUE:
        return _("Call back overdue: {arrived} + 24 h = {due}", arrived=arrived, due=due)
    return _("Call back until {arrived} + 24 h = {due}", arrived=arrived, due=due)
