"""The phone-first strip: one line takes what a receptionist hears, a line of chips says it back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from showroom.forms import traffic_log as form
from showroom.forms.field import Lists, show
from showroom.language import _, mark
from showroom.ui.cells import is_enter
from showroom.ui.composing import finish_composition
from showroom.ui.look import theme
from showroom.ui.look.chips import Chip
from showroom.ui.look.fields import Strip
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CHIP_LINE, SNUG, Size
from showroom.ui.look.whole import take_whole
from showroom.ui.match_panel import state_word
from showroom.ui.pencil import Pencil

# The chips in the order of the line, with the short words that fit on one.
_CHIPS = (
    (form.GUEST.key, mark("Name")),
    (form.PHONE.key, mark("Phone")),
    (form.MODEL.key, mark("Model")),
    (form.COLOUR.key, mark("Colour")),
    (form.HEAD_COUNT.key, mark("Party")),
    (form.TRAFFIC_TYPE.key, mark("Type")),
    (form.PURPOSE.key, mark("Purpose")),
    (form.AREA.key, mark("Area")),
    (form.LEVEL.key, mark("Level")),
    (form.RECEIVED_BY.key, mark("Received")),
    (form.ASSIGNED.key, mark("Assigned")),
    (form.NOTE.key, mark("Note")),
)


# Of the line; nobody says more of one guest.
LONGEST: Final = 2_000


class PhoneStrip(Strip):
    """F2 brings the pen here. Arrows go through the matches, Enter takes one, Esc closes them."""

    typed = Signal(str)
    moved = Signal(int)
    entered = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Phone, name, model, head count… in any order"), "phone", "F2", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        take_whole(self, LONGEST)
        self._composing = False
        self.textChanged.connect(self.typed)
        self.returnPressed.connect(self.entered)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that belong to the matches; everything else is typing."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.set_keys("Esc" if event.type() == QEvent.Type.FocusIn else "F2")
        if self._composing and is_enter(event):
            finish_composition()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is at work: its Enter never registers."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class ChipLine(QWidget):
    """Always as high, so that the paper never moves: an example while idle, else verdict and facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SNUG - 2)
        self._chips: list[Chip] = []
        self._facts: list[tuple[str, str]] = []
        self.setFixedHeight(theme.current().grown(CHIP_LINE, Size.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_example()

    def _fill(self, widgets: list[QWidget]) -> None:
        self._chips, self._facts = [], []
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._row.addWidget(widget)
        self._row.addStretch(1)

    def show_example(self) -> None:
        """What can be typed."""
        self._fill([Text("  " + _("e.g. Ms Wang 13812345678 Lavida 2 people walk-in Li Na"), Role.HINT)])

    def show_problem(self, sentence: str) -> None:
        """Why it was not registered; what was typed is still there."""
        self._fill([Text("  " + sentence, Role.ERROR)])

    def show_pencil(self, pencil: Pencil, lists: Lists) -> None:
        """The verdict, then every fact that was understood."""
        shown = pencil.texts | {"phone": pencil.shown.get("phone", "")}
        facts = [(_(label), shown[key]) for key, label in _CHIPS if shown.get(key)]
        facts = [("", self._verdict(pencil, lists)), *facts]
        if len(facts) != len(self._facts):
            chips = [Chip("", icon="person", verdict=True), *(Chip("") for _fact in facts[1:])]
            self._fill([*chips])
            self._chips, self._facts = chips, [("", "")] * len(facts)
        # At each key most facts are what they were: a new chip costs ten times a word in an old one.
        for chip, fact, before in zip(self._chips, facts, self._facts, strict=True):
            if fact != before:
                label, value = fact
                chip.say(value, label)
        self._facts = facts

    @staticmethod
    def _verdict(pencil: Pencil, lists: Lists) -> str:
        match = pencil.exact
        if match is None:
            return _("New customer") if pencil.texts.get("phone") else _("No phone left")
        level = _("level {level}", level=match.rated) if match.rated not in ("", "N") else ""
        who = show(form.ASSIGNED, match.owner, lists)
        owner = _("with {owner}", owner=who) if who else _("no consultant yet")
        if pencil.stand_in:
            owner = _("{owner} is away, {who} stands in", owner=who, who=pencil.stand_in)
        return "·".join(part for part in (match.name, level or state_word(match), owner) if part)
