"""The rows of the tracking sheet for the table: cards, then blanks to the end of the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from showroom.forms import tracking_sheet as form
from showroom.forms.field import Lists
from showroom.forms.tracking_sheet import ROWS_A_PAGE, TrackingRow, TrackingSheet
from showroom.language import _
from showroom.ui.cells import Cell, CellRole, Index
from showroom.ui.look.labels import literal
from showroom.ui.tracking_cells import cell_of, tip_of


class TrackingModel(QAbstractTableModel):
    """The cards that are shown; whole pages of twelve rows are always drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: TrackingSheet | None = None
        self.rows: tuple[TrackingRow, ...] = ()

    @property
    def lists(self) -> Lists:
        """The lists of the sheet shown."""
        return self.sheet.lists if self.sheet else {}

    @property
    def ids(self) -> list[int]:
        """The cards in their order."""
        return [row.prospect for row in self.rows]

    def show(self, sheet: TrackingSheet, rows: tuple[TrackingRow, ...]) -> None:
        """Other cards, or the same as read anew."""
        self.beginResetModel()
        self.sheet, self.rows = sheet, rows
        self.endResetModel()

    def card(self, row: int) -> TrackingRow | None:
        """The card of a row, None of a blank one."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def place_of(self, prospect: int) -> int:
        """The row of a card, -1 where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.prospect == prospect), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Whole pages."""
        if parent is not None and parent.isValid():
            return 0
        return max(1, -(-len(self.rows) // ROWS_A_PAGE)) * ROWS_A_PAGE

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(form.FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column as printed."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(form.FIELDS[section].label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be chosen; blanks are paper."""
        if self.card(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the delegate, plain text for everybody else."""
        row = self.card(index.row())
        if row is None:
            return Cell() if role == CellRole.CELL else None
        field = form.FIELDS[index.column()]
        if role == CellRole.RECORD:
            return row.prospect
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(tip_of(row, field, self.lists))
        if role not in (CellRole.CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        everybody = self.sheet is not None and self.sheet.consultant is None
        cell = cell_of(row, field, self.lists, with_owner=everybody)
        return cell if role == CellRole.CELL else cell.text
