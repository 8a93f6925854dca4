"""A list as long as the store: it holds ids, and reads the rows that come into view a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.ui.ask import Ask
from showroom.ui.cells import Cell, CellRole, Index

# A row is asked for together with its neighbours, so that scrolling on finds them there.
PAGE: Final = 64
# Rows that are kept; whoever scrolls back further waits for them again.
_KEPT: Final = 2048

Read = Callable[[Sequence[int]], Mapping[int, Any]]


@dataclass(frozen=True)
class ListColumn:
    """A column: its head, its least width in pixels, what a cell says, its share of the width left over."""

    head: str
    least: int
    cell: Callable[[Any], Cell]
    share: int = 0
    stands: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class LongListModel(QAbstractTableModel):
    """Rows in the order of their ids. Painting never waits: a row that is not there yet is empty.

    `read` gives the rows of at most `PAGE` ids, by id; an id without a row is one that is gone.
    """

    # Rows came in; they are `record` now.
    arrived = Signal()
    # A `ShowroomError`: nothing more is read until other ids are shown.
    refused = Signal(object)

    def __init__(self, columns: Sequence[ListColumn], ask: Ask, read: Read, owner: QWidget) -> None:
        super().__init__(owner)
        self.columns = tuple(columns)
        self.ids: array[int] = array("q")
        self._ask, self._read, self._owner = ask, read, owner
        self._rows: dict[int, Any] = {}
        self._fresh: set[int] = set()
        self._waiting = False
        # Answers to what was asked before other ids were shown are not fresh any more.
        self._turn = 0

    def show_ids(self, ids: array[int], read: Read | None = None) -> None:
        """Other rows, or the same ones read anew; what is known of them is shown until they are read."""
        self.beginResetModel()
        self.ids = ids
        self._read = read or self._read
        self._fresh.clear()
        self._waiting = False
        self._turn += 1
        self.endResetModel()

    def bring(self, first: int, last: int) -> None:
        """Have the rows from `first` to `last` read that are not: the view says so before it paints.

        One page at a time: what was scrolled past while it came is never asked for.
        """
        if self._waiting:
            return
        for begin in range(first - first % PAGE, last + 1, PAGE):
            page = self.ids[begin : begin + PAGE]
            in_view = page[max(0, first - begin) : last + 1 - begin]
            if any(one not in self._fresh for one in in_view):
                self._ask_for(page)
                return

    def _ask_for(self, page: array[int]) -> None:
        self._waiting = True
        read, turn = self._read, self._turn
        self._ask(
            self._owner, lambda: read(page), lambda rows: self._take(turn, page, rows), self._tell_refusal
        )

    def _take(self, turn: int, page: array[int], rows: Mapping[int, Any]) -> None:
        if turn != self._turn:
            return
        self._waiting = False
        if len(self._rows) > _KEPT:
            self._rows.clear()
            self._fresh.clear()
        self._rows |= {one: rows.get(one) for one in page}
        self._fresh.update(page)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))
        self.arrived.emit()

    def _tell_refusal(self, error: ShowroomError) -> None:
        # Still waiting: each repaint would ask, and be refused, again.
        self.refused.emit(error)

    def record(self, row: int) -> Any:
        """The row as read; None while it is not, or when it is gone."""
        return self._rows.get(self.ids[row])

    def row_of(self, wanted: int) -> int:
        """Where this id stands, -1 where it does not."""
        try:
            return self.ids.index(wanted)
        except ValueError:
            return -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record, column = self.record(index.row()), self.columns[index.column()]
        if role == CellRole.CELL:
            return column.cell(record) if record is not None else Cell()
        if role == Qt.ItemDataRole.DisplayRole:
            return column.cell(record).text if record is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(column.head)} {column.cell(record).text}" if record is not None else ""
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].head)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.columns[section].stands | Qt.AlignmentFlag.AlignVCenter)
        return None
