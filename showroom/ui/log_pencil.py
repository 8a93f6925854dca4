"""Writing the pencil row of the traffic log: from the strip or the cells, with matches, until it is ink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import Invalid, ShowroomError
from showroom.forms import day_words
from showroom.forms import traffic_log as form
from showroom.forms.field import show
from showroom.language import _
from showroom.rules.titles import fuller_name
from showroom.rules.traffic import TrafficType
from showroom.services import customer_matches, drafts, phone_first, traffic_log
from showroom.services.customer_matches import Match
from showroom.services.desk import Desk
from showroom.services.drafts import Draft
from showroom.services.rotation import RotationBook
from showroom.services.traffic_log import Registered
from showroom.ui import traffic_log_columns as columns
from showroom.ui.ask import Ask
from showroom.ui.composing import finish_composition
from showroom.ui.form_table import FormTable
from showroom.ui.log_proposals import proposed
from showroom.ui.match_panel import Act, MatchPanel, Offer
from showroom.ui.noticed import noticed
from showroom.ui.pencil import Known, Pencil, Texts
from showroom.ui.phone_strip import ChipLine, PhoneStrip
from showroom.ui.reason import Reason
from showroom.ui.traffic_log_model import TrafficLogModel

FORM = "traffic_log"
# A draft is kept in the first pause of the keys, and while there is none every so often.
DRAFT_AFTER_MS = 400
DRAFT_AT_LATEST_MS = 2000


@dataclass(frozen=True)
class Instruments:
    """The widgets the pencil writes with and is seen on."""

    strip: PhoneStrip
    chips: ChipLine
    panel: MatchPanel
    table: FormTable
    model: TrafficLogModel


class LogPencil(QObject):
    """Keeps what is typed until it is registered; a refusal, an error or a crash loses none of it."""

    changed = Signal()
    matched = Signal()
    said = Signal(str)
    done = Signal(str, str)
    refused = Signal(object)
    # Midnight passed over the sheet of this day.
    turned = Signal(object)
    # The card of a prospect (its id), and among which.
    card_wanted = Signal(int, object)

    def __init__(self, desk: Desk, ask: Ask, tools: Instruments, reason: Reason, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.ask, self._tools, self._reason, self._page = desk, ask, tools, reason, page
        self.write_on(desk.clock.today())
        # The words of the lists as they were last read; none before that.
        self._grammar = phone_first.grammar({})
        # The rotation of today; None before it was read.
        self.book: RotationBook | None = None
        self._question = 0
        self._goes_on = False
        self._entered_early = False
        # What was sent to be registered and is not answered yet.
        self._sent: Pencil | None = None
        # Why these words were not saved; nothing was typed since.
        self._not_saved: ShowroomError | None = None
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        self._draft_at_latest = QTimer(self, singleShot=True, interval=DRAFT_AT_LATEST_MS)
        self._draft_at_latest.timeout.connect(self._keep_draft)
        tools.strip.typed.connect(self._line_typed)
        tools.strip.entered.connect(self._line_entered)
        tools.strip.moved.connect(tools.panel.move_choice)
        tools.panel.chosen.connect(self._take_offer)
        tools.model.pencilled.connect(self._cells_typed)
        tools.table.delegate.typing.connect(self._draft_is_due)
        tools.table.registered.connect(self.register)

    @property
    def pencil(self) -> Pencil:
        """What is typed so far."""
        return self._tools.model.pencil

    # -- typing -------------------------------------------------------------------------------------

    def _line_typed(self, line: str) -> None:
        self.pencil.line = line
        # Typed before the first page of the day was read: it is looked at as soon as the lists are there.
        if self._tools.model.lists:
            self.pencil.write_line(line, self._grammar)
            self._typed()

    def _cells_typed(self, texts: dict[str, str]) -> None:
        self.pencil.write_cells(texts, self._tools.model.lists)
        self._typed()

    def _typed(self) -> None:
        self._not_saved = None
        self._draft_is_due()
        self._look_up()
        self.show()

    def day_read(self) -> None:
        """The day's page was read: its lists may be new."""
        self._grammar = phone_first.grammar(self._tools.model.lists)
        self.pencil.write_line(self.pencil.line, self._grammar)
        # A draft taken up before the lists were there, or somebody just registered by another desk.
        self._look_up()
        self.show()
        if self._entered_early:
            self._entered_early = False
            self.register()

    def _look_up(self) -> None:
        """Ask who this may be; only the answer to the newest question counts."""
        self._question += 1
        mine = self._question
        phone, name = self.pencil.sought
        if phone or name:
            asked = partial(customer_matches.matches, self.desk, phone, name)
            self.ask(self._page, asked, partial(self._show_matches, mine))
        else:
            self._show_matches(mine, ())

    def _show_matches(self, question: int, matches: tuple[Match, ...]) -> None:
        if question == self._question:
            news = matches != self.pencil.matches
            self.pencil.matches = matches
            self._tools.panel.show_matches(matches, self._tools.model.lists)
            self.matched.emit()
            if news:
                self.show()

    # -- showing ------------------------------------------------------------------------------------

    def _proposed(self) -> Texts:
        now, lists = self.desk.clock.local(), self._tools.model.lists
        return proposed(self.pencil, lists, self.book, now=now, day=self.day, writer=self.desk.staff)

    def show(self) -> None:
        """Show the row and its chips as they stand now."""
        if not self._tools.model.lists:
            return
        self._tools.model.show_pencil(self._proposed())
        if self.pencil.line.strip():
            self._tools.chips.show_pencil(self.pencil, self._tools.model.lists)
        else:
            self._tools.chips.show_example()
        self.changed.emit()

    # -- the day ------------------------------------------------------------------------------------

    def write_on(self, day: date) -> None:
        """The sheet of this day is written on now."""
        self.day, self._today = day, self.desk.clock.today()

    def turn_with_the_day(self) -> None:
        """Whoever wrote on today's sheet goes on writing on today's; a day somebody chose stays (G4)."""
        before, was_today = self.day, self.day == self._today
        if was_today and self._today != self.desk.clock.today():
            self.write_on(self.desk.clock.today())
            self.turned.emit(before)

    # -- registering --------------------------------------------------------------------------------

    def _line_entered(self) -> None:
        offer = self._tools.panel.offer
        if offer is not None:
            self._take_offer(offer)
        elif self.pencil.only_sought and self._tools.panel.isVisible():
            # Four digits and Enter ask who that is: the next Enter takes the one pointed at, Esc nobody.
            self._tools.panel.move_choice(1)
        else:
            self.register()

    def _take_offer(self, offer: Offer) -> None:
        if offer.act is Act.SOMEBODY_ELSE:
            question = _("Why do they share {phone}? (a family, a firm, …)", phone=offer.match.phone)
            reason = self._reason(self._page, _("Somebody else with the same number"), question)
            if reason:
                self.register(another_person=reason)
        elif offer.act is Act.TAKE:
            self.register(known=offer.match)
        elif offer.act is Act.CARD and offer.match.prospect is not None:
            # What was typed stays on the strip: whoever looks at the card comes back to register.
            self.card_wanted.emit(offer.match.prospect, ())
        elif offer.act is Act.ANOTHER_WISH:
            question = _("Why does {name} get a second card? (a car for the son, …)", name=offer.match.name)
            reason = self._reason(self._page, _("A second wish to buy"), question)
            if reason:
                self.register(another_wish=reason)
        else:
            self.register()

    def expect(self, who: Known, phone: str) -> None:
        """Somebody who was expected is here: the line says who by which number, Enter registers the visit.

        Where the number is masked for this person the name on the row stands for the customer.
        """
        digits = "".join(phone.split())
        invited = show(form.TRAFFIC_TYPE, TrafficType.INVITED_VISIT, self._tools.model.lists)
        words = (who.name, digits if digits.isdecimal() else "", invited)
        self._tools.strip.setText(" ".join(word for word in words if word))
        self.pencil.expected = who
        self.pencil.write_cells({form.GUEST.key: who.name}, self._tools.model.lists)
        self.show()
        self._tools.strip.setFocus()

    def register(
        self, *, known: Known | None = None, another_person: str = "", another_wish: str = ""
    ) -> None:
        """Put the row on the log; the pen goes on with the next guest, a refusal brings this one back."""
        finish_composition()
        self._tools.table.finish_editing()
        begun_on = self.day
        self.turn_with_the_day()
        sent, day, desk, lists = self.pencil, self.day, self.desk, self._tools.model.lists
        known = known or sent.known
        if sent.empty:
            return
        if not lists:
            # Enter before the day was read: it counts as soon as the lists are there.
            self._entered_early = True
            return
        try:
            values = sent.values(lists, known)
        except Invalid as invalid:
            self._refuse(invalid)
            return
        # Whoever writes on the sheet goes on writing on the sheet, in the next row.
        self._goes_on = self._tools.table.hasFocus()
        self._sent, self._not_saved = sent, None
        self._take_up(Pencil())
        self.ask(
            self._page,
            lambda: traffic_log.register_visit(
                desk,
                values,
                day=day,
                token=sent.token,
                known=known.customer if known else None,
                another_person=another_person,
                another_wish=another_wish,
            ),
            partial(self._registered, sent, known, begun_on if begun_on != day else None),
            partial(self._bring_back, sent),
        )

    def _registered(self, sent: Pencil, known: Known | None, begun_on: date | None, done: Registered) -> None:
        self._sent = None
        self._keep_draft()
        if self._goes_on:
            self._tools.table.write_on(self._tools.model.pencil_row)
        name = known.name if known else _who(sent)
        words = _("Registered {name} as row {number}", name=name, number=done.number)
        if done.received_by not in (None, self.desk.staff) and "received_by" not in sent.texts:
            lists = self._tools.model.lists
            words += _(", {who} receives", who=show(form.RECEIVED_BY, done.received_by, lists))
        if done.card_of:
            words += _("; the card stays with {owner}", owner=done.card_of)
        if begun_on is not None:
            words += _(", on the sheet of today; it was begun on {day}", day=day_words.short(begun_on))
        self.done.emit(noticed(words, form.FIELDS, sent.texts), sent.token)

    def _bring_back(self, sent: Pencil, error: ShowroomError) -> None:
        """It was not saved: the words stand there again, before what was typed meanwhile."""
        meanwhile, self._sent, self._goes_on = self.pencil, None, False
        sent.line = " ".join(line for line in (sent.line, meanwhile.line) if line.strip())
        sent.written = meanwhile.written | sent.written
        self._take_up(sent)
        self._not_saved = error
        self._refuse(error)

    def _take_up(self, pencil: Pencil) -> None:
        """Go on with this pencil: its words on the strip and in the row."""
        self._tools.model.pencil = pencil
        self._tools.strip.blockSignals(True)
        self._tools.strip.setText(pencil.line)
        self._tools.strip.blockSignals(False)
        pencil.write_line(pencil.line, self._grammar)
        self._look_up()
        self.show()

    def _refuse(self, error: ShowroomError) -> None:
        self._tools.chips.show_problem(error.sentence())
        if isinstance(error, Invalid):
            self.pencil.problems = {one.field: one.sentence() for one in error.problems}
            self.pencil.refused = True
            self._tools.model.show_pencil(self._proposed())
        self.refused.emit(error)

    # -- drafts -------------------------------------------------------------------------------------

    def _keep(self) -> Callable[[], None]:
        """What keeps everything typed, also what stands in a cell that is still open."""
        pencil, sent = self.pencil, self._sent
        written = dict(pencil.written)
        open_cell = self._tools.table.open_cell()
        if open_cell is not None and open_cell[0] == self._tools.model.pencil_row:
            column = self._tools.model.columns[open_cell[1]]
            written |= columns.entered(column, open_cell[2], self._tools.model.lists)
        return partial(
            drafts.keep,
            self.desk,
            FORM,
            written,
            pencil.line,
            token=pencil.token,
            sent=Draft(dict(sent.written), sent.line, token=sent.token) if sent is not None else None,
        )

    def _draft_is_due(self) -> None:
        self._draft_timer.start()
        if not self._draft_at_latest.isActive():
            self._draft_at_latest.start()

    def _keep_draft(self) -> None:
        self._draft_timer.stop()
        self._draft_at_latest.stop()
        self.ask(self._page, self._keep(), lambda _none: None, self._draft_refused)

    def _draft_refused(self, error: ShowroomError) -> None:
        """Said unless what was said of the same words a moment ago weighs more: that they are not saved."""
        if self._not_saved is None:
            self.refused.emit(error)

    def keep_draft_now(self) -> None:
        """Before the window closes or the desk is locked. Raises Unavailable when the disk refuses."""
        finish_composition()
        self._keep()()

    def take_up_draft(self, draft: Draft) -> None:
        """Put back what was typed before the program ended; nothing is saved by that (A4)."""
        if draft.empty:
            return
        self.pencil.written = dict(draft.texts)
        self.pencil.line = draft.line
        # Sent in the moment the program ended, it may be on its way still: under its token it is saved once.
        self.pencil.token = draft.token or self.pencil.token
        self._tools.strip.setText(draft.line)
        if self._tools.model.lists:
            self._typed()
        self.said.emit(_("What you had not registered at {time} is back", time=draft.time))


def _who(pencil: Pencil) -> str:
    match = pencil.exact
    typed = pencil.texts.get("guest_name", "")
    return (fuller_name(typed, match.name) if match else typed) or _("a guest without a name")
