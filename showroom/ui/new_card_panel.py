"""建卡: who the new card is about, over the page; somebody on file is found by the number (req 20, N13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import prospect as form
from showroom.forms.field import Lists
from showroom.language import _
from showroom.ui.editors import Today
from showroom.ui.field_form import FieldForm
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG

# What is asked where the customer is known already.
_OF_KNOWN = (form.MODEL, form.FIRST_LEVEL, form.SOURCE, form.FIRST_CONTACT)


class NewCardPanel(FlyOut):
    """Asks little: the card is where the rest is written."""

    # The values, and the customer it is about (None: found by the number, or new).
    wanted = Signal(object, object)
    # The open card that stands in the way (its id) is wanted instead.
    card_wanted = Signal(int)

    def __init__(self, page: QWidget, today: Today) -> None:
        super().__init__(page, _("Close (Esc)"))
        self._known: int | None = None
        self._lists: Lists = {}
        self._in_the_way = 0
        self.form = FieldForm(today)
        self.form.submitted.connect(self._give)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.other = Button(_("Open that card"))
        self.other.clicked.connect(lambda: self.card_wanted.emit(self._in_the_way))
        self.give = Button(_("Open the card"), Kind.ORDINARY)
        self.give.clicked.connect(self._give)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(SNUG)
        for part in (self.problem, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self.fill(content)
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, SNUG, 0)
        row.setSpacing(SNUG)
        row.addStretch(1)
        row.addWidget(self.other)
        row.addWidget(self.give)
        self.put_at_foot(foot)

    def open_new(self, lists: Lists, known: int | None = None) -> None:
        """For somebody new, or for a customer who is known."""
        self._known, self._lists = known, lists
        self.show_title(_("New card"), "")
        self.problem.hide()
        self.other.hide()
        self._ask({}, another=False)
        self.open_panel()

    def _ask(self, values: Mapping[str, Any], *, another: bool) -> None:
        fields = form.NEW_CARD if self._known is None else _OF_KNOWN
        self.form.open((*fields, form.ANOTHER_REASON) if another else fields, values, self._lists)

    def first_stop(self) -> QWidget:
        return next(iter(self.form.editors.values())).widget

    def _give(self) -> None:
        values = self.form.values()
        if values is not None:
            self.wanted.emit(values, self._known)

    def refuse(self, error: ShowroomError) -> None:
        """Why no card was opened; a second open one is asked for its reason."""
        told = self.form.refuse(error) if isinstance(error, Invalid) else (error.sentence(),)
        self.problem.setText("\n".join(told))
        self.problem.setVisible(bool(told))
        self._in_the_way = int(str(error.values.get("prospect", 0)))
        self.other.setVisible(bool(self._in_the_way))
        if self._in_the_way and form.ANOTHER_REASON.key not in self.form.editors:
            texts = self.form.texts()
            self._ask({}, another=True)
            self.form.write(texts)
            self.form.editors[form.ANOTHER_REASON.key].take_pen()
