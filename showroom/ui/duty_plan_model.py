"""The duty plan for a table: a line for every consultant, a column for every day, how many are on duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from showroom.forms import day_words
from showroom.language import _, either, mark
from showroom.rules.rotation import State
from showroom.services.calendar import ShopDay
from showroom.services.duty_plan import DutyDay, DutyLine, DutyMonth
from showroom.ui.cells import Cell, CellRole, Run
from showroom.ui.look.labels import literal

Index = QModelIndex | QPersistentModelIndex

# One sign in a cell, and the same in words.
SIGNS: Final = {
    State.ON: mark("on"),
    State.LUNCH: mark("on"),
    State.OFF: mark("off"),
    State.HOME: mark("off"),
    State.LEAVE: mark("lv"),
}
WORDS: Final = {
    State.ON: mark("on duty"),
    State.LUNCH: mark("on duty"),
    State.OFF: mark("day off"),
    State.HOME: mark("day off"),
    State.LEAVE: mark("on leave"),
}
_SATURDAY: Final = 5


class DutyPlanModel(QAbstractTableModel):
    """What is planned lies there in pencil; days that are over in ink, as they really were."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[ShopDay, ...] = ()
        self.lines: tuple[DutyLine, ...] = ()
        self.today = date.min

    def show_month(self, month: DutyMonth, today: date) -> None:
        """The month as read; the same month with the same people keeps the pen where it lies."""
        before = [day.day for day in self.days], [line.staff for line in self.lines]
        same = before == ([day.day for day in month.days], [line.staff for line in month.lines])
        if not same:
            self.beginResetModel()
        self.days, self.lines, self.today = month.days, month.lines, today
        if not same:
            self.endResetModel()
        elif self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines), len(self.days)))

    def show_planned(self, row: int, column: int, planned: State | None) -> None:
        """Write before the store has: the next key must count from here."""
        line = self.lines[row]
        days = list(line.days)
        days[column - 1] = replace(days[column - 1], planned=planned)
        changed = replace(line, days=tuple(days))
        self.lines = (*self.lines[:row], changed, *self.lines[row + 1 :])
        self.dataChanged.emit(self.index(row, column), self.index(len(self.lines), column))

    # -- what the view asks -------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """A line for everybody, and one that counts."""
        return 0 if parent is not None and parent.isValid() else len(self.lines) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        """The name, then the days."""
        return 0 if parent is not None and parent.isValid() else len(self.days) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Day and weekday; what the day is called is its tip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section == 0:
            return _("Consultant") if role == Qt.ItemDataRole.DisplayRole else None
        day = self.days[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{day.day.day}\n{_('Mo Tu We Th Fr Sa Su').split()[day.day.weekday()]}"
        return (
            literal(called(day) or day_words.full(day.day)) if role == Qt.ItemDataRole.ToolTipRole else None
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the delegate, words for everybody else."""
        if not index.isValid():
            return None
        if role == CellRole.CELL:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column()).text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self._words(index.row(), index.column())
            return literal(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The pen goes over the days of people; what is over is read, not written."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not index.column() or index.row() >= len(self.lines):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def may_plan(self, row: int, column: int) -> bool:
        """Whether a cell can be written on: today and later, of somebody who works here."""
        if not (0 <= row < len(self.lines) and 0 < column <= len(self.days)):
            return False
        return self.lines[row].here and self.days[column - 1].day >= self.today

    def is_free(self, column: int) -> bool:
        """Weekends and holidays; a weekend that is worked is none."""
        if not column:
            return False
        day = self.days[column - 1]
        if day.closed or day.public is not None:
            return day.closed or not (day.public and day.public.workday)
        return day.day.weekday() >= _SATURDAY

    def planned(self, row: int, column: int) -> State | None:
        """What a cell is planned to be."""
        return self.lines[row].days[column - 1].planned

    # -- cells --------------------------------------------------------------------------------------

    def _cell(self, row: int, column: int) -> Cell:
        if row == len(self.lines):
            return self._count(column)
        line = self.lines[row]
        if not column:
            return Cell((Run(line.name, "t1" if line.here else "t3"),))
        state, tone = self._shown(line.days[column - 1], self.days[column - 1].day)
        return Cell((Run(_(SIGNS[state]), tone),) if state else (), centred=True)

    def _shown(self, cell: DutyDay, day: date) -> tuple[State | None, str]:
        if day >= self.today:
            return cell.planned, "pencil"
        return (cell.was, "t1") if cell.was else (cell.planned, "t3")

    def _count(self, column: int) -> Cell:
        if not column:
            return Cell((Run(_("On duty"), "t2"),))
        on_duty = self.on_duty(column)
        return Cell((Run(str(on_duty), "t2" if on_duty else "t3"),), centred=True)

    def on_duty(self, column: int) -> int:
        """How many are there on a day: as it was, or as it is planned."""
        over = self.days[column - 1].day < self.today
        cells = [line.days[column - 1] for line in self.lines]
        return sum(one.on_duty if over else one.planned is State.ON for one in cells)

    def _words(self, row: int, column: int) -> str:
        """Whose day, which, what it is: for the tip and for those who listen."""
        if not column:
            return self._cell(row, column).text
        day = self.days[column - 1]
        named = " ".join(filter(None, (day_words.short(day.day), called(day))))
        if row == len(self.lines):
            return _("{day}: {count} on duty", day=named, count=self.on_duty(column))
        line = self.lines[row]
        return f"{line.name}　{named}　{self._said(line.days[column - 1], day.day)}"

    def _said(self, cell: DutyDay, day: date) -> str:
        planned = _(WORDS[cell.planned]) if cell.planned else _("not planned")
        if cell.was and day <= self.today:
            return _("was {state} (plan: {planned})", state=_(WORDS[cell.was]), planned=planned)
        return planned


def called(day: ShopDay) -> str:
    """What a day is called: the holiday, that the showroom is closed, its own note."""
    public = either(day.public.chinese, day.public.english) if day.public else ""
    closed = _("showroom closed") if day.closed else ""
    return " ".join(filter(None, (public, closed, day.name)))
