"""The work list: heads and two-line rows painted from the model; the row in hand opens in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QWidget,
)

from showroom.forms.today import DueRow
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import GUTTER, SNUG, WORK_ROW
from showroom.ui.work_list_model import Index, WorkListModel, WorkRole
from showroom.ui.work_row import CHECK, GROUP_HEAD, WorkRow


def _application() -> QApplication:
    """The application, which tells where the keyboard goes."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a list needs a running QApplication")
    return app


class WorkList(QListView):
    """Arrows walk from card to card, Enter opens the row; what is typed goes into the filter."""

    # The row in hand is to be opened in place.
    opened = Signal()
    moved = Signal()
    # The rows together are higher or lower than before.
    measured = Signal()
    typed = Signal(object)

    def __init__(self, model: WorkListModel, name: str, parent: QWidget | None = None) -> None:
        self._below: QWidget | None = None
        self._open = QPersistentModelIndex()
        super().__init__(parent)
        self._work = model
        self._head_high = self._row_high = 0
        self._kept = 0
        # Not at once: whoever tells may be in the middle of a layout.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.measure)
        self.setModel(model)
        self.setItemDelegate(WorkRow(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.clicked.connect(self._pressed_on)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        model.rowsAboutToBeRemoved.connect(self._about_to_go)
        model.rowsRemoved.connect(self._rows_moved)
        model.rowsInserted.connect(self.measured)
        theme.current().changed.connect(self._fit)
        self._fit()
        _application().focusChanged.connect(self._show_focus)

    @property
    def current(self) -> DueRow | None:
        """The card in hand."""
        return self._work.record(self.currentIndex().row())

    @property
    def height_of_all(self) -> int:
        """The height of every row together."""
        return sum(map(self.height_of, range(self._work.rowCount())))

    def height_of(self, row: int) -> int:
        """Of a head or a row, with what is open below it. Asked for every row at every layout."""
        if self._work.record(row) is None:
            return self._head_high
        return self._row_high + (self.room_below(row) if row == self._open.row() else 0)

    def _fit(self) -> None:
        look = theme.current()
        self._head_high, self._row_high = look.grown(GROUP_HEAD), look.grown(WORK_ROW, lines=2)
        self.doItemsLayout()

    def begin(self) -> None:
        """The keyboard is on the list, at the first card where it was nowhere."""
        if self.current is None:
            self.go_by(1)
        self.setFocus()

    def go_to_row(self, row: int) -> None:
        """Make a row the one in hand."""
        self.setCurrentIndex(self._work.index(row))

    def go_by(self, step: int) -> None:
        """The next card (1) or the one before (-1); heads are passed over."""
        row = self.currentIndex().row() + step
        while 0 <= row < self._work.rowCount():
            if self._work.record(row) is not None:
                self.go_to_row(row)
                return
            row += step

    def go_on(self) -> None:
        """From a card that was called to the next one below that waits, if there is one."""
        here = self.currentIndex().row()
        below = ((row, self._work.record(row)) for row in range(here + 1, self._work.rowCount()))
        waiting = (row for row, one in below if one is not None and one.done_at is None)
        self.go_to_row(next(waiting, here))

    # -- the row in hand, opened ----------------------------------------------------------------------

    def lend(self, widget: QWidget) -> None:
        """What opens below a row; it stays a child of the view, so that nothing in it is ever lost."""
        self._below = widget
        widget.setParent(self.viewport())
        widget.hide()

    def room_below(self, row: int) -> int:
        """How high what is open below a row is."""
        return self._below.sizeHint().height() if self._below is not None and row == self._open.row() else 0

    @property
    def open_card(self) -> DueRow | None:
        """The card whose row is open."""
        return self._work.record(self._open.row()) if self._open.isValid() else None

    def open_below(self, row: int) -> None:
        """Open a row: what was lent lies over its lower part."""
        if self._below is None:
            return
        self._open = QPersistentModelIndex(self._work.index(row))
        self._below.resize(self.viewport().width(), self._below.height())
        self.go_to_row(row)
        self.measure()
        self._below.show()

    def fold(self) -> None:
        """Close the row that is open."""
        if self._below is None or not self._open.isValid():
            return
        if self._below.isAncestorOf(QApplication.focusWidget() or self):
            # Before hiding: Qt would look for the next focus in what goes.
            self.setFocus()
        self._open = QPersistentModelIndex()
        self._below.hide()
        self.measure()

    def _place(self) -> None:
        """What is open lies where its row is now."""
        if self._below is not None and self._open.isValid():
            rect = self.visualRect(self._work.index(self._open.row()))
            top = theme.current().grown(WORK_ROW, lines=2)
            self._below.setGeometry(rect.adjusted(0, top, 0, 0))

    def updateGeometries(self) -> None:
        """After every layout of the rows."""
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The open row moves along."""
        super().scrollContentsBy(dx, dy)
        self._place()

    def _about_to_go(self, _parent: QModelIndex, first: int, last: int) -> None:
        """What is open goes with its row, but not what was typed there."""
        if self._open.isValid() and first <= self._open.row() <= last:
            self.fold()

    def measure_soon(self) -> None:
        """What is open below its row has another height."""
        self._soon.start()

    def measure(self) -> None:
        """Lay the rows out anew, the open one in view."""
        self.doItemsLayout()
        self.measured.emit()
        if self._open.isValid():
            self.scrollTo(self._work.index(self._open.row()))
            self._place()

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What is open may be higher than the window: what is written in stays in view."""
        if now is None or self._below is None or not self._below.isAncestorOf(now):
            return
        top = now.mapTo(self.viewport(), QPoint(0, 0)).y()
        past = top + now.height() + SNUG - self.viewport().height()
        bar = self.verticalScrollBar()
        if past > 0:
            bar.setValue(bar.value() + past)
        elif top < SNUG:
            bar.setValue(bar.value() + top - SNUG)

    # -- places -------------------------------------------------------------------------------------

    def _keep_place(self) -> None:
        self.fold()
        current = self.current
        self._kept = current.prospect if current is not None else self._kept

    def _find_place(self) -> None:
        """The same card where it is still there."""
        row = self._work.row_of(self._kept) if self._kept else -1
        if row >= 0:
            self.go_to_row(row)
        self.measured.emit()

    def _rows_moved(self) -> None:
        """Where the card in hand went, what took its place is in hand."""
        if self.current is None and self._work.rowCount():
            self.go_by(1)
            if self.current is None:
                self.go_by(-1)
        self.measured.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a head, or below the last row, leaves the card in hand where it is."""
        if self._work.record(self.indexAt(event.position().toPoint()).row()) is not None:
            super().mousePressEvent(event)

    def _pressed_on(self, index: QModelIndex) -> None:
        """A press on the box means: I do this one now."""
        x = self.viewport().mapFromGlobal(self.cursor().pos()).x()
        if index.data(WorkRole.RECORD) is not None and x < GUTTER + CHECK + SNUG:
            self.opened.emit()

    # -- painting and keys --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, then all rules in one go."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        last = self._work.rowCount() - 1
        index = self.indexAt(QPoint(1, max(0, event.rect().top())))
        row = max(0, index.row())
        while row <= last:
            rect = self.visualRect(self._work.index(row))
            if rect.top() > event.rect().bottom():
                break
            here, below = self._work.record(row), self._work.record(row + 1)
            if here is None or below is not None:
                colour = tokens.rule if here is not None else tokens.line
                y = rect.bottom() + 1 - 1 / painter.device().devicePixelRatioF()
                pixels.rule(painter, QPointF(0, y), QPointF(self.viewport().width(), y), colour)
            row += 1
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list; letters and digits go into the filter."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if is_enter(event) and plain:
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.go_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_row(0)
            self.go_by(1)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method begins here it goes on with in the filter."""
        if event.preeditString() or event.commitString():
            self.typed.emit(event)
