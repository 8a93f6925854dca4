"""The ruled table of the traffic tally: heads in two storeys, figures, 正; a line opens the log behind it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from showroom.ui.cells import CellRole, Index
from showroom.ui.look import pixels, theme
from showroom.ui.look.marks import paint_slot
from showroom.ui.look.tokens import HEAD_PITCH, LOG_ROW, SELECTION_BAR, SNUG, TIGHT, Size, Weight
from showroom.ui.tally_lines import TallyCell, TallyColumn, TallyLine, TallyTableContent

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_USUAL = "00"
_HORIZONTAL = Qt.Orientation.Horizontal


class TallyModel(QAbstractTableModel):
    """The lines for the view, and in words for those who listen to them."""

    def __init__(self, content: TallyTableContent, parent: QWidget) -> None:
        super().__init__(parent)
        self.content = content

    def show_content(self, content: TallyTableContent) -> None:
        """Other lines."""
        self.beginResetModel()
        self.content = content
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.content.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.content.columns)

    def line(self, row: int) -> TallyLine:
        """One line of the table."""
        return self.content.lines[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.line(index.row()).cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text or (str(cell.marks) if cell.marks else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column, line = self.content.columns[index.column()], self.line(index.row())
            figure = cell.text or str(cell.marks)
            return " ".join((line.cells[0].text, column.group, column.head.replace("\n", " "), figure))
        return cell if role == CellRole.CELL else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != _HORIZONTAL or role != Qt.ItemDataRole.DisplayRole:
            return None
        column = self.content.columns[section]
        return f"{column.group} {column.head}".strip()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Lines with a log behind them can be chosen."""
        if self.line(index.row()).opens is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class TallyHeads(QHeaderView):
    """Heads as printed: those of one group under a common one."""

    def __init__(self, model: TallyModel, parent: QWidget) -> None:
        super().__init__(_HORIZONTAL, parent)
        self._tally = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        """The storey of the groups, and as many lines as the heads below need."""
        lines = max(len(column.lines) for column in self._tally.content.columns if column.group)
        alone = max(len(column.lines) for column in self._tally.content.columns)
        high = max(_storey() + lines * _pitch() + TIGHT, alone * _pitch() + TIGHT)
        return QSize(super().sizeHint().width(), round(high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All heads at once, so that common ones can be written across."""
        look = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(look.tokens.head))
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM))
        columns = self._tally.content.columns
        for place, column in enumerate(columns):
            top = _storey() if column.group else 0.0
            left, width = self.sectionViewportPosition(place), self.sectionSize(place)
            self._write(painter, QRectF(left, top, width, self.height() - top - 1), column)
            if place + 1 < len(columns):
                inside = bool(column.group) and columns[place + 1].group == column.group
                start = QPointF(left + width, top if inside else 0)
                pixels.rule(painter, start, QPointF(left + width, self.height()), look.tokens.rule)
        self._paint_groups(painter)
        bottom = self.height() - 1
        pixels.rule(painter, QPointF(0, bottom), QPointF(self.width(), bottom), look.tokens.frame)
        painter.end()

    def _paint_groups(self, painter: QPainter) -> None:
        tokens, columns = theme.current().tokens, self._tally.content.columns
        starts = [
            place
            for place, column in enumerate(columns)
            if column.group and (not place or columns[place - 1].group != column.group)
        ]
        for start in starts:
            under = [
                place for place in range(start, len(columns)) if columns[place].group == columns[start].group
            ]
            left = self.sectionViewportPosition(start)
            width = sum(map(self.sectionSize, under))
            pixels.write(
                painter, QRectF(left, 1, width, _storey() - 1), columns[start].group, tokens.t2, _CENTRE
            )
            pixels.rule(painter, QPointF(left, _storey()), QPointF(left + width, _storey()), tokens.rule)

    @staticmethod
    def _write(painter: QPainter, area: QRectF, column: TallyColumn) -> None:
        lines = column.lines
        top = area.center().y() - _pitch() * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(area.left(), top + number * _pitch(), area.width(), _pitch())
            pixels.write(painter, place, line, theme.current().tokens.t2, _CENTRE)


def _pitch() -> float:
    return HEAD_PITCH * theme.current().text_percent / 100


def _storey() -> float:
    return _pitch() + TIGHT


class TallyCells(QStyledItemDelegate):
    """Paints ground, figure or 正; the rules are painted by the view."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        model = index.model()
        if not isinstance(model, TallyModel):
            return
        tokens, line, rect = theme.current().tokens, model.line(index.row()), QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and line.opens is not None
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver) and line.opens is not None
        if selected:
            painter.fillRect(rect, QColor(tokens.tint))
        elif hover or line.weekend:
            painter.fillRect(rect, QColor(tokens.head))
        if selected and index.column() == 0:
            painter.fillRect(
                QRectF(rect.topLeft(), QSize(SELECTION_BAR, option.rect.height())), QColor(tokens.ink)
            )
        cell = line.cells[index.column()]
        if cell.marks:
            paint_slot(painter, rect.adjusted(SNUG, 0, -TIGHT, 0), cell.marks)
        else:
            _write_cell(painter, rect, cell, left=_is_words(model, index, line))


def _is_words(model: TallyModel, index: Index, line: TallyLine) -> bool:
    """The times of the slots, and the word of the totals, begin at the left."""
    return index.column() == 0 and (line.total or bool(model.content.columns[1].group))


def _write_cell(painter: QPainter, rect: QRectF, cell: TallyCell, *, left: bool) -> None:
    look = theme.current()
    tone = look.tokens.ink if cell.ink else look.tokens.t3 if cell.faint else look.tokens.t1
    painter.setFont(look.font(Size.BODY, Weight.MEDIUM if cell.strong else Weight.REGULAR))
    if left:
        pixels.write(painter, rect.adjusted(SNUG, 0, 0, 0), cell.text, tone)
    elif cell.text.isdecimal():
        # Units under units, the longest usual figure in the middle.
        aside = (rect.width() - QFontMetricsF(painter.font()).horizontalAdvance(_USUAL)) / 2
        room = rect.adjusted(0, 0, -max(2.0, aside), 0)
        pixels.write(painter, room, cell.text, tone, Qt.AlignmentFlag.AlignRight)
    else:
        pixels.write(painter, rect, cell.text, tone, _CENTRE)


class TallyTable(QTableView):
    """As high as its lines; a click or Enter on one asks for the log behind it."""

    opened = Signal(object)

    def __init__(self, content: TallyTableContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally = TallyModel(content, self)
        self.setModel(self._tally)
        self.setItemDelegate(TallyCells(self))
        self.setHorizontalHeader(TallyHeads(self._tally, self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.entered.connect(self._point)
        self.clicked.connect(lambda index: self._open(index.row()))
        theme.current().changed.connect(self.fit)
        self.fit()

    @property
    def content(self) -> TallyTableContent:
        """What is shown."""
        return self._tally.content

    def show_content(self, content: TallyTableContent) -> None:
        """Other lines; the place on the sheet is kept where it is the same kind of sheet."""
        row = self.currentIndex().row()
        stays = len(content.lines) == len(self.content.lines)
        self._tally.show_content(content)
        self.fit()
        if stays and row >= 0:
            self.setCurrentIndex(self._tally.index(row, 0))

    def begin(self) -> None:
        """Put the pen on the sheet: where it was, else where we are now."""
        if not self.currentIndex().isValid():
            lines = enumerate(self.content.lines)
            self.setCurrentIndex(self._tally.index(next((row for row, line in lines if line.now), 0), 0))
        self.setFocus()

    def fit(self) -> None:
        """Give every line its height and every column its share."""
        row = theme.current().grown(self.content.row_height)
        heads = self.horizontalHeader().sizeHint().height()
        last = theme.current().grown(LOG_ROW)
        for place in range(self.content.body):
            self.setRowHeight(place, row)
        self.setRowHeight(self.content.body, last)
        self.setFixedHeight(heads + row * self.content.body + last)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """As on the paper, but no column narrower than its head; what is left over is the first's."""
        columns = self.content.columns
        least = [self._least(place) for place in range(len(columns))]
        self.setMinimumWidth(sum(least))
        room = self.viewport().width() or self.width()
        spare = max(0, room - sum(least))
        paper = sum(column.width for column in columns)
        wishes = [
            max(0.0, column.width / paper * room - one) for column, one in zip(columns, least, strict=True)
        ]
        for place, wish in enumerate(wishes):
            self.setColumnWidth(place, least[place] + int(spare * wish / (sum(wishes) or 1)))
        taken = sum(self.columnWidth(place) for place in range(1, len(columns)))
        self.setColumnWidth(0, max(least[0], room - taken))

    def _least(self, place: int) -> int:
        """Room for the head, and for the largest figure: it stands in the totals."""
        look, lines = theme.current(), self.content.lines
        head = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        body = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        widest = max(head.horizontalAdvance(line) for line in self.content.columns[place].lines)
        if not place:
            widest = max(body.horizontalAdvance(line.cells[0].text) + SNUG for line in lines)
        figure = body.horizontalAdvance(lines[-1].cells[place].text or _USUAL)
        return round(max(widest, figure)) + 2 * TIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them in one go."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        body, right, bottom = self.content.body, self.viewport().width(), self.viewport().height()
        for place in range(1, len(self.content.columns)):
            x = self.columnViewportPosition(place)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, bottom), tokens.rule)
        for row in range(body):
            y = self.rowViewportPosition(row) + self.rowHeight(row)
            strong = row == body - 1 or self.content.lines[row].ends_week
            pixels.rule(painter, QPointF(0, y), QPointF(right, y), tokens.frame if strong else tokens.rule)
        here = self.currentIndex().row()
        if self.hasFocus() and here >= 0:
            # The tint of the line stays when the pen goes elsewhere; the ring says that it is here.
            line = QRectF(0, self.rowViewportPosition(here), right, self.rowHeight(here))
            pixels.box(painter, line, 0, edge=tokens.ink, width=2)
        painter.end()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is an arrow again."""
        super().leaveEvent(event)
        self.viewport().unsetCursor()

    def _point(self, index: QModelIndex) -> None:
        if self._tally.line(index.row()).opens is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def _open(self, row: int) -> None:
        if row >= 0 and self._tally.line(row).opens is not None:
            self.opened.emit(self._tally.line(row).opens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)
