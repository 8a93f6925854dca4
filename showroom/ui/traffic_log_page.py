"""The traffic log page: the day's sheet as on paper, written on from the strip or straight into its cells."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms import day_words
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, mark
from showroom.remembered import Remembered
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.ui import log_printing, log_reading, log_unsaved, names
from showroom.ui import traffic_log_columns as columns
from showroom.ui.ask import Ask
from showroom.ui.closing import Closing
from showroom.ui.expected_guests import ExpectedGuests
from showroom.ui.form_table import FormTable
from showroom.ui.log_cards import LogCards
from showroom.ui.log_corrections import LogCorrections
from showroom.ui.log_desk import LogDesk
from showroom.ui.log_expected import LogExpected
from showroom.ui.log_head import DayBar
from showroom.ui.log_paper import LogPaper
from showroom.ui.log_pencil import FORM, Instruments, LogPencil
from showroom.ui.log_reading import LogReading
from showroom.ui.log_room import LogRoom
from showroom.ui.log_row_menu import RowAction
from showroom.ui.log_rows import LogRows
from showroom.ui.log_status import status
from showroom.ui.log_visits import LogVisits
from showroom.ui.match_panel import MatchPanel
from showroom.ui.page import Page
from showroom.ui.phone_strip import ChipLine, PhoneStrip
from showroom.ui.reason import Reason, ask_reason
from showroom.ui.rotation_panel import RotationPanel
from showroom.ui.showroom_now import ShowroomNow, is_here
from showroom.ui.side_column import SideColumn
from showroom.ui.sticky_head import StickyHead
from showroom.ui.traffic_log_model import TrafficLogModel

MINUTE_MS = 30_000


class TrafficLogPage(Page):
    """Reads a day and lays it out; the pencil writes on it, the corrections mend it."""

    SHOWS = frozenset(
        {
            "traffic_entry",
            "appointment",
            "demo_car",
            "traffic_day",
            "signature",
            "attendance",
            "passed_turn",
            "rotation_order",
            "customer",
            "phone",
            "prospect",
            "staff",
            "staff_role",
            "setting",
            "reference_item",
            "car_model",
        }
    )

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        strip: PhoneStrip,
        chips: ChipLine,
        remembered: Remembered,
        reason: Reason = ask_reason,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, ask, parent)
        self.strip, self._remembered = strip, remembered
        self.day = desk.clock.today()
        self.model = TrafficLogModel(self)
        self.table = FormTable(self.model)
        self.table.setAccessibleName(_("Traffic log"))
        self.paper = LogPaper(self.table)
        self.panel = MatchPanel(self)
        self.now = ShowroomNow()
        self.expected = ExpectedGuests()
        self.rotation = RotationPanel()
        self.bar = DayBar(self.day)
        self.side = SideColumn(self)
        tools = Instruments(strip, chips, self.panel, self.table, self.model)
        self.writing = LogPencil(desk, ask, tools, reason, self)
        self.corrections = LogCorrections(desk, ask, self.model, reason, self)
        self.rows = LogRows(desk, ask, self.table, self.model, reason, self)
        self.day_desk = LogDesk(desk, ask, self.rotation, self.now, reason, self)
        self.rows.menu.add(RowAction(mark("Guest leaves now"), self.day_desk.leave, "F7", self._may_leave))
        self.expecting = LogExpected(desk, ask, self.expected, self.writing, reason, self)
        self.closing = Closing(desk, ask, reason, self)
        self.visits = LogVisits(desk, ask, self.rows.menu, self.table, self.model, reason, self)
        self.cards = LogCards(desk, ask, self.rows.menu, tools, self)
        self._refusal: ShowroomError | None = None
        self._draft_asked = False
        self._build()
        self._connect()
        self.show_extended(remembered.get("extended", False))

    def _build(self) -> None:
        self.side.add(self.now)
        self.side.add(self.rotation)
        self.side.add(self.expected)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.paper)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._heads = StickyHead(self.table, self._scroll)
        self._room = LogRoom(self, self._scroll, self.paper, self.side, self.panel)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row, 1)
        # Tab goes as the pen does: from the strip to the day, then to the sheet, then beside it.
        self.setTabOrder(self.bar.print, self.table)

    def _connect(self) -> None:
        self.strip.closed.connect(self._close_matches)
        self.writing.changed.connect(self._pencil_changed)
        self.strip.typed.connect(self.go_on)
        self.strip.typed.connect(self._keep_pencil_in_view)
        self.model.pencilled.connect(self.go_on)
        self.table.delegate.typing.connect(self.go_on)
        self.writing.turned.connect(self._turned)
        self.writing.matched.connect(self._room.place_matches)
        self.writing.said.connect(self.said)
        self.writing.done.connect(self.done)
        self.writing.refused.connect(self.tell_refusal)
        self.corrections.done.connect(self._done)
        self.corrections.clashed.connect(self.refresh)
        self.corrections.refused.connect(self.tell_refusal)
        for desk in (self.day_desk, self.rows, self.cards, self.expecting):
            desk.done.connect(self._done)
            desk.refused.connect(self.refused)
        for cards in (self.writing, self.cards, self.expecting):
            cards.card_wanted.connect(self.card_wanted)
        self.closing.said.connect(self.said)
        self.closing.done.connect(self.done)
        self.closing.refused.connect(self.refused)
        self.closing.panel.print_wanted.connect(self.print_sheet)
        self.bar.close_pressed.connect(self.closing.open)
        self.paper.weather_pressed.connect(self._open_weather)
        self.rows.said.connect(self.said)
        self.visits.said.connect(self.said)
        self.visits.done.connect(self._done)
        self.visits.clashed.connect(self.refresh)
        self.visits.refused.connect(self.tell_refusal)
        self.bar.bin_pressed.connect(self.rows.open_bin)
        self.paper.register_pressed.connect(self.writing.register)
        self.bar.day_chosen.connect(self.show_day)
        self.bar.layout_chosen.connect(self._choose_layout)
        self.bar.excel_pressed.connect(self.copy_to_excel)
        self.bar.print_pressed.connect(self.print_sheet)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()

    @property
    def extended(self) -> bool:
        """Whether all seventeen columns are shown."""
        return self.model.columns is columns.EXTENDED

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the day anew."""
        desk, wanted = self.desk, self.day
        self.ask(self, lambda: log_reading.read(desk, wanted), self._show)

    def _show(self, read: LogReading) -> None:
        day, duties, book = read.day, read.duties, read.book
        for one in (self.cards, self.expecting):
            one.allow(duties)
        self.model.may_write = self.now.may_write = Duty.REGISTER_VISIT in duties
        self.day_desk.allow(duties)
        self.closing.allow(duties)
        self.writing.book = book
        self.rotation.show_book(names.in_book(names.of(day.lists), book), self.desk.clock.local())
        if day.day != self.day:
            return
        row, column = self.table.currentIndex().row(), self.table.currentIndex().column()
        same = self.model.day is not None and self.model.day.day == day.day
        self.model.is_today = day.day == self.desk.clock.today()
        self.model.show_day(day)
        self.paper.show_day(day)
        for section in (self.now, self.rotation):
            section.set_wanted(self.model.is_today)
        self.now.show_day(day, self.desk.clock.local().time())
        self.expecting.show(read.guests, day.lists, on_today=self.model.is_today)
        self._order_tabs()
        if same and row >= 0 and not self.table.currentIndex().isValid():
            # The row went: the pen lies on what took its place.
            self.table.setCurrentIndex(self.model.index(row, column))
        self.writing.day_read()
        self.rows.refresh()
        self.closing.show_day(day)
        self.bar.show_closed(day.closed)
        self.visits.refresh()
        self._share_width()

    def _order_tabs(self) -> None:
        """Who is expected, who is here, the rotation: their widgets are new after each reading."""
        stops = [*(guest.button for guest in self.now.guests), *self.rotation.stops, *self.expected.stops]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_day(self, day: date) -> None:
        """Turn to another day; today is the last."""
        self.day = self.day_desk.day = min(day, self.desk.clock.today())
        self.writing.write_on(self.day)
        self.bar.show_day(self.day, self.desk.clock.today())
        self.refresh()

    def turn(self, by: int) -> None:
        """The day before or after."""
        self.show_day(self.day + timedelta(days=by))

    def _choose_layout(self, extended: bool) -> None:
        self._remembered.keep(extended=extended)
        self.show_extended(extended)

    def show_extended(self, extended: bool) -> None:
        """Ten columns or all seventeen."""
        self.bar.choose_layout(extended)
        self.model.show_columns(columns.EXTENDED if extended else columns.TEN)
        self._share_width()

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The pen lies on the strip; once, what was not registered when the program ended comes back."""
        self.strip.setFocus()
        if not self._draft_asked:
            self._draft_asked = True
            for form, duty, take_up in (
                (FORM, Duty.REGISTER_VISIT, self.writing.take_up_draft),
                (log_unsaved.FORM, Duty.CORRECT_VISIT, self.visits.take_up_draft),
            ):
                self.ask(self, partial(log_unsaved.found, self.desk, form, duty), take_up)

    def leave(self) -> None:
        """Keep the pencil as a draft, and every correction that was begun; one that fails stops none."""
        with ExitStack() as kept:
            kept.callback(self._keep_begun)
            kept.callback(self.writing.keep_draft_now)

    def _keep_begun(self) -> None:
        begun = self.corrections.begun(self.table.open_cell()), self.closing.panel.begun()
        self.visits.keep_draft_now(log_unsaved.joined(*begun))

    def let_go(self) -> None:
        """An open cell is a draft now, no correction."""
        self.corrections.let_go()
        self.closing.panel.retire()

    def where(self) -> Any:
        """The day in view."""
        return self.day

    def go_back_to(self, place: Any) -> None:
        """To the day that was in view."""
        self.show_day(place)

    def write_new(self) -> None:
        """Into the next empty row."""
        self.table.write_on(self.model.pencil_row)

    def accept(self) -> None:
        """The pencil becomes ink."""
        self.writing.register()

    def print_sheet(self, *, at_once: bool = False) -> None:
        """The day's sheet."""
        self.table.finish_editing()
        self.print_wanted.emit(log_printing.job(self.desk, self.day, extended=self.extended), at_once)

    def _may_leave(self, row: TrafficLogRow) -> bool:
        return self.model.may_write and self.model.is_today and is_here(row)

    def _open_weather(self) -> None:
        corner = self.paper.weather.mapToGlobal(QPoint(0, self.paper.weather.height()))
        self.day_desk.open_weather(corner)

    def to_guests(self) -> None:
        """To whoever is in the showroom now; while nobody is, to the rotation."""
        if self.now.guests:
            self.side.bring(self.now)
            self.now.to_first()
        else:
            self.side.bring(self.rotation)
            self.rotation.to_first()

    def to_expected(self) -> None:
        """To whoever is expected next."""
        self.side.bring(self.expected)
        self.expected.to_first()

    def copy_to_excel(self) -> None:
        """The day's sheet in the layout that is shown."""
        self.table.finish_editing()
        self.copy_wanted.emit(log_printing.copy(self.desk, self.day, extended=self.extended))

    def _minute_passed(self) -> None:
        # Not under somebody's hand: a cell being written in, a day being closed.
        if self.table.open_cell() is None and not self.closing.panel.isVisible():
            self.writing.turn_with_the_day()
        if self.model.day is not None and self.isVisible():
            self.now.show_day(self.model.day, self.desk.clock.local().time())
            self.expecting.pass_time()
            self.writing.show()

    def _turned(self, before: date) -> None:
        self.closing.panel.hide()
        self.show_day(self.writing.day)
        days = {"before": day_words.short(before), "day": day_words.short(self.day)}
        self.said.emit(_("The date changed from {before} to {day}: this is today's sheet", **days))

    # -- what happens -------------------------------------------------------------------------------

    def _pencil_changed(self) -> None:
        pencil = self.model.pencil
        self.paper.mark_row(-1 if pencil.empty else self.model.pencil_row)
        self.tell_status()

    def tell_status(self) -> None:
        """What the status line says of this page now."""
        pencil = self.model.pencil
        if self._refusal is not None:
            return
        today = self.day == self.desk.clock.today()
        self.status.emit(*status(len(self.model.entries), today=today, pencil_empty=pencil.empty))

    def tell_refusal(self, error: ShowroomError) -> None:
        """It stands until the person does something else: a reading that follows must not wipe it."""
        self._refusal = error
        self.status.emit(error.sentence(), error.code)

    def go_on(self) -> None:
        """The person does something else."""
        self._refusal = None

    def _done(self, words: str, token: str) -> None:
        self.go_on()
        self.done.emit(words, token)

    # -- places -------------------------------------------------------------------------------------

    def _share_width(self) -> None:
        self._room.share(extended=self.extended)

    def _close_matches(self) -> None:
        if self.panel.isVisible():
            self.panel.hide()
            self._room.place_matches()
        else:
            self.table.write_on(self.model.pencil_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pencil row in view."""
        super().resizeEvent(event)
        self._share_width()
        self._keep_pencil_in_view()

    def _keep_pencil_in_view(self) -> None:
        if not self.model.pencil.empty:
            self._room.keep_in_view(self.table, self.model.pencil_row)
