"""The ruled table over a long list: it reads what comes into view, and hands typing to the filter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from showroom.language import _
from showroom.ui.cells import Index, is_enter
from showroom.ui.long_list import LongListModel
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import LOG_ROW, SNUG, Size, Weight
from showroom.ui.plain_list import make_plain

# Rows that can be copied at once.
COPIED_AT_MOST = 200


class LongTable(QTableView):
    """Arrows, Home and End walk; Enter opens; Ctrl+C copies the cell, or the rows that are chosen."""

    # Alt+Right: to what stands beside the list.
    aside = Signal()
    opened = Signal()
    # Another row is the current one, or all were read anew.
    moved = Signal()
    copied = Signal(str, int)
    # A key, or what an input method sends: it belongs into the filter.
    typed = Signal(object)

    def __init__(self, model: LongListModel, name: str, parent: QWidget | None = None) -> None:
        # Qt measures before we are made.
        self._sharing = True
        super().__init__(parent)
        self._list = model
        self._kept = 0
        self.setModel(model)
        make_plain(self, name)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        theme.current().changed.connect(self.fit)
        self._sharing = False
        self.fit()

    @property
    def current(self) -> int:
        """The id of the current row, 0 where there is none."""
        row = self.currentIndex().row()
        return self._list.ids[row] if 0 <= row < len(self._list.ids) else 0

    def begin(self) -> None:
        """The keyboard is on the list, at the first row where it was nowhere."""
        if not self.currentIndex().isValid():
            self.go_to_row(0)
        self.setFocus()

    def go_to_row(self, row: int) -> None:
        """Make a row the current one; the cell stays in its column."""
        if self._list.ids:
            row = min(max(0, row), len(self._list.ids) - 1)
            self.setCurrentIndex(self._list.index(row, max(0, self.currentIndex().column())))

    def turn(self, by: int) -> None:
        """A screenful up or down."""
        screenful = max(1, self.viewport().height() // self.rowHeight(0) - 1) if self._list.ids else 1
        self.go_to_row(self.currentIndex().row() + by * screenful)

    # -- places -------------------------------------------------------------------------------------

    def _keep_place(self) -> None:
        self._kept = self.current or self._kept

    def _find_place(self) -> None:
        """The same row where it is still there; else nobody is chosen."""
        row = self._list.row_of(self._kept) if self._kept else -1
        if row >= 0:
            self.go_to_row(row)
        else:
            self.scrollToTop()
        self.moved.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Somebody goes to another row."""
        super().currentChanged(current, previous)
        self._take_input_methods()
        if current.row() != previous.row():
            self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_input_methods()

    def _take_input_methods(self) -> None:
        # Qt turns them off over cells that cannot be written; what is typed here goes into the filter.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    # -- measures -----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Rows as high as their text, columns as wide as their words."""
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look.row(LOG_ROW))
        self.horizontalHeader().setFixedHeight(look.grown(LOG_ROW, Size.SMALL))
        self.setMinimumHeight(look.row(LOG_ROW) * 4)
        self._share()

    def updateGeometries(self) -> None:
        """Share the width anew: the table, or its scroll bar, came or went."""
        super().updateGeometries()
        if not self._sharing:
            self._sharing = True
            shared = self._share()
            if self.viewport().width() != shared:
                # The bar came or went because of the new widths.
                self._share()
            self._sharing = False

    @property
    def least(self) -> int:
        """The width from which on all columns are in view."""
        return sum(self._least()) + self.verticalScrollBar().sizeHint().width()

    def _least(self) -> list[int]:
        """No column is narrower than its head or than what usually stands in it."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        heads = (metrics.horizontalAdvance(_(column.head)) for column in self._list.columns)
        return [
            round(max(column.least * look.text_percent / 100, head + 2 * SNUG + 2))
            for column, head in zip(self._list.columns, heads, strict=True)
        ]

    def _share(self) -> int:
        """What the columns do not need goes to those that have a share in it; the width they share."""
        columns, least = self._list.columns, self._least()
        room = self.viewport().width()
        # Said, not left to Qt: it measures before the columns are shared, and the bar would stay.
        policies = Qt.ScrollBarPolicy
        fits = sum(least) <= room
        self.setHorizontalScrollBarPolicy(policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded)
        spare = max(0, room - sum(least))
        shares = sum(column.share for column in columns) or 1
        given = [spare * column.share // shares for column in columns]
        given[-1] += spare - sum(given)
        for place, (one, more) in enumerate(zip(least, given, strict=True)):
            self.setColumnWidth(place, one + more)
        return room

    # -- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules in one go, blank lines to the foot included."""
        in_view = self._rows_in_view()
        if in_view:
            self._list.bring(in_view[0], in_view[-1])
        if any(self._list.record(row) is not None for row in in_view):
            super().paintEvent(event)
        # Where nothing is read yet there is nothing to paint cell by cell: the answer comes at once.
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        height, width = self.viewport().height(), self.viewport().width()
        pitch = self.verticalHeader().defaultSectionSize()
        y = pitch - self.verticalScrollBar().value() % pitch
        while y < height:
            pixels.rule(painter, QPointF(0, y), QPointF(width, y), tokens.rule)
            y += pitch
        for column in range(len(self._list.columns) - 1):
            x = self.columnViewportPosition(column) + self.columnWidth(column)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, height), tokens.rule)
        painter.end()

    def _rows_in_view(self) -> range:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(first, last + 1 if last >= 0 else len(self._list.ids)) if first >= 0 else range(0)

    # -- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list; letters and digits go into the filter."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (is_enter(event) and plain) or _is(event, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier):
            self.opened.emit()
        elif _is(event, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier):
            self.aside.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_row(0 if event.key() == Qt.Key.Key_Home else len(self._list.ids) - 1)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method begins here it goes on with in the filter."""
        if event.preeditString() or event.commitString():
            self.typed.emit(event)

    def copy(self) -> None:
        """The current cell; of several chosen rows all their cells, for a sheet of Excel."""
        rows = sorted({one.row() for one in self.selectionModel().selectedRows()})[:COPIED_AT_MOST]
        here = self.currentIndex()
        if not here.isValid():
            return
        if len(rows) > 1:
            words = "\n".join("\t".join(self._texts(row)) for row in rows)
        else:
            words = str(here.data() or "")
        QGuiApplication.clipboard().setText(words)
        self.copied.emit(words, max(1, len(rows)))

    def _texts(self, row: int) -> list[str]:
        """The cells of a row, each in one line, as Excel takes them from the clipboard."""
        texts = (str(self._list.index(row, place).data() or "") for place in range(len(self._list.columns)))
        return [" ".join(text.split()) for text in texts]


def _is(event: QKeyEvent, key: Qt.Key, modifier: Qt.KeyboardModifier) -> bool:
    return event.key() == key and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == modifier
