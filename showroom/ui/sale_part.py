"""What is done on the way to the keys: drives, quotes, valuations, the order (req 36, 44, 150).

Each deed is saved at once by its own act. What was typed into a form and not given is kept until it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import Clash, ShowroomError
from showroom.forms import order as order_form
from showroom.forms.customer_card import CustomerCard
from showroom.forms.field import notices
from showroom.forms.sale import Row, Sale, StepRow
from showroom.language import _
from showroom.services import order_step, sale
from showroom.services.desk import new_token
from showroom.services.drafts import Draft
from showroom.ui import sale_deeds
from showroom.ui.card_draft import CardDraft, texts_of
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.labels import Role
from showroom.ui.noticed import noticed
from showroom.ui.order_panel import OrderPanel
from showroom.ui.page import Page
from showroom.ui.sale_deeds import BACK_TO_ORDER, CANCEL, DEEDS, OF_ROWS

# Everything that is taken over from the card into a form that begins.
_FROM_CARD: Final = ("colour", "equipment", "payment_method")
_ON_THE_CAR: Final = (order_form.PLATE.key, order_form.VIN.key)


class Begun(NamedTuple):
    """The form that was opened last: on which card, of which deed, about which row (0: none)."""

    card: int
    deed: str
    row: int

    @property
    def draft(self) -> str:
        """What its draft is kept under."""
        return f"sale-{self.card}-{self.deed}-{self.row}"


class SalePart(QObject):
    """Opens its panels over the card page; the page reads the card anew when something was done."""

    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk, self._ask = page, page.desk, page.ask
        self.panel = FormPanel(page, page.desk.clock.today)
        self.order = OrderPanel(page)
        # How the question before an order is cancelled is put; a test answers it at once.
        self.sure: Callable[[QWidget], bool] = sale_deeds.ask_to_cancel
        self._card: CustomerCard | None = None
        self._sale: Sale | None = None
        self._begun = Begun(0, "", 0)
        self._row: Row | None = None
        self._token = new_token()
        self._draft = CardDraft(
            self._desk, self._ask, page, self._written, self.refused.emit, lambda: self._begun.draft
        )
        self.panel.given.connect(self._give)
        self.panel.form.edited.connect(self._edited)
        self.panel.form.settled.connect(self._look_over)
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
        self._row = step
        self._read(partial(self._open, deed))

    def correct(self, deed: str, record: int) -> None:
        """Open a row of the sheet as it stands now, to be written anew."""

        def opened(read: Sale) -> None:
            self._row = read.row(OF_ROWS[deed], record)
            if self._row is not None:
                self._open(deed, read)

        self._read(opened)

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
        order = read.order
        if deed == "order" and order is not None and (order.open or not (read.may_write and read.card_open)):
            self._show_order(read)
            self.order.open_panel()
        elif read.may_write and (deed != CANCEL or self.sure(self._page)):
            self._ask_for(deed, read)

    def _show_order(self, read: Sale) -> None:
        card = self._card
        if card is None or read.order is None:
            self.order.close_panel()
            return
        self.order.show_order(read, card.number, card.lists, self._desk.clock.today())

    def _ask_for(self, deed: str, read: Sale) -> None:
        card = self._card
        if card is None:
            return
        if self._begun.deed:
            self._draft.keep()
        self._begun = Begun(card.prospect, deed, self._row.record if self._row is not None else 0)
        self._token = new_token()
        asked = DEEDS[deed]
        self.panel.show_title(_(asked.title), f"{card.number} {card.name}")
        self.panel.ask_for(
            asked.fields,
            self._beginning(deed, card, read),
            card.lists,
            _(asked.word),
            kind=asked.kind,
            note=sale_deeds.to_know(deed, read, self._row),
        )
        self._draft.ask_for(partial(self._put_back, self._begun))

    def _beginning(self, deed: str, card: CustomerCard, read: Sale) -> dict[str, Any]:
        """What a form begins with: today, and what is known already; an order with the price named last."""
        order = read.order
        if self._row is not None:
            return asdict(self._row)
        if deed == "change_order" and order is not None:
            return {one.key: getattr(order, one.key) for one in order_form.CHANGE}
        today = self._desk.clock.today()
        known: dict[str, Any] = {key: card.values.get(key, "") for key in _FROM_CARD}
        known |= {"model": card.values.get("model_of_interest"), "day": today, "ordered_on": today}
        if deed == "order" and read.quotes:
            named = read.quotes[0]
            told = {key: getattr(named, key) for key in ("model", "colour", "equipment", "price")}
            known |= {key: value for key, value in told.items() if value}
        if deed == "drive":
            known["accompanied_by"] = self._desk.staff
        if deed == "trade_in":
            known |= {"vehicle": card.values.get("current_vehicle", "")}
            known |= {"plate": card.values.get("current_plate", "")}
            known |= {"mileage": card.values.get("current_mileage")}
        return known | {"delivered_on": today}

    # -- what was typed -----------------------------------------------------------------------------

    def _written(self) -> tuple[int, dict[str, str], str]:
        """What stands in the form that was opened last and was not given."""
        return self._begun.card, self.panel.form.changed_texts(), self._token

    def _edited(self) -> None:
        if self.panel.isVisible():
            self._draft.is_due()

    def _put_back(self, begun: Begun, draft: Draft) -> None:
        if begun != self._begun:
            return
        form = self.panel.form
        # Whoever was quicker than the disk has written these anew.
        anew = form.changed_keys
        self._token = draft.token or self._token
        form.write({key: text for key, text in texts_of(draft).items() if key not in anew})
        self._page.said.emit(_("What you had not saved at {time} is back", time=draft.time))

    def keep_now(self) -> None:
        """Before the window closes or the desk is locked. Raises Unavailable when the disk refuses."""
        if self._begun.deed:
            self._draft.keep_now()

    def _look_over(self, key: str) -> None:
        """What looks wrong about plate and VIN is told beside them and never refused."""
        card, form, begun, desk = self._card, self.panel.form, self._begun, self._desk
        if card is None or begun.deed != "deliver" or key not in _ON_THE_CAR:
            return
        editor = form.editors[key]
        typed = editor.text()
        doubts = [_(one) for one in notices((editor.field,), {key: typed})]
        form.say_beside(key, " ".join(doubts), Role.WARNING)
        if key != order_form.VIN.key:
            return

        def known(day: date | None) -> None:
            if day is not None and begun == self._begun and editor.text() == typed:
                form.say_beside(key, " ".join((*doubts, sale_deeds.handed_over(day))), Role.WARNING)

        vin = order_form.VIN.kind.read(typed, ())
        self._ask(self._page, lambda: sale.delivered_before(desk, card.prospect, vin), known)

    # -- doing --------------------------------------------------------------------------------------

    def _give(self, values: Mapping[str, Any]) -> None:
        card, read, row, begun, token = self._card, self._sale, self._row, self._begun, self._token
        if card is None or read is None:
            return
        desk, texts, asked = self._desk, self.panel.form.texts(), DEEDS[begun.deed]
        if row is not None:
            # What nobody touched stays as it is stored: what a colleague wrote there, the whole of a mask.
            values = {key: values[key] for key in self.panel.form.changed_keys}
            if not values:
                self._close(begun)
                return
        self.panel.give.setEnabled(False)

        def did(again: date | None) -> None:
            self.panel.form.take_as_shown()
            self._draft.keep()
            words = noticed(_(asked.said), asked.fields, texts)
            self.done.emit(words if again is None else f"{words} {sale_deeds.handed_over(again)}", token)
            self._close(begun)

        def refuse(error: ShowroomError) -> None:
            self.panel.give.setEnabled(True)
            self.panel.refuse(error)
            if isinstance(error, Clash):
                self._read(self._renew)

        self._ask(
            self._page,
            partial(sale_deeds.do, desk, begun.deed, card.prospect, read, row, values, token),
            did,
            refuse,
        )

    def _close(self, begun: Begun) -> None:
        self.panel.close_panel()
        if begun.deed in BACK_TO_ORDER:
            self.begin("order")

    def _renew(self, read: Sale) -> None:
        """Somebody else wrote meanwhile, which was said: given again, what stands here takes its place."""
        if self._row is not None:
            self._row = read.row(type(self._row), self._row.record) or self._row

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
