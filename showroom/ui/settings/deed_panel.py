"""The form beside a list: what is being done, its fields, save and cancel, and what else may be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms.field import Lists
from showroom.language import _
from showroom.ui.field_form import FieldForm
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG
from showroom.ui.settings.kept import Deed

_ABREAST = 3
_WIDEST = 560


@dataclass(frozen=True)
class Offer:
    """A button below the form."""

    word: str
    act: Callable[[], object]
    tip: str = ""
    kind: Kind = Kind.ORDINARY


class DeedPanel(QWidget):
    """Has neither box nor shade: controls on the desk."""

    save_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, form: FieldForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        form.setMaximumWidth(theme.current().widened(_WIDEST))
        self.title = Text("", Role.SECTION, wrap=True)
        self.note = Text("", Role.LABEL, wrap=True)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.theirs = Button(_("Take what stands there"), Kind.QUIET)
        self.save = Button(_("Save"), Kind.PRIMARY, keys="Ctrl S")
        self.cancel = Button(_("Cancel"), keys="Esc")
        self.line = Hairline()
        self._more = QWidget(self)
        self.buttons: dict[str, Button] = {}
        self._read_only = self._plain = False
        self._build()
        self.form.edited.connect(self.tell_state)
        self.form.submitted.connect(self.save_pressed)
        self.save.clicked.connect(self.save_pressed)
        self.cancel.clicked.connect(self.cancel_pressed)

    def _build(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, SNUG, GUTTER, GUTTER)
        column.setSpacing(CLOSE)
        column.addWidget(self.title)
        for words in (self.note, self.problem):
            column.addWidget(words)
        column.addWidget(self.theirs)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.line)
        column.addWidget(self._more)
        column.addStretch(1)

    def open(self, deed: Deed, lists: Lists) -> None:
        """Ask what this deed asks."""
        self._read_only = deed.do is None
        self._plain = deed.plain
        self.title.setText(deed.title)
        self.note.setText(deed.note)
        self.note.setVisible(bool(deed.note))
        self.form.open(deed.fields, deed.values, lists, read_only=self._read_only)
        self.form.setVisible(bool(deed.fields))
        self.save.setText(deed.word or _("Save"))
        self.save.setAccessibleName(self.save.text())
        self.save.updateGeometry()
        self.theirs.hide()
        self.tell("")

    def offer(self, offers: tuple[Offer, ...]) -> None:
        """What else may be done with what is open."""
        self._more.hide()
        self._more.deleteLater()
        self._more = QWidget(self)
        rows = QVBoxLayout(self._more)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SNUG)
        self.buttons = {}
        for place, offer in enumerate(offers):
            if place % _ABREAST == 0:
                row = QHBoxLayout()
                row.setSpacing(SNUG)
                rows.addLayout(row)
            button = Button(offer.word, offer.kind, tip=offer.tip)
            button.clicked.connect(offer.act)
            row.addWidget(button)
            if place % _ABREAST == _ABREAST - 1 or offer is offers[-1]:
                row.addStretch(1)
            self.buttons[offer.word] = button
        self._column.insertWidget(self._column.count() - 1, self._more)
        self.line.setVisible(bool(offers))

    def tell(self, sentence: str) -> None:
        """A sentence over the fields, about none of them."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.tell_state()

    def tell_state(self) -> None:
        """Which buttons have something to do."""
        self.save.setVisible(not self._read_only)
        self.cancel.setVisible(not self._read_only)
        self.save.setEnabled(self.form.changed or not self._plain)
        self.cancel.setEnabled(self.form.changed or not self._plain)

    def tell_clash(self, now: Mapping[str, Any]) -> None:
        """Somebody was faster: what stands there now is said beside each field, ours stays in it."""
        theirs = self.form.compare(now)
        self.tell(_("Somebody else changed this while you were writing. Your entry was not saved."))
        for key, text in theirs.items():
            words = _(
                "“{theirs}” stands there now. Save again to put yours in its place.", theirs=text or "–"
            )
            self.form.say_beside(key, words, Role.WARNING)
        self.theirs.setVisible(bool(theirs))

    def refuse(self, error: ShowroomError) -> None:
        """Say it beside the field it is about, else over the fields; what was typed stays."""
        if isinstance(error, Invalid):
            self.tell("\n".join(self.form.refuse(error)))
        else:
            self.tell(error.sentence())
