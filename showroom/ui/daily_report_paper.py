"""The paper of a daily report on screen: title, head line, rows, totals, blocks, instruction, signatures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.daily_report import DailyReport
from showroom.language import _, either
from showroom.rules.level import CIRCLED_LEVELS
from showroom.ui import names
from showroom.ui.daily_report_blocks import Block, ReportTotals
from showroom.ui.daily_report_table import DailyReportTable
from showroom.ui.log_paper import Framed
from showroom.ui.look import theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tags import Seal
from showroom.ui.look.tokens import CLOSE, GAP, MARGIN, SNUG, TIGHT
from showroom.ui.look.whole import Note
from showroom.ui.paper import Blank, Signature

_NOTE_HIGH: Final = 62


class DailyReportPaper(Sheet):
    """Lays the table on paper; the manager writes into the box of instructions."""

    def __init__(self, table: DailyReportTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.title = Text(_("Daily Activity Report"), Role.TITLE)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.dealer, self.day = Blank(_("Dealer")), Blank(_("Date"))
        self.consultant, self.team = Blank(_("Consultant")), Blank(_("Team"))
        self.weather = Blank(_("Weather"))
        self.pages = Text("", Role.LABEL)
        self.totals = ReportTotals(table)
        self.on_hand = Block(_("Prospects at the end of the day"))
        self.owners = Block(_("Owners at the end of the day"))
        self.won = Block(_("Deals won"))
        self.visited = Block(_("Customers reached"))
        self.instruction = Note()
        self.instruction.setAccessibleName(_("Manager's instructions"))
        self.instruction.setTabChangesFocus(True)
        self.signed = tuple(Signature(role) for role in (_("Consultant"), _("Showroom Manager")))
        self._seal: Seal | None = None
        self._seal_place = QHBoxLayout()
        self._lay_out()
        theme.current().changed.connect(self._fit_note)
        self._fit_note()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addLayout(self._seal_place)
        head = QHBoxLayout()
        blanks = (self.dealer, self.day, self.consultant, self.team, self.weather, self.pages)
        for place, blank in enumerate(blanks):
            if place:
                head.addStretch(1)
            head.addWidget(blank)
        foot = QGridLayout()
        foot.setHorizontalSpacing(GAP)
        foot.setVerticalSpacing(SNUG)
        for place, block in enumerate((self.on_hand, self.won, self.owners, self.visited)):
            foot.addWidget(block, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._box(), 0, 2, 2, 1)
        for place, share in enumerate((4, 4, 5)):
            foot.setColumnStretch(place, share)
        column.addLayout(top)
        column.addLayout(head)
        column.addWidget(Framed(self.table))
        column.addWidget(self.totals)
        column.addLayout(foot)
        column.addStretch(1)

    def _box(self) -> QWidget:
        box = QWidget(self)
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(TIGHT)
        lines.addWidget(Text(_("Manager's instructions"), Role.LABEL))
        lines.addWidget(self.instruction, 1)
        signing = QHBoxLayout()
        signing.setSpacing(GAP)
        for line in self.signed:
            signing.addWidget(line, 1, Qt.AlignmentFlag.AlignBottom)
        lines.addLayout(signing)
        return box

    def _fit_note(self) -> None:
        self.instruction.setMinimumHeight(theme.current().grown(_NOTE_HIGH, lines=4))

    def show_report(self, report: DailyReport, *, may_instruct: bool) -> None:
        """What stands around the rows; words that are being written stay."""
        known = names.of(report.lists)
        self.dealer.write(either(report.dealer_short or report.dealer, report.dealer_english))
        self.day.write(f"{day_words.with_year(report.day)} {day_words.weekday(report.day)}")
        self.consultant.write(names.shown(known, report.consultant_name))
        for blank, words in ((self.team, report.team), (self.weather, report.weather)):
            blank.write(words)
            blank.setVisible(bool(words))
        self.pages.setText(_("Pages on paper: {count}", count=report.pages))
        self.totals.show_report(report)
        self._show_blocks(report)
        self.instruction.setReadOnly(not may_instruct)
        self.signed[0].sign(names.shown(known, report.submitted_by), report.submitted_at)
        self.signed[1].sign(names.shown(known, report.reviewed_by), report.reviewed_at)
        self._show_seal(report)

    def _show_blocks(self, report: DailyReport) -> None:
        panel = report.panel
        if panel is None:
            return
        levels = [(str(level), panel.on_hand.get(level, 0)) for level in CIRCLED_LEVELS]
        total = sum(count for _level, count in levels)
        self.on_hand.show_figures(_shown([*levels, (_("Total"), total)]))
        self.owners.show_figures(
            _shown(
                [
                    (_("Sold here"), panel.owners_own),
                    (_("Elsewhere"), panel.owners_other),
                    (_("Total"), panel.owners_own + panel.owners_other),
                ]
            )
        )
        self.won.show_figures(
            _shown(
                [
                    (_("Old cards"), panel.won_carried),
                    (_("New cards"), panel.won_new),
                    (_("Total"), panel.won_carried + panel.won_new),
                ]
            )
        )
        self.visited.show_figures(
            _shown([(_("This day"), panel.visited_day), (_("Month to date"), panel.visited_month)])
        )

    def _show_seal(self, report: DailyReport) -> None:
        if self._seal is not None:
            self._seal_place.removeWidget(self._seal)
            self._seal.hide()
            self._seal.deleteLater()
            self._seal = None
        if report.sealed_at is not None:
            self._seal = Seal(_("Sealed"), f"{report.sealed_at:%-m.%d}")
            self._seal_place.addWidget(self._seal)

    def share(self, *, narrow: bool) -> None:
        """Less room: smaller margins."""
        self.lay(CLOSE if narrow else 20, CLOSE if narrow else MARGIN)


def _shown(figures: list[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(name, str(count)) for name, count in figures]
