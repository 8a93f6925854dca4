"""The ruled table of a form: whole rows always drawn, rules over the cells, the order of the pen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from showroom.ui.cells import CellDelegate
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import COLUMN_HEAD, HEAD_PITCH, LOG_ROW, SNUG, TIGHT, Size, Weight
from showroom.ui.traffic_log_columns import Column
from showroom.ui.traffic_log_model import TrafficLogModel


class FormHead(QHeaderView):
    """Column heads as printed: centred, up to two lines, one head over two blanks of a cell."""

    def __init__(self, columns: Callable[[], tuple[Column, ...]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        """36 px, more with larger text."""
        return QSize(super().sizeHint().width(), theme.current().grown(COLUMN_HEAD, Size.SMALL, 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All heads at once, so that joined ones can be written across."""
        painter = QPainter(self.viewport())
        self.paint_on(painter)
        painter.end()

    def paint_on(self, painter: QPainter) -> None:
        """The heads as they lie over the table, here or where they stay while the table scrolls away."""
        look = theme.current()
        painter.fillRect(self.viewport().rect(), QColor(look.tokens.head))
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM))
        columns = self._columns()
        for index, column in enumerate(columns):
            if index and columns[index - 1].open_right:
                continue
            width = self.sectionSize(index) + (self.sectionSize(index + 1) if column.open_right else 0)
            area = QRectF(self.sectionViewportPosition(index), 0, width, self.height())
            self._write(painter, area, str(self.model().headerData(index, Qt.Orientation.Horizontal)))
            edge = area.right()
            if index + 1 + column.open_right < len(columns):
                pixels.rule(painter, QPointF(edge, 0), QPointF(edge, self.height()), look.tokens.rule)
        bottom = self.height() - 1
        pixels.rule(painter, QPointF(0, bottom), QPointF(self.width(), bottom), look.tokens.frame)

    @staticmethod
    def _write(painter: QPainter, area: QRectF, head: str) -> None:
        look = theme.current()
        lines = head.split("\n")
        pitch = HEAD_PITCH * look.text_percent / 100
        top = area.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(area.left(), top + number * pitch, area.width(), pitch)
            pixels.write(painter, place, line, look.tokens.t2, Qt.AlignmentFlag.AlignHCenter)


