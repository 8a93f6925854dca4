"""The ruled table of the duty plan: consultants by days, written on with single keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from showroom.language import _
from showroom.rules.rotation import State
from showroom.ui.cells import CellDelegate, Index
from showroom.ui.duty_plan_model import SIGNS, DutyPlanModel, called
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import COLUMN_HEAD, GRID_ROW, HEAD_PITCH, SNUG, Size, Weight

_DAY: Final = 21
_DAY_WIDE: Final = 34
_NAME: Final = 68
_DOT: Final = 4
# What Space goes through, and what single keys write at once.
_ROUND: Final = (None, State.ON, State.OFF, State.LEAVE)
_KEYS: Final = {
    Qt.Key.Key_1: State.ON,
    Qt.Key.Key_2: State.OFF,
    Qt.Key.Key_3: State.LEAVE,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}


class _Head(QHeaderView):
    """Day over weekday; a dot marks a day with a name."""

    def __init__(self, model: DutyPlanModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._plan = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().sizeHint().width(), theme.current().grown(COLUMN_HEAD, Size.SMALL, 2))

    def paintSection(self, painter: QPainter, _rect: QRect, section: int) -> None:
        """One head; today stands on tint."""
        look, tokens = theme.current(), theme.current().tokens
        area = QRectF(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())
        today = section > 0 and self._plan.days[section - 1].day == self._plan.today
        painter.fillRect(area, QColor(tokens.tint if today else tokens.head))
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM))
        lines = str(self._plan.headerData(section, Qt.Orientation.Horizontal)).split("\n")
        pitch = HEAD_PITCH * look.text_percent / 100
        top = area.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(area.left(), top + number * pitch, area.width(), pitch)
            tone = tokens.t1 if section and not number else tokens.t2
            pixels.write(painter, place, line, tone, Qt.AlignmentFlag.AlignHCenter)
        if section and called(self._plan.days[section - 1]):
            dot = QRectF(0, 0, _DOT, _DOT)
            dot.moveCenter(QPointF(area.center().x(), _DOT))
            pixels.box(painter, dot, _DOT / 2, tokens.ink)
        if section:
            pixels.rule(painter, area.topLeft(), area.bottomLeft(), tokens.rule)
        bottom = self.height() - 1
        pixels.rule(painter, QPointF(area.left(), bottom), QPointF(area.right(), bottom), tokens.frame)


class _Cells(CellDelegate):
    """Weekends and holidays lie on the ground of the head."""

    def __init__(self, model: DutyPlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then the cell."""
        if self._plan.is_free(index.column()) or index.row() == len(self._plan.lines):
            painter.fillRect(option.rect, QColor(theme.current().tokens.head))
        super().paint(painter, option, index)


class DutyPlanTable(QTableView):
    """Space goes round duty, day off, leave, nothing; 1 2 3 and Del write and go on to the next day."""

    # Row, column, and what the day is to be.
    planned = Signal(int, int, object)

    def __init__(self, model: DutyPlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = model
        self.setModel(model)
        self.setItemDelegate(_Cells(model, self))
        self.setHorizontalHeader(_Head(model, self))
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
        theme.current().changed.connect(self.fit)
        self.fit()

    # -- size ---------------------------------------------------------------------------------------

    def fit(self) -> None:
        """As high as its lines; the days share what the names leave."""
        row = theme.current().row(GRID_ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * self._plan.rowCount() + 1)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        look, days = theme.current(), len(self._plan.days)
        metrics = QFontMetricsF(look.font())
        names = [self._plan.index(row, 0).data() or "" for row in range(self._plan.rowCount())]
        widest = max(map(metrics.horizontalAdvance, names), default=0) + 2 * SNUG
        name = round(max(widest, _NAME * look.text_percent / 100))
        signs = max(metrics.horizontalAdvance(one) for one in _signs()) + 2
        least = round(max(signs, _DAY * look.text_percent / 100))
        self.setMinimumWidth(name + days * least + 2)
        room = (self.viewport().width() or self.width()) - name
        each = min(max(least, room // days), look.widened(_DAY_WIDE)) if days else least
        for column in range(1, days + 1):
            self.setColumnWidth(column, each)
        # The last pixels go to the names: the days are all of one width.
        self.setColumnWidth(0, max(name, name + room - each * days))

    # -- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write with one key."""
        here = self.currentIndex()
        if event.key() == Qt.Key.Key_Space:
            self._go_round(here)
        elif event.key() in _KEYS and not event.modifiers():
            self._plan_on(here.row(), here.column(), _KEYS[Qt.Key(event.key())])
            self._go_on(here)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Space does."""
        self._go_round(self.indexAt(event.position().toPoint()))

    def _go_round(self, here: QModelIndex) -> None:
        if self._plan.may_plan(here.row(), here.column()):
            now = _ROUND.index(self._plan.planned(here.row(), here.column()))
            self._plan_on(here.row(), here.column(), _ROUND[(now + 1) % len(_ROUND)])

    def _plan_on(self, row: int, column: int, state: State | None) -> None:
        if self._plan.may_plan(row, column) and self._plan.planned(row, column) is not state:
            self.planned.emit(row, column, state)

    def _go_on(self, here: QModelIndex) -> None:
        if here.column() < len(self._plan.days):
            self.setCurrentIndex(here.siblingAtColumn(here.column() + 1))

    def begin(self) -> None:
        """The pen on today, or on the first day of another month."""
        column = next((at for at, day in enumerate(self._plan.days, 1) if day.day >= self._plan.today), 1)
        if self._plan.lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self._plan.index(0, column))
        self.setFocus()

    # -- rules --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        right = self.columnViewportPosition(len(self._plan.days)) + self.columnWidth(len(self._plan.days))
        for column in range(len(self._plan.days)):
            x = self.columnViewportPosition(column) + self.columnWidth(column)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, self.viewport().height()), tokens.rule)
        for row in range(self._plan.rowCount() - 1):
            y = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            last = row == len(self._plan.lines) - 1
            pixels.rule(painter, QPointF(0, y), QPointF(right, y), tokens.frame if last else tokens.rule)
        painter.end()


def _signs() -> list[str]:
    return [_(sign) for sign in SIGNS.values()]
