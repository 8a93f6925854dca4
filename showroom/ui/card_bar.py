"""The head of the card's page: back, before and after, where one is; what was changed, discard, save."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.ui.card_paper import sides
from showroom.ui.card_walk import Walk
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tags import Status
from showroom.ui.page_head import PageHead


class CardBar(PageHead):
    """One line of tools."""

    back = Signal()
    stepped = Signal(int)

    def __init__(self, *, may_open: bool, may_print: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = Button(_("Back"), Kind.QUIET, tip=_("Back to where the card was opened (Esc)"))
        self.list.clicked.connect(self.back)
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("The card before (Alt+Up)"))
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("The card after (Alt+Down)"))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.place = Text("", Role.LABEL)
        self.sides = Segments(sides())
        self.sides.setToolTip(_("A side or B side (Ctrl+Tab)"))
        for widget in (self.before, self.after, self.place, self.list, self.sides):
            self.add(widget)
        self.changed = Status("", "edit", "ink")
        self.new = Button(_("New card"), icon="add", keys="Ctrl N")
        self.discard = Button(_("Discard"), tip=_("Every cell as it is stored"))
        self.save = Button(_("Save"), Kind.PRIMARY, keys="Ctrl S")
        self.print = Button(_("Print"), Kind.QUIET, icon="print", tip=_("Print (Ctrl+P)"))
        for tool in (self.changed, self.print, self.new, self.discard, self.save):
            self.add_tool(tool)
        self._may_open, self._may_print = may_open, may_print
        self.new.setVisible(may_open)
        if may_open:
            self.yield_first(self.new)

    def show_card(self, card: CustomerCard | None, walk: Walk, changes: int) -> None:
        """Where one is in the list, and how much is not saved."""
        self.place.setText(walk.words)
        self.before.setEnabled(walk.steps(-1) is not None)
        self.after.setEnabled(walk.steps(1) is not None)
        for button in (self.before, self.after):
            button.setVisible(bool(walk.words))
        self.sides.setVisible(card is not None)
        self.print.setVisible(card is not None and self._may_print)
        self.changed.say(_("{count} changed, not saved", count=changes), "edit", "ink")
        self.changed.setVisible(bool(changes))
        writes = card is not None and card.may_keep
        for button in (self.discard, self.save):
            button.setVisible(writes)
            button.setEnabled(bool(changes))
        self.share()
