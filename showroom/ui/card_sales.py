"""试乘试驾、报价、订单 at the foot of the card: what was driven, named and ordered, to be read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from showroom.forms import card_words
from showroom.forms.customer_card import CustomerCard, Happened
from showroom.language import _
from showroom.ui import names
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


class SaleCells:
    """The cells of the two blocks, which the form lays out."""

    def __init__(self) -> None:
        self._drives, self._quotes = read_cell(_("Test drive")), read_cell(_("Quote"))
        self._valuations = read_cell(_("Valuation"))
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
            [(_("Test drive"), self._drives, 3)],
            [(_("Quote"), self._quotes, 3)],
            [(_("Valuation"), self._valuations, 3)],
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
        self._drives.setText("\n".join(drives))
        for cell, kind in ((self._quotes, Happened.QUOTE), (self._valuations, Happened.VALUATION)):
            cell.setText("\n".join(card_words.priced(one, lists) for one in card.of(kind)))
        facts = card_words.order_facts(card.orders[0] if card.orders else None, lists)
        for key, text in facts.items():
            self._order[key].setText(text)
