"""The head of the figures page: how long a period, which one, whose figures; Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.language import _, mark
from showroom.rules.periods import Period, Span, holding
from showroom.services.sheet_owners import Consultant
from showroom.ui import figure_words
from showroom.ui.calendar_menu import open_calendar
from showroom.ui.folding_segments import FoldingSegments
from showroom.ui.look.buttons import Button
from showroom.ui.look.chips import Chip
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import in_menu
from showroom.ui.page_head import PageHead

_SPANS: Final = (
    (Span.DAY, mark("Daily")),
    (Span.WEEK, mark("Weekly")),
    (Span.MONTH, mark("Monthly")),
    (Span.QUARTER, mark("Quarterly")),
    (Span.YEAR, mark("Yearly")),
    (Span.RANGE, mark("Any days")),
)


class FiguresBar(PageHead):
    """Segments choose the length, arrows turn, the date opens a calendar, the name a choice of people."""

    span_chosen = Signal(str)
    # A day of the period that is wanted; of any days one end, the first (True) or the last.
    day_chosen = Signal(object)
    end_chosen = Signal(object, bool)
    turned = Signal(int)
    # The id of a consultant, None for the showroom.
    consultant_chosen = Signal(object)
    excel_pressed = Signal()
    # A past day at whose end the store is to be read; None is now.
    as_of_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period, self._today = holding(Span.DAY, date.min), date.min
        self._yesterday = date.min
        self._people: tuple[Consultant, ...] = ()
        self.spans = FoldingSegments((span, _(word)) for span, word in _SPANS)
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Period before (PageUp)"))
        self.date = Button(icon="calendar")
        self.until = Button(icon="calendar")
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Period after (PageDown)"))
        self.consultant = Button(icon="person", tip=_("Whose figures"))
        self.excel = Button(_("Excel"), Kind.QUIET, icon="excel", tip=_("Save as an Excel file (Ctrl+E)"))
        for widget in (self.before, self.date, self.until, self.after, self.spans):
            self.add(widget)
        for tool in (self.consultant, self.excel):
            self.add_tool(tool)
        self.yield_first(self.excel, self.consultant)
        self.add_seldom(_("As the store stood on a past day…"), self._open_past)
        self.as_of = Chip("", removable=True)
        self.as_of.clicked.connect(lambda: self.as_of_chosen.emit(None))
        self._connect()
        self.show_people((), None)
        self.as_of.hide()

    def _connect(self) -> None:
        self.spans.chosen.connect(self.span_chosen)
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.date.clicked.connect(lambda: self._open_calendar(self.date, first=True))
        self.until.clicked.connect(lambda: self._open_calendar(self.until, first=False))
        self.consultant.clicked.connect(self._open_people)
        self.excel.clicked.connect(self.excel_pressed)

    def _open_calendar(self, below: Button, *, first: bool) -> None:
        period = self._period
        shown = period.first if first else min(period.last, self._today)
        if period.span is Span.RANGE:
            open_calendar(below, shown, self._today, lambda day: self.end_chosen.emit(day, first))
        else:
            open_calendar(below, shown, self._today, self.day_chosen.emit)

    def _open_past(self) -> None:
        last = self._yesterday
        open_calendar(self.more, min(self._period.last, last), last, self.as_of_chosen.emit)

    def show_as_of(self, day: date | None, today: date) -> None:
        """Whether the figures are those of the evening of a past day; the chip, laid by the page, tells."""
        self._yesterday = today - timedelta(days=1)
        self.as_of.setVisible(day is not None)
        if day is not None:
            words = figure_words.days(Period(Span.DAY, day, day))
            self.as_of.say(words, _("As the store stood at the end of"))

    def show_period(self, period: Period, today: date) -> None:
        """The period in view; there is nothing after today's."""
        self._period, self._today = period, today
        self.spans.choose(period.span)
        ranged = period.span is Span.RANGE
        if ranged:
            first = figure_words.days(Period(Span.DAY, period.first, period.first))
            last = figure_words.days(Period(Span.DAY, period.last, period.last))
            _say(self.date, first, _("From {day}", day=first))
            _say(self.until, last, _("To {day}", day=last))
        else:
            _say(self.date, figure_words.place(period), figure_words.place(period))
        self.until.setVisible(ranged)
        self.after.setEnabled(period.last < today)
        self.share()

    def show_people(self, people: Sequence[Consultant], chosen: int | None) -> None:
        """Among whom may be chosen, and whose figures these are; who sees only his own is asked nothing."""
        self._people = tuple(people)
        name = next((one.name for one in people if one.staff == chosen), _("Showroom"))
        _say(self.consultant, in_menu(name), _("Whose figures: {name}", name=name))
        if not people:
            self.leave_out(self.consultant)
        elif self.consultant not in self._yielding:
            self.yield_first(self.consultant)
        self.share()

    def people_menu(self) -> QMenu:
        """The showroom, then each consultant in roster order."""
        menu = QMenu(self)
        menu.addAction(_("Showroom")).triggered.connect(lambda: self.consultant_chosen.emit(None))
        menu.addSeparator()
        for one in self._people:
            menu.addAction(in_menu(one.name)).triggered.connect(partial(self._choose, one.staff))
        return menu

    def _choose(self, staff: int, _checked: bool = False) -> None:
        self.consultant_chosen.emit(staff)

    def _open_people(self) -> None:
        menu = self.people_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.consultant.mapToGlobal(QPoint(0, self.consultant.height())))


def _say(button: Button, words: str, heard: str) -> None:
    button.setText(words)
    button.setAccessibleName(heard)
    button.updateGeometry()
