"""The sections of the settings, at the left of the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from showroom.language import _
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import CLOSE, CONTROL_RADIUS, SIDE_ITEM, SNUG, TIGHT

WIDTH = 160
WIDTH_NARROW = 136


class SectionList(QListWidget):
    """Up and Down change the section, Enter goes into it."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sections of the settings"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("on_desk", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setViewportMargins(SNUG, CLOSE, 0, SNUG)
        self.viewport().setAutoFillBackground(False)
        self.currentItemChanged.connect(self._tell)

    def add(self, key: str, word: str) -> None:
        """One more section."""
        item = QListWidgetItem(word)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setSizeHint(QSize(WIDTH_NARROW - 2 * SNUG, theme.current().row(SIDE_ITEM - TIGHT)))
        self.addItem(item)

    def choose(self, key: str) -> None:
        """Mark a section without telling."""
        blocked = self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(row)
        self.blockSignals(blocked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sections; where the keyboard is here, a ring around the one in view."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentItem() is not None:
            painter = QPainter(self.viewport())
            rect = QRectF(self.visualItemRect(self.currentItem()))
            pixels.box(painter, rect, CONTROL_RADIUS, edge=theme.current().tokens.ink, width=2)
            painter.end()

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) or event.key() == Qt.Key.Key_Right:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
