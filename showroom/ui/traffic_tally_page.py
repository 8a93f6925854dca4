"""The traffic tally page: the tally sheet of a day or a month as on paper, and beside it what it means."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.forms.traffic_tally import TallyHead, TrafficTallyDay, TrafficTallyMonth, UsualDay
from showroom.language import _
from showroom.remembered import Remembered
from showroom.rules.tally import SLOTS, Tally
from showroom.services import traffic_tally
from showroom.services.desk import Desk
from showroom.sheets.qr import Code, Kind
from showroom.ui import tally_lines, tally_printing
from showroom.ui.ask import Ask
from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN
from showroom.ui.page import Page
from showroom.ui.tally_bar import DAY, KINDS, MONTH, TallyBar
from showroom.ui.tally_paper import TallyPaper
from showroom.ui.tally_side import TallySide
from showroom.ui.tally_table import TallyTable

_KIND = "tally"


class TrafficTallyPage(Page):
    """Reads a day or a month and lays it out; a line opens the log behind it."""

    SHOWS = frozenset({"traffic_entry", "customer", "phone", "prospect", "staff", "setting", "traffic_day"})
    SHEETS = frozenset({Kind.TT, Kind.TM})

    def __init__(self, desk: Desk, ask: Ask, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._remembered = remembered
        self.day = desk.clock.today()
        kept = str(remembered.get(_KIND, DAY))
        self.kind = kept if kept in KINDS else DAY
        self.bar = TallyBar()
        nothing = TrafficTallyDay(self.day, TallyHead(""), (Tally(),) * SLOTS)
        self.table = TallyTable(tally_lines.of_day(nothing))
        self.table.setAccessibleName(_("Traffic tally"))
        self.paper = TallyPaper(self.table)
        self.side = TallySide()
        self._totals = Tally()
        self._build()
        self._connect()
        self._show_place()

    def _build(self) -> None:
        page = QWidget(self)
        self._places = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(0)
        self._places.addWidget(self.paper, 1)
        self._places.addWidget(self.side)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self.bar.kind_chosen.connect(self.show_kind)
        self.bar.day_chosen.connect(self.show_day)
        self.bar.turned.connect(self.turn)
        self.bar.excel_pressed.connect(self.copy_to_excel)
        self.bar.print_pressed.connect(self.print_sheet)
        self.table.opened.connect(self.day_wanted)
        self.paper.empty.pressed.connect(lambda: self.day_wanted.emit(self.day))
        theme.current().changed.connect(self._share_width)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the day or the month anew."""
        desk, day = self.desk, self.day
        if self.kind == MONTH:
            self.ask(self, lambda: traffic_tally.of_month(desk, day.year, day.month), self._show_month)
        else:
            self.ask(self, lambda: _read_day(desk, day), self._show_day)

    def _show_day(self, read: tuple[TrafficTallyDay, UsualDay]) -> None:
        tally, usual = read
        if self.kind != DAY or tally.day != self.day:
            return
        is_today = tally.day == self.desk.clock.today()
        self.paper.show_day(tally, self.desk.clock.local().time() if is_today else None)
        self.side.show_day(tally, usual, is_today=is_today)
        why = _("Nobody is registered yet") if is_today else _("No rows on this day")
        self._tell(tally.totals, why)

    def _show_month(self, tally: TrafficTallyMonth) -> None:
        if self.kind != MONTH or tally.first != self.day.replace(day=1):
            return
        self.paper.show_month(tally, self.desk.clock.today())
        self.side.show_month(tally)
        self._tell(tally.totals, _("No rows in this month"))

    def _tell(self, totals: Tally, why: str) -> None:
        self._totals = totals
        below = _("Every party and every call of the traffic log makes one stroke here.")
        self.paper.say_empty(*(("", "") if totals.all else (why, below)))
        self._share_width()
        self.tell_status()

    def show_kind(self, kind: str) -> None:
        """The sheet of a day, or of a month."""
        self.kind = kind
        self._remembered.keep(**{_KIND: kind})
        self._show_place()
        self.refresh()

    def show_day(self, day: date) -> None:
        """Turn to a day, or to its month; today is the last."""
        self.day = min(day, self.desk.clock.today())
        self._show_place()
        self.refresh()

    def show_sheet(self, code: Code, day: date) -> None:
        """The sheet of a day or of a month."""
        self.show_kind(MONTH if code.kind is Kind.TM else DAY)
        self.show_day(day)

    def turn(self, by: int) -> None:
        """The sheet before or after."""
        if self.kind == DAY:
            self.show_day(self.day + timedelta(days=by))
            return
        first, last = traffic_tally.days_of(self.day.year, self.day.month)
        self.show_day(first - timedelta(days=1) if by < 0 else last + timedelta(days=1))

    def _show_place(self) -> None:
        self.bar.show_place(self.kind, self.day, self.desk.clock.today())

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The arrow keys walk on the sheet."""
        self._show_place()
        self.table.begin()

    def print_sheet(self, *, at_once: bool = False) -> None:
        """The sheet in view."""
        self.print_wanted.emit(tally_printing.job(self.desk, self.kind, self.day), at_once)

    def copy_to_excel(self) -> None:
        """The sheet in view."""
        self.copy_wanted.emit(tally_printing.copy(self.desk, self.kind, self.day))

    def tell_status(self) -> None:
        """What was counted, and what the keys do."""
        left = _("{count} parties and calls counted", count=self._totals.all)
        self.status.emit(
            left, _("Enter open the log    PageUp PageDown turn    Ctrl+P print    Ctrl+E Excel")
        )

    # -- places -------------------------------------------------------------------------------------

    def _share_width(self) -> None:
        """What it means stands beside the sheet where there is room, else below it."""
        column = SIDE_COLUMN * theme.current().text_percent // 100 + GUTTER
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        beside = self.width() >= self.paper.least + column + bar
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._places.setDirection(direction)
        if beside:
            self.side.stand_beside(column)
        else:
            self.side.stand_below(max(0, (self.width() - bar - self.paper.widest) // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column finds its place."""
        super().resizeEvent(event)
        self._share_width()


def _read_day(desk: Desk, day: date) -> tuple[TrafficTallyDay, UsualDay]:
    return traffic_tally.of_day(desk, day), traffic_tally.usual(desk, day)
