"""What is done on the way to the keys: drives, quotes, valuations, the order (req 36, 44, 150).

Each deed is saved at once by its own act. What was typed into a form and not given is kept until it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from showroom.errors import ShowroomError
from showroom.forms import drive as drive_form
from showroom.forms import order as order_form
from showroom.forms import quote as quote_form
from showroom.forms import trade_in as trade_in_form
from showroom.forms.customer_card import CustomerCard
from showroom.forms.field import Field
from showroom.forms.sale import OrderContent, Sale, StepRow
from showroom.language import _, mark
from showroom.services import drive, order_step, quote, sale, sales_order, trade_in
from showroom.services.desk import Desk, new_token
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.faces import Kind
from showroom.ui.order_panel import OrderPanel
from showroom.ui.page import Page

# Everything that is taken over from the card into a form that begins.
_FROM_CARD: Final = ("colour", "equipment", "payment_method")


@dataclass(frozen=True)
class Deed:
    """One form of the part: its title, its button, what is asked, and what is to be known before."""

    title: str
    word: str
    fields: tuple[Field, ...]
    said: str
    note: str = ""
    kind: Kind = Kind.ORDINARY


DEEDS: Final[Mapping[str, Deed]] = {
    "drive": Deed(
        mark("Test drive"), mark("Record the drive"), drive_form.FIELDS, mark("The test drive is recorded")
    ),
    "quote": Deed(mark("Quote"), mark("Record the quote"), quote_form.FIELDS, mark("The quote is recorded")),
    "trade_in": Deed(
        mark("Valuation"), mark("Record the value"), trade_in_form.FIELDS, mark("The valuation is recorded")
    ),
    "order": Deed(mark("New order"), mark("Place the order"), order_form.ORDER, mark("The order is placed")),
    "change_order": Deed(
        mark("Change the order"), mark("Save"), order_form.CHANGE, mark("The order is changed")
    ),
    "add_step": Deed(mark("Add a step"), mark("Save"), order_form.STEP, mark("The step is added")),
    "change_step": Deed(
        mark("Change the step"), mark("Save"), order_form.STEP_CHANGE, mark("The step is changed")
    ),
    "cancel": Deed(
        mark("Cancel this order?"),
        mark("Cancel the order"),
        order_form.CANCEL,
        mark("The order is cancelled"),
        mark("The card goes back to the level it had before; order, steps and payments stay in its history."),
        Kind.DESTRUCTIVE,
    ),
    "deliver": Deed(
        mark("Hand over the car"),
        mark("Hand over the car"),
        order_form.DELIVERY,
        mark("The car is handed over: the customer is an owner now"),
    ),
}


class SalePart(QObject):
    """Opens its panels over the card page; the page reads the card anew when something was done."""

    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk, self._ask = page, page.desk, page.ask
        self.panel = FormPanel(page, page.desk.clock.today)
        self.order = OrderPanel(page)
        self._card: CustomerCard | None = None
        self._sale: Sale | None = None
        self._deed = ""
        self._step: StepRow | None = None
        self._token = new_token()
        # What stands in forms that were closed without being given, by card, deed and step.
        self._typed: dict[tuple[int, str, int], dict[str, str]] = {}
        self._given: Callable[[Any], None] = lambda _values: None
        self.panel.given.connect(self._give)
        self.panel.form.edited.connect(self._remember)
        self.order.ticked.connect(self._tick)
        self.order.wanted.connect(self.begin)

    def show_card(self, card: CustomerCard | None) -> None:
        """The card in view; forms of another one close."""
        if card is None or self._card is None or card.prospect != self._card.prospect:
            self.panel.close_panel()
            self.order.close_panel()
        self._card = card
        if card is not None and self.order.isVisible():
            self._read(self._show_order)

    # -- opening ------------------------------------------------------------------------------------

    def begin(self, deed: str, step: StepRow | None = None) -> None:
        """Open the form of a deed; "order" shows the order where there is one."""
        self._step = step
        self._read(partial(self._open, deed))

    def _read(self, then: Callable[[Sale], object]) -> None:
        card, desk = self._card, self._desk
        if card is None:
            return

        def shown(read: Sale) -> None:
            if self._card is not None and self._card.prospect == read.prospect:
                self._sale = read
                then(read)

        self._ask(self._page, lambda: sale.of_card(desk, card.prospect), shown, self.refused.emit)

    def _open(self, deed: str, read: Sale) -> None:
        if deed == "order" and read.order is not None and (read.order.open or not read.may_write):
            self._show_order(read)
            self.order.open_panel()
        elif read.may_write:
            self._ask_for(deed, read)

    def _show_order(self, read: Sale) -> None:
        card = self._card
        if card is None or read.order is None:
            self.order.close_panel()
            return
        today = self._desk.clock.today()
        self.order.show_order(read.order, card.number, card.lists, today, may=read.may_write)

    def _ask_for(self, deed: str, read: Sale) -> None:
        card = self._card
        if card is None:
            return
        self._deed, self._token = deed, new_token()
        asked = DEEDS[deed]
        self.panel.show_title(_(asked.title), f"{card.number} {card.name}")
        self.panel.ask_for(
            asked.fields,
            self._begun(deed, card, read.order),
            card.lists,
            _(asked.word),
            kind=asked.kind,
            note=_(asked.note),
        )
        typed = self._typed.get(self._key())
        if typed:
            self.panel.form.write(typed)

    def _begun(self, deed: str, card: CustomerCard, order: OrderContent | None) -> dict[str, Any]:
        """What a form begins with: today, and what is known already."""
        if deed == "change_step" and self._step is not None:
            return asdict(self._step)
        if deed == "change_order" and order is not None:
            return {one.key: getattr(order, one.key) for one in order_form.CHANGE}
        today = self._desk.clock.today()
        known: dict[str, Any] = {key: card.values.get(key, "") for key in _FROM_CARD}
        known |= {"model": card.values.get("model_of_interest"), "day": today, "ordered_on": today}
        if deed == "drive":
            known["accompanied_by"] = self._desk.staff
        if deed == "trade_in":
            known |= {"vehicle": card.values.get("current_vehicle", "")}
            known |= {"plate": card.values.get("current_plate", "")}
            known |= {"mileage": card.values.get("current_mileage")}
        return known | {"delivered_on": today}

    def _key(self) -> tuple[int, str, int]:
        card = self._card.prospect if self._card is not None else 0
        return card, self._deed, self._step.step if self._step is not None else 0

    def _remember(self) -> None:
        if self.panel.isVisible() and self.panel.form.changed:
            self._typed[self._key()] = self.panel.form.texts()

    # -- doing --------------------------------------------------------------------------------------

    def _give(self, values: Mapping[str, Any]) -> None:
        card, read, step, deed, token = self._card, self._sale, self._step, self._deed, self._token
        if card is None or read is None:
            return
        key, desk = self._key(), self._desk
        self.panel.give.setEnabled(False)

        def did(_result: object) -> None:
            self._typed.pop(key, None)
            self.panel.close_panel()
            self.done.emit(_(DEEDS[deed].said), token)

        def refuse(error: ShowroomError) -> None:
            self.panel.give.setEnabled(True)
            self.panel.refuse(error)

        self._ask(self._page, partial(_do, desk, deed, card.prospect, read, step, values, token), did, refuse)

    def _tick(self, step: int, revision: int, on: bool) -> None:
        desk, token = self._desk, new_token()
        words = _("The step is done") if on else _("The step is open again")

        def refuse(error: ShowroomError) -> None:
            self.refused.emit(error)
            self._read(self._show_order)

        self._ask(
            self._page,
            lambda: order_step.tick(desk, step, revision, done=on, token=token),
            lambda _revision: self.done.emit(words, token),
            refuse,
        )


def _do(
    desk: Desk,
    deed: str,
    card: int,
    read: Sale,
    step: StepRow | None,
    values: Mapping[str, Any],
    token: str,
) -> object:
    """One deed through its service."""
    on_card = {
        "drive": drive.record,
        "quote": quote.add,
        "trade_in": trade_in.value,
        "order": sales_order.place,
    }
    if deed in on_card:
        return on_card[deed](desk, card, values, token=token)
    if deed == "change_step" and step is not None:
        return order_step.change(desk, step.step, step.revision, values, token=token)
    order = read.order
    if order is None:
        raise RuntimeError("a deed on an order is offered where there is one")
    if deed == "add_step":
        return order_step.add(desk, order.order, values, token=token)
    on_order: dict[str, Callable[..., object]] = {
        "change_order": sales_order.change,
        "cancel": sales_order.cancel,
        "deliver": sales_order.deliver,
    }
    return on_order[deed](desk, order.order, order.revision, values, token=token)
