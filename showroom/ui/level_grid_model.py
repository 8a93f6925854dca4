"""The level grid for its view: customers by the days of a month, each cell also told in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from showroom.forms import day_words
from showroom.forms.level_grid import ROWS_A_PAGE, GridCell, GridRow, LevelGrid
from showroom.forms.level_grid_words import cell_words, remark_of, source_sign
from showroom.forms.tracking_words import SCREEN
from showroom.language import _, mark
from showroom.rules.calendar import days_of_month
from showroom.ui.cells import Cell, CellRole, Index, Run
from showroom.ui.look.labels import literal


@dataclass(frozen=True)
class LeftColumn:
    """A column before the days: head, width in px, whether it yields where there is little room."""

    head: str
    width: int
    yields: bool = False
    centred: bool = False


NUMBER, NAME, PHONE, SOURCE, MODEL, FIRST = range(6)
LEFT: Final = (
    LeftColumn(mark("No."), 30, centred=True),
    LeftColumn(mark("Customer name"), 62),
    LeftColumn(mark("Phone"), 108, yields=True),
    LeftColumn(mark("Source"), 34, yields=True, centred=True),
    LeftColumn(mark("Model of interest"), 84, yields=True),
    LeftColumn(mark("First level"), 38, centred=True),
)
DAYS_FROM: Final = len(LEFT)
_SATURDAY: Final = 5
_NOTHING: Final = GridCell()


class LevelGridModel(QAbstractTableModel):
    """At least as many rows as the paper has; those without a customer are blank."""

    def __init__(self, grid: LevelGrid, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid, self.today = grid, today
        self.days = days_of_month(grid.first.year, grid.first.month)

    def show_grid(self, grid: LevelGrid, today: date) -> None:
        """The grid as read; the same month with as many rows keeps the pen where it lies."""
        same = grid.first == self.grid.first and len(grid.rows) == len(self.grid.rows)
        if not same:
            self.beginResetModel()
        self.grid, self.today = grid, today
        self.days = days_of_month(grid.first.year, grid.first.month)
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.result))

    @property
    def result(self) -> int:
        """The column behind the days."""
        return DAYS_FROM + len(self.days)

    def row(self, row: int) -> GridRow | None:
        """The customer of a row; None where it is blank."""
        return self.grid.rows[row] if 0 <= row < len(self.grid.rows) else None

    def day(self, column: int) -> date | None:
        """The day of a column."""
        return self.days[column - DAYS_FROM] if DAYS_FROM <= column < self.result else None

    def day_cell(self, row: int, column: int) -> GridCell:
        """What stands on a day of a customer."""
        customer = self.row(row)
        if customer is None or self.day(column) is None:
            return _NOTHING
        return customer.cells[column - DAYS_FROM]

    def is_weekend(self, column: int) -> bool:
        """Saturday and Sunday lie on the ground of the head."""
        day = self.day(column)
        return day is not None and day.weekday() >= _SATURDAY

    # -- what the view asks -------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else max(ROWS_A_PAGE, len(self.grid.rows))

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.result + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Day over weekday; the others in their words."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        day = self.day(section)
        if day is not None:
            return f"{day.day}\n{_('Mo Tu We Th Fr Sa Su').split()[day.weekday()]}"
        return _(LEFT[section].head) if section < DAYS_FROM else _("Month-end result")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the delegate, words for everybody else."""
        if not index.isValid():
            return None
        if role == CellRole.CELL:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column()).text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = self.words(index.row(), index.column())
            return literal(words) if words and role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The pen goes over the rows of customers."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.row(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def words(self, row: int, column: int) -> str:
        """What a cell says: the contact of a day, or all of the customer."""
        customer = self.row(row)
        if customer is None:
            return ""
        day = self.day(column)
        lists = self.grid.lists
        if day is not None:
            return cell_words(customer, self.day_cell(row, column), day, lists)
        since = customer.entry.day
        told = (
            customer.card,
            customer.name,
            customer.phone,
            SCREEN.word(lists.get("source", ()), customer.source),
            self._model(customer),
            _("first level {level} on {day}", level=customer.entry.level, day=day_words.month_day(since)),
            customer.result,
            remark_of(customer, lists, SCREEN),
        )
        return SCREEN.both("　", "  ").join(filter(None, told))

    # -- cells --------------------------------------------------------------------------------------

    def _cell(self, row: int, column: int) -> Cell:
        customer = self.row(row)
        if column == NUMBER:
            return Cell((Run(str(row + 1), "t2" if customer else "t3"),), centred=True)
        if customer is None:
            return Cell()
        if column in (FIRST, self.result):
            return Cell(badge=customer.entry.level if column == FIRST else customer.result, centred=True)
        if column > FIRST:
            return Cell(badge=self.day_cell(row, column).level, centred=True)
        return self._left(customer, column)

    def _left(self, customer: GridRow, column: int) -> Cell:
        if column == NAME:
            return Cell((Run(customer.name, medium=True),))
        if column == PHONE:
            return Cell((Run(customer.phone, "t2" if "*" in customer.phone else "t1"),))
        if column == SOURCE:
            return Cell((Run(source_sign(self.grid.lists, customer.source)),), centred=True)
        return Cell((Run(self._model(customer)),))

    def _model(self, customer: GridRow) -> str:
        lists = self.grid.lists
        model = SCREEN.word(lists.get("car_model", ()), customer.model)
        return " ".join(filter(None, (model, SCREEN.word(lists.get("colour", ()), customer.colour))))
