"""The head of the dashboard: which days, what they are compared with, Excel, the sheets of the meetings."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.language import _, mark
from showroom.rules.periods import Period, Span, holding, turned
from showroom.ui import figure_words
from showroom.ui.calendar_menu import open_calendar
from showroom.ui.folding_segments import FoldingSegments
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG
from showroom.ui.page_head import PageHead

TODAY: Final = "today"
WEEK: Final = "week"
MONTH: Final = "month"
LAST_MONTH: Final = "last_month"
OTHER: Final = "other"
_WORDS: Final = (
    (TODAY, mark("Today")),
    (WEEK, mark("This week")),
    (MONTH, mark("This month")),
    (LAST_MONTH, mark("Last month")),
    (OTHER, mark("Any days")),
)


def period_of(key: str, today: date) -> Period | None:
    """The days of a segment; None for any days."""
    month = holding(Span.MONTH, today)
    periods = {
        TODAY: holding(Span.DAY, today),
        WEEK: holding(Span.WEEK, today),
        MONTH: month,
        LAST_MONTH: turned(month, -1),
    }
    return periods.get(key)


class DashboardBar(PageHead):
    """Segments choose the days; of any days the two ends are dates of their own."""

    chosen = Signal(str)
    # One end of any days, the first (True) or the last.
    end_chosen = Signal(object, bool)
    excel_pressed = Signal()
    print_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period, self._today = holding(Span.DAY, date.min), date.min
        self.days = FoldingSegments((key, _(word)) for key, word in _WORDS)
        self.first, self.last = Button(icon="calendar"), Button(icon="calendar")
        self.words, self.elapsed = Text("", Role.LABEL), Text("", Role.LABEL)
        self.excel = Button(_("Excel"), Kind.QUIET, icon="excel", tip=_("Save as an Excel file (Ctrl+E)"))
        self.print = Button(
            _("Evening sheet"), Kind.QUIET, icon="print", tip=_("Print the sheet of the evening (Ctrl+P)")
        )
        self.words.setContentsMargins(SNUG, 0, 0, 0)
        for widget in (self.days, self.first, self.last, self.words):
            self.add(widget)
        for tool in (self.elapsed, self.excel, self.print):
            self.add_tool(tool)
        self.yield_first(self.excel, self.print)
        self.days.chosen.connect(self.chosen)
        self.first.clicked.connect(lambda: self._open_calendar(self.first, first=True))
        self.last.clicked.connect(lambda: self._open_calendar(self.last, first=False))
        self.excel.clicked.connect(self.excel_pressed)
        self.print.clicked.connect(self.print_pressed)

    def show_period(self, period: Period, today: date) -> None:
        """The days in view."""
        self._period, self._today = period, today
        keys = (key for key, _word in _WORDS if period_of(key, today) == period)
        key = next(keys, OTHER)
        self.days.choose(key)
        ends = (
            (self.first, _day(period.first), mark("From {day}")),
            (self.last, _day(min(period.last, today)), mark("To {day}")),
        )
        for button, day, said in ends:
            button.setText(day)
            button.setAccessibleName(_(said, day=day))
            button.setVisible(key == OTHER)
            button.updateGeometry()
        self.share()

    def say(self, compared: str, elapsed: str) -> None:
        """What the days are compared with, and how much of them is over."""
        days = figure_words.days(self._period.until(self._today))
        shown = (days, compared) if self.first.isHidden() else (compared,)
        self.words.setText("　".join(one for one in shown if one))
        self.elapsed.setText(elapsed)
        self.share()

    def _open_calendar(self, below: Button, *, first: bool) -> None:
        shown = self._period.first if first else min(self._period.last, self._today)
        open_calendar(below, shown, self._today, lambda day: self.end_chosen.emit(day, first))


def _day(day: date) -> str:
    return figure_words.days(Period(Span.DAY, day, day))
