"""Heads and names of the level grid that stay in view while the sheet scrolls under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion
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

    def show_part(self, painter: QPainter, part: QRect) -> None:
        """A piece of the table as it is there."""
        self.table.render(painter, part.topLeft(), QRegion(part))


class StuckHead(_Stuck):
    """The days of the month."""

    def place(self) -> None:
        """At the top, while the heads of the table are above it."""
        corner, high = self.corner, self.table.horizontalHeader().height()
        self.setGeometry(corner.x(), 0, self.table.width(), high)
        self.setVisible(corner.y() < 0 < corner.y() + self.table.height() - 2 * high)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heads."""
        painter = QPainter(self)
        self.show_part(painter, event.rect())
        painter.end()


class StuckColumns(_Stuck):
    """Number and name of each row; a press there is one on the table."""

    def place(self) -> None:
        """At the left, while the first columns of the table are beyond it."""
        corner = self.corner
        wide = self.table.columnWidth(NUMBER) + self.table.columnWidth(NAME)
        self.setGeometry(0, corner.y(), wide, self.table.height())
        self.setVisible(corner.x() < 0)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns, and the frame behind them."""
        painter = QPainter(self)
        self.show_part(painter, event.rect())
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
