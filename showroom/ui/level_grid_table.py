"""The ruled table of the level grid: badges and stars in the days, the first columns stay in view."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from showroom.forms.level_grid import Star
from showroom.ui.cells import Cell, CellRole, Index, is_enter
from showroom.ui.level_grid_model import DAYS_FROM, LEFT, LevelGridModel
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.tokens import (
    BADGE_IN_GRID,
    COLUMN_HEAD,
    GRID_ROW,
    HEAD_PITCH,
    SELECTION_BAR,
    SNUG,
    TIGHT,
    Size,
    Weight,
)
from showroom.ui.tally_lines import two_lines

# In px at 100 %: the least and the most of a day, and of the result behind the days.
_DAY: Final = 20
_DAY_WIDE: Final = 34
_RESULT: Final = 38
_STAR: Final = 3.5
_RAYS: Final = 6
_BOX: Final = 22
_TODAY: Final = 3
# A head of four Chinese signs stands on two lines, as on paper.
_FOUR_SIGNS: Final = 4
_LATIN: Final = "\u02ff"
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter


def paint_star(painter: QPainter, place: QRectF, star: Star) -> None:
    """A planned contact as a star of six rays; one that is overdue is red and underlined."""
    look = theme.current()
    colour = look.tokens.red if star is Star.OVERDUE else look.tokens.t2
    radius = _STAR * look.text_percent / 100
    middle = place.center() - QPointF(0, radius / 2 if star is Star.OVERDUE else 0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for ray in range(_RAYS // 2):
        turn = radians(90 + ray * 360 / _RAYS)
        arm = QPointF(radius * cos(turn), radius * sin(turn))
        painter.drawLine(middle - arm, middle + arm)
    painter.restore()
    if star is Star.OVERDUE:
        y = middle.y() + radius + 2
        line = QRectF(middle.x() - 2 * radius, y, 4 * radius, pixels.hair(painter, 2))
        painter.fillRect(pixels.snapped(painter, line), QColor(colour))


class _Head(QHeaderView):
    """Day over weekday, today under a bar of ink."""

    def __init__(self, model: LevelGridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(0)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint().width(), theme.current().grown(COLUMN_HEAD, Size.SMALL, 2))

    def lines(self, section: int) -> tuple[str, ...]:
        """The words of a head on one line or two."""
        words = str(self._grid.headerData(section, Qt.Orientation.Horizontal))
        if "\n" in words:
            return tuple(words.split("\n"))
        narrow = section > self._grid.result - 1 or LEFT[section].centred
        if narrow and len(words) == _FOUR_SIGNS and words[0] > _LATIN:
            return words[:2], words[2:]
        return tuple(two_lines(words))

    def paintSection(self, painter: QPainter, _rect: QRect, section: int) -> None:
        """One head."""
        look, tokens = theme.current(), theme.current().tokens
        area = QRectF(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())
        today = self._grid.day(section) == self._grid.today
        painter.fillRect(area, QColor(tokens.tint if today else tokens.head))
        pitch = HEAD_PITCH * look.text_percent / 100
        lines = self.lines(section)
        top = area.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            is_number = bool(self._grid.day(section)) and not number
            painter.setFont(
                look.font(
                    Size.SMALL, Weight.MEDIUM if is_number or not self._grid.day(section) else Weight.REGULAR
                )
            )
            place = QRectF(area.left(), top + number * pitch, area.width(), pitch)
            tone = tokens.ink if today else tokens.t1 if is_number else tokens.t2
            pixels.write(painter, place, line, tone, _CENTRE)
        if today:
            painter.fillRect(QRectF(area.left(), 0, area.width(), _TODAY), QColor(tokens.ink))
        if section:
            pixels.rule(painter, area.topLeft(), area.bottomLeft(), tokens.rule)
        bottom = self.height() - 1
        pixels.rule(painter, QPointF(area.left(), bottom), QPointF(area.right(), bottom), tokens.frame)


class _Cells(QStyledItemDelegate):
    """Ground of the weekend and of today, badge, box, star or words."""

    def __init__(self, model: LevelGridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; the rules are painted by the view."""
        tokens, rect = theme.current().tokens, QRectF(option.rect)
        cell: Cell = index.data(CellRole.CELL) or Cell()
        hover = (
            bool(option.state & QStyle.StateFlag.State_MouseOver) and self._grid.row(index.row()) is not None
        )
        if self._grid.day(index.column()) == self._grid.today:
            painter.fillRect(rect, QColor(tokens.tint))
        elif hover or self._grid.is_weekend(index.column()):
            painter.fillRect(rect, QColor(tokens.head))
        if cell.badge:
            paint_badge(painter, rect, cell.badge, BADGE_IN_GRID)
            self._paint_box(painter, rect, index)
        elif cell.runs:
            self._write(painter, rect, cell)
        else:
            star = self._grid.day_cell(index.row(), index.column()).star
            if star is not None:
                paint_star(painter, rect, star)

    def _paint_box(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """The first level of the month is boxed."""
        if self._grid.day_cell(index.row(), index.column()).first:
            side = min(theme.current().widened(_BOX), rect.width() - 2)
            box = QRectF(0, 0, side, side)
            box.moveCenter(rect.center())
            pixels.box(painter, box, 0, edge=theme.current().tokens.t1)

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, cell: Cell) -> None:
        look, run = theme.current(), cell.runs[0]
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM if run.medium else Weight.REGULAR))
        tone = str(getattr(look.tokens, run.tone))
        if cell.centred:
            pixels.write(painter, rect, run.text, tone, _CENTRE)
        else:
            pixels.write(painter, rect.adjusted(SNUG - 2, 0, -2, 0), run.text, tone)


