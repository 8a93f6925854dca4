"""Beside the card: what is wrong, when to call and why, what is missing, the other cards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import card_words, day_words
from showroom.forms.customer_card import CustomerCard
from showroom.forms.customer_file import completeness
from showroom.forms.due_sum import due_sum
from showroom.language import _
from showroom.rules.level import letter_of
from showroom.ui.look import marks, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.chips import Chip
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.painted import Painted
from showroom.ui.look.tags import Badge
from showroom.ui.look.tokens import CLOSE, SNUG, TIGHT
from showroom.ui.side_column import SideSection

CHIPS_AT_MOST: Final = 4
_BADGE: Final = 32


class Notes(SideSection):
    """What is wrong in which cell, and what somebody else wrote there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("To be looked at"), _("Check"), parent)
        self.setObjectName("notes")
        self._lines: list[Text] = []

    def say(self, sentences: Iterable[tuple[str, Role]]) -> None:
        """These sentences, the first first; without any it is nowhere to be seen."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [Text(sentence, role, wrap=True) for sentence, role in sentences]
        for line in self._lines:
            self.body.addWidget(line)
        self.tell(str(len(self._lines)) if self._lines else "")
        self.set_wanted(bool(self._lines))


class DueSection(SideSection):
    """The badge of the level, when to call, and the sum that makes the day."""

    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("When to call"), _("To call"), parent)
        self._head.hide()
        self.badge = Badge("", _BADGE)
        self.verdict = Text("", Role.SECTION)
        self.sum, self.result = Text("", Role.LABEL), Text("", Role.NUMBER)
        self.speaks = Text("", Role.PENCIL, wrap=True)
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        line.addWidget(self.sum)
        line.addWidget(self.result)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.verdict)
        words.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(CLOSE)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.log = Button(_("Log a follow-up"), keys="F4")
        self.log.clicked.connect(self.log_wanted)
        self.body.addLayout(row)
        self.body.addWidget(self.speaks)
        self.body.addWidget(self.log)

    def show_card(self, card: CustomerCard, today: date, *, may_log: bool) -> None:
        """When the card is due; of a closed one what it came to."""
        self.log.setVisible(may_log)
        letter = letter_of(card.level, card.state)
        self.badge.set_level(letter)
        self.badge.setVisible(bool(letter))
        if card.due is None:
            self.verdict.setText(card_words.state(card.state))
            self.sum.setText("")
            self.result.setText("")
        else:
            late = (today - card.due.day).days
            self.verdict.setText(_verdict(late, card.due.day))
            self.result.set_role(Role.ERROR if late > 0 else Role.NUMBER)
            told = due_sum(card.due)
            self.sum.setText(f"{told.operands} =" if told.operands else "")
            self.result.setText(day_words.short(card.due.day))
        speaks = card_words.disagreement(card.level, card.proposed, card.by_time) if card.due else ""
        self.speaks.setText(speaks)
        self.speaks.setVisible(bool(speaks))
        self.tell("", on_rail=letter or "–")
        self.set_wanted(True)


def _verdict(late: int, due: date) -> str:
    if late > 0:
        return _("Overdue {days} days", days=late)
    if late == 0:
        return _("To be called today")
    if late == -1:
        return _("To be called tomorrow")
    return _("To be called on {day}", day=day_words.short(due))


class _Bar(Painted):
    """How much of the file is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float) -> None:
        """Another part of 1."""
        self._part = part
        self.update()

    def wanted(self) -> QSize:
        return QSize(20, SNUG)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        marks.paint_progress(painter, rect, self._part)


class MissingSection(SideSection):
    """完整度: the figure, and chips for what is missing; a press on one puts the pen there."""

    field_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Completeness"), _("Full"), parent)
        self._bar = _Bar()
        self.body.addWidget(self._bar)
        self._chips: list[QWidget] = []
        self._rows: list[QHBoxLayout] = []
        self._everything = False
        self._card: CustomerCard | None = None

    def show_card(self, card: CustomerCard) -> None:
        """Another card."""
        if self._card is None or self._card.prospect != card.prospect:
            self._everything = False
        self._card = card
        found = completeness(card.file)
        self.tell("", f"{found.percent}%", on_rail=f"{found.percent}")
        self._bar.show_part(found.percent / 100)
        fields = [(one.key, _(one.label)) for one in found.missing]
        if not card.may_keep:
            fields = []
        shown_ = fields if self._everything else fields[:CHIPS_AT_MOST]
        chips = [self._chip(word, key) for key, word in shown_]
        if len(shown_) < len(fields):
            more = Chip(_("another {count}", count=len(fields) - len(shown_)), missing=True)
            more.clicked.connect(self._show_everything)
            chips.append(more)
        self._put(chips)
        self.set_wanted(True)

    def _chip(self, word: str, key: str) -> Chip:
        chip = Chip(word, missing=True)
        chip.setToolTip(_("Write it now"))
        chip.clicked.connect(lambda: self.field_wanted.emit(key))
        return chip

    def _show_everything(self) -> None:
        self._everything = True
        if self._card is not None:
            self.show_card(self._card)

    def _put(self, chips: list[Chip]) -> None:
        """As many to a line as fit."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        for row in self._rows:
            self.body.removeItem(row)
        self._chips, self._rows = list(chips), []
        wide, room = 0, theme.current().widened(310)
        for chip in chips:
            needed = chip.sizeHint().width() + TIGHT
            if not self._rows or wide + needed > room:
                line = QHBoxLayout()
                line.setSpacing(TIGHT)
                line.addStretch(1)
                self._rows.append(line)
                self.body.addLayout(line)
                wide = 0
            self._rows[-1].insertWidget(self._rows[-1].count() - 1, chip)
            wide += needed


class OtherCards(SideSection):
    """The other cards of the same customer; a press opens one."""

    card_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Other cards of this customer"), _("Others"), parent)
        self._buttons: list[Button] = []

    def show_card(self, card: CustomerCard) -> None:
        """Those of another customer."""
        for button in self._buttons:
            self.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for other in card.others:
            words = (other.number, card_words.state(other.state), other.owner_name)
            button = Button(in_menu(" · ".join(word for word in words if word)), Kind.QUIET)
            button.setEnabled(other.readable)
            button.clicked.connect(lambda _on=False, which=other.prospect: self.card_wanted.emit(which))
            self._buttons.append(button)
            self.body.addWidget(button)
        self.tell(str(len(card.others)))
        self.set_wanted(bool(card.others))
