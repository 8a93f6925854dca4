"""The dashboard (分析): the showroom in one page; every number opens its rows and explains itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.forms.dashboard import Dashboard
from showroom.forms.figures import FIGURE, Value
from showroom.forms.lost_request import Request
from showroom.forms.plot import Part
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.rules.periods import Period, Span, between, holding, turned
from showroom.services import dashboard, past, plots
from showroom.services.desk import Desk
from showroom.sheets.qr import Code, Kind
from showroom.ui import dashboard_bar, dashboard_lines, figures_copy, meeting_printing, room
from showroom.ui.ask import Ask
from showroom.ui.dashboard_bar import DashboardBar
from showroom.ui.dashboard_board import DashboardBoard
from showroom.ui.figure_lines import CardsTold, Told
from showroom.ui.figure_numbers import FigureNumbers
from showroom.ui.figure_words import number
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind as Face
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GUTTER
from showroom.ui.lost_deeds import LostDeeds
from showroom.ui.page import Page
from showroom.ui.plot import PlotView
from showroom.ui.side_column import SideColumn


class DashboardPage(Page):
    """Reads one period; beside it, once a number is asked about, what it is made of."""

    SHOWS = frozenset(
        {
            "traffic_entry",
            "customer",
            "prospect",
            "card_move",
            "follow_up",
            "lost_request",
            "drive",
            "sales_order",
            "delivery",
            "target",
            "report_row",
            "daily_report",
            "staff",
            "staff_role",
            "setting",
        }
    )
    SHEETS = frozenset({Kind.SD, Kind.MY})

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._duties = duties
        self.period = holding(Span.MONTH, desk.clock.today())
        self.shown: Dashboard | None = None
        self._read_at = ""
        self.bar, self.board = DashboardBar(), DashboardBoard()
        self.side = SideColumn(self)
        self.numbers = FigureNumbers(self, self.side)
        self.lost = LostDeeds(self)
        self._build()
        self._connect()
        self._show_place()

    def _build(self) -> None:
        if Duty.EXPORT_FIGURES not in self._duties:
            self.bar.leave_out(self.bar.excel)
        for word, act in self.also_prints():
            self.bar.add_seldom(_("Print: {page}", page=word), act)
        self.sheet = Sheet(margin=0)
        scroll = QScrollArea()
        scroll.setWidget(self.board)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The paper below shows through.
        scroll.viewport().setAutoFillBackground(False)
        self.board.setAutoFillBackground(False)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(scroll)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.sheet, 1)
        beside.addWidget(self.side)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addLayout(beside, 1)
        close = Button(kind=Face.QUIET, icon="close", tip=_("Close (Esc)"))
        close.clicked.connect(self.close_side)
        self.numbers.explained.add_tool(close)
        for section in (self.numbers.explained, self.numbers.rows):
            self.side.add(section)
        self.side.hide()

    def _connect(self) -> None:
        bar, board = self.bar, self.board
        bar.chosen.connect(self._choose)
        bar.end_chosen.connect(self._choose_end)
        bar.excel_pressed.connect(self.copy_to_excel)
        bar.print_pressed.connect(self.print_sheet)
        for figure in board.figures:
            figure.opened.connect(self._open)
            figure.explained.connect(self._explain)
        for table in (board.cards_table, board.team_table):
            table.opened.connect(self._open)
            table.cards_opened.connect(self._open_cards)
            table.explained.connect(self._explain)
            table.copied.connect(lambda count: self.said.emit(_("{count} cells copied", count=count)))
        for view in (board.funnel, board.levels):
            view.opened.connect(self._open_mark)
            view.explained.connect(self._explain_mark)
        board.losses.opened.connect(self._open_part)
        board.losses.clear_opened.connect(self._open)
        board.requests.chosen.connect(self._decide)
        board.reports.clicked.connect(lambda: self.page_wanted.emit("daily_report"))
        self.lost.done.connect(self.done)
        self.lost.refused.connect(self.refused)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the period anew; what it is compared with, and what is late, come after its numbers."""
        self.read_numbers()
        self.read_before()
        self.read_late()

    def read_numbers(self) -> None:
        """What happened in the period, and the cards at its end."""
        desk, period = self.desk, self.period
        self.ask(self, lambda: dashboard.of_period(desk, period), self._show)

    def read_before(self) -> None:
        """The numbers of the days it is compared with."""
        desk, period = self.desk, self.period
        self.ask(self, lambda: dashboard.before(desk, period), self.board.show_before)

    def read_late(self) -> None:
        """How many cards of each consultant are late."""
        desk = self.desk
        self.ask(self, lambda: dashboard.late(desk), self.board.show_late)

    def _show(self, found: Dashboard) -> None:
        if found.period != self.period.until(self.desk.clock.today()):
            return
        self.shown = found
        self._read_at = f"{self.desk.clock.local():%H:%M}"
        self.board.show_board(found)
        self.bar.say(dashboard_lines.compared(found), dashboard_lines.elapsed(found))
        self.tell_status()

    # -- numbers ------------------------------------------------------------------------------------

    def _bring_side(self) -> None:
        self.side.show()

    def close_side(self) -> None:
        """No number is asked about any more: the paper has the room."""
        self.side.close_fly_out()
        self.side.hide()
        self.numbers.tell_nothing()

    def _open(self, told: Told) -> None:
        self._bring_side()
        self.numbers.open(told)

    def _explain(self, asked: Told | CardsTold | None) -> None:
        if asked is None:
            return
        self._bring_side()
        if isinstance(asked, CardsTold):
            self.numbers.say(asked.sentence)
        else:
            self.numbers.explain(asked)

    def _open_cards(self, cards: CardsTold) -> None:
        self._bring_side()
        self.numbers.open_cards(cards)

    def _open_mark(self, part: Part) -> None:
        view = self.sender()
        words = view.words_in_hand if isinstance(view, PlotView) else ""
        self._open_part(part, words)

    def _open_part(self, part: Part, words: str) -> None:
        desk = self.desk
        self._bring_side()
        if part.split is None and self.shown is not None:
            self.numbers.open(self._told(part))
            return

        def read() -> Any:
            with past.reading(desk, None):
                return plots.rows(desk, part)

        self.numbers.open_rows(words, read)

    def _explain_mark(self, part: Part, words: str) -> None:
        self._bring_side()
        if part.split is None and self.shown is not None:
            self.numbers.explain(self._told(part))
        else:
            self.numbers.say(words)

    def _told(self, part: Part) -> Told:
        """The number of a bar that is a figure of the book."""
        counts = self.shown.book.counts if self.shown is not None else {}
        value = Value(FIGURE[part.figure], counts.get(part.figure, 0))
        return Told(value, between(part.first, part.last), None, "")

    def _decide(self, request: Request) -> None:
        if self.shown is not None and Duty.DECIDE_LOST in self._duties:
            self.lost.decide(request, self.shown.lists)
        else:
            self.card_wanted.emit(request.prospect, ())

    # -- places -------------------------------------------------------------------------------------

    def show_period(self, period: Period) -> None:
        """Other days; those to come have no figures."""
        if period.first <= self.desk.clock.today():
            self.period = period
        self._show_place()
        self.refresh()

    def show_sheet(self, code: Code, day: date) -> None:
        """The day or the month of a scanned sheet."""
        self.show_period(holding(Span.MONTH, day) if code.kind is Kind.MY else between(day, day))

    def _show_place(self) -> None:
        self.close_side()
        self.bar.show_period(self.period, self.desk.clock.today())

    def _choose(self, key: str) -> None:
        today = self.desk.clock.today()
        period = dashboard_bar.period_of(key, today)
        self.show_period(period or between(self.period.first, min(self.period.last, today)))

    def _choose_end(self, day: date, first: bool) -> None:
        other = min(self.period.last, self.desk.clock.today()) if first else self.period.first
        self.show_period(between(day, other))

    def turn(self, by: int) -> None:
        """The period before or after."""
        self.show_period(turned(self.period, by))

    # -- paper --------------------------------------------------------------------------------------

    @property
    def _day(self) -> date:
        """The day whose sheets are printed: the last one in view."""
        return min(self.period.last, self.desk.clock.today())

    def print_sheet(self, *, at_once: bool = False) -> None:
        """The evening's sheet of the last day in view."""
        self.print_wanted.emit(meeting_printing.evening(self.desk, self._day), at_once)

    def also_prints(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The sheets of the meetings, of the last day in view."""

        def printing(make: meeting_printing.Make) -> Callable[[], object]:
            return lambda: self.print_wanted.emit(make(self.desk, self._day), False)

        return tuple((_(word), printing(make)) for word, make in meeting_printing.SHEETS)

    def copy_to_excel(self) -> None:
        """Every figure of the period in view."""
        if Duty.EXPORT_FIGURES in self._duties:
            period = self.period.until(self.desk.clock.today())
            self.copy_wanted.emit(figures_copy.job(self.desk, period, None))

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The first number."""
        self.board.begin()

    def accept(self) -> None:
        """Ctrl+Enter: the decision in hand is given."""
        if self.lost.panel.isVisible():
            self.lost.panel.accept()

    def leave(self) -> None:
        """What is typed about a decision is kept. Raises Unavailable when the disk refuses."""
        self.lost.keep_now()

    def where(self) -> Any:
        """The days in view."""
        return self.period

    def go_back_to(self, place: Any) -> None:
        """The same days."""
        self.show_period(place)

    def tell_status(self) -> None:
        """What the numbers are made of, and the keys."""
        left = ""
        if self.shown is not None:
            rows = number(self.shown.book["parties"].numerator + self.shown.book["calls"].numerator)
            left = _(
                "Counted at {at} from {count} parties and calls of the log, the cards and the orders",
                count=rows,
                at=self._read_at,
            )
        self.status.emit(
            left, _("Enter rows behind a number    Menu key what it is made of    PageUp PageDown turn")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the room back to the paper."""
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.close_side()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column yields, and the margins give what they have."""
        super().resizeEvent(event)
        narrow = room.is_narrow(self)
        self.side.set_narrow(narrow)
        self.sheet.lay(CLOSE if narrow else GUTTER, 0)
