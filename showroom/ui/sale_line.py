"""A line of the card's sale part, opened to be corrected by who keeps the card; others read it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QSizePolicy, QWidget

from showroom.language import _
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import CONTROL, CONTROL_RADIUS, SNUG, Size

_LEAST: Final = 80


class SaleLine(QAbstractButton):
    """A press, Enter or its menu open it. Words that find no room end in dots; the form shows the whole."""

    # The id of the row it shows.
    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.record, self.words, self.may_open = 0, "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def show_line(self, record: int, words: str, *, may_open: bool) -> None:
        """Another row, or the same as it stands now."""
        # What the customer said of it may have several lines.
        self.record, self.words, self.may_open = record, " ".join(words.split("\n")), may_open
        self.setAccessibleName(f"{self._name}: {self.words}")
        self.setToolTip(_("Correct") if may_open else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if may_open else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        if self.may_open:
            self.opened.emit(self.record)

    def menu(self) -> QMenu:
        """Correct it, where this person may; take its words along."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.may_open:
            menu.addAction(_("Correct")).triggered.connect(self._open)
        menu.addAction(_("Copy")).triggered.connect(lambda: QApplication.clipboard().setText(self.words))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, and the menu key."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.current().font(Size.BODY)).horizontalAdvance(self.words)
        return QSize(round(words) + 2 * SNUG + 2, theme.current().grown(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, theme.current().grown(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words; a ground below the mouse where it can be opened."""
        look = theme.current()
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.may_open and self.underMouse():
            pixels.box(painter, rect.adjusted(2, 2, -2, -2), CONTROL_RADIUS, look.tokens.head)
        painter.setFont(look.font(Size.BODY))
        room = rect.adjusted(SNUG + 2, 0, -SNUG, 0)
        pixels.write(painter, room, self.words, look.tokens.t1)
        painter.end()
