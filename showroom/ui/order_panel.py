"""订单 over the card: its facts, what was paid, and the steps to the keys to be ticked (req 36, 44)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import card_words, day_words
from showroom.forms.field import Lists
from showroom.forms.sale import OrderContent, StepRow
from showroom.language import _
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tags import Status
from showroom.ui.look.tokens import CLOSE, SNUG

# A step that is due so soon is amber.
SOON: Final = timedelta(days=3)


class OrderPanel(FlyOut):
    """Everything is done by its own act at once; the forms of the deeds open in its place."""

    # A step, its revision, and whether it is done.
    ticked = Signal(int, int, bool)
    # What is to be done with the order: the name of a deed, and the step it is about.
    wanted = Signal(str, object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _("Close (Esc)"))
        self._body = QWidget()
        self.steps: list[QCheckBox] = []
        self.change = Button(_("Change the order"), Kind.QUIET)
        self.add = Button(_("Add a step"), Kind.QUIET)
        self.cancel = Button(_("Cancel the order"), Kind.DESTRUCTIVE)
        self.deliver = Button(_("Hand over the car"))
        for button, deed in (
            (self.change, "change_order"),
            (self.add, "add_step"),
            (self.cancel, "cancel"),
            (self.deliver, "deliver"),
        ):
            button.clicked.connect(lambda _on=False, deed=deed: self.wanted.emit(deed, None))
        self._foot = QWidget(self)
        row = QGridLayout(self._foot)
        row.setContentsMargins(0, 0, SNUG, 0)
        row.setSpacing(SNUG)
        for place, button in enumerate((self.change, self.add, self.cancel, self.deliver)):
            row.addWidget(button, place // 2, place % 2)
        self.put_at_foot(self._foot)

    def show_order(self, order: OrderContent, number: str, lists: Lists, today: date, *, may: bool) -> None:
        """The order as it stands now; what may not be done here is not offered."""
        self.show_title(_("Order"), number)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setSpacing(CLOSE)
        column.addLayout(self._facts(order, lists))
        column.addWidget(Hairline())
        self.steps = []
        for step in order.steps:
            column.addLayout(self._step(step, today, may=may and order.open))
        if not order.steps:
            column.addWidget(Text(_("No steps yet"), Role.HINT))
        column.addStretch(1)
        self.fill(self._body)
        self._foot.setVisible(may and order.open)

    @staticmethod
    def _facts(order: OrderContent, lists: Lists) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(CLOSE)
        grid.setVerticalSpacing(SNUG)
        facts = (
            (_("Ordered"), day_words.with_year(order.ordered_on)),
            (_("Model and colour"), card_words.model_and_colour(order.model, order.colour, lists)),
            (_("Price"), card_words.money(order.price)),
            (_("Deposit"), card_words.money(order.deposit)),
            (_("Paid"), card_words.money(order.paid)),
            (_("Still to pay"), card_words.money(order.balance)),
            (_("Expected delivery"), _day(order.expected_delivery)),
            (_("Delivered"), _day(order.delivered_on)),
            (_("Cancelled"), _day(order.cancelled_on)),
        )
        for row, (word, value) in enumerate(fact for fact in facts if fact[1]):
            grid.addWidget(Text(word, Role.LABEL), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(value, Role.STRONG, wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _step(self, step: StepRow, today: date, *, may: bool) -> QHBoxLayout:
        word = card_words.step(step.kind)
        if step.amount is not None:
            word = f"{word}　{card_words.money(step.amount)}"
        tick = QCheckBox(word)
        tick.setChecked(step.done_on is not None)
        tick.setEnabled(may)
        tick.setAccessibleName(word)
        tick.clicked.connect(lambda on: self.ticked.emit(step.step, step.revision, on))
        self.steps.append(tick)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(tick, 1)
        row.addWidget(_standing(step, today))
        if may:
            more = Button(_("Change"), Kind.QUIET)
            more.setAccessibleName(_("Change the step {step}", step=word))
            more.clicked.connect(lambda: self.wanted.emit("change_step", step))
            row.addWidget(more)
        return row

    def first_stop(self) -> QWidget:
        return next((tick for tick in self.steps if tick.isEnabled() and not tick.isChecked()), self.change)


def _standing(step: StepRow, today: date) -> QWidget:
    """Done, overdue, soon or later, in a word, an icon and a colour."""
    if step.done_on is not None:
        return Status(_("{day} done", day=day_words.month_day(step.done_on)), "done", "jade")
    if step.due_on is None:
        return Text(_("no date"), Role.HINT)
    day = day_words.month_day(step.due_on)
    if step.due_on < today:
        return Status(_("{day} overdue", day=day), "overdue", "red")
    if step.due_on <= today + SOON:
        return Status(_("{day} soon", day=day), "calendar", "amber")
    return Text(day, Role.LABEL)


def _day(day: date | None) -> str:
    return day_words.with_year(day) if day else ""
