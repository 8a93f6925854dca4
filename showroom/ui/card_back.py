"""The card's B side on the desk: the contact record, and below it how the card ended (forms 2.4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.card_record import Closing
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.rules.lost import RequestKind
from showroom.rules.money import show_money
from showroom.ui import names
from showroom.ui.card_head import BackLine
from showroom.ui.card_record import RecordTable
from showroom.ui.card_sales import read_cell
from showroom.ui.look import theme
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CARD_ROW, CLOSE, SNUG

_LABEL: Final = 92


class CardBack(QWidget):
    """Read here, written elsewhere: contacts by the logger, requests and reviews by their own panels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = BackLine()
        self.record = RecordTable()
        self.cells = {key: read_cell(word) for key, word in _words().items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.record)
        column.addSpacing(CLOSE)
        column.addWidget(Text(_("Lost or dormant"), Role.STRONG))
        column.addSpacing(SNUG)
        grid = QGridLayout()
        grid.setHorizontalSpacing(CLOSE)
        grid.setVerticalSpacing(0)
        for row, (key, word) in enumerate(_words().items()):
            label = Text(word, Role.LABEL)
            label.setFixedWidth(theme.current().widened(_LABEL))
            grid.addWidget(Hairline(), 2 * row, 0, 1, 2)
            grid.addWidget(label, 2 * row + 1, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self.cells[key], 2 * row + 1, 1)
            grid.setRowMinimumHeight(2 * row + 1, theme.current().row(CARD_ROW))
            self.cells[key].setWordWrap(True)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)

    def show_card(self, card: CustomerCard, today: date) -> None:
        """The record and the end of a card."""
        self.head.show_card(card, today)
        self.record.record.show_card(card)
        texts = _texts(card)
        for key, cell in self.cells.items():
            cell.setText(texts.get(key, ""))


def _words() -> dict[str, str]:
    return {
        "asked": _("Asked on"),
        "kind": _("Lost or asleep"),
        "reason": _("Reason"),
        "bought": _("Bought instead of ours"),
        "wake_on": _("Wakes on"),
        "decision": _("Manager's decision"),
        "looked": _("Looked at by"),
    }


def _texts(card: CustomerCard) -> dict[str, str]:
    people = names.of(card.lists)
    looked = dict.fromkeys(
        f"{names.shown(people, one.by)} {day_words.month_day(one.day)}"
        for one in reversed(card.record.reviews)
    )
    texts = {"looked": "、".join(looked)}
    closing = card.record.closing
    return texts | _ended(card, closing, people) if closing is not None else texts


def _ended(card: CustomerCard, closing: Closing, people: names.Names) -> dict[str, str]:
    lost = closing.kind == RequestKind.LOST
    reason = _word(card, closing.reason, "lost_reason" if lost else "dormant_reason")
    gap = _("{amount} yuan dearer", amount=show_money(closing.price_gap)) if closing.price_gap else ""
    by = names.shown(people, closing.decided_by)
    on = day_words.month_day(closing.decided_on) if closing.decided_on else ""
    state = _word(card, closing.state, "request_state")
    return {
        "asked": f"{day_words.with_year(closing.asked_on)} {names.shown(people, closing.asked_by)}",
        "kind": _word(card, closing.kind, "lost_kind"),
        "reason": "；".join(filter(None, (reason, closing.analysis))),
        "bought": "；".join(filter(None, (closing.bought, gap))),
        "wake_on": day_words.with_year(closing.wake_on) if closing.wake_on else "",
        "decision": " ".join(filter(None, (state, closing.instruction, by, on))),
    }


def _word(card: CustomerCard, code: str, name: str) -> str:
    return next((one.label for one in card.lists[name] if one.code == code), code)
