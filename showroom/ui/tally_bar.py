"""The head of the traffic tally page: day or month, which one, Excel, print."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.forms import day_words
from showroom.language import _
from showroom.ui.calendar_menu import open_calendar
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.page_head import PageHead

DAY, MONTH = "day", "month"
KINDS: Final = (DAY, MONTH)


class TallyBar(PageHead):
    """Arrows turn the sheets, the date opens a calendar."""

    kind_chosen = Signal(str)
    day_chosen = Signal(object)
    turned = Signal(int)
    excel_pressed = Signal()
    print_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = self._today = date.min
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Sheet before (PageUp)"))
        self.date = Button(icon="calendar")
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Sheet after (PageDown)"))
        self.today = Button(_("Today"), Kind.QUIET)
        self.kinds = Segments(((DAY, _("Day sheet")), (MONTH, _("Month sheet"))))
        self.excel = Button(_("Excel"), Kind.QUIET, icon="excel", tip=_("Save as an Excel file (Ctrl+E)"))
        self.print = Button(_("Print"), Kind.QUIET, icon="print", tip=_("Preview and print (Ctrl+P)"))
        for widget in (self.before, self.date, self.after, self.today):
            self.add(widget)
        for tool in (self.kinds, self.excel, self.print):
            self.add_tool(tool)
        self.yield_first(self.today, self.excel, self.print)
        self._connect()

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.today.clicked.connect(lambda: self.day_chosen.emit(self._today))
        self.date.clicked.connect(
            lambda: open_calendar(self.date, self._day, self._today, self.day_chosen.emit)
        )
        self.kinds.chosen.connect(self.kind_chosen)
        self.excel.clicked.connect(self.excel_pressed)
        self.print.clicked.connect(self.print_pressed)

    def show_place(self, kind: str, day: date, today: date) -> None:
        """The sheet in view: of a day, or of the month the day lies in; there is nothing after today."""
        self._day, self._today = day, today
        self.kinds.choose(kind)
        by_month = kind == MONTH
        self.date.setText(day_words.month(day) if by_month else day_words.short(day))
        self.date.setAccessibleName(day_words.month(day) if by_month else day_words.full(day))
        self.date.updateGeometry()
        self.today.setText(_("This month") if by_month else _("Today"))
        self.today.setAccessibleName(self.today.text())
        self.today.updateGeometry()
        here, last = (_month(day), _month(today)) if by_month else (day, today)
        self.after.setEnabled(here < last)
        self.today.setEnabled(here != last)


def _month(day: date) -> date:
    return day.replace(day=1)
