"""The daily report page (营业日报表): the plan and result of one consultant and day, as on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.daily_report import DailyReport, ReportRow, Waiting
from showroom.language import _
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import daily_report, daily_report_evening
from showroom.services.desk import Desk
from showroom.sheets import qr
from showroom.sheets.qr import Code
from showroom.ui import daily_report_printing, names, room
from showroom.ui.ask import Ask
from showroom.ui.daily_report_bar import DailyReportBar, state_of
from showroom.ui.daily_report_deeds import ReportDeeds
from showroom.ui.daily_report_model import DailyReportModel
from showroom.ui.daily_report_paper import DailyReportPaper
from showroom.ui.daily_report_side import CardsSection, MonthSection, ToldSection, WaitingSection
from showroom.ui.daily_report_table import DailyReportTable
from showroom.ui.figure_numbers import FigureNumbers
from showroom.ui.keyed_lines import KeyedLines
from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, SIDE_COLUMN
from showroom.ui.page import Page
from showroom.ui.side_column import SideColumn

_DAY: Final = timedelta(1)


@dataclass(frozen=True)
class _Answer:
    """What was read: how the reports of the day stand, and the one in view (None where nobody has any)."""

    day: date
    people: tuple[Waiting, ...]
    report: DailyReport | None


class DailyReportPage(Page):
    """The consultant writes his words and hands in; the manager instructs, signs and seals."""

    SHOWS = frozenset(
        {
            "daily_report",
            "report_row",
            "instruction",
            "adjustment",
            "traffic_entry",
            "follow_up",
            "prospect",
            "card_move",
            "customer",
            "phone",
            "drive",
            "sales_order",
            "vehicle",
            "lost_request",
            "attendance",
            "staff",
            "staff_role",
            "target",
            "setting",
            "traffic_day",
        }
    )
    SHEETS = frozenset({qr.Kind.DR})

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._duties = duties
        self.day = desk.clock.today()
        self.whose: int | None = None
        self.people: tuple[Waiting, ...] = ()
        self.report: DailyReport | None = None
        self.model = DailyReportModel(self)
        self.table = DailyReportTable(self.model)
        self.paper = DailyReportPaper(self.table)
        self.bar = DailyReportBar()
        self.month, self.cards = MonthSection(), CardsSection()
        self.telling, self.waiting = ToldSection(), WaitingSection()
        self.side = SideColumn(self)
        self.numbers = FigureNumbers(self, self.side)
        self._build()
        self.deeds, self.keyed = ReportDeeds(self), KeyedLines(self)
        self._connect()
        self.bar.show_day(self.day, self.day)
        self.bar.offer(submit=False, back=False, seal=False)

    def _build(self) -> None:
        tools = (
            (Duty.EXPORT_DAILY_REPORT, self.bar.excel),
            (Duty.PRINT_DAILY_REPORT, self.bar.print),
            (Duty.REVIEW_REPORT, self.bar.instruct),
            (Duty.RETURN_REPORT, self.bar.back),
            (Duty.LOG_FOLLOW_UP, self.bar.key_in),
        )
        self.bar.leave_out(*(button for duty, button in tools if duty not in self._duties))
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.paper)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._scroll, 1)
        beside.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(beside, 1)
        numbers = (self.numbers.explained, self.numbers.rows)
        sections = (self.telling, self.month, *numbers, self.cards, self.waiting)
        for section in sections:
            self.side.add(section)

    def _connect(self) -> None:
        self.month.opened.connect(self.numbers.open)
        self.bar.turned.connect(self.turn)
        self.bar.day_chosen.connect(self.show_day)
        self.bar.consultant_chosen.connect(self.show_person)
        self.bar.submit_pressed.connect(self.accept)
        self.bar.seal_pressed.connect(self.accept)
        self.bar.back_pressed.connect(self._send_back)
        self.bar.instruct_pressed.connect(self._instruct)
        self.bar.print_pressed.connect(self.print_sheet)
        self.bar.excel_pressed.connect(self.copy_to_excel)
        self.bar.key_in_pressed.connect(self.key_in)
        self.model.written.connect(self._write)
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._go_to_pen)
        for keys, act in (
            ("Alt+Up", lambda: self._walk(-1)),
            ("Alt+Down", lambda: self._walk(1)),
            ("Alt+K", self.key_in),
            ("Ctrl+O", lambda: self._open(self.model.row(self.table.currentIndex().row()))),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the reports of the day, and the one in view."""
        desk, day, whose = self.desk, self.day, self.whose
        self.ask(self, lambda: _read(desk, day, whose), self._show)

    def _show(self, answer: _Answer) -> None:
        if answer.day != self.day:
            return
        before = self.report
        self.report = report = answer.report
        known = names.of(report.lists) if report is not None else {}
        self.people = names.in_reports(known, answer.people)
        if report is not None:
            self.whose = report.consultant
            self.model.show_report(report, may_write=self._may_write(report))
            self.paper.show_report(report, may_instruct=self._may_instruct(report))
            self._show_words(before, report)
            self.month.show_panel(report.panel, (report.consultant, names.of_report(report)))
            self.cards.show_identity(report.identity)
            self.telling.show_report(report)
            self.keyed.show_report(report)
        self.waiting.show_people(self.people)
        self.bar.show_people(self.people, self.whose)
        self._offer()
        self.tell_status()

    def _show_words(self, before: DailyReport | None, report: DailyReport) -> None:
        """The instruction as it is kept; words that are being written on the same sheet stay."""
        box = self.paper.instruction
        same = before is not None and (before.consultant, before.day) == (report.consultant, report.day)
        if not same or not self._has_unkept(before) or box.isReadOnly():
            box.setPlainText(report.instruction)

    def _has_unkept(self, report: DailyReport | None) -> bool:
        """Whether words stand in the box of instructions that nobody keeps yet."""
        return report is not None and self.paper.instruction.toPlainText().strip() != report.instruction

    def _may_write(self, report: DailyReport) -> bool:
        own = report.consultant == self.desk.staff
        return own and report.state is ReportState.DRAFT and Duty.WRITE_REPORT in self._duties

    def _may_instruct(self, report: DailyReport) -> bool:
        handed_in = report.state in (ReportState.SUBMITTED, ReportState.REVIEWED)
        return handed_in and Duty.REVIEW_REPORT in self._duties

    def _offer(self) -> None:
        report = self.report
        draft = report is not None and report.state is ReportState.DRAFT and not report.off
        own = report is not None and (
            report.consultant == self.desk.staff or Duty.REVIEW_REPORT in self._duties
        )
        instruct = report is not None and self._may_instruct(report)
        self.bar.offer(
            submit=draft and own and Duty.SUBMIT_REPORT in self._duties,
            back=instruct,
            seal=instruct and Duty.SEAL_REPORT in self._duties,
        )

    # -- which one ----------------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """The reports of another day; there are none to come."""
        self.leave_for(lambda: self._turn_to(day, self.whose))

    def show_person(self, staff: int) -> None:
        """Somebody else's report of the day."""
        self.leave_for(lambda: self._turn_to(self.day, staff))

    def _turn_to(self, day: date, staff: int | None) -> None:
        today = self.desk.clock.today()
        self.day, self.whose = min(day, today), staff
        self.report = None
        self.deeds.panel.close_panel()
        self.numbers.tell_nothing()
        self.bar.show_day(self.day, today)
        self.refresh()

    def turn(self, by: int) -> None:
        """The day before or after."""
        self.show_day(self.day + by * _DAY)

    def _walk(self, by: int) -> None:
        """The report before or after, in roster order."""
        staff = [one.consultant for one in self.people]
        if self.whose in staff and 0 <= staff.index(self.whose) + by < len(staff):
            self.show_person(staff[staff.index(self.whose) + by])

    def show_sheet(self, code: Code, day: date) -> None:
        """The report of a scanned sheet: its day, whose it is."""
        self._turn_to(day, code.staff or self.desk.staff)

    # -- what is done -------------------------------------------------------------------------------

    def _write(self, row: ReportRow, words: str) -> None:
        if self.report is not None:
            self.deeds.write(self.report, row, words)

    def accept(self) -> None:
        """Ctrl+Enter: give what is asked over the page; else hand the report in, or sign and seal it."""
        if self.deeds.panel.isVisible():
            self.deeds.panel.accept()
            return
        if self.table.is_writing:
            self.table.setFocus()
        report = self.report
        if report is None:
            return
        if self.bar.submit.isVisibleTo(self):
            self.deeds.submit(report)
        elif self.bar.seal.isVisibleTo(self):
            self.deeds.sign_and_seal(report, self.paper.instruction.toPlainText().strip())

    def _send_back(self) -> None:
        if self.report is not None and self._may_instruct(self.report):
            self.deeds.send_back(self.report)

    def _instruct(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if self.report is None or not self._may_instruct(self.report):
            return
        if row is None or not row.prospect:
            self.said.emit(_("Go to the row of a customer first."))
        else:
            self.deeds.instruct(self.report, row)

    def leave_for(self, then: Callable[[], object]) -> None:
        """Words in the box of instructions are kept before another sheet comes."""
        report = self.report
        if report is not None and self._may_instruct(report) and self._has_unkept(report):
            self.deeds.keep_instruction(report, self.paper.instruction.toPlainText().strip())
        then()

    def leave(self) -> None:
        """The person goes: what was written stands as the instruction, lines that are left as a draft."""
        self.leave_for(lambda: None)
        self.keyed.left.keep_now()

    def _open(self, row: ReportRow | None) -> None:
        """The card of a row, walking through those of the sheet."""
        if row is not None and row.prospect and self.report is not None:
            cards = tuple(one.prospect for one in self.report.rows if one.prospect)
            self.card_wanted.emit(row.prospect, cards)

    def key_in(self) -> None:
        """The printed plan of the report in view, line by line."""
        if Duty.LOG_FOLLOW_UP in self._duties:
            self.keyed.open_on(self.report)

    def print_sheet(self, *, at_once: bool = False) -> None:
        """The report in view."""
        if self.report is not None and Duty.PRINT_DAILY_REPORT in self._duties:
            self.print_wanted.emit(daily_report_printing.job(self.desk, self.report), at_once)

    def copy_to_excel(self) -> None:
        """The report in view."""
        if self.report is not None and Duty.EXPORT_DAILY_REPORT in self._duties:
            self.copy_wanted.emit(daily_report_printing.copy(self.desk, self.report))

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The pen on the course of the first row."""
        self.table.begin()
        self.tell_status()

    def where(self) -> Any:
        """Whose day is in view."""
        return self.day, self.whose

    def go_back_to(self, place: Any) -> None:
        """To the report that was in view."""
        self._turn_to(*place)

    def _go_to_pen(self) -> None:
        here = self.table.currentIndex()
        if here.isValid():
            rect = self.table.visualRect(here)
            corner = self.table.viewport().mapTo(self.paper, rect.center())
            self._scroll.ensureVisible(corner.x(), corner.y(), rect.width() // 2, 2 * rect.height())
        self.tell_status()

    def tell_status(self) -> None:
        """How the report stands, and what the keys do."""
        keys = _("Enter card    Alt+↑↓ other reports    PageUp PageDown turn    Ctrl+P print")
        self.status.emit(self._standing(), keys)

    def _standing(self) -> str:
        report = self.report
        if report is None:
            return _("Nobody has a report on {day}.", day=day_words.month_day(self.day))
        if report.off:
            name, day = names.of_report(report), day_words.month_day(report.day)
            return _(
                "{name} was off on {day} and logged nothing: there is no daily report.", name=name, day=day
            )
        said = _(
            "Rows: {count}, without a result: {open}", count=len(report.rows), open=report.without_result
        )
        one = next((one for one in self.people if one.consultant == report.consultant), None)
        if report.state is ReportState.SEALED:
            sealed = _("Sealed: it stays as it is; what is corrected is told on the next one.")
            return f"{sealed} {said}"
        return f"{said} · {state_of(one)}" if one is not None else said

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the column yields, and the margins give what they have."""
        super().resizeEvent(event)
        narrow = room.is_narrow(self)
        self.paper.share(narrow=narrow)
        # What is written stands before what is said about it.
        left = self.width() - theme.current().widened(SIDE_COLUMN) - 2 * GUTTER
        self.side.set_narrow(narrow or left < self.paper.minimumSizeHint().width())


def _read(desk: Desk, day: date, whose: int | None) -> _Answer:
    """At one instant; one's own report first, else the first that waits. Raises Denied."""
    with desk.reading():
        people = daily_report_evening.waiting(desk, day)
        staff = [one.consultant for one in people]
        own = next((one for one in staff if one == desk.staff), None)
        waits = next((one.consultant for one in people if one.to_review), None)
        chosen = whose if whose in staff else own or waits or next(iter(staff), None)
        return _Answer(day, people, None if chosen is None else daily_report.of(desk, chosen, day))
