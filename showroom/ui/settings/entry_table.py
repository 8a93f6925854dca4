"""The ruled list of a section: lines on paper, blank ones drawn to the foot, an order by Alt and arrows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from showroom.ui.cells import Cell, CellRole, Run, is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import literal
from showroom.ui.look.tokens import CARD_ROW, SNUG, WIDE, Size, Weight
from showroom.ui.plain_list import make_plain
from showroom.ui.settings.kept import Line

_FEWEST_ROWS = 6
_WIDEST = 220
_FEWEST_PIXELS = 96


class EntryModel(QAbstractTableModel):
    """The lines of a section."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, heads: tuple[str, ...], lines: tuple[Line, ...]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.heads, self.lines = heads, lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        line = self.lines[index.row()]
        text = line.cells[index.column()]
        if role == CellRole.CELL:
            tone = ("t1" if index.column() == 0 else "t2") if line.active else "t3"
            return Cell((Run(text, tone, medium=index.column() == 0 and line.active),))
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(text)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class EntryTable(QTableView):
    """One line is chosen; Enter opens it, Delete takes it out of use, Alt and arrows move it."""

    chosen = Signal(str)
    opened = Signal()
    moved = Signal(int)
    taken_away = Signal()

    def __init__(self, name: str, wide: int, parent: QWidget | None = None) -> None:
        # Qt measures before we are made.
        self._sharing = True
        super().__init__(parent)
        self._wide = wide
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        make_plain(self, name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.current().changed.connect(self.fit)
        self._sharing = False
        self.fit()

    def fit(self) -> None:
        """Rows as high as their text, columns as wide as theirs."""
        self.verticalHeader().setDefaultSectionSize(theme.current().row(CARD_ROW))
        self.horizontalHeader().setFixedHeight(theme.current().grown(CARD_ROW, Size.SMALL))
        self.setMinimumHeight(theme.current().row(CARD_ROW) * (_FEWEST_ROWS + 1))
        self._share()

    def show_lines(self, heads: tuple[str, ...], lines: tuple[Line, ...], key: str) -> None:
        """Other lines, of which this one is chosen."""
        place = self.verticalScrollBar().value()
        self.entries.show_lines(heads, lines)
        self._share()
        self.verticalScrollBar().setValue(place)
        self.choose(key)

    def choose(self, key: str) -> None:
        """Mark a line without telling `chosen`."""
        row = next((row for row, line in enumerate(self.entries.lines) if line.key == key), -1)
        marked = self.selectionModel()
        blocked = marked.blockSignals(True)
        if row < 0:
            marked.clear()
        else:
            flags = QItemSelectionModel.SelectionFlag
            marked.setCurrentIndex(self.entries.index(row, 0), flags.ClearAndSelect | flags.Rows)
        marked.blockSignals(blocked)
        if row >= 0:
            self.scrollTo(self.entries.index(row, 0))
        self.viewport().update()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Somebody goes to another line."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.entries.lines[current.row()].key)

    def _share(self) -> None:
        """What the other columns leave goes to the wide one."""
        look = theme.current()
        head = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        body = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        room = self.viewport().width()
        widths = []
        for column, word in enumerate(self.entries.heads):
            texts = (line.cells[column] for line in self.entries.lines)
            widest = max((body.horizontalAdvance(text) for text in texts), default=0)
            least = head.horizontalAdvance(word) + 2 * SNUG + 2
            widths.append(max(least, min(widest + 2 * SNUG + 2, _WIDEST)))
        if not widths:
            return
        others = sum(widths) - widths[self._wide]
        widths[self._wide] = max(
            _FEWEST_PIXELS, head.horizontalAdvance(self.entries.heads[self._wide]) + 2 * SNUG, room - others
        )
        over = sum(widths) - room
        for column in sorted(range(len(widths)), key=lambda one: -widths[one]):
            if over <= 0:
                break
            least = head.horizontalAdvance(self.entries.heads[column]) + 2 * SNUG + 2
            cut = min(over, max(0.0, widths[column] - least))
            widths[column] -= cut
            over -= cut
        for column, width in enumerate(widths):
            self.setColumnWidth(column, round(width))

    def sizeHint(self) -> QSize:
        """A few rows; more where there is room."""
        return QSize(WIDE * 10, self.minimumHeight())

    def updateGeometries(self) -> None:
        """Share the width anew: the table, or its scroll bar, came or went."""
        super().updateGeometries()
        if not self._sharing:
            self._sharing = True
            self._share()
            self._sharing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.taken_away.emit()
        elif is_enter(event) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules in one go, blank lines to the foot included."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        height, width = self.viewport().height(), self.viewport().width()
        pitch = self.verticalHeader().defaultSectionSize()
        y = pitch - self.verticalScrollBar().value() % pitch
        while y < height:
            pixels.rule(painter, QPointF(0, y), QPointF(width, y), tokens.rule)
            y += pitch
        for column in range(len(self.entries.heads) - 1):
            x = self.columnViewportPosition(column) + self.columnWidth(column)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, height), tokens.rule)
        painter.end()
