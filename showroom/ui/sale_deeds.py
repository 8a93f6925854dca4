"""The deeds of a sale: what each asks, what is to be known before, and the service that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from showroom.forms import card_words, day_words
from showroom.forms import drive as drive_form
from showroom.forms import order as order_form
from showroom.forms import quote as quote_form
from showroom.forms import trade_in as trade_in_form
from showroom.forms.field import Field
from showroom.forms.sale import DriveRow, QuoteRow, Row, Sale, StepRow, ValuationRow
from showroom.language import _, mark
from showroom.rules.orders import Step
from showroom.services import drive, order_step, quote, sale, sales_order, trade_in
from showroom.services.desk import Desk
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind

CANCEL: Final = "cancel"
# What writes a row anew: what the form begins with is what stands there, only what was changed is given.
OF_ROWS: Final[Mapping[str, type[Row]]] = {
    "correct_drive": DriveRow,
    "correct_quote": QuoteRow,
    "correct_trade_in": ValuationRow,
    "change_step": StepRow,
}
# After these the order comes back into view, with its steps to go on with.
BACK_TO_ORDER: Final = frozenset({"order", "change_order", "add_step", "change_step"})


@dataclass(frozen=True)
class Deed:
    """One form of the part: its title, its button, what is asked, and what is said when it is done."""

    title: str
    word: str
    fields: tuple[Field, ...]
    said: str
    kind: Kind = Kind.ORDINARY


DEEDS: Final[Mapping[str, Deed]] = {
    "drive": Deed(
        mark("Test drive"), mark("Record the drive"), drive_form.FIELDS, mark("The test drive is recorded")
    ),
    "quote": Deed(mark("Quote"), mark("Record the quote"), quote_form.FIELDS, mark("The quote is recorded")),
    "trade_in": Deed(
        mark("Valuation"), mark("Record the value"), trade_in_form.FIELDS, mark("The valuation is recorded")
    ),
    "correct_drive": Deed(
        mark("Correct the test drive"),
        mark("Correct"),
        drive_form.FIELDS,
        mark("The test drive is corrected"),
    ),
    "correct_quote": Deed(
        mark("Correct the quote"), mark("Correct"), quote_form.FIELDS, mark("The quote is corrected")
    ),
    "correct_trade_in": Deed(
        mark("Correct the valuation"),
        mark("Correct"),
        trade_in_form.FIELDS,
        mark("The valuation is corrected"),
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
        mark("Cancel the order"),
        mark("Cancel the order"),
        order_form.CANCEL,
        mark("The order is cancelled"),
        Kind.DESTRUCTIVE,
    ),
    "deliver": Deed(
        mark("Hand over the car"),
        mark("Hand over the car"),
        order_form.DELIVERY,
        mark("The car is handed over: the customer is an owner now"),
    ),
}


def ask_to_cancel(parent: QWidget) -> bool:
    """Whether the order is to be cancelled; keeping it is safe, so it has the focus."""
    dialog = Dialog(
        parent,
        _("Cancel this order?"),
        _("The card goes back to the level it had before; order, steps and payments stay in its history."),
    )
    dialog.add_button(CANCEL, _("Cancel the order…"), Kind.DESTRUCTIVE)
    dialog.add_button("", _("Keep the order"), safe=True)
    return dialog.ask() == CANCEL


def to_know(deed: str, read: Sale, row: Row | None) -> str:
    """What is to be known before the form of a deed is filled in; "" where nothing is."""
    order = read.order
    if deed == "order" and order is not None and order.cancelled_on is not None:
        day = day_words.month_day(order.cancelled_on)
        return _("The order before was cancelled on {day}: {reason}", day=day, reason=order.cancel_reason)
    if isinstance(row, StepRow):
        return card_words.step(row.kind)
    if deed == "deliver" and order is not None:
        left = [card_words.step(one.kind) for one in order.left if one.kind != Step.DELIVERY]
        return _("Still open: {steps}", steps="、".join(left)) if left else ""
    return ""


def handed_over(day: date) -> str:
    """Of a VIN that was delivered to somebody else before; whom, only his own card tells."""
    return _(
        "A car with this VIN was handed over to another customer on {day}. Look at the car again.",
        day=day_words.with_year(day),
    )


def do(
    desk: Desk,
    deed: str,
    card: int,
    read: Sale,
    row: Row | None,
    values: Mapping[str, Any],
    token: str,
) -> date | None:
    """One deed through its service; when the car delivered was handed over to somebody else before."""
    on_card = {
        "drive": drive.record,
        "quote": quote.add,
        "trade_in": trade_in.value,
        "order": sales_order.place,
    }
    if deed in on_card:
        on_card[deed](desk, card, values, token=token)
        return None
    if row is not None:
        anew: dict[type[Row], Callable[..., object]] = {
            DriveRow: drive.correct,
            QuoteRow: quote.correct,
            ValuationRow: trade_in.correct,
            StepRow: order_step.change,
        }
        anew[type(row)](desk, row.record, row.revision, values, token=token)
        return None
    order = read.order
    if order is None:
        raise RuntimeError("a deed on an order is offered where there is one")
    if deed == "add_step":
        order_step.add(desk, order.order, values, token=token)
        return None
    on_order: dict[str, Callable[..., object]] = {
        "change_order": sales_order.change,
        "cancel": sales_order.cancel,
        "deliver": sales_order.deliver,
    }
    on_order[deed](desk, order.order, order.revision, values, token=token)
    return sale.delivered_before(desk, card, values[order_form.VIN.key]) if deed == "deliver" else None