class LevelGridTable(QTableView):
    """Arrow keys walk over the days; Enter or a double click open the card."""

    # The row whose card is wanted; the cell the pen is on now.
    opened = Signal(int)
    moved = Signal()

    def __init__(self, model: LevelGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.setModel(model)
        self.setItemDelegate(_Cells(model, self))
        self._head = _Head(model, self)
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._share)
        theme.current().changed.connect(self.fit)
        self.fit()

    # -- size ---------------------------------------------------------------------------------------

    def fit(self) -> None:
        """As high as its rows; the days share what the others leave."""
        row = theme.current().widened(GRID_ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(self._head.sizeHint().height() + row * self._grid.rowCount())
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Where not all columns have room those that can yield are left out."""
        look, days = theme.current(), len(self._grid.days)
        least = [self._least(place) for place in range(DAYS_FROM)]
        result = max(look.widened(_RESULT), self._head_width(self._grid.result))
        each = look.widened(_DAY)
        must = sum(wide for wide, one in zip(least, LEFT, strict=True) if not one.yields)
        self.setMinimumWidth(must + each * days + result)
        room = self.viewport().width() or self.width()
        shown = [True] * DAYS_FROM
        for place in (place for place in (3, 4, 2) if sum(least) + each * days + result > room):
            taken = sum(wide for wide, on in zip(least, shown, strict=True) if on)
            if taken + each * days + result > room:
                shown[place] = False
        left = sum(wide for wide, on in zip(least, shown, strict=True) if on)
        each = min(max(each, (room - left - result) // days), look.widened(_DAY_WIDE))
        for place, on in enumerate(shown):
            self.setColumnHidden(place, not on)
            self.setColumnWidth(place, least[place])
        for place in range(DAYS_FROM, self._grid.result):
            self.setColumnWidth(place, each)
        self.setColumnWidth(self._grid.result, result)
        # The last pixels go to the names: the days are all of one width.
        spare = max(0, room - left - each * days - result)
        self.setColumnWidth(1, least[1] + spare)

    def _least(self, place: int) -> int:
        """Room for the head and for what stands in the column, within reason."""
        look, column = theme.current(), LEFT[place]
        metrics = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        rows = range(len(self._grid.grid.rows))
        words = (str(self._grid.index(row, place).data() or "") for row in rows)
        widest = max((metrics.horizontalAdvance(one) for one in words), default=0) + 2 * SNUG
        wide = look.widened(column.width)
        return max(self._head_width(place), min(round(widest), wide * 3 // 2), wide)

    def _head_width(self, section: int) -> int:
        metrics = QFontMetricsF(theme.current().font(Size.SMALL, Weight.MEDIUM))
        return round(max(map(metrics.horizontalAdvance, self._head.lines(section)))) + 2 * TIGHT

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The pen on today of the first customer, or where it was."""
        if self._grid.row(self.currentIndex().row()) is None:
            self.go_to_row(0)
        self.setFocus()

    def go_to_row(self, row: int) -> None:
        """The pen on today of a customer, of the last one where there are fewer."""
        if self._grid.grid.rows:
            days = self._grid.days
            today = days.index(self._grid.today) if self._grid.today in days else 0
            row = min(row, len(self._grid.grid.rows) - 1)
            self.setCurrentIndex(self._grid.index(row, DAYS_FROM + today))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the pen stays among the customers."""
        if is_enter(event):
            self.open_row(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter does."""
        self.open_row(self.indexAt(event.position().toPoint()).row())

    def open_row(self, row: int) -> None:
        """The card of a row is wanted; a blank row has none."""
        if self._grid.row(row) is not None:
            self.opened.emit(row)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The cell is told."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    # -- rules --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them, then the pen."""
        super().paintEvent(event)
        tokens, touched = theme.current().tokens, event.rect()
        painter = QPainter(self.viewport())
        self._paint_selection(painter)
        right, high = self.viewport().width(), self.viewport().height()
        for column in range(1, self._grid.columnCount()):
            if not self.isColumnHidden(column):
                x = self.columnViewportPosition(column)
                strong = column in (DAYS_FROM, self._grid.result)
                pixels.rule(painter, QPointF(x, 0), QPointF(x, high), tokens.frame if strong else tokens.rule)
        first, last = self.rowAt(touched.top()), self.rowAt(touched.bottom())
        for row in range(max(0, first), (last if last >= 0 else self._grid.rowCount() - 1) + 1):
            y = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            if row < self._grid.rowCount() - 1:
                pixels.rule(painter, QPointF(0, y), QPointF(right, y), tokens.rule)
        if self.hasFocus() and self.currentIndex().isValid():
            pixels.box(painter, QRectF(self.visualRect(self.currentIndex())), 0, edge=tokens.ink, width=2)
        painter.end()

    def _paint_selection(self, painter: QPainter) -> None:
        """The row of the pen has a bar of ink at its left."""
        row = self.currentIndex().row()
        if self._grid.row(row) is not None:
            bar = QRectF(0, self.rowViewportPosition(row), SELECTION_BAR, self.rowHeight(row) - 1)
            painter.fillRect(bar, QColor(theme.current().tokens.ink))
