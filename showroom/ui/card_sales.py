"""试乘试驾、报价、订单 at the foot of the card: what was driven, named and ordered, to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom.forms import card_words
from showroom.forms.customer_card import CustomerCard, Happened
from showroom.language import _
from showroom.ui import names
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT

Cells = list[tuple[str, QWidget, int]]


def read_cell(name: str) -> Text:
    """A cell that is read; its words can be selected and copied."""
    cell = Text("", Role.BODY)
    cell.setAccessibleName(name)
    cell.setContentsMargins(SNUG + 2, TIGHT, SNUG, TIGHT)
    cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    cell.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return cell


class FoldedCell(QWidget):
    """The newest of several lines; the older ones fold under +n, and unfold in their place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._lines: tuple[str, ...] = ()
        self.words = read_cell(name)
        self.more = Button(kind=Kind.QUIET)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SNUG, 0)
        row.setSpacing(0)
        row.addWidget(self.words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def show_lines(self, lines: Iterable[str]) -> None:
        """Other lines, the newest first."""
        self._lines = tuple(lines)
        self.more.setVisible(len(self._lines) > 1)
        self._show()

    def _show(self) -> None:
        older, unfolded = len(self._lines) - 1, self.more.isChecked()
        self.words.setText("\n".join(self._lines if unfolded else self._lines[:1]))
        self.more.setText(_("Fold") if unfolded else f"+{older}")
        about = _("Fold the older ones") if unfolded else _("{count} older ones", count=older)
        self.more.setToolTip(about)
        self.more.setAccessibleName(f"{self._name}: {about}")


class SaleCells:
    """The cells of the two blocks, which the form lays out."""

    def __init__(self) -> None:
        self.drives, self.quotes = FoldedCell(_("Test drive")), FoldedCell(_("Quote"))
        self.valuations = FoldedCell(_("Valuation"))
        words = {
            "ordered_on": _("Ordered"),
            "deposit": _("Deposit"),
            "model": _("Model and colour"),
            "delivery": _("Delivery"),
            "vin": _("VIN"),
            "plate": _("Plate"),
        }
        self._words = words
        self._order = {key: read_cell(word) for key, word in words.items()}

    def before_order(self) -> list[Cells]:
        """The rows of the first block."""
        return [
            [(_("Test drive"), self.drives, 3)],
            [(_("Quote"), self.quotes, 3)],
            [(_("Valuation"), self.valuations, 3)],
        ]

    def order(self) -> list[Cells]:
        """The rows of the second."""
        cells = [(self._words[key], cell, 1) for key, cell in self._order.items()]
        return [list(cells[:3]), list(cells[3:])]

    def show_card(self, card: CustomerCard) -> None:
        """What stands on the card now."""
        lists = card.lists
        known = names.of(lists)
        drives = [
            card_words.drive(replace(one, by=names.shown(known, one.by)), lists)
            for one in card.of(Happened.DRIVE)
        ]
        self.drives.show_lines(drives)
        for cell, kind in ((self.quotes, Happened.QUOTE), (self.valuations, Happened.VALUATION)):
            cell.show_lines(card_words.priced(one, lists) for one in card.of(kind))
        facts = card_words.order_facts(card.orders[0] if card.orders else None, lists)
        for key, text in facts.items():
            self._order[key].setText(text)
