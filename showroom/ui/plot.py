"""A plot on the screen: painted from tokens, walked over by the arrow keys, every mark readable in words.

It is a list whose items are the marks, so a screen reader finds each with its word, number and share, as in
any other list; only where they stand and how they look is the plot's.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from showroom.forms.plot import Kind, Plot, Words, spoken
from showroom.forms.plot_layout import lay
from showroom.forms.plot_shapes import Drawing, Ruler, Voice
from showroom.ui.cells import Index, is_enter
from showroom.ui.look import theme
from showroom.ui.look.plot import VOICES, paint_focus, paint_plot
from showroom.ui.look.tokens import CARD_ROW, CLOSE, TIGHT, Size

# The measures of the dashboard (look.md): a bar in its row, columns over their foot, in px.
_BAR: Final = 14
_ROW: Final = CARD_ROW + TIGHT
_HEAD: Final = CARD_ROW
_LINE: Final = 18
_COLUMNS: Final = 132
_LEAST_WIDTH: Final = 240


class _Marks(QAbstractListModel):
    """The marks of a plot, in words for who listens to them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plot: Plot | None = None

    def show_plot(self, plot: Plot) -> None:
        """Other marks."""
        self.beginResetModel()
        self.plot = plot
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        if self.plot is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.plot.marks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.plot is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return spoken(*self.plot.marks[index.row()]).shown


class PlotView(QListView):
    """Arrows walk over the marks; Enter or a click on one opens its rows."""

    # A `forms.plot.Part`: the rows that are wanted.
    opened = Signal(object)
    # The mark in hand, in words.
    told = Signal(str)
    # A right press or the menu key: the part of a mark and its words.
    explained = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = _Marks(self)
        self._drawing = Drawing(0)
        self.setModel(self._marks)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        theme.current().changed.connect(self._lay)

    # -- what it shows ------------------------------------------------------------------------------

    @property
    def plot(self) -> Plot | None:
        """What is drawn; None before the first."""
        return self._marks.plot

    def show_plot(self, plot: Plot) -> None:
        """Draw a plot; the mark in hand stays where there is still one in its place."""
        here = self.currentIndex().row()
        self._marks.show_plot(plot)
        self.setAccessibleName(plot.title.shown)
        self.setAccessibleDescription(plot.days.shown)
        if 0 <= here < len(plot.marks):
            self.setCurrentIndex(self._marks.index(here))
        self._lay()

    def begin(self) -> None:
        """The keyboard is on the first mark, or where it was."""
        self.setFocus()
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._marks.index(0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another mark is in hand."""
        super().currentChanged(current, previous)
        self.told.emit(str(current.data() or "") if current.isValid() else "")
        self.viewport().update()

    @property
    def words_in_hand(self) -> str:
        """The mark in hand as it is heard."""
        return str(self.currentIndex().data() or "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the mark under the mouse, or in hand, is made of."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if self.plot is not None and index.isValid():
            self.explained.emit(self.plot.marks[index.row()][1].part, str(index.data() or ""))

    def _open(self, index: Index) -> None:
        if self.plot is not None and index.isValid():
            self.opened.emit(self.plot.marks[index.row()][1].part)

    # -- where it stands ----------------------------------------------------------------------------

    def _lay(self) -> None:
        """Lay it out for the width there is; its height follows."""
        if self.plot is None:
            return
        self._drawing = lay(self.plot, max(self.viewport().width() - 2 * TIGHT, 1), _ruler())
        high = round(self._drawing.height)
        if high != self.height():
            self.setFixedHeight(high)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(_LEAST_WIDTH * 2, round(self._drawing.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._lay()

    def visualRect(self, index: Index) -> QRect:
        """Where a mark stands."""
        place = index.row()
        if not index.isValid() or place >= len(self._drawing.marks):
            return QRect()
        rect = self._drawing.marks[place]
        return QRectF(rect.x, rect.y, rect.width + 2 * TIGHT, rect.height).toAlignedRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The mark under the mouse."""
        x, y = point.x() - TIGHT, point.y()
        for place, rect in enumerate(self._drawing.marks):
            if rect.x <= x < rect.right and rect.y <= y < rect.bottom:
                return self._marks.index(place)
        return QModelIndex()

    def scrollTo(
        self, _index: Index, _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """A plot is seen whole."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is the page's."""
        event.ignore()

    def setSelection(self, _rect: QRect, _command: Any) -> None:
        """Nothing is selected: a mark is in hand or not."""

    def visualRegionForSelection(self, _selection: Any) -> QRegion:
        """Nothing is selected."""
        return QRegion()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The plot, and round the mark in hand a ring, for which there is room at both sides."""
        painter = QPainter(self.viewport())
        painter.translate(TIGHT, 0)
        paint_plot(painter, self._drawing)
        painter.translate(-TIGHT, 0)
        here = self.currentIndex()
        if self.hasFocus() and here.isValid():
            paint_focus(painter, QRectF(self.visualRect(here)), QRectF(self.viewport().rect()))
        painter.end()

    # -- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the rows; arrows go to the next mark; what is no key of a plot is the page's."""
        if is_enter(event) and not event.modifiers():
            self._open(self.currentIndex())
            return
        to = self._beside(Qt.Key(event.key())) if not event.modifiers() else None
        if to is None:
            event.ignore()
            return
        self.setCurrentIndex(self._marks.index(to))

    def _beside(self, key: Qt.Key) -> int | None:
        """The mark an arrow, Home or End leads to; None for another key."""
        plot, here = self.plot, max(self.currentIndex().row(), 0)
        if plot is None or plot.is_empty:
            return None
        last = len(plot.marks) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        if key not in _STEPS:
            return None
        along, up = _STEPS[key]
        pieces = len(plot.bars[0].marks)
        if plot.kind is Kind.STACKED and len(plot.bars) > 1:
            bar, piece = divmod(here, pieces)
            bar = min(max(bar + along, 0), len(plot.bars) - 1)
            return bar * pieces + min(max(piece + up, 0), pieces - 1)
        return min(max(here + (along or -up), 0), last)


_STEPS: Final = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


def _ruler() -> Ruler:
    """The measures of the screen at the text size of the moment."""
    look = theme.current()
    metrics = {voice: QFontMetricsF(look.font(*font)) for voice, font in VOICES.items()}

    def width(words: Words, voice: Voice) -> float:
        return metrics[voice].horizontalAdvance(words.shown) + 1

    return Ruler(
        width,
        head=look.grown(_HEAD, Size.SECTION),
        line=look.grown(_LINE, Size.SMALL),
        row=look.grown(_ROW),
        bar=_BAR,
        gap=CLOSE,
        columns=look.grown(_COLUMNS, lines=2),
        foot=TIGHT,
    )
