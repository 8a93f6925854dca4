"""订单 over the card: its facts, what was paid, and the steps to the keys to be ticked (req 36, 44)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import card_words, day_words
from showroom.forms.field import Lists
from showroom.forms.sale import OrderContent, Sale, StepRow
from showroom.language import _
from showroom.rules.orders import Step
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Hairline, Role, Text, in_menu
from showroom.ui.look.tags import Status
from showroom.ui.look.tokens import CLOSE, GAP, SNUG, TIGHT

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
        self._shown: object = None
        self.steps: list[QCheckBox] = []
        self.change = Button(_("Change the order"), Kind.QUIET)
        self.add = Button(_("Add a step"), Kind.QUIET)
        self.cancel = Button(_("Cancel the order…"), Kind.DESTRUCTIVE)
        self.deliver = Button(_("Hand over the car"))
        for button, deed in (
            (self.change, "change_order"),
            (self.add, "add_step"),
            (self.cancel, "cancel"),
            (self.deliver, "deliver"),
        ):
            button.clicked.connect(lambda _on=False, deed=deed: self.wanted.emit(deed, None))
        self._foot = QWidget(self)
        lines = QVBoxLayout(self._foot)
        lines.setContentsMargins(0, 0, SNUG, 0)
        lines.setSpacing(SNUG)
        for pair in ((self.change, self.add), (self.cancel, self.deliver)):
            line = QHBoxLayout()
            line.setSpacing(SNUG)
            line.addStretch(1)
            for button in pair:
                line.addWidget(button)
            lines.addLayout(line)
        self.put_at_foot(self._foot)

    def show_order(self, read: Sale, number: str, lists: Lists, today: date) -> None:
        """The order as it stands now; what may not be done here is not offered.

        After the delivery the steps that are left are still ticked: the plate often comes later. Where it is
        as it was, nothing is made anew: a step may be held down this very moment.
        """
        order = read.order
        if order is None:
            raise RuntimeError("an order is shown where there is one")
        shown = (read, number, lists, today)
        if shown == self._shown:
            return
        self._shown = shown
        self.show_title(_("Order"), number)
        may = read.may_write and order.cancelled_on is None
        here = next((place for place, tick in enumerate(self.steps) if tick.hasFocus()), None)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setSpacing(CLOSE)
        column.addLayout(_facts(order, lists))
        column.addWidget(Hairline())
        column.addLayout(self._grid(order, today, may=may))
        if not order.steps:
            column.addWidget(Text(_("No steps yet"), Role.HINT))
        for one in read.earlier_orders:
            column.addWidget(Text(_earlier(one, lists), Role.HINT, wrap=True))
        column.addStretch(1)
        for button in (self.change, self.cancel, self.deliver):
            button.setVisible(order.open)
        self._foot.setVisible(may)
        self.fill(self._body)
        if here is not None and here < len(self.steps):
            self.steps[here].setFocus()

    def _grid(self, order: OrderContent, today: date, *, may: bool) -> QGridLayout:
        """A line for each step: its tick, how it stands, and below it what was noted."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(CLOSE)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(0, 1)
        self.steps = []
        for place, step in enumerate(order.steps):
            word = card_words.step(step.kind)
            if step.amount is not None:
                word = f"{word}　{card_words.money(step.amount)}"
            standing = _standing(step, today, waits=order.cancelled_on is None)
            grid.addWidget(self._tick(step, word, may=may), 2 * place, 0)
            grid.addWidget(standing, 2 * place, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.steps[-1].setAccessibleDescription(standing.accessibleName())
            if may:
                more = Button(_("Change"), Kind.QUIET)
                more.setAccessibleName(_("Change the step {step}", step=word))
                more.clicked.connect(lambda _on=False, step=step: self.wanted.emit("change_step", step))
                grid.addWidget(more, 2 * place, 2)
            if step.note:
                note = Text(step.note, Role.HINT, wrap=True)
                note.setContentsMargins(GAP, 0, 0, 0)
                grid.addWidget(note, 2 * place + 1, 0, 1, 3)
        return grid

    def _tick(self, step: StepRow, word: str, *, may: bool) -> QCheckBox:
        tick = QCheckBox(in_menu(word))
        tick.setChecked(step.done)
        tick.setAccessibleName(word)
        delivery = step.kind == Step.DELIVERY
        # The keys are given by their own deed, and taken back by undoing it.
        tick.setEnabled(may and not (delivery and step.done))
        if delivery:
            tick.clicked.connect(lambda: self._hand_over(tick))
        else:
            tick.clicked.connect(lambda on: self._ticked(step, on))
        self.steps.append(tick)
        return tick

    def _ticked(self, step: StepRow, on: bool) -> None:
        # The tick stands otherwise than what was read, until it is read again or refused.
        self._shown = None
        self.ticked.emit(step.step, step.revision, on)

    def _hand_over(self, tick: QCheckBox) -> None:
        tick.setChecked(False)
        self.wanted.emit("deliver", None)

    def first_stop(self) -> QWidget:
        """The first step that is left."""
        for tick in self.steps:
            if tick.isEnabled() and not tick.isChecked():
                return tick
        return self


def _facts(order: OrderContent, lists: Lists) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(CLOSE)
    grid.setVerticalSpacing(SNUG)
    for row, (word, value) in enumerate(fact for fact in _words(order, lists) if fact[1]):
        grid.addWidget(Text(word, Role.LABEL), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(value, Role.STRONG, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _words(order: OrderContent, lists: Lists) -> tuple[tuple[str, str], ...]:
    """What is known of the order, each with its word; "" is left out."""
    cancelled = order.cancelled_on is not None
    returned = _("yes") if order.deposit_returned else _("no")
    return (
        (_("Ordered"), day_words.with_year(order.ordered_on)),
        (_("Model and colour"), card_words.model_and_colour(order.model, order.colour, lists)),
        (_("Equipment"), order.equipment),
        (_("Price"), card_words.money(order.price)),
        (_("Deposit"), card_words.money(order.deposit)),
        (_("Payment"), card_words.payment(order.payment_method)),
        (_("Paid"), card_words.money(order.paid)),
        (_("Still to pay"), "" if cancelled else card_words.money(order.balance)),
        (_("Expected delivery"), _day(order.expected_delivery if order.open else None)),
        (_("Delivered"), _day(order.delivered_on)),
        (_("Plate"), order.plate),
        (_("VIN"), order.vin),
        (_("Why from us"), order.why_us),
        (_("Suggestions"), order.suggestions),
        (_("Cancelled"), _day(order.cancelled_on)),
        (_("Why it is cancelled"), order.cancel_reason),
        (_("Deposit returned"), returned if cancelled and order.deposit else ""),
        (_("Note"), order.note),
    )


def _earlier(order: OrderContent, lists: Lists) -> str:
    """An order before this one, in a line."""
    day = day_words.with_year(order.ordered_on)
    about = card_words.model_and_colour(order.model, order.colour, lists)
    if order.cancelled_on is None:
        return _("Earlier order: {day} {about}", day=day, about=about)
    return _(
        "Earlier order: {day} {about}, cancelled {cancelled}: {reason}",
        day=day,
        about=about,
        cancelled=day_words.month_day(order.cancelled_on),
        reason=order.cancel_reason,
    )


def _standing(step: StepRow, today: date, *, waits: bool) -> QWidget:
    """Done, overdue, today, soon or later, in a word, an icon and a colour; later is a day alone.

    The steps of an order that was cancelled wait for nobody.
    """
    if step.done_on is not None:
        return Status(_("{day} done", day=day_words.month_day(step.done_on)), "done", "jade")
    if step.due_on is None:
        return _plain(_("no date"), Role.HINT)
    day = day_words.month_day(step.due_on)
    if not waits or step.due_on > today + SOON:
        return _plain(day, Role.LABEL)
    if step.due_on < today:
        return Status(_("{day} overdue", day=day), "overdue", "red")
    if step.due_on == today:
        return Status(_("{day} today", day=day), "today", "amber")
    return Status(_("{day} soon", day=day), "calendar", "amber")


def _plain(words: str, role: Role) -> Text:
    text = Text(words, role)
    text.setAccessibleName(words)
    return text


def _day(day: date | None) -> str:
    return day_words.with_year(day) if day else ""
