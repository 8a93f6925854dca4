"""The ruled table of a daily report: three storeys of heads, twenty rows a page, words written in place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from showroom.language import _
from showroom.sheets.daily_report_cells import COLUMNS, PLAN, PURPOSES
from showroom.sheets.daily_report_cells import NUMBER as NUMBER_WIDTH
from showroom.ui.cells import CellDelegate, Index, is_enter
from showroom.ui.daily_report_model import AFTER, BEFORE, COURSE, NAME, NUMBER, PHONE, DailyReportModel
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import DAILY_ROW, HEAD_PITCH, SNUG, Size, Weight
from showroom.ui.plain_list import make_plain

_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
# The storeys of the heads in px: plan and result; purpose and level; the columns, of two lines.
_UPPER: Final = 18
_LOWER: Final = 34
_FIRST_PURPOSE: Final = len(PLAN) + 1
_LAST_PURPOSE: Final = len(PLAN) + len(PURPOSES)


class _Head(QHeaderView):
    """The heads as printed: what stands over several columns is painted over them all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def storeys(self) -> tuple[float, float, float]:
        """The lower edges of the three storeys, in px."""
        look = theme.current()
        upper = float(look.grown(_UPPER, Size.SMALL))
        return upper, 2 * upper, 2 * upper + look.grown(_LOWER, Size.SMALL, 2)

    def sizeHint(self) -> QSize:
        """Three storeys."""
        return QSize(super().sizeHint().width(), round(self.storeys()[2]))

    def paintSection(self, painter: QPainter, _rect: QRect, section: int) -> None:
        """One head in its storey."""
        first, second, third = self.storeys()
        left, width = self.sectionViewportPosition(section), self.sectionSize(section)
        grouped = _FIRST_PURPOSE <= section <= AFTER
        top = 0 if section == NUMBER else second if grouped else first
        area = QRectF(left, top, width, third - top)
        painter.fillRect(QRectF(left, 0, width, third), QColor(theme.current().tokens.head))
        self._write(painter, area, str(self.model().headerData(section, Qt.Orientation.Horizontal)))

    def _write(self, painter: QPainter, area: QRectF, words: str) -> None:
        look = theme.current()
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM))
        lines = words.split("\n")
        pitch = HEAD_PITCH * look.text_percent / 100
        top = area.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(area.left() + 1, top + number * pitch, area.width() - 2, pitch)
            pixels.write(painter, place, line, look.tokens.t2, _CENTRE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heads, what stands over several of them, then all rules."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        first, second, third = self.storeys()
        tokens = theme.current().tokens
        plan, result = self._over(1, BEFORE - 1), self._over(AFTER + 1, COURSE)
        purposes, levels = self._over(_FIRST_PURPOSE, _LAST_PURPOSE), self._over(BEFORE, AFTER)
        self._write(painter, QRectF(plan[0], 0, plan[1], first), _("Visit plan"))
        self._write(painter, QRectF(result[0], 0, result[1], first), _("Visit result"))
        self._write(painter, QRectF(purposes[0], first, purposes[1], second - first), _("Purpose of it"))
        self._write(painter, QRectF(levels[0], 0, levels[1], second), _("Level"))
        for left, width in (plan, result):
            pixels.rule(painter, QPointF(left, first), QPointF(left + width, first), tokens.rule)
        for left, width in (purposes, levels):
            pixels.rule(painter, QPointF(left, second), QPointF(left + width, second), tokens.rule)
        for section in range(1, self.count()):
            grouped = _FIRST_PURPOSE < section <= _LAST_PURPOSE or section == AFTER
            whole = section in (1, BEFORE, AFTER + 1)
            x = self.sectionViewportPosition(section)
            top = second if grouped else 0 if whole else first
            pixels.rule(painter, QPointF(x, top), QPointF(x, third), tokens.rule)
        pixels.rule(painter, QPointF(0, third - 1), QPointF(self.width(), third - 1), tokens.frame)
        painter.end()

    def _over(self, first: int, last: int) -> tuple[float, float]:
        left = self.sectionViewportPosition(first)
        return left, self.sectionViewportPosition(last) + self.sectionSize(last) - left


class DailyReportTable(QTableView):
    """Arrows walk over the cells; Enter or typing writes into the course, elsewhere Enter opens the card."""

    # The row whose card is wanted; the row the pen is on now.
    opened = Signal(object)
    moved = Signal()
    # Columns are of other widths.
    shared = Signal()

    def __init__(self, model: DailyReportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setHorizontalHeader(_Head(self))
        make_plain(self, _("Daily report"))
        self.writer = CellDelegate(self)
        self.setItemDelegate(self.writer)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._press)
        model.modelReset.connect(self.fit)
        theme.current().changed.connect(self.fit)
        self.fit()

    @property
    def is_writing(self) -> bool:
        """Whether words are being written in a cell."""
        return self.state() == QAbstractItemView.State.EditingState

    def begin(self) -> None:
        """The pen on the course of the first row, or where it was."""
        if self._rows.row(self.currentIndex().row()) is None and self._rows.row(0) is not None:
            self.go_to_row(0)
        self.setFocus()

    def go_to_row(self, row: int) -> None:
        """The pen on the course of a row."""
        if self._rows.row(row) is not None:
            self.setCurrentIndex(self._rows.index(row, COURSE))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another cell is told."""
        super().currentChanged(current, previous)
        self.moved.emit()

    # -- size ---------------------------------------------------------------------------------------

    def fit(self) -> None:
        """As high as its rows."""
        row = theme.current().grown(DAILY_ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        head = self.horizontalHeader()
        self.setFixedHeight(head.sizeHint().height() + row * self._rows.rowCount())
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """As on the paper, none narrower than its words; the course takes the rest."""
        least = [self._least(section) for section in range(self._rows.columnCount())]
        self.setMinimumWidth(sum(least))
        room = self.viewport().width() or self.width()
        millimetres = [NUMBER_WIDTH, *(column.width for column in COLUMNS)]
        scale = room / sum(millimetres)
        widths = [
            max(few, round(wide * scale)) for few, wide in zip(least[:-1], millimetres[:-1], strict=True)
        ]
        while sum(widths) + least[COURSE] > room and widths != least[:-1]:
            widths = [max(few, wide - 2) for few, wide in zip(least[:-1], widths, strict=True)]
        for section, wide in enumerate((*widths, max(least[COURSE], room - sum(widths)))):
            self.setColumnWidth(section, wide)
        self.shared.emit()

    def _least(self, section: int) -> int:
        look = theme.current()
        head = str(self._rows.headerData(section, Qt.Orientation.Horizontal))
        heads = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        body = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        usual = {PHONE: "138 0000 0000", NAME: "Ouyang Z", COURSE: "0" * 16}
        words = max(heads.horizontalAdvance(line) for line in head.split("\n")) + 6
        return round(max(words, body.horizontalAdvance(usual.get(section, "00")) + 2 * SNUG - 2))

    # -- rules and keys -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        wide, high = self.viewport().width(), self.viewport().height()
        for section in range(1, self._rows.columnCount()):
            x = self.columnViewportPosition(section)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, high), tokens.rule)
        for row in range(self._rows.rowCount()):
            y = self.rowViewportPosition(row) + self.rowHeight(row)
            if 0 < y <= high:
                pixels.rule(painter, QPointF(0, y), QPointF(wide, y), tokens.rule)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the card; what is typed goes into the course of the row."""
        here = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if is_enter(event) and plain:
            # The Enter that ends the writing reaches the table, too.
            if not self.is_writing:
                self._press(here)
            return
        if plain and event.text().isprintable() and event.text().strip() and here.column() != COURSE:
            self.go_to_row(here.row())
        super().keyPressEvent(event)

    def _press(self, index: Index) -> None:
        row = self._rows.row(index.row())
        if row is None:
            return
        if index.column() == COURSE and self._rows.may_write:
            self.edit(index)
        else:
            self.opened.emit(row)
