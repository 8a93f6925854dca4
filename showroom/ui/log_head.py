"""The head of the traffic log page: which day, which layout, print."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.forms import day_words
from showroom.language import _
from showroom.ui.calendar_menu import open_calendar
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.page_head import PageHead

TEN, EXTENDED = "ten", "extended"


class DayBar(PageHead):
    """Arrows turn the days, the date opens a calendar."""

    day_chosen = Signal(object)
    layout_chosen = Signal(bool)
    excel_pressed = Signal()
    print_pressed = Signal()
    bin_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = self._today = day
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Day before (PageUp)"))
        self.date = Button(day_words.short(day), icon="calendar")
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Day after (PageDown)"))
        self.today = Button(_("Today"), Kind.QUIET)
        self.layouts = Segments(((TEN, _("10 columns")), (EXTENDED, _("Extended"))))
        self.excel = Button(_("Excel"), Kind.QUIET, icon="excel", tip=_("Save as an Excel file (Ctrl+E)"))
        self.print = Button(_("Print"), Kind.QUIET, icon="print", tip=_("Preview and print (Ctrl+P)"))
        for widget in (self.before, self.date, self.after, self.today):
            self.add(widget)
        self.add_tool(self.layouts)
        self.add_tool(self.excel)
        self.add_tool(self.print)
        self.close_day = Button(_("Close of day…"), tip=_("What is missing; then close the day (F8)"))
        self.add_tool(self.close_day)
        self.yield_first(self.today, self.excel, self.print, self.close_day)
        self.before.clicked.connect(lambda: self.day_chosen.emit(self._day - timedelta(days=1)))
        self.after.clicked.connect(lambda: self.day_chosen.emit(self._day + timedelta(days=1)))
        self.today.clicked.connect(lambda: self.day_chosen.emit(self._today))
        self.date.clicked.connect(self._open_calendar)
        self.layouts.chosen.connect(lambda key: self.layout_chosen.emit(key == EXTENDED))
        self.excel.clicked.connect(self.excel_pressed)
        self.print.clicked.connect(self.print_pressed)
        self.close_day.clicked.connect(self.close_pressed)
        self.add_seldom(_("Bin…"), self.bin_pressed.emit)
        self.show_day(day, day)

    def show_day(self, day: date, today: date) -> None:
        """The day in view; there is nothing after today."""
        self._day, self._today = day, today
        self.date.setText(day_words.short(day))
        self.date.setAccessibleName(day_words.full(day))
        self.date.updateGeometry()
        self.share()
        self.after.setEnabled(day < today)
        self.today.setEnabled(day != today)

    def show_closed(self, closed: bool) -> None:
        """Whether the day in view is closed."""
        self.close_day.setText(_("Closed") if closed else _("Close of day…"))
        self.close_day.setAccessibleName(self.close_day.text())
        self.close_day.updateGeometry()
        self.share()

    def choose_layout(self, extended: bool) -> None:
        """Show which layout is on."""
        self.layouts.choose(EXTENDED if extended else TEN)

    def _open_calendar(self) -> None:
        open_calendar(self.date, self._day, self._today, self.day_chosen.emit)
