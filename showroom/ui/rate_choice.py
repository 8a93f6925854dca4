"""Of the rates the trade knows several of: all beside each other, and which one the showroom prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from showroom.forms.figures import CHOICES, Value
from showroom.language import _
from showroom.ui import figure_words
from showroom.ui.beside_table import Pick
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import TIGHT
from showroom.ui.side_column import SideSection


class RateChoiceSection(SideSection):
    """In view while a number of such a family is in hand; who sets targets chooses, others only read."""

    # The family, and the rate that is to be printed.
    chosen = Signal(str, str)

    def __init__(self, may_choose: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Which rate is printed"), _("Rate"), parent)
        self._may_choose = may_choose
        self._group = QButtonGroup(self)
        self._made = QWidget(self)
        self.body.addWidget(self._made)
        self.set_wanted(False)

    @property
    def picks(self) -> list[Pick]:
        """Every rate of the family, in the order of the book."""
        return self._made.findChildren(Pick)

    def show_family(self, key: str, values: Sequence[Value], printed: Mapping[str, str]) -> None:
        """The rates of the family this figure belongs to; nothing for any other figure."""
        family = key.partition(".")[0]
        rates = CHOICES.get(family, ())
        fresh, group = QWidget(self), QButtonGroup(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        for value in values:
            if value.figure.key not in rates:
                continue
            division, result = figure_words.in_full(value)
            label = _(value.figure.label)
            pick = Pick(_("Print"), f"{label}\n{division} = {result}", fresh)
            pick.setChecked(value.figure.key == printed.get(family))
            pick.setEnabled(self._may_choose)
            rate = value.figure.key
            pick.clicked.connect(lambda _on=False, rate=rate: self.chosen.emit(family, rate))
            group.addButton(pick)
            column.addWidget(pick)
        if rates and not self._may_choose:
            column.addWidget(Text(_("The showroom manager chooses."), Role.LABEL, wrap=True))
        before, self._made, self._group = self._made, fresh, group
        self.body.replaceWidget(before, fresh)
        fresh.show()
        before.hide()
        before.deleteLater()
        self.tell("", on_rail=str(len(self.picks)))
        self.set_wanted(bool(rates))
