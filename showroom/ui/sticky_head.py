"""Column heads that stay in view while the sheet scrolls under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from showroom.ui.form_table import FormHead, FormTable
from showroom.ui.look import pixels, theme


class StickyHead(QWidget):
    """Lies at the top of the scrolled view while the table's own heads are above it."""

    def __init__(self, table: FormTable, scroll: QScrollArea) -> None:
        super().__init__(scroll.viewport())
        self._table, self._scroll = table, scroll
        for bar in (scroll.verticalScrollBar(), scroll.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)
        for watched in (table, scroll.viewport()):
            watched.installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self.update)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table or the view has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """At the top, or out of the way where the sheet shows its own heads or has scrolled by."""
        corner = self._table.mapTo(self._scroll.viewport(), QPoint(0, 0))
        high = self._table.horizontalHeader().height()
        self.setGeometry(corner.x() - 1, 0, self._table.width() + 2, high)
        self.setVisible(corner.y() < 0 < corner.y() + self._table.height() - 2 * high)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The heads and the frame at their sides."""
        painter = QPainter(self)
        heads = self._table.horizontalHeader()
        if isinstance(heads, FormHead):
            painter.save()
            painter.translate(1, 0)
            heads.paint_on(painter)
            painter.restore()
        frame = theme.current().tokens.frame
        for x in (0, self.width() - 1):
            pixels.rule(painter, QPointF(x, 0), QPointF(x, self.height()), frame)
        painter.end()
