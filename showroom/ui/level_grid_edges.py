"""Heads and names of the level grid that stay in view while the sheet scrolls under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from showroom.ui.level_grid_model import NAME, NUMBER
from showroom.ui.level_grid_table import LevelGridTable
from showroom.ui.look import pixels, theme


class _Stuck(QWidget):
    """Lies on the scrolled view and shows a part of the table that is out of it."""

    def __init__(self, table: LevelGridTable, scroll: QScrollArea) -> None:
        super().__init__(scroll.viewport())
        self.table, self.over = table, scroll
        for bar in (scroll.verticalScrollBar(), scroll.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)
        for watched in (table, scroll.viewport()):
            watched.installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self.place)
        model = table.model()
        for changed in (model.dataChanged, model.modelReset, table.moved):
            changed.connect(self.update)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table or the view has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)

    @property
    def corner(self) -> QPoint:
        """Where the table begins in the view."""
        return self.table.mapTo(self.over.viewport(), QPoint(0, 0))

    def place(self) -> None:
        """Where it lies, and whether it is needed."""
        raise NotImplementedError

    @property
    def names(self) -> int:
        """How wide number and name are; 0 while they are in view."""
        if self.corner.x() >= 0:
            return 0
        return self.table.columnWidth(NUMBER) + self.table.columnWidth(NAME)


class StuckHead(_Stuck):
    """The days of the month."""

    def place(self) -> None:
        """At the top, while the heads of the table are above it."""
        top, high = self.corner.y(), self.table.horizontalHeader().height()
        self.setGeometry(0, 0, self.over.viewport().width(), high)
        self.setVisible(top < 0 < top + self.table.height() - 2 * high)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The heads, before them those of the columns that stay."""
        # A widget cannot be rendered by the painter of another one's paint event.
        heads = self.table.grab(QRect(0, 0, self.table.width(), self.height()))
        painter = QPainter(self)
        painter.drawPixmap(self.corner.x(), 0, heads)
        if self.names:
            painter.setClipRect(0, 0, self.names, self.height())
            painter.drawPixmap(0, 0, heads)
        painter.end()


class StuckColumns(_Stuck):
    """Number and name of each row; a press there is one on the table."""

    def place(self) -> None:
        """At the left, while the first columns of the table are beyond it."""
        self.setGeometry(0, self.corner.y(), self.names, self.table.height())
        self.setVisible(self.names > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns, and the frame behind them."""
        part = self.table.grab(event.rect())
        painter = QPainter(self)
        painter.drawPixmap(event.rect().topLeft(), part)
        x = self.width() - 1
        frame = theme.current().tokens.frame
        pixels.rule(painter, QPointF(x, 0), QPointF(x, self.height()), frame)
        painter.end()

    def _row(self, event: QMouseEvent) -> int:
        heads = self.table.horizontalHeader().height()
        return self.table.rowAt(round(event.position().y()) - heads)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pen goes to this customer."""
        self.table.setCurrentIndex(self.table.model().index(self._row(event), NAME))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter does."""
        self.table.open_row(self._row(event))