class FormTable(QTableView):
    """As high as its rows; the page around it scrolls. Tab and Enter move as the pen does."""

    registered = Signal()

    def __init__(self, model: TrafficLogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = model
        self.setModel(model)
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(FormHead(lambda: self._log.columns, self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setFrameShape(QTableView.Shape.NoFrame)
        model.modelReset.connect(self.fit)
        model.rowsInserted.connect(self.fit)
        model.rowsRemoved.connect(self.fit)
        theme.current().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give every row its height and the note what the other columns leave."""
        row = theme.current().row(LOG_ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * self._log.rowCount() + 1)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        columns = self._log.columns
        room = self.viewport().width() or self.width()
        needed = [self._least(column) for column in columns]
        self.setMinimumWidth(sum(needed) + 2)
        spare = room - sum(needed)
        note = next(index for index, column in enumerate(columns) if column.open_right)
        shares = sum(max(0, column.share - least) for column, least in zip(columns, needed, strict=True))
        given = 0
        for index, (column, least) in enumerate(zip(columns, needed, strict=True)):
            wish = max(0, column.share - least)
            width = least + (min(wish, round(spare * wish / shares)) if shares and spare > 0 else 0)
            self.setColumnWidth(index, width)
            given += width
        self.setColumnWidth(note, max(needed[note], self.columnWidth(note) + room - given))

    def _least(self, column: Column) -> int:
        """No column is narrower than its head or than what usually stands in it."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        index = self._log.columns.index(column)
        lines = (
            str(self._log.headerData(index, Qt.Orientation.Horizontal)).split("\n") if column.head else [""]
        )
        head = 0 if column.open_right else max(metrics.horizontalAdvance(line) for line in lines) + 2 * TIGHT
        return round(max(head, column.least * look.text_percent / 100, self._widest_word(column)))

    def _widest_word(self, column: Column) -> float:
        """Room for the words of the column's list, within reason: they differ between the languages."""
        words = [option.label for option in self._log.lists.get(column.list_name, ()) if option.active]
        metrics = QFontMetricsF(theme.current().font())
        widest = max(map(metrics.horizontalAdvance, words), default=0) + 2 * SNUG
        return 0 if column.badge else min(widest, column.share)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them in one go: drawn cell by cell they break at 150 %."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        bottom = self.rowViewportPosition(self._log.rowCount() - 1) + self.rowHeight(0)
        right = sum(self.columnWidth(index) for index in range(len(self._log.columns)))
        # At each key one row is drawn anew: the rules of all the others are not touched.
        touched = event.rect().adjusted(0, -1, 0, 1)
        last = self.rowAt(touched.bottom())
        for row in range(max(0, self.rowAt(touched.top())), self._log.rowCount() - 1):
            if row > last >= 0:
                break
            y = self.rowViewportPosition(row) + self.rowHeight(row)
            pixels.rule(painter, QPointF(0, y), QPointF(right, y), tokens.rule)
        for index, column in enumerate(self._log.columns[:-1]):
            if not column.open_right:
                x = self.columnViewportPosition(index) + self.columnWidth(index)
                pixels.rule(painter, QPointF(x, 0), QPointF(x, bottom), tokens.rule)
        painter.end()

    def row_rect(self, row: int) -> QRect:
        """Where a row lies, in the coordinates of the table."""
        top = self.rowViewportPosition(row) + self.viewport().geometry().top()
        return QRect(0, top, self.width(), self.rowHeight(row))

    def write_on(self, row: int) -> None:
        """Put the pen on the first blank of a row."""
        self.setCurrentIndex(self._log.index(row, self._writable()[0]))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_editor(self) -> QLineEdit | None:
        editor = self.focusWidget() if self.state() == QTableView.State.EditingState else None
        return editor if isinstance(editor, QLineEdit) else None

    def open_cell(self) -> tuple[int, int, str] | None:
        """Row, column and text of the cell that is being written in."""
        editor = self._open_editor()
        if editor is None:
            return None
        return self.currentIndex().row(), self.currentIndex().column(), editor.text()

    def finish_editing(self) -> None:
        """Take what stands in an open cell, the rest of an input method's composition included (V12)."""
        editor = self._open_editor()
        if editor is not None:
            QGuiApplication.inputMethod().commit()
            self.commitData(editor)
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _writable(self) -> list[int]:
        return [index for index, column in enumerate(self._log.columns) if column.fields]

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Tab goes to the next blank of the row, then to the next row."""
        steps = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        if action not in steps or not self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        order = self._writable()
        here = self.currentIndex()
        place = order.index(here.column()) + steps[action] if here.column() in order else 0
        row = here.row() + place // len(order) if 0 <= place < len(order) else here.row() + steps[action]
        if not 0 <= row <= self._log.pencil_row:
            return here
        return self._log.index(row, order[place % len(order)])

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter moves on like Tab; after the last blank of the pencil row it registers."""
        hints = QAbstractItemDelegate.EndEditHint
        if hint == hints.SubmitModelCache:
            here = self.currentIndex()
            last = here.column() == self._writable()[-1]
            super().closeEditor(editor, hints.NoHint)
            if last and here.row() == self._log.pencil_row:
                self.registered.emit()
            else:
                self.step(1)
            return
        super().closeEditor(editor, hint)

    def step(self, by: int) -> None:
        """Go to the next or previous blank."""
        action = QAbstractItemView.CursorAction
        target = self.moveCursor(
            action.MoveNext if by > 0 else action.MovePrevious, Qt.KeyboardModifier.NoModifier
        )
        self.setCurrentIndex(target)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The first sign of an input method opens the cell and goes into it; Qt would drop a bare commit."""
        here = self.currentIndex()
        writes = bool(event.commitString() or event.preeditString())
        if writes and self._open_editor() is None and self._log.flags(here) & Qt.ItemFlag.ItemIsEditable:
            self.edit(here)
            editor = self._open_editor()
            if editor is not None:
                editor.clear()
                QCoreApplication.sendEvent(editor, event)
                return
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a blank moves on; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()
            if self.state() == QTableView.State.EditingState:
                # An open cell passes Enter on after taking it; the delegate closes the cell and steps.
                return
            here = self.currentIndex()
            if here.row() == self._log.pencil_row and here.column() == self._writable()[-1]:
                self.registered.emit()
            else:
                self.step(1)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A larger text needs higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
