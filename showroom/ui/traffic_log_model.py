"""The rows of the traffic log for the table: entries, the pencil row, blanks to the page's end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from showroom.forms import traffic_log_marks as marks
from showroom.forms.field import Lists
from showroom.forms.traffic_log import ROWS_A_PAGE, TrafficLogDay, TrafficLogRow
from showroom.language import _
from showroom.ui import traffic_log_cells as cells
from showroom.ui import traffic_log_columns as columns
from showroom.ui.cells import Cell, CellRole, Run
from showroom.ui.look.labels import literal
from showroom.ui.pencil import Pencil
from showroom.ui.traffic_log_columns import Column, Texts

Index = QModelIndex | QPersistentModelIndex


class TrafficLogModel(QAbstractTableModel):
    """One day. Typing into an entry asks `correct`, typing into the first empty row asks `pencilled`."""

    # Row, the revision that was seen (or None), column, text.
    correct = Signal(int, object, object, str)
    pencilled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.day: TrafficLogDay | None = None
        self.pencil = Pencil()
        self.columns: tuple[Column, ...] = columns.TEN
        self.may_write = True
        self.is_today = True
        self._texts: list[Texts] = []
        self._count = ROWS_A_PAGE
        self._proposed: Texts = {}
        self._wrong: dict[tuple[int, str], tuple[str, str]] = {}
        # What whoever writes has seen of the row; None where nobody said so.
        self._seen: int | None = None

    @property
    def lists(self) -> Lists:
        """The lists of the day shown."""
        return self.day.lists if self.day else {}

    @property
    def entries(self) -> tuple[TrafficLogRow, ...]:
        """The rows that are registered."""
        return self.day.rows if self.day else ()

    @property
    def pencil_row(self) -> int:
        """The first empty row."""
        return len(self.entries)

    def show_day(self, day: TrafficLogDay) -> None:
        """Show a day as read anew.

        Rows that came to the same day, or went, leave the others as they are: a cell somebody is writing in
        stays open, and moves with its row.
        """
        if self.day is None or self.day.day != day.day:
            self.beginResetModel()
            self._take(day)
            self._count = whole_pages(len(day.rows))
            self.endResetModel()
            return
        wanted = whole_pages(len(day.rows))
        self._grow_to(wanted)
        self._move(day)
        self._shrink_to(wanted)
        self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))

    def _grow_to(self, wanted: int) -> None:
        """More blank rows at the page's end."""
        if self._count < wanted:
            self.beginInsertRows(QModelIndex(), self._count, wanted - 1)
            self._count = wanted
            self.endInsertRows()

    def _shrink_to(self, wanted: int) -> None:
        """Fewer of them; nobody can be writing there."""
        if self._count > wanted:
            self.beginRemoveRows(QModelIndex(), wanted, self._count - 1)
            self._count = wanted
            self.endRemoveRows()

    def _move(self, day: TrafficLogDay) -> None:
        """Every row to its new place, as a change of layout: Qt ends editing when rows move or go."""
        before, after = self._ids(self.entries), self._ids(day.rows)
        if before == after:
            self._take(day)
            return
        place = {entry: row for row, entry in enumerate(after)}
        self.layoutAboutToBeChanged.emit()
        moved = []
        for index in self.persistentIndexList():
            row = index.row()
            new = place.get(before[row]) if row < len(before) else row + len(after) - len(before)
            moved.append((index, QModelIndex() if new is None else self.index(new, index.column())))
        self._take(day)
        for index, now in moved:
            self.changePersistentIndex(index, now)
        self.layoutChanged.emit()

    @staticmethod
    def _ids(rows: tuple[TrafficLogRow, ...]) -> list[int]:
        return [row.entry for row in rows]

    def _take(self, day: TrafficLogDay) -> None:
        self.day = day
        self._texts = [columns.texts_of(row, day.lists) for row in day.rows]

    def show_columns(self, shown: tuple[Column, ...]) -> None:
        """Ten or seventeen columns."""
        self.beginResetModel()
        self.columns = shown
        self.endResetModel()

    def show_pencil(self, proposed: Mapping[str, str]) -> None:
        """What stands in the pencil row: typed words over what the program proposes."""
        self._proposed = dict(proposed)
        row = self.pencil_row
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def mark_wrong(self, entry: int, key: str, typed: str, sentence: str) -> None:
        """Keep a text that was refused in its cell, with the reason, until it is mended."""
        self._wrong[entry, key] = (typed, sentence)
        row = next((place for place, one in enumerate(self.entries) if one.entry == entry), None)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    @property
    def wrong(self) -> dict[tuple[int, str], str]:
        """The texts that were refused, by row and column."""
        return {cell: typed for cell, (typed, _sentence) in self._wrong.items()}

    def forget_wrong(self, entry: int, key: str) -> None:
        """The cell was mended."""
        self._wrong.pop((entry, key), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Whole pages of fourteen rows, with at least one row to write on."""
        if parent is not None and parent.isValid():
            return 0
        return self._count

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns of the chosen layout."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column as printed."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            head = self.columns[section].head or self.columns[section].fields[0].label
            return _(head)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entries and the pencil row are written on; numbers, file kept, masked phones, void rows are not."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        column = self.columns[index.column()]
        locked = (
            not self.may_write
            or not column.fields
            or index.row() > self.pencil_row
            or self._is_locked(self._entry(index.row()), column)
        )
        return usual if locked else usual | Qt.ItemFlag.ItemIsEditable

    @staticmethod
    def _is_locked(entry: TrafficLogRow | None, column: Column) -> bool:
        return entry is not None and (bool(entry.void) or (column is columns.PHONE and entry.masked))

    def _entry(self, row: int) -> TrafficLogRow | None:
        return self.entries[row] if row < len(self.entries) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the delegate, plain text for everybody else."""
        if not index.isValid() or self.day is None:
            return None
        column = self.columns[index.column()]
        if role == CellRole.CELL:
            return self._cell(index.row(), column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cell(index.row(), column).text
        if role == Qt.ItemDataRole.EditRole:
            return self._editor_text(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(self._tip(index.row(), column))
        if role == CellRole.OFFERS:
            name = column.list_name
            return [option.label for option in self.lists[name] if option.active] if name else []
        if role == CellRole.RECORD:
            entry = self._entry(index.row())
            return entry.entry if entry else None
        if role == CellRole.SEEN:
            entry = self._entry(index.row())
            return entry.revision if entry else None
        return None

    def _row_texts(self, row: int) -> Texts:
        if row < len(self._texts):
            return self._texts[row]
        if row == self.pencil_row:
            return self._proposed | self.pencil.shown
        return {}

    def _cell(self, row: int, column: Column) -> Cell:
        entry = self._entry(row)
        writing = row == self.pencil_row and not self.pencil.empty
        if column is columns.NUMBER:
            # The paper's rows are numbered before anybody writes; entries keep their own numbers.
            return self._number_cell(row, entry, writing)
        if entry is not None:
            wrong = self._wrong.get((entry.entry, column.key))
            if wrong:
                return Cell((Run(wrong[0]),), invalid=True)
            marked = self._marked_here(column)
            return cells.entry_cell(
                entry, column, self._row_texts(row), self.lists, marked, today=self.is_today
            )
        if writing:
            return cells.pencil_cell(column, self.pencil, self._row_texts(row), self.lists)
        if row == self.pencil_row and self.may_write:
            return cells.empty_pencil_cell(column, self._proposed)
        return Cell()

    def _number_cell(self, row: int, entry: TrafficLogRow | None, writing: bool) -> Cell:
        if entry is None:
            return cells.number_cell(row + 1 + self._ahead(), pencil=writing)
        under = marks.under_number(entry, self.entries, _)
        return cells.number_cell(
            entry.number, pencil=False, under=under, struck=bool(entry.void), card=entry.card is not None
        )

    def _ahead(self) -> int:
        return max((entry.number for entry in self.entries), default=0) - len(self.entries)

    def _marked_here(self, column: Column) -> set[str]:
        """The fields whose triangle stands in this cell; two blanks of one cell share its outer corner."""
        if column.open_right:
            return set()
        place = self.columns.index(column)
        beside = self.columns[place - 1] if place and self.columns[place - 1].open_right else None
        return {field.key for one in (beside, column) if one for field in one.fields}

    def _editor_text(self, row: int, column: Column) -> str:
        entry = self._entry(row)
        if entry is not None and (entry.entry, column.key) in self._wrong:
            return self._wrong[entry.entry, column.key][0]
        if entry is None:
            keys = {field.key for field in column.fields}
            typed = {key: text for key, text in self.pencil.texts.items() if key in keys}
            return columns.editor_text(column, typed, self.lists)
        return columns.editor_text(column, self._row_texts(row), self.lists)

    def _tip(self, row: int, column: Column) -> str:
        entry = self._entry(row)
        if entry is None:
            return next(
                (self.pencil.problems[f.key] for f in column.fields if f.key in self.pencil.problems), ""
            )
        wrong = self._wrong.get((entry.entry, column.key))
        if wrong:
            return wrong[1]
        card = cells.card_words(entry, self.lists) if column is columns.NUMBER else ""
        said = (marks.standing(entry, self.entries, _), card, cells.history(entry, column))
        return "\n".join(filter(None, said))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand what was typed on: the page decides, and the row is read again when it was saved."""
        if role == CellRole.SEEN:
            self._seen = value
            return True
        entry = self._entry(index.row())
        refused = entry is not None and (entry.entry, self.columns[index.column()].key) in self._wrong
        if role != Qt.ItemDataRole.EditRole:
            return False
        # A refused text may be tried again as it is: after a clash it is right the second time.
        if not refused and value == self._editor_text(index.row(), self.columns[index.column()]):
            return False
        column = self.columns[index.column()]
        if index.row() == self.pencil_row:
            self.pencilled.emit(columns.entered(column, value, self.lists))
        else:
            seen, self._seen = self._seen, None
            self.correct.emit(index.row(), seen, column, value)
        return True


def whole_pages(entries: int) -> int:
    """Rows of as many pages as these entries and one more to write on need."""
    return -(-(entries + 1) // ROWS_A_PAGE) * ROWS_A_PAGE
