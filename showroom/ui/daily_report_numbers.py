"""What a number beside the daily report is made of: its definition, and the rows behind it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from showroom.forms.figures import FigureRow
from showroom.services import figures
from showroom.ui.daily_report_side import MonthSection
from showroom.ui.figure_explained import ExplainedSection, RowsSection, opens_log
from showroom.ui.figure_lines import Told
from showroom.ui.page import Page
from showroom.ui.side_column import SideColumn


class ReportNumbers(QObject):
    """The number under the pen is explained; a press or Enter reads its rows, which open card or log."""

    def __init__(self, page: Page, month: MonthSection, side: SideColumn) -> None:
        super().__init__(page)
        self._page, self._side = page, side
        self.explained, self.rows = ExplainedSection(), RowsSection()
        self.told: Told | None = None
        month.opened.connect(self._explain)
        self.rows.pressed.connect(self._open)
        self.rows.side_chosen.connect(self._read)
        self.tell_nothing()

    def tell_nothing(self) -> None:
        """Another sheet: no number is in hand."""
        self.told = None
        self.explained.set_wanted(False)
        self.rows.show_nothing()

    def _explain(self, told: Told) -> None:
        self.told = told
        self.explained.set_wanted(True)
        self.explained.show_told(told)
        self._read(self.rows.ask_for(told))

    def _read(self, key: str) -> None:
        told, page = self.told, self._page
        if told is None:
            return
        first, last, whose = told.period.first, told.period.last, told.consultant

        def show(rows: tuple[FigureRow, ...]) -> None:
            if told == self.told:
                self.rows.show_rows(rows)
                self._side.bring(self.rows)

        page.ask(page, lambda: figures.rows(page.desk, key, first, last, whose), show)

    def _open(self, row: FigureRow) -> None:
        if row.prospect:
            cards = tuple(dict.fromkeys(one.words.prospect for one in self.rows.lines if one.words.prospect))
            self._page.card_wanted.emit(row.prospect, cards)
        elif opens_log(row):
            self._page.day_wanted.emit(row.day)
