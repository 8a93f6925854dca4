"""判定级别: the level and why, over the card; the facts are those ticked on it (req 34)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.forms import card_words
from showroom.forms import prospect as form
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.ui.editors import Today
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.labels import Role, Text


class LevelPanel(FormPanel):
    """Proposes what the ticked facts speak for; the person decides."""

    # Level and reason.
    judged = Signal(str, str)

    def __init__(self, page: QWidget, today: Today) -> None:
        super().__init__(page, today)
        self.speaks = Text("", Role.PENCIL, wrap=True)
        self.put_above_form(self.speaks)
        self.given.connect(lambda values: self.judged.emit(values[form.LEVEL.key], values[form.REASON.key]))

    def open_card(self, card: CustomerCard, facts: str, proposed: str) -> None:
        """About the card in view, with the facts ticked on it now."""
        self.show_title(_("Judge the level"), card.number)
        speaks = card_words.disagreement(card.level, proposed, card.by_time)
        self.speaks.setText(speaks)
        self.speaks.setVisible(bool(speaks))
        ticked = _("Ticked: {facts}", facts=facts) if facts else _("No fact is ticked.")
        values = {form.LEVEL.key: proposed or card.level, form.REASON.key: ""}
        self.ask_for(form.LEVEL_MOVE, values, card.lists, _("Judge"), note=ticked)
