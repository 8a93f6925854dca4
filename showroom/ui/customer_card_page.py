"""客户信息卡: one card as on the sheet, written on and saved, walking through the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import customer_card
from showroom.services.desk import Desk
from showroom.services.drafts import Draft
from showroom.ui import card_draft, card_printing, card_walk, room
from showroom.ui.ask import Ask
from showroom.ui.card_acts import CardActs
from showroom.ui.card_bar import CardBar
from showroom.ui.card_column import CardColumn
from showroom.ui.card_draft import CardDraft
from showroom.ui.card_form import CardForm
from showroom.ui.card_news import CardNews
from showroom.ui.card_paper import BACK, FRONT, CardPaper
from showroom.ui.card_saving import CardSaving
from showroom.ui.card_walk import Walk
from showroom.ui.leaving import Answer, ask_about_changes
from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN_CARD, SNUG
from showroom.ui.page import Page
from showroom.ui.reason import ask_reason

# The sheet beside the whole column; where it has less room the column becomes a rail.
_PAPER_AT_LEAST: Final = 640
Then = Callable[[], object]


class CustomerCardPage(Page):
    """Explicit save; what others changed meanwhile merges, the same field asks."""

    SHOWS = frozenset(
        {
            "card_review", "lost_request",
            "prospect", "customer", "phone", "family_member", "consent", "follow_up", "card_move", "drive",
            "quote", "trade_in", "sales_order", "order_step", "traffic_entry", "staff", "reference_item",
            "car_model", "appointment", "demo_car", "handover", "handover_card", "two_people",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self.card: CustomerCard | None = None
        self.walk = Walk()
        # What is to be put into the card that is being read: a draft.
        self._brought: Draft | None = None
        # How the question at leaving is put, and the one for a reason; a test answers them at once.
        self.about_changes: Callable[[QWidget, str], Answer] = ask_about_changes
        self.reason: Callable[[QWidget, str, str], str] = ask_reason
        self.form = CardForm(desk.clock.today)
        self.paper = CardPaper(self.form)
        self._may_print = Duty.PRINT_CUSTOMER_CARD in duties
        self.bar = CardBar(may_open=Duty.OPEN_CARD in duties, may_print=self._may_print)
        self.side = CardColumn(self)
        self.acts = CardActs(self, duties)
        self.news = CardNews()
        self.saving = CardSaving(self)
        self.draft = CardDraft(desk, ask, self, self._written, self.refused.emit)
        self._build()
        self._connect()
        self._show_nothing("")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        # The bar of the paper keeps off the words of the column.
        row.setSpacing(SNUG)
        row.addWidget(self.paper, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.news)
        column.addWidget(self.acts.logger)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.bar.stepped.connect(self._step)
        self.bar.back.connect(self._go_back)
        self.bar.sides.chosen.connect(self.paper.show_side)
        self.bar.print.clicked.connect(self._print_pressed)
        self.paper.back.record.opened.connect(self.acts.open_contact)
        self.bar.discard.clicked.connect(self._discard)
        self.bar.save.clicked.connect(self.accept)
        self.bar.new.clicked.connect(self.write_new)
        self.paper.way_out.clicked.connect(self._fill_emptiness)
        self.form.edited.connect(self.edited)
        self.form.told.connect(self._say_notes)
        self.form.submitted.connect(self.accept)
        self.form.judge_wanted.connect(self.acts.open_level)
        self.form.reveal_wanted.connect(self.acts.reveal)
        self.form.sale_wanted.connect(self.acts.sale.begin)
        self.form.correct_wanted.connect(self.acts.sale.correct)
        self.side.about.wanted_whole.connect(self.acts.open_person)
        self.side.due.log_wanted.connect(self.acts.log)
        self.side.missing.field_wanted.connect(self._to_field)
        self.side.others.card_wanted.connect(lambda card: self.show_card(card, ()))

    # -- which card ---------------------------------------------------------------------------------

    def show_card(self, prospect: int, among: object, side: str = "") -> None:
        """A card, walking through the list it was opened from; a changed one is asked about first.

        On one of its sides, where one is wanted.
        """
        walk = card_walk.through(prospect, among)
        if walk is card_walk.NEW:
            self.write_new()
            return
        if self.card is not None and not walk.of_customers and walk.here == self.card.prospect:
            self._arrive(walk, side)
        else:
            self._leave_card(partial(self._arrive, walk, side))

    def _arrive(self, walk: Walk, side: str = "") -> None:
        if side:
            self._turn_to(side)
        self.walk = walk
        self._read_card()

    def _read_card(self) -> None:
        desk, walk = self.desk, self.walk

        def read() -> CustomerCard | None:
            card = customer_card.newest_of(desk, walk.here) if walk.of_customers else walk.here
            return customer_card.card(desk, card) if card is not None else None

        self.ask(self, read, partial(self._show_read, walk), self._not_read)

    def _show_read(self, walk: Walk, card: CustomerCard | None) -> None:
        if walk != self.walk:
            return
        if card is None:
            self._show_nothing(_("This customer has no card yet"))
        elif self.card is not None and self.card.prospect == card.prospect:
            self.merge(card)
        else:
            self._show(card)
        if walk.logs and card is not None:
            self.walk = replace(walk, logs=False)
            self.acts.log()

    def _not_read(self, error: ShowroomError) -> None:
        if self.changed_here:
            # What is written on it stays, to be copied elsewhere (F3, F7).
            self.saving.lost(error)
            return
        self._show_nothing(error.sentence())
        self.refused.emit(error)

    def _show(self, card: CustomerCard) -> None:
        self.acts.fold()
        self.card = card
        self.saving.begin()
        self.paper.show_card(card, self.desk.clock.today())
        self.form.show_card(card)
        self._show_around(card)
        self._share_room()
        brought, self._brought = self._brought, None
        if brought is not None and card_draft.card_of(brought) == card.prospect:
            self.saving.begin(brought.token)
            self.form.write(card_draft.texts_of(brought))
            self.said.emit(_("What you had not saved at {time} is back", time=brought.time))
        self.edited()

    def merge(self, card: CustomerCard) -> None:
        """The same card as it stands now: what is written here stays, and is compared."""
        self.saving.merge(card)
        self.paper.show_card(card, self.desk.clock.today())
        self._show_around(card)
        self.edited()

    def _show_around(self, card: CustomerCard) -> None:
        self.acts.show_card(card)
        self.side.show_card(card, self.desk.clock.today(), may_log=self.acts.may_log(card))
        self._say_notes()

    def _show_nothing(self, why: str) -> None:
        self.acts.fold()
        self.acts.sale.show_card(None)
        self.card = None
        may_open = self.acts.may_open and (not why or self.walk.of_customers)
        self.paper.show_nothing(why or _("No card is open"), _("New card") if may_open else "")
        self.side.show_nothing()
        self.edited()

    def _fill_emptiness(self) -> None:
        self.write_new()

    def refresh(self) -> None:
        """Read the card anew; what is written on it stays."""
        if self.walk.ids:
            self._read_card()

    def _step(self, by: int) -> None:
        """The record before or after in the list behind."""
        walk = self.walk.steps(by)
        if walk is not None:
            self._leave_card(partial(self._arrive, walk))

    # -- writing ------------------------------------------------------------------------------------

    @property
    def changed_here(self) -> bool:
        """Whether something is written on the card that is not saved."""
        return self.card is not None and bool(self.form.changed_keys)

    def _written(self) -> tuple[int, dict[str, str], str]:
        if self.card is None:
            return 0, {}, ""
        return self.card.prospect, self.form.changed_texts(), self.saving.token

    def edited(self) -> None:
        """Something was written, or is stored now."""
        self.bar.show_card(self.card, self.walk, len(self.form.changed_keys) if self.card else 0)
        self.draft.is_due()
        self.tell_status()

    def _say_notes(self) -> None:
        self.side.say(self.card, self.form.said.values())
        self.tell_status()

    def _to_field(self, key: str) -> None:
        self.side.close_fly_out()
        self._turn_to(FRONT)
        self.paper.bring(key)

    def accept(self) -> None:
        """Ctrl+S, Ctrl+Enter: what is written over the card, or else on it."""
        if not self.acts.accept():
            self.saving.save_card()

    def _discard(self) -> None:
        self.form.take_back()
        self.saving.begin()
        self.edited()

    # -- leaving ------------------------------------------------------------------------------------

    def _leave_card(self, then: Then) -> None:
        """Do `then`; of a changed card only after the person has said what becomes of it."""
        if not self.changed_here or self.card is None:
            then()
            return
        answer = self.about_changes(self, f"{self.card.number} {self.card.name}")
        if answer is Answer.SAVE:
            self.saving.save_card(then)
        elif answer is Answer.DISCARD:
            self._discard()
            then()

    def leave_for(self, then: Then) -> None:
        self._leave_card(then)

    def _go_back(self) -> None:
        self.left.emit()

    def leave(self) -> None:
        with ExitStack() as kept:
            kept.callback(self.acts.keep_now)
            self.draft.keep_now()

    def ask_for_draft(self) -> None:
        """After signing in: a card that was being written on is open again, with its words."""

        def found(draft: Draft) -> None:
            card = card_draft.card_of(draft)
            if card is not None and not self.changed_here:
                self._brought = draft
                self.card_wanted.emit(card, ())

        self.draft.ask_for(found)

    def where(self) -> Any:
        return self.walk

    def go_back_to(self, place: Any) -> None:
        def found(draft: Draft) -> None:
            self._brought = draft
            self._read_card()

        if isinstance(place, Walk) and place.ids:
            self._arrive(place)
            self.draft.ask_for(found)

    def write_new(self) -> None:
        """Ctrl+N: a new card; for a customer without one, his."""
        if self.card is None and self.walk.of_customers:
            self.acts.ask_new(self.walk.here)
        else:
            self._leave_card(self.acts.ask_new)

    # -- keys and places ----------------------------------------------------------------------------

    def begin(self) -> None:
        """The pen is on the paper, not in a field: the arrow keys read it."""
        self.paper.setFocus()

    def print_sheet(self, *, at_once: bool = False) -> None:
        """Ctrl+P: both sides as they are stored, with preview."""
        if self.card is not None and self._may_print:
            self.print_wanted.emit(card_printing.job(self.desk, self.card), at_once)

    def _print_pressed(self) -> None:
        self.print_sheet()

    def _turn_to(self, side: str) -> None:
        self.bar.sides.choose(side)
        self.paper.show_side(side)

    def turn(self, by: int) -> None:
        """PageUp and PageDown read the sheet; Alt and the arrows walk the cards."""
        self.paper.turn(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down walk, Ctrl+Tab turns over, F4 logs a follow-up, Alt+Left and Esc go back."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._turn_to(BACK if self.paper.side == FRONT else FRONT)
        elif event.key() == Qt.Key.Key_F4:
            self.acts.log()
        elif event.key() == Qt.Key.Key_Escape and self.acts.logging:
            self.acts.logger.fold()
        elif event.key() == Qt.Key.Key_Escape or (alt and event.key() == Qt.Key.Key_Left):
            self._go_back()
        else:
            super().keyPressEvent(event)

    def tell_status(self) -> None:
        """The first thing that is wrong, else whose card it is, and the keys."""
        if self.card is None:
            self.status.emit(_("Customer card"), _("Esc back    Ctrl+N new card"))
            return
        wrong = next((sentence for sentence, _role in self.form.said.values()), "")
        changed = " *" if self.changed_here else ""
        left = wrong or f"{_('Customer card')} {self.card.name}{changed}"
        self.status.emit(left, _("Alt+↑↓ before, after    F4 follow-up    Ctrl+S save    Esc back"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column becomes a rail."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        # Until it has shown a card the form does not know how wide its words are.
        column = theme.current().widened(SIDE_COLUMN_CARD) + GUTTER
        # English words make a wider form: rather a rail beside it than a sheet that scrolls sideways.
        at_least = max(theme.current().widened(_PAPER_AT_LEAST), self.paper.widest())
        narrow = room.is_narrow(self) or self.width() - column < at_least
        self.side.set_narrow(narrow)
        self.paper.lay(narrow=narrow, low=room.is_low(self))
