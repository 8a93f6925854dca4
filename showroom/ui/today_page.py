"""今日: what waits, sorted as it is done; each card says why today, and is logged in place (look: Today)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms.field import Lists
from showroom.forms.reminders import Reminder
from showroom.forms.today import Group, Today
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import lists, today
from showroom.services.desk import Desk
from showroom.sheets.qr import Code, Kind
from showroom.ui import room, today_papers
from showroom.ui.appointment_acts import AppointmentActs
from showroom.ui.ask import Ask
from showroom.ui.calling import Dial, call, dial
from showroom.ui.follow_up_logger import FollowUpLogger
from showroom.ui.instruction_lines import tick
from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN
from showroom.ui.lost_deeds import LostDeeds
from showroom.ui.page import Page
from showroom.ui.side_column import SideColumn
from showroom.ui.today_head import TodayHead
from showroom.ui.today_side import TodaySide
from showroom.ui.work_list import WorkList
from showroom.ui.work_list_model import WorkListModel, still_there
from showroom.ui.work_paper import WorkPaper

MINUTE_MS: Final = 60_000
# Narrower the sums have no room beside the names.
_LIST_LEAST: Final = 600


class Reading(NamedTuple):
    """What one reading brings."""

    owner: int
    today: Today
    lists: Lists


class TodayPage(Page):
    """The list with the row in hand open below it; beside it all else that belongs to the day."""

    SHOWS = frozenset(
        {
            "prospect", "customer", "phone", "follow_up", "card_move", "traffic_entry", "appointment",
            "sales_order", "order_step", "level_rules", "setting", "calendar_day", "family_member",
            "staff", "drive", "demo_car", "lost_request", "handover", "handover_card", "instruction"
        }
    )  # fmt: skip
    SHEETS = today_papers.SHEETS

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        duties: frozenset[Duty],
        dial: Dial = dial,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, ask, parent)
        self._dial = dial
        self._team = Duty.SEE_TEAM in duties
        # Whose day is shown: 0 is one's own, or the whole team's.
        self.owner = 0
        self.day: Today | None = None
        self._lists: Lists = {}
        self._group: Group | None = None
        self._wanted = 0
        self._opening = 0
        self.head = TodayHead(team=self._team)
        self.model = WorkListModel(self)
        self.list = WorkList(self.model, _("Work of today"))
        self.paper = WorkPaper(self.list)
        self.column = SideColumn(self)
        self.beside = TodaySide(self.column)
        self.logger = FollowUpLogger(desk, ask)
        self.appointments = AppointmentActs(self, duties)
        self.lost = LostDeeds(self)
        self.list.lend(self.logger)
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        above = QVBoxLayout()
        above.addWidget(self.paper, 1)
        above.addStretch(0)
        row.addLayout(above, 1)
        row.addWidget(self.column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.head.group_chosen.connect(self._choose_group)
        self.head.owner_chosen.connect(self.show_owner)
        self.head.log_pressed.connect(self.write_new)
        self.head.filter.textChanged.connect(lambda _text: self._narrow())
        self.head.filter.entered.connect(self.list.begin)
        self.head.filter.cleared.connect(self._leave_filter)
        self.list.opened.connect(self.write_new)
        self.list.typed.connect(self._type_into_filter)
        self.list.measured.connect(self.paper.fit)
        self.paper.empty_pressed.connect(self._fill_emptiness)
        self.logger.opened.connect(self._open_row)
        self.logger.folded.connect(self._folded)
        self.logger.resized.connect(self._logger_resized)
        self.logger.saved.connect(self._logged)
        self.logger.gave_up.connect(self.lost.offer_to_ask)
        self.logger.refused.connect(self.refused)
        self.beside.card_wanted.connect(lambda card: self.card_wanted.emit(card, (card,)))
        self.beside.owner_wanted.connect(self._open_rows)
        self.beside.menu_wanted.connect(self.appointments.open_menu)
        self.beside.request_chosen.connect(lambda one: self.lost.decide(one, self._lists))
        self.beside.instructions.ticked.connect(partial(tick, self))
        for acts in (self.lost, self.appointments):
            acts.done.connect(self.done)
            acts.refused.connect(self.refused)
        self.appointments.card_wanted.connect(self.beside.card_wanted)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()

    def _bind(self) -> None:
        for keys, act in (
            ("F4", self.write_new),
            ("Ctrl+O", self.open_card),
            ("Ctrl+D", self.call),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what is due anew; the row in hand and what is typed below it stay."""
        desk, owner = self.desk, self.owner

        def read() -> Reading:
            return Reading(owner, today.today(desk, owner=owner or None), lists.current())

        self.ask(self, read, self.show_reading)

    def show_reading(self, read: Reading) -> None:
        """Draw what was read; another person's day that was asked for before is not shown."""
        if read.owner != self.owner:
            return
        self.day, self._lists = read.today, read.lists
        self._show_rows()
        if self._team:
            self.head.offer_owners(read.lists["staff"], self.owner)
        self.appointments.show_lists(read.lists)
        self.beside.show_today(read.today, read.lists, self.desk.clock.local())
        if self._wanted:
            self.list.go_to_row(max(0, self.model.row_of(self._wanted)))
            self._wanted = 0
        elif self.list.hasFocus():
            self.list.begin()
        self.tell_status()

    def _show_rows(self) -> None:
        if self.day is None:
            return
        rows = still_there(self.day.rows, self.desk.clock.local())
        whole = self._team and not self.owner
        self.model.show_rows(rows, self._lists, self.day.day, with_owner=whole)
        self._stay_open()
        self.head.show_counts({group: self.model.count(group) for group in (None, *Group)})
        self.paper.tell_of(self.model, of_a_group=self._group is not None)

    def _stay_open(self) -> None:
        """The card that is written on may stand in another group now: what is typed goes there with it."""
        row = self.model.row_of(self.logger.card) if self.logger.start is not None else -1
        if row >= 0 and self.list.open_card is None:
            self.list.open_below(row)
            self.logger.form.begin()

    def show_missed(self, missed: tuple[Reminder, ...]) -> None:
        """What fell due while the program was closed; it stands there until this person goes."""
        self.beside.show_missed(missed)

    def _minute_passed(self) -> None:
        """What was done five minutes ago goes, callbacks come nearer, and the date may be another one."""
        if not self.isVisible() or self.day is None:
            return
        if self.day.day != self.desk.clock.today():
            self.logger.turn_with_the_day()
            self.refresh()
            return
        self._show_rows()
        self.beside.show_today(self.day, self._lists, self.desk.clock.local())
        self.tell_status()

    def show_owner(self, owner: int) -> None:
        """The day of one consultant; 0: the whole team's."""
        if owner != self.owner:
            self.logger.fold()
            self.owner = owner
            self.refresh()

    def _open_rows(self, owner: int) -> None:
        """The rows behind a figure; the keyboard is on them."""
        # Before the figures go: Qt would look for the next focus in what goes.
        self.list.setFocus()
        self.show_owner(owner)

    # -- which rows ---------------------------------------------------------------------------------

    def _choose_group(self, group: Group | None) -> None:
        self._group = group
        self._narrow()
        self.list.begin()

    def _narrow(self) -> None:
        self.model.choose(self._group, self.head.filter.text())
        self.paper.tell_of(self.model, of_a_group=self._group is not None)
        self.tell_status()

    def _leave_filter(self) -> None:
        self.head.leave_filter()
        self.list.begin()

    def _type_into_filter(self, event: QEvent) -> None:
        self.head.to_filter()
        self.head.filter.end(False)
        QCoreApplication.sendEvent(self.head.filter, event)

    def _fill_emptiness(self) -> None:
        self.head.filter.clear()
        self.head.leave_filter()
        self.head.choose_group(None)
        self._choose_group(None)

    # -- logging in place ---------------------------------------------------------------------------

    def write_new(self) -> None:
        """Enter, Ctrl+N, F4: the row in hand opens in place."""
        self.list.begin()
        record = self.list.current
        if record is None:
            return
        if self.list.open_card is not None and self.list.open_card.prospect == record.prospect:
            self.logger.form.begin()
            return
        if self.list.open_card is not None:
            self.logger.fold()
        self._opening = record.prospect
        self.logger.open_on(record.prospect)

    def _open_row(self) -> None:
        row = self.model.row_of(self._opening)
        if row < 0 or self.logger.card != self._opening:
            return
        self.list.open_below(row)
        self.logger.form.begin()
        self.tell_status()

    def _logger_resized(self) -> None:
        if self.list.open_card is not None:
            self.list.measure_soon()

    def _folded(self) -> None:
        self.list.fold()
        self.list.setFocus()
        self.tell_status()

    def _logged(self, words: str, token: str, _card: int) -> None:
        """The next call is in hand at once: Enter opens it."""
        self.list.go_on()
        self.done.emit(words, token)

    # -- paper --------------------------------------------------------------------------------------

    def print_sheet(self, *, at_once: bool = False) -> None:
        """晨会单 of whose day this is."""
        self._print(Kind.MS, at_once=at_once)

    def also_prints(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The sheets of one's own meetings; who sees the team has everybody's beside the analysis."""
        words = today_papers.WORDS.items()
        return () if self._team else tuple((_(word), partial(self._print, kind)) for kind, word in words)

    def _print(self, kind: Kind, *, at_once: bool = False) -> None:
        job = today_papers.job(self.desk, kind, self.desk.clock.today(), self.owner)
        self.print_wanted.emit(job, at_once)

    def show_sheet(self, code: Code, day: date) -> None:
        """The sheet of a meeting that was scanned."""
        today_papers.show_scanned(self, code, day)

    # -- keys ---------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Ctrl+Enter: the form over the page is given, else what is written below the row is logged."""
        if self.lost.panel.isVisible():
            self.lost.panel.accept()
        elif self.list.open_card is not None:
            self.logger.log_it()

    def open_card(self) -> None:
        """Ctrl+O: the card of the row, walking through the cards of this list."""
        record = self.list.open_card or self.list.current
        if record is not None:
            self.card_wanted.emit(record.prospect, self.model.cards())

    def call(self) -> None:
        """Ctrl+D: the number goes to the telephone program, or else into the clipboard."""
        record = self.list.open_card or self.list.current
        if words := call(record.phone if record is not None else "", self._dial):
            self.said.emit(words)

    def begin(self) -> None:
        """The keyboard is on the list; whoever types goes into the filter."""
        if self.list.open_card is not None:
            self.logger.form.begin()
        else:
            self.list.begin()

    def leave(self) -> None:
        """What is typed below the row is kept."""
        with ExitStack() as kept:
            kept.callback(self.lost.keep_now)
            self.logger.keep_now()

    def let_go(self) -> None:
        """It is a draft now."""
        self.logger.card = 0

    def filter_list(self) -> None:
        """Ctrl+F: into the filter."""
        self.head.to_filter()

    def turn(self, by: int) -> None:
        """A screenful up or down."""
        step = max(1, self.list.viewport().height() // max(1, self.list.sizeHintForRow(1)))
        for _step in range(step):
            self.list.go_by(by)

    def where(self) -> Any:
        """Whose day, and the card in hand."""
        record = self.list.current
        return self.owner, record.prospect if record is not None else 0

    def go_back_to(self, place: Any) -> None:
        """The same day, the same card."""
        self.owner, self._wanted = place
        self.refresh()

    def tell_status(self) -> None:
        """How many wait, in which order, and the keys."""
        order = _("in the order: overdue, O H A B C")
        left = f"{_('{count} to follow up', count=self.model.count())}    {order}"
        keys = _("↑ ↓ choose    Enter log in place    Ctrl+O card    Ctrl+D call")
        if self._team and self.owner:
            keys = f"{keys}    {_('Esc whole team')}"
        if self.list.open_card is not None:
            keys = _("Ctrl+Enter log    F9 no answer    Esc fold, nothing typed is lost")
        self.status.emit(left, keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from one consultant's day to the team's."""
        if event.key() == Qt.Key.Key_Escape and self._team and self.owner:
            self.show_owner(0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column becomes a rail."""
        super().resizeEvent(event)
        wide = theme.current().widened(SIDE_COLUMN) + GUTTER
        narrow = room.is_narrow(self)
        self.column.set_narrow(narrow or self.width() - wide < theme.current().widened(_LIST_LEAST))
        self.paper.lay_at(room.gutter(self))
