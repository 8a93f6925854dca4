"""A month on paper, weeks as rows: holidays and exchanged workdays named, the shop's own days over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from showroom.forms import day_words
from showroom.forms.choices import DAY_KINDS
from showroom.language import _, either
from showroom.rules.calendar import DayKind
from showroom.services.calendar import ShopDay
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import literal
from showroom.ui.look.tokens import CARD_ROW, CELL_PITCH, SNUG, TIGHT, WIDE, Size, Weight
from showroom.ui.settings.kept import word_of

WEEKS, DAYS = 6, 7
_LINES = 3
_SATURDAY = 5
_DAY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


def public_word(day: ShopDay) -> str:
    """The holiday, or that this weekend is worked; "" for neither."""
    return either(day.public.chinese, day.public.english) if day.public else ""


def own_words(day: ShopDay) -> str:
    """What the showroom says: closed, its other hours, a note."""
    if day.kind is None:
        return ""
    said = {DayKind.OTHER_HOURS: day.hours, DayKind.NOTE: ""}
    first = said.get(day.kind, word_of(DAY_KINDS, day.kind))
    return " ".join(word for word in (first, day.name) if word)


class MonthModel(QAbstractTableModel):
    """Six weeks from Monday to Sunday; days of other months are blank."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._days: dict[date, ShopDay] = {}
        self._monday = date.min

    def show_days(self, days: Sequence[ShopDay]) -> None:
        """Another month, or the same read anew."""
        self.beginResetModel()
        self._days = {one.day: one for one in days}
        first = days[0].day
        self._monday = first - timedelta(first.weekday())
        self.endResetModel()

    def day_at(self, index: Index) -> ShopDay | None:
        """The day of a cell."""
        if not index.isValid() or not self._days:
            return None
        return self._days.get(self._monday + timedelta(index.row() * DAYS + index.column()))

    def place_of(self, day: date) -> QModelIndex:
        """The cell of a day."""
        away = (day - self._monday).days
        return self.index(away // DAYS, away % DAYS)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else DAYS

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.day_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day_at(index)
        if day is None:
            return None
        if role == _DAY_ROLE:
            return day
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = (day_words.short(day.day), public_word(day), own_words(day))
            said = "　".join(word for word in words if word)
            return literal(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            # Any Monday will do.
            return day_words.weekday_short(date(2024, 1, 1) + timedelta(section))
        return None


class _DayDelegate(QStyledItemDelegate):
    """Number and public name above, the showroom's own words below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(option.rect)
        day: ShopDay | None = index.data(_DAY_ROLE)
        weekend = index.column() >= _SATURDAY
        if day is None:
            painter.fillRect(rect, QColor(tokens.head))
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        worked = day.public is not None and day.public.workday
        if chosen:
            painter.fillRect(rect, QColor(tokens.tint))
        elif day.closed or (weekend and not worked):
            painter.fillRect(rect, QColor(tokens.head))
        inner = rect.adjusted(SNUG, TIGHT, -TIGHT, 0)
        pitch = CELL_PITCH * look.text_percent / 100
        line = QRectF(inner.left(), inner.top(), inner.width(), pitch)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        used = pixels.write(painter, line, str(day.day.day), tokens.t3 if day.closed else tokens.t1)
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, line.adjusted(used + SNUG, 0, 0, 0), public_word(day), tokens.t2)
        self._paint_own(painter, line.translated(0, pitch), day)
        if option.state & QStyle.StateFlag.State_HasFocus:
            pixels.box(painter, rect, 0, edge=tokens.ink, width=2)

    @staticmethod
    def _paint_own(painter: QPainter, line: QRectF, day: ShopDay) -> None:
        tokens = theme.current().tokens
        pitch = line.height()
        if day.kind in (DayKind.CLOSED, DayKind.OTHER_HOURS):
            word = word_of(DAY_KINDS, day.kind) if day.closed else day.hours
            painter.setFont(theme.current().font(Size.SMALL, Weight.MEDIUM))
            pixels.write(painter, line, word, tokens.t1)
            line = line.translated(0, pitch)
        painter.setFont(theme.current().font(Size.SMALL))
        pixels.write(painter, line, day.name, tokens.t1)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDE * 2, round(CELL_PITCH * _LINES * theme.current().text_percent / 100) + 2 * TIGHT)


class MonthSheet(QTableView):
    """Arrows go from day to day and over the ends of the month; Enter writes about a day."""

    chosen = Signal(object)
    opened = Signal()
    cleared = Signal()
    beyond = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthModel(self)
        self.setModel(self.month)
        self.setItemDelegate(_DayDelegate(self))
        self.setAccessibleName(_("Days of the month"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        theme.current().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Three lines a day."""
        head = theme.current().grown(CARD_ROW, Size.SMALL)
        self.horizontalHeader().setFixedHeight(head)
        row = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.setMinimumHeight(head + WEEKS * row)

    def show_days(self, days: Sequence[ShopDay], day: date) -> None:
        """A month, with this day chosen."""
        self.month.show_days(days)
        self.choose(day)

    def choose(self, day: date) -> None:
        """Mark a day without telling."""
        marked = self.selectionModel()
        blocked = marked.blockSignals(True)
        marked.setCurrentIndex(self.month.place_of(day), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        marked.blockSignals(blocked)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Somebody goes to another day."""
        super().currentChanged(current, previous)
        day = self.month.day_at(current)
        if day is not None:
            self.chosen.emit(day.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the sheet."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
        here = self.month.day_at(self.currentIndex())
        if event.key() in steps and here is not None and not event.modifiers():
            self.beyond.emit(here.day + timedelta(steps[Qt.Key(event.key())]))
        elif is_enter(event):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The days, then all rules in one go."""
        super().paintEvent(event)
        rule = theme.current().tokens.rule
        painter = QPainter(self.viewport())
        height, width = self.viewport().height(), self.viewport().width()
        for row in range(WEEKS - 1):
            y = self.rowViewportPosition(row) + self.rowHeight(row)
            pixels.rule(painter, QPointF(0, y), QPointF(width, y), rule)
        for column in range(DAYS - 1):
            x = self.columnViewportPosition(column) + self.columnWidth(column)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, height), rule)
        painter.end()
