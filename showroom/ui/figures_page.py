"""The figures page (指标): every figure of the book by period; each number tells what it is made of."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from showroom.forms.figures import FIGURE, FigureRow
from showroom.forms.plot import Part
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.rules.periods import Period, Span, between, holding, turned
from showroom.services import figures, past, plots, targets
from showroom.services.desk import Desk, new_token
from showroom.ui import figure_sections as sections
from showroom.ui import figure_words, figures_copy, figures_reading, room
from showroom.ui.ask import Ask
from showroom.ui.figure_explained import ExplainedSection, RowsSection, opens_log
from showroom.ui.figure_lines import Told
from showroom.ui.figures_bar import FiguresBar
from showroom.ui.figures_reading import Answer, Asked
from showroom.ui.figures_table import FiguresModel, FiguresTable
from showroom.ui.folding_segments import FoldingSegments
from showroom.ui.log_paper import Framed
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG, TIGHT
from showroom.ui.page import Page
from showroom.ui.plots_part import PlotsPart
from showroom.ui.rate_choice import RateChoiceSection
from showroom.ui.side_column import SideColumn
from showroom.ui.targets_part import TargetsPart

# What lies in the place of the table for some sections.
_PARTS: Final = {sections.TARGETS: 1, sections.PLOTS: 2}


class FiguresPage(Page):
    """Reads one section for a period and a person; beside it stands the number in hand."""

    SHOWS = frozenset(
        {
            "traffic_entry",
            "customer",
            "prospect",
            "card_move",
            "follow_up",
            "lost_request",
            "appointment",
            "drive",
            "sales_order",
            "delivery",
            "target",
            "report_row",
            "staff",
            "staff_role",
            "setting",
        }
    )

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._duties = duties
        self.section = sections.TRAFFIC
        self.period = holding(Span.MONTH, desk.clock.today())
        self.whose: int | None = None
        # The past day at whose end the store is read; None is now.
        self.as_of: date | None = None
        self.told: Told | None = None
        self._answer: Answer | None = None
        self.bar = FiguresBar()
        words = [(key, _(word)) for key, word in sections.WORDS.items() if self._offered(key)]
        self.tabs = FoldingSegments(words)
        self.model = FiguresModel(self)
        self.table = FiguresTable(self.model, _("Figures"))
        self.targets = TargetsPart(desk, ask)
        self.plots = PlotsPart()
        self.explained, self.rows = ExplainedSection(), RowsSection()
        self.choice = RateChoiceSection(may_choose=Duty.SET_TARGETS in duties)
        self.side = SideColumn(self)
        self._build()
        self._connect()
        self.bar.show_as_of(None, desk.clock.today())
        self._show_place()

    def _offered(self, section: str) -> bool:
        if section == sections.TARGETS:
            return Duty.SET_TARGETS in self._duties
        return section != sections.CONSULTANTS or Duty.SEE_TEAM in self._duties

    def _build(self) -> None:
        if Duty.EXPORT_FIGURES not in self._duties:
            self.bar.leave_out(self.bar.excel)
        self.bar.show_people((), None)
        self.stack = QStackedWidget()
        self.stack.addWidget(Framed(self.table))
        self.stack.addWidget(self.targets)
        self.stack.addWidget(self.plots)
        self.sheet = Sheet()
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(self.stack, 1)
        self._tab_line = QHBoxLayout()
        self._tab_line.setSpacing(SNUG)
        self._tab_line.addWidget(self.tabs)
        self._tab_line.addWidget(self.bar.as_of)
        self._tab_line.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(TIGHT)
        left.addLayout(self._tab_line)
        left.addWidget(self.sheet, 1)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(left, 1)
        beside.addWidget(self.side)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addLayout(beside, 1)
        self.side.add(self.explained)
        self.side.add(self.choice)
        self.side.add(self.rows)

    def _connect(self) -> None:
        self.bar.span_chosen.connect(lambda span: self.show_period(holding(Span(span), self._anchor())))
        self.bar.day_chosen.connect(lambda day: self.show_period(holding(self.period.span, day)))
        self.bar.end_chosen.connect(self._choose_end)
        self.bar.turned.connect(self.turn)
        self.bar.consultant_chosen.connect(self.show_person)
        self.bar.excel_pressed.connect(self.copy_to_excel)
        self.bar.as_of_chosen.connect(self.show_as_of)
        self.tabs.chosen.connect(self.show_section)
        self.table.moved.connect(self._take_in_hand)
        self.table.opened.connect(self._open)
        self.table.copied.connect(lambda count: self.said.emit(_("{count} cells copied", count=count)))
        self.rows.pressed.connect(self._open_row)
        self.rows.side_chosen.connect(self._read_rows)
        self.choice.chosen.connect(self._choose_rate)
        self.plots.opened.connect(self._read_part)
        self.plots.told.connect(self._tell_mark)
        self.targets.done.connect(self.done)
        self.targets.refused.connect(self.refused)

    # -- reading ------------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """What is in view."""
        return Asked(self.section, self.period, self.whose, self.as_of)

    def refresh(self) -> None:
        """Read the section anew."""
        desk, asked = self.desk, self.asked
        if self.section == sections.TARGETS:
            self.targets.show_month(self._anchor().replace(day=1))
        else:
            self.ask(self, lambda: figures_reading.read(desk, asked), self._show)

    def _show(self, answer: Answer) -> None:
        if answer.asked != self.asked:
            return
        self.bar.show_people(answer.people, self.whose)
        self.model.show_table(answer.table)
        self._answer = answer
        if self.section == sections.PLOTS:
            self.plots.show_plots(answer.plots)
        elif self.section == sections.LEVELS:
            self._tell_levels(answer)
        else:
            self._take_in_hand(self.model.told(self.table.currentIndex()))
        self.tell_status()

    def _tell_levels(self, answer: Answer) -> None:
        """Whether the sums close; where they do not, the cards they break at."""
        broken = answer.book.unreconciled if answer.book is not None else ()
        sentence = _("Opening, plus what came, less what went, is closing: at every level the sum closes.")
        if broken:
            sentence = _("The sums do not close. Below stand the cards at which they break.")
        self.explained.show_sentence(sentence)
        if broken:
            self.rows.show_rows(broken)
        else:
            self.rows.show_nothing()

    def _take_in_hand(self, told: Told | None) -> None:
        """The number under the pen is told at once; its rows when they are asked for."""
        self.told = told
        if self.section == sections.LEVELS:
            return
        if told is None:
            self._tell_nothing()
            return
        self.rows.show_nothing()
        self.explained.show_told(told)
        answer = self._answer
        if answer is not None and answer.book is not None:
            self.choice.show_family(told.value.figure.key, answer.book.values, answer.printed)

    def _tell_nothing(self) -> None:
        self.rows.show_nothing()
        self.choice.set_wanted(False)
        sentence = _("Go to a number: here stands what it counts or divides.")
        if self.section == sections.PLOTS:
            sentence = _("Go to a bar: here it stands in words; Enter shows its rows.")
        self.explained.show_sentence(sentence)

    def _open(self, told: Told) -> None:
        """Enter on a number: the rows behind it."""
        self._take_in_hand(told)
        self._read_rows(self.rows.ask_for(told))

    def _read_rows(self, key: str) -> None:
        told, desk = self.told, self.desk
        if told is None:
            return
        first, last, whose, as_of = told.period.first, told.period.last, told.consultant, self.as_of

        def read() -> tuple[FigureRow, ...]:
            with past.reading(desk, as_of):
                return figures.rows(desk, key, first, last, whose)

        def show(rows: tuple[FigureRow, ...]) -> None:
            if told == self.told:
                self.rows.show_rows(rows)
                self.side.bring(self.rows)

        self.ask(self, read, show)

    def _tell_mark(self, words: str) -> None:
        """The mark in hand in words, as who hears it is told; its rows when they are asked for."""
        if words:
            self.rows.show_nothing()
            self.explained.show_sentence(words)

    def _read_part(self, part: Part) -> None:
        """The rows behind a mark of a plot."""
        desk, asked = self.desk, self.asked

        def read() -> tuple[FigureRow, ...]:
            with past.reading(desk, asked.as_of):
                return plots.rows(desk, part)

        def show(rows: tuple[FigureRow, ...]) -> None:
            if asked == self.asked:
                self.rows.show_rows(rows)
                self.side.bring(self.rows)

        self.ask(self, read, show)

    def _choose_rate(self, family: str, rate: str) -> None:
        desk, token = self.desk, new_token()
        words = _("Printed from now on: {rate}", rate=_(FIGURE[rate].label))
        self.ask(
            self,
            lambda: targets.choose(desk, {family: rate}, token=token),
            lambda _nothing: self.done.emit(words, token),
            self.refused.emit,
        )

    def _open_row(self, row: FigureRow) -> None:
        if row.prospect:
            cards = tuple(dict.fromkeys(one.words.prospect for one in self.rows.lines if one.words.prospect))
            self.side.close_fly_out()
            self.card_wanted.emit(row.prospect, cards)
        elif opens_log(row):
            self.side.close_fly_out()
            self.day_wanted.emit(row.day)

    # -- places -------------------------------------------------------------------------------------

    def show_section(self, section: str) -> None:
        """Another table."""
        self.section = section
        self.tabs.choose(section)
        self._show_place()
        self.refresh()

    def show_period(self, period: Period) -> None:
        """Other days; those to come have no figures."""
        self.period = period if period.first <= self._last_day() else self.period
        self._show_place()
        self.refresh()

    def show_as_of(self, day: date | None) -> None:
        """As the store stood at the end of a past day, or as it stands now (None)."""
        self.as_of = day
        self.bar.show_as_of(day, self.desk.clock.today())
        if day is not None and self.period.first > day:
            self.period = holding(self.period.span, day)
        self._show_place()
        self.refresh()

    def _last_day(self) -> date:
        """There is nothing after it."""
        return self.as_of or self.desk.clock.today()

    def show_person(self, staff: int | None) -> None:
        """Somebody's figures, or the showroom's (None)."""
        self.whose = staff
        self.refresh()

    def turn(self, by: int) -> None:
        """The period before or after."""
        self.show_period(turned(self.period, by))

    def _anchor(self) -> date:
        """The day that stays in view when the length of the period changes: its last one that is over."""
        return min(self.period.last, self._last_day())

    def _choose_end(self, day: date, first: bool) -> None:
        other = self._anchor() if first else self.period.first
        self.show_period(between(day, other))

    def _show_place(self) -> None:
        self.side.close_fly_out()
        wishing = self.section == sections.TARGETS
        self.stack.setCurrentIndex(_PARTS.get(self.section, 0))
        self.side.setVisible(not wishing)
        self.bar.show_period(self.period, self._last_day())
        self.told = None
        self._tell_nothing()

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The arrow keys walk over the numbers."""
        if self.section == sections.TARGETS:
            self.targets.begin()
        elif self.section == sections.PLOTS:
            self.plots.begin()
        else:
            self.table.begin()

    def accept(self) -> None:
        """Ctrl+S: keep the targets that were written."""
        if self.section == sections.TARGETS:
            self.targets.accept()

    def copy_to_excel(self) -> None:
        """The figures of the period in view."""
        if Duty.EXPORT_FIGURES in self._duties:
            period = self.period.until(self._last_day())
            self.copy_wanted.emit(figures_copy.job(self.desk, period, self.whose, self.as_of))

    def where(self) -> Any:
        """What is in view."""
        return self.asked

    def go_back_to(self, place: Any) -> None:
        """To what was in view."""
        self.section, self.period, self.whose = place.section, place.period, place.whose
        self.as_of = place.as_of
        self.bar.show_as_of(self.as_of, self.desk.clock.today())
        self.tabs.choose(self.section)
        self._show_place()
        self.refresh()

    def tell_status(self) -> None:
        """The days in view, and the keys."""
        keys = _("Enter rows behind a number    PageUp PageDown turn    Ctrl+C copy    Ctrl+E Excel")
        if self.section == sections.TARGETS:
            keys = _("Write a number, Enter goes on    Ctrl+S keep    PageUp PageDown turn")
        self.status.emit(figure_words.days(self.period.until(self._last_day())), keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column yields, and the margins give what they have."""
        super().resizeEvent(event)
        narrow = room.is_narrow(self)
        gutter = CLOSE if narrow else GUTTER
        self._tab_line.setContentsMargins(gutter, 0, 0, 0)
        self.side.set_narrow(narrow)
        self.sheet.lay(gutter, SNUG if narrow else CLOSE)
