"""试乘试驾、报价、订单 at the foot of the card: what was driven, named and ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import card_words
from showroom.forms.customer_card import CustomerCard, Happened
from showroom.language import _
from showroom.ui import names
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.sale_line import SaleLine

Cells = list[tuple[str, QWidget, int]]
# The id of a row and its words.
Line = tuple[int, str]


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

    # The id of the row that is to be corrected.
    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._told: tuple[Line, ...] = ()
        self._may_open = False
        self.more = Button(kind=Kind.QUIET)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.lines: list[SaleLine] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SNUG, 0)
        row.setSpacing(0)
        row.addLayout(self._column, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._add_line()

    def show_lines(self, lines: Iterable[Line], *, may_open: bool) -> None:
        """Other lines, the newest first, each with the id of its row."""
        self._told, self._may_open = tuple(lines), may_open
        self.more.setVisible(len(self._told) > 1)
        self._show()

    def text(self) -> str:
        """The lines in view."""
        return "\n".join(line.words for line in self.lines if not line.isHidden())

    def _show(self) -> None:
        older, unfolded = len(self._told) - 1, self.more.isChecked()
        shown = self._told if unfolded else self._told[:1]
        while len(self.lines) < len(shown):
            self._add_line()
        for place, line in enumerate(self.lines):
            record, words = shown[place] if place < len(shown) else (0, "")
            line.show_line(record, words, may_open=self._may_open and bool(record))
            line.setVisible(bool(record))
        self.more.setText(_("Fold") if unfolded else f"+{older}")
        about = _("Fold the older ones") if unfolded else _("{count} older ones", count=older)
        self.more.setToolTip(about)
        self.more.setAccessibleName(f"{self._name}: {about}")

    def _add_line(self) -> None:
        """One more; the keyboard comes to it after the newest, +n, and the one above."""
        line = SaleLine(self._name, self)
        line.opened.connect(self.opened)
        self._column.addWidget(line)
        if self.lines:
            QWidget.setTabOrder(self.more if len(self.lines) == 1 else self.lines[-1], line)
        else:
            QWidget.setTabOrder(line, self.more)
        self.lines.append(line)


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

    def to_correct(self) -> dict[str, FoldedCell]:
        """The cells whose lines can be opened, each by its deed of `ui.sale_part`."""
        return {
            "correct_drive": self.drives,
            "correct_quote": self.quotes,
            "correct_trade_in": self.valuations,
        }

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
            (one.record, card_words.drive(replace(one, by=names.shown(known, one.by)), lists))
            for one in card.of(Happened.DRIVE)
        ]
        self.drives.show_lines(drives, may_open=card.may_keep)
        for cell, kind in ((self.quotes, Happened.QUOTE), (self.valuations, Happened.VALUATION)):
            priced = ((one.record, card_words.priced(one, lists)) for one in card.of(kind))
            cell.show_lines(priced, may_open=card.may_keep)
        facts = card_words.order_facts(card.orders[0] if card.orders else None, lists)
        for key, text in facts.items():
            self._order[key].setText(text)
