"""The head of the pages of prospects: which sheet, whose, of which month; Excel, print, a new card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.forms import day_words
from showroom.language import _, mark
from showroom.ui.calendar_menu import open_calendar
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import in_menu
from showroom.ui.page_head import PageHead

PROSPECTS: Final = "prospects"
LEVEL_GRID: Final = "level_grid"
# The sheets one can turn to by the segments: the key of the page, and its word.
SHEETS: Final = ((PROSPECTS, mark("Tracking sheet")), (LEVEL_GRID, mark("Level grid")))

# Whose sheet: the id of somebody and the name as shown.
Person = tuple[int, str]


class ProspectBar(PageHead):
    """Segments lead to the other sheet, the name opens a choice of consultants, arrows turn the months."""

    # The key of the page with another sheet.
    sheet_chosen = Signal(str)
    # The id of a consultant, None for everybody.
    consultant_chosen = Signal(object)
    # A day of the month that was chosen.
    month_chosen = Signal(object)
    # -1, 1: the month before, after.
    turned = Signal(int)
    excel_pressed = Signal()
    print_pressed = Signal()
    new_pressed = Signal()

    def __init__(self, here: str, parent: QWidget | None = None, *, everybody: bool = True) -> None:
        super().__init__(parent)
        self._here, self._everybody = here, everybody
        self._day = self._today = date.min
        self._people: tuple[Person, ...] = ()
        self.sheets = Segments((key, _(word)) for key, word in SHEETS)
        self.sheets.choose(here)
        self.consultant = Button(icon="person", tip=_("Whose sheet"))
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Month before (PageUp)"))
        self.month = Button(icon="calendar")
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Month after (PageDown)"))
        self.excel = Button(_("Excel"), Kind.QUIET, icon="excel", tip=_("Save as an Excel file (Ctrl+E)"))
        self.print = Button(_("Print"), Kind.QUIET, icon="print", tip=_("Preview and print (Ctrl+P)"))
        self.new = Button(_("New card"), icon="add", keys="Ctrl N")
        for widget in (self.sheets, self.consultant, self.before, self.month, self.after):
            self.add(widget)
        for tool in (self.excel, self.print, self.new):
            self.add_tool(tool)
        self.yield_first(self.excel, self.print, self.new)
        self._connect()
        self.show_people((), None)

    def _connect(self) -> None:
        self.sheets.chosen.connect(self._choose_sheet)
        self.consultant.clicked.connect(self._open_people)
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.month.clicked.connect(
            lambda: open_calendar(self.month, self._day, self._today, self.month_chosen.emit)
        )
        self.excel.clicked.connect(self.excel_pressed)
        self.print.clicked.connect(self.print_pressed)
        self.new.clicked.connect(self.new_pressed)

    def _choose_sheet(self, key: str) -> None:
        """The other sheet has a page of its own; this one stays what it is."""
        self.sheets.choose(self._here)
        if key != self._here:
            self.sheet_chosen.emit(key)

    def show_month(self, day: date, today: date) -> None:
        """The month of a day; there is nothing after today's."""
        self._day, self._today = day, today
        self.month.setText(day_words.month(day))
        self.month.setAccessibleName(day_words.month(day))
        self.month.updateGeometry()
        self.after.setEnabled(day.replace(day=1) < today.replace(day=1))
        self.share()

    def show_people(self, people: Sequence[Person], chosen: int | None) -> None:
        """Among whom may be chosen, and whose sheet it is; who may see only his own is asked nothing."""
        self._people = tuple(people)
        name = next((name for staff, name in people if staff == chosen), _("Everybody"))
        self.consultant.setText(in_menu(name))
        self.consultant.setAccessibleName(_("Whose sheet: {name}", name=name))
        self.consultant.setVisible(len(people) > 1)
        self.consultant.updateGeometry()
        self.share()

    def people_menu(self) -> QMenu:
        """Everybody, then each consultant in roster order."""
        menu = QMenu(self)
        if self._everybody:
            menu.addAction(_("Everybody")).triggered.connect(lambda: self.consultant_chosen.emit(None))
            menu.addSeparator()
        for staff, name in self._people:
            menu.addAction(in_menu(name)).triggered.connect(partial(self._choose, staff))
        return menu

    def _choose(self, staff: int, _checked: bool = False) -> None:
        self.consultant_chosen.emit(staff)

    def _open_people(self) -> None:
        menu = self.people_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.consultant.mapToGlobal(QPoint(0, self.consultant.height())))


def month_after(day: date, by: int) -> date:
    """The first day of the month so many before (-1) or after (1)."""
    first = day.replace(day=1)
    return (
        (first - timedelta(days=1)).replace(day=1) if by < 0 else (first + timedelta(days=31)).replace(day=1)
    )
