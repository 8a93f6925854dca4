"""判定级别: the level and why, over the card; the facts are those ticked on it (req 34)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import card_words
from showroom.forms import prospect as form
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.ui.editors import Today
from showroom.ui.field_form import FieldForm
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG


class LevelPanel(FlyOut):
    """Proposes what the ticked facts speak for; the person decides."""

    # Level and reason.
    judged = Signal(str, str)

    def __init__(self, page: QWidget, today: Today) -> None:
        super().__init__(page, _("Close (Esc)"))
        self.facts = Text("", Role.LABEL, wrap=True)
        self.speaks = Text("", Role.PENCIL, wrap=True)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.form = FieldForm(today)
        self.form.submitted.connect(self._judge)
        self.give = Button(_("Judge"), Kind.ORDINARY)
        self.give.clicked.connect(self._judge)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(SNUG)
        for part in (self.facts, self.speaks, self.form, self.problem):
            column.addWidget(part)
        column.addStretch(1)
        self.fill(content)
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, SNUG, 0)
        row.addStretch(1)
        row.addWidget(self.give)
        self.put_at_foot(foot)

    def open_card(self, card: CustomerCard, facts: str, proposed: str) -> None:
        """About the card in view, with the facts ticked on it now."""
        self.show_title(_("Judge the level"), card.number)
        self.facts.setText(_("Ticked: {facts}", facts=facts) if facts else _("No fact is ticked."))
        speaks = card_words.disagreement(card.level, proposed, card.by_time)
        self.speaks.setText(speaks)
        self.speaks.setVisible(bool(speaks))
        self.problem.hide()
        values = {form.LEVEL.key: proposed or card.level, form.REASON.key: ""}
        self.form.open(form.LEVEL_MOVE, values, card.lists)
        self.open_panel()

    def first_stop(self) -> QWidget:
        return self.form.editors[form.LEVEL.key].widget

    def _judge(self) -> None:
        values = self.form.values()
        if values is not None:
            self.judged.emit(values[form.LEVEL.key], values[form.REASON.key])

    def refuse(self, error: ShowroomError) -> None:
        """Why it was not done, beside the field or below them."""
        told = self.form.refuse(error) if isinstance(error, Invalid) else (error.sentence(),)
        self.problem.setText("\n".join(told))
        self.problem.setVisible(bool(told))
