"""The ruled table of figures: a quiet table of which every number can be asked what it is made of."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from showroom.ui.cells import CellRole, Index, is_enter
from showroom.ui.figure_lines import FigureCell, FigureTable, Told
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import LOG_ROW, SNUG, TIGHT, Size, Weight
from showroom.ui.plain_list import make_plain

_LEAST_WORD = 150


class FiguresModel(QAbstractTableModel):
    """The lines for the view, and in words for those who listen to them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = FigureTable(("",), ())

    def show_table(self, table: FigureTable) -> None:
        """Other lines."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def cell(self, index: Index) -> FigureCell:
        """A cell of the table."""
        return self.table.lines[index.row()].cells[index.column()]

    def told(self, index: Index) -> Told | None:
        """What stands behind the number of a cell."""
        return self.cell(index).told if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index).cell
        if role == CellRole.CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cell.text.split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.table.lines[index.row()].cells[0].cell.text
            said = (line, self.table.heads[index.column()], cell.text) if index.column() else (line,)
            return " ".join(" ".join(said).split())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads between the lines are only read."""
        if self.table.lines[index.row()].head:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FiguresTable(QTableView):
    """Arrows walk over the numbers, Enter asks what one is made of, Ctrl+C copies what is chosen."""

    # Another number is in hand; Enter on one.
    moved = Signal(object)
    opened = Signal(object)
    # Enter on a number of cards that is none of the book.
    cards_opened = Signal(object)
    # A right press or the menu key: only what a number is is asked.
    explained = Signal(object)
    copied = Signal(int)

    def __init__(
        self,
        model: FiguresModel,
        name: str,
        parent: QWidget | None = None,
        *,
        row: int = LOG_ROW,
        least_word: int = _LEAST_WORD,
        whole: bool = False,
        bare: bool = False,
    ) -> None:
        """`row` is the height of a line, `least_word` the least width of their words, in px.

        A `whole` table is as high as its lines: whatever it lies in scrolls. The head of a `bare` one is
        words over a line.
        """
        super().__init__(parent)
        self._figures = model
        self._row, self._least_word, self._whole = row, least_word, whole
        self.horizontalHeader().setProperty("bare", bare)
        if whole:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside = row < LOG_ROW
        self._padding = TIGHT if beside else SNUG
        self.horizontalHeader().setProperty("beside", beside)
        # The widths are measured; the style's least would push the last number out of view.
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setModel(model)
        make_plain(self, name)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        self.clicked.connect(self._open)
        theme.current().changed.connect(self.fit)
        self._place = (-1, -1)
        self.fit()

    def begin(self) -> None:
        """The keyboard is on the first number, or where it was."""
        if not self.currentIndex().isValid():
            self._go_to_first()
        self.setFocus()

    def _go_to_first(self) -> None:
        for row, line in enumerate(self._figures.table.lines):
            if not line.head:
                self.setCurrentIndex(self._figures.index(row, min(1, len(line.cells) - 1)))
                return

    def go_to(self, row: int, column: int) -> None:
        """A cell in hand."""
        self.setCurrentIndex(self._figures.index(row, column))

    def _keep_place(self) -> None:
        here = self.currentIndex()
        if here.isValid():
            self._place = (here.row(), here.column())

    def _find_place(self) -> None:
        row, column = self._place
        lines = self._figures.table.lines
        self.fit()
        if 0 <= row < len(lines) and column < len(lines[row].cells) and not lines[row].head:
            self.go_to(row, column)
        elif not self._whole:
            self._go_to_first()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Somebody goes to another number."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(self._figures.told(current))

    def _open(self, index: Index) -> None:
        if not index.isValid():
            return
        cell = self._figures.cell(index)
        if cell.told is not None:
            self.opened.emit(cell.told)
        elif cell.cards is not None:
            self.cards_opened.emit(cell.cards)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the number under the mouse, or in hand, is made of."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            cell = self._figures.cell(index)
            self.explained.emit(cell.told or cell.cards)

    # -- measures -----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Rows as high as their text, columns as wide as what stands in them."""
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(
            max(look.grown(self._row), look.row(LOG_ROW) if self._row >= LOG_ROW else 0)
        )
        self.horizontalHeader().setFixedHeight(look.grown(self._row, Size.SMALL))
        if self._whole:
            lines = self._figures.rowCount() * self.verticalHeader().defaultSectionSize()
            self.setFixedHeight(self.horizontalHeader().height() + lines + 2)
        self._share()

    def updateGeometries(self) -> None:
        """Share the width anew."""
        super().updateGeometries()
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll bar beside it took some of the width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        least = self._least()
        if not least:
            return
        room = self.viewport().width()
        # Of what is left over each column has its part: numbers stay within sight of their words.
        spare = max(0, room - sum(least))
        more = spare // len(least)
        for column, width in enumerate(least):
            wide = width + more + (spare - more * len(least) if column == 0 else 0)
            if self.columnWidth(column) != wide:
                self.setColumnWidth(column, wide)

    def _least(self) -> list[int]:
        look, table = theme.current(), self._figures.table
        heads = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        body = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        widths = []
        for column, head in enumerate(table.heads):
            texts = {line.cells[column].cell.text for line in table.lines}
            widest = max((body.horizontalAdvance(text) for text in texts), default=0)
            widths.append(round(max(widest, heads.horizontalAdvance(head)) + 2 * self._padding + 2))
        if widths:
            widths[0] = max(widths[0], round(self._least_word * look.text_percent / 100))
        if widths and self._row < LOG_ROW:
            # Beside a sheet the numbers have their room; the words give what they must.
            left = self.viewport().width() - sum(widths[1:])
            widths[0] = max(round(self._least_word * look.text_percent / 100), min(widths[0], left))
        return widths

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the rules over them in one go."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        width = min(self.viewport().width(), self.horizontalHeader().length())
        for row in range(self._figures.rowCount()):
            bottom = self.rowViewportPosition(row) + self.rowHeight(row)
            if 0 <= bottom <= self.viewport().height():
                line, below = self._figures.table.lines[row], self._figures.table.lines[row + 1 : row + 2]
                strong = line.head or any(one.total for one in below)
                colour = tokens.frame if strong else tokens.rule
                pixels.rule(painter, QPointF(0, bottom), QPointF(width, bottom), colour)
        painter.end()

    # -- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif is_enter(event) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The cells that are chosen, as lines and columns for a sheet of Excel."""
        chosen = sorted(self.selectionModel().selectedIndexes(), key=lambda one: (one.row(), one.column()))
        if not chosen:
            return
        rows: dict[int, list[str]] = {}
        for index in chosen:
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))
        self.copied.emit(len(chosen))
