"""One thing that is missing on a row of the log, to be filled in where it is named."""

from __future__ import annotations

from datetime import time
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import traffic_log as form
from showroom.forms.field import Field as FormField
from showroom.forms.field import read_field
from showroom.forms.traffic_log import TrafficLogDay
from showroom.language import _, chinese, mark
from showroom.rules.level import LOG_LEVELS, Level
from showroom.services.traffic_day import Part
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tokens import SNUG

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
        self.levels: Segments | None = None
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

    @property
    def told(self) -> tuple[Role, str] | None:
        """What is said of what stands here, and how; nothing of a field that was emptied since."""
        if self._problem.isHidden() or (self.input is not None and not self.typed):
            return None
        return Role(self._problem.property("role")), self._problem.text()

    def tell(self, role: Role, words: str) -> None:
        """Say something beside the field; an error marks it too."""
        self._problem.set_role(role)
        self._problem.setText(words)
        self._problem.show()
        if self.input is not None and role is Role.ERROR:
            self.input.set_invalid(words)

    def ask_for_a_letter(self) -> None:
        """Say how a level is chosen."""
        self.tell(Role.HINT, _("Press its letter, or Space on it."))

    def refuse(self, error: ShowroomError) -> None:
        """Say beside the field why it cannot be taken; the text stays."""
        self.tell(Role.ERROR, error.sentence())
        if self.input is not None:
            self.input.setEnabled(True)
            self.input.setFocus()
