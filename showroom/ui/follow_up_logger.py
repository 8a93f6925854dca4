"""Logging a contact in place, below a row of the work list or on a card; what is typed is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import day_words
from showroom.forms import follow_up as form
from showroom.forms.appointment import CarTimes
from showroom.forms.due_sum import due_sum
from showroom.forms.follow_up import Proposal
from showroom.language import _
from showroom.rules.contacts import Result, is_reached, usual_activity, usual_purpose
from showroom.services import contact_start, contacts, drafts, expected_guests, follow_up
from showroom.services.contact_start import ContactStart
from showroom.services.desk import Desk, new_token
from showroom.services.drafts import Draft
from showroom.services.follow_up import Logged
from showroom.ui.ask import Ask
from showroom.ui.composing import finish_composition
from showroom.ui.follow_up_form import FollowUpForm
from showroom.ui.look.tokens import CLOSE, GUTTER

DRAFT_AFTER_MS: Final = 400
_TAKEN: Final = "E-SLOT-TAKEN"
# In line with the names of the work list, and a little air below.
BELOW_NAMES: Final = 70


def form_of(card: int) -> str:
    """The form under which what is typed about a card is kept."""
    return f"follow_up-{card}"


@dataclass(frozen=True)
class _Opened:
    """What one reading brings: the card as it stands, and what was typed about it before."""

    start: ContactStart
    draft: Draft


class FollowUpLogger(QWidget):
    """Opens on a card, proposes, saves under a token; folding keeps what was typed for the next time."""

    # The form is there, with what was typed before.
    opened = Signal()
    # The words for the toast, the token to take it back, the card.
    saved = Signal(str, str, int)
    # The customer gave up: the words for the toast, the card, where it stood, what was said.
    gave_up = Signal(str, int, object, str)
    refused = Signal(object)
    folded = Signal()
    resized = Signal()

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None, left: int = BELOW_NAMES) -> None:
        super().__init__(parent)
        self.desk, self.ask = desk, ask
        self.card = 0
        self.start: ContactStart | None = None
        self.form = FollowUpForm(desk.clock.today())
        self._token = new_token()
        self._saving = False
        self._question = 0
        self._made: Proposal | None = None
        self._cars_of: date | None = None
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._timer.timeout.connect(self._keep_draft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(left, 0, GUTTER, CLOSE + 2)
        self._column.addWidget(self.form)
        self.form.edited.connect(self._timer.start)
        self.form.edited.connect(self._tell_next)
        self.form.appointment.day_chosen.connect(self._ask_for_cars)
        self.form.turned.connect(self._turned)
        self.form.resized.connect(self.resized)
        self.form.save_pressed.connect(self.log_it)
        self.form.fold_pressed.connect(self.fold)

    # -- opening and folding --------------------------------------------------------------------------

    def open_on(self, card: int) -> None:
        """Read where a card stands, and what was typed about it before."""
        self.keep_now()
        self.card, self.start, self._made = card, None, None
        self.form.setEnabled(False)
        desk = self.desk
        self.ask(
            self,
            lambda: _Opened(contact_start.start(desk, card), drafts.found(desk, form_of(card))),
            partial(self._show, card),
            self._refuse_opening,
        )

    def _show(self, card: int, opened: _Opened) -> None:
        if card != self.card:
            return
        self.start, draft = opened.start, opened.draft
        level = self.start.level
        self._token = draft.token or new_token()
        self.form.setEnabled(True)
        self.form.show_card(level, self.start.lists)
        typed = dict(draft.texts)
        kept = tuple(typed.pop(form.CRITERIA.key, "").split())
        self.form.facts.show_ticked(kept or self.start.criteria)
        usual = {
            form.PURPOSE.key: str(usual_purpose(level) or ""),
            form.ACTIVITY.key: str(usual_activity(level)),
        }
        self.form.put(usual | typed)
        self.form.facts.setVisible(bool(kept) or self.form.levels.level != level)
        self._propose()
        self.resized.emit()
        self.opened.emit()

    def _refuse_opening(self, error: ShowroomError) -> None:
        self.card = 0
        self.refused.emit(error)
        self.folded.emit()

    def fold(self) -> None:
        """Go, and keep what was typed."""
        finish_composition()
        self.form.appointment.settle()
        self.keep_now()
        self.card = 0
        self.folded.emit()

    # -- what is proposed -------------------------------------------------------------------------------

    def _turned(self) -> None:
        level = self.form.levels.level
        if self.start is not None and level != self.start.level:
            self.form.purpose.choose(str(usual_purpose(level) or ""))
        self._propose()
        self._timer.start()

    def turn_with_the_day(self) -> None:
        """Midnight has passed while it was open: what is proposed is reckoned from the new day."""
        if self.card:
            self._propose()

    def _propose(self) -> None:
        """The day the rule proposes, with its sum; only the answer to the newest question counts."""
        if self.start is None:
            return
        self._question += 1
        self.form.next.today = self.desk.clock.today()
        desk, card, wanted = self.desk, self.card, self.form
        asked = partial(
            contacts.proposal,
            desk,
            card,
            wanted.levels.level,
            wanted.criteria,
            reached=wanted.reached,
            method=wanted.method,
        )
        self.ask(self, asked, partial(self._show_proposal, self._question))

    def _show_proposal(self, question: int, made: Proposal) -> None:
        if question != self._question:
            return
        self._made = made
        self.form.facts.tell(made.level, made.level_of_time)
        self.form.next_on = made.next_on
        self._tell_next()
        self.resized.emit()

    def _tell_next(self) -> None:
        """The next contact: agreed, or on the day of the appointment, or by the rule."""
        made, fixed = self._made, self.form.appointment.day
        if made is None:
            return
        words = str(due_sum(made.due))
        self.form.next.propose(fixed or made.due.day)
        if self.form.next.day is not None:
            words = _("agreed; by the rule {sum}", sum=words)
        elif fixed is not None:
            words = _("the appointment; by the rule {sum}", sum=words)
        elif not self.form.reached:
            words = _("no answer moves nothing: {day}", day=day_words.short(made.due.day))
        self.form.say_sum(words)

    def _ask_for_cars(self, day: date) -> None:
        """The free half hours of the day that is written; only the newest answer counts."""
        desk, self._cars_of = self.desk, day
        self.ask(self, lambda: expected_guests.car_times(desk, day), partial(self._show_cars, day))

    def _show_cars(self, day: date, cars: tuple[CarTimes, ...]) -> None:
        if day == self._cars_of:
            self.form.appointment.show_cars(cars)

    # -- saving -----------------------------------------------------------------------------------------

    def log_it(self) -> None:
        """Ctrl+Enter: on the card, in one act; what cannot be taken is said here, and nothing is lost."""
        if self.start is None or self._saving:
            return
        finish_composition()
        self.form.next.settle()
        try:
            values, fixed = self.form.values(), self.form.appointment.values()
        except Invalid as invalid:
            self._refuse(invalid)
            return
        desk, card, token = self.desk, self.card, self._token
        self._saving = True
        self._keep_draft()
        self.ask(
            self,
            lambda: follow_up.log(desk, card, values, fixed=fixed, token=token),
            partial(self._saved, card, self.start, values, token),
            partial(self._not_saved, card),
        )

    def _saved(
        self, card: int, start: ContactStart, values: Mapping[str, Any], token: str, logged: Logged
    ) -> None:
        """It is on the card; somebody who has gone on to another card meanwhile stays there."""
        self._saving = False
        self._forget(card)
        name, day, result = start.name or _("no name"), due_sum(logged.due).result, values[form.RESULT.key]
        if is_reached(result):
            words = _("{name} logged, next {day}", name=name, day=day)
        else:
            # The day may lie behind: a call that nobody answered leaves it where it was.
            words = _("{name} did not answer, due {day}", name=name, day=day)
        if card == self.card:
            self._timer.stop()
            self.card, self.start = 0, None
            self.form.refuse("")
            self.folded.emit()
        self.saved.emit(words, token, card)
        if result == Result.GAVE_UP:
            self.gave_up.emit(words, card, start, values[form.SAID.key])

    def _not_saved(self, card: int, error: ShowroomError) -> None:
        self._saving = False
        if card == self.card:
            self._refuse(error)
        else:
            # What was typed about it lies in its draft; the form in view is another card's.
            self.refused.emit(error)

    def _refuse(self, error: ShowroomError) -> None:
        if isinstance(error, Invalid):
            self._refuse_fields(error)
        elif error.code == _TAKEN:
            self.form.appointment.refuse_taken(error.sentence())
        else:
            self.form.refuse(error.sentence())
            self.refused.emit(error)

    def _refuse_fields(self, invalid: Invalid) -> None:
        """Each problem where it is written: at the appointment, or in the rest of the form."""
        line = self.form.appointment
        line.refuse(invalid)
        rest = [one for one in invalid.problems if one.field not in line.editors]
        if rest:
            fields = frozenset(one.field for one in rest)
            self.form.refuse(Invalid(*rest).sentence(), fields)
            if form.SAID.key in fields:
                self.form.said.setFocus()

    # -- drafts -----------------------------------------------------------------------------------------

    def keep_now(self) -> None:
        """What was typed lies on the disk now. Raises Unavailable when the disk refuses."""
        self._timer.stop()
        if self.card and self.start is not None:
            drafts.keep(self.desk, form_of(self.card), self.form.texts(), token=self._token)

    def _keep_draft(self) -> None:
        if not self.card or self.start is None:
            return
        desk, card, texts, token = self.desk, self.card, self.form.texts(), self._token
        self.ask(self, lambda: drafts.keep(desk, form_of(card), texts, token=token), lambda _kept: None)

    def _forget(self, card: int) -> None:
        desk = self.desk
        self.ask(self, lambda: drafts.keep(desk, form_of(card), {}), lambda _kept: None)

    def sizeHint(self) -> QSize:
        """As high as the form needs at its width."""
        column = self._column
        wraps = column.hasHeightForWidth()
        return QSize(1, column.heightForWidth(self.width()) if wraps else column.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()
