"""What stands under the rows of a daily report on screen: totals in their columns, small ruled blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from showroom.forms.daily_report import ACTIVITIES, DailyReport
from showroom.language import _
from showroom.sheets.daily_report_cells import PLAN
from showroom.ui.daily_report_model import BY_PHONE, BY_VISIT, COURSE
from showroom.ui.daily_report_table import DailyReportTable
from showroom.ui.look import pixels, theme
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import DAILY_ROW, SNUG, TIGHT, Size, Weight

_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter


class ReportTotals(Painted):
    """合计: each figure under its column."""

    def __init__(self, table: DailyReportTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._figures: dict[int, str] = {}
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.shared.connect(self.update)

    def show_report(self, report: DailyReport) -> None:
        """Its totals."""
        totals = report.totals
        first = len(PLAN) + 1
        self._figures = {
            first + place: str(totals.activities.get(str(one), 0)) for place, one in enumerate(ACTIVITIES)
        }
        self._figures |= {BY_PHONE: str(totals.by_phone), BY_VISIT: str(totals.by_visit)}
        visited = sum(bool(row.level_after) for row in report.rows)
        self._words = _("Customers: {count}, reached: {visited}", count=len(report.rows), visited=visited)
        if totals.rises or totals.falls:
            self._words += "　" + _("up {rises}, down {falls}", rises=totals.rises, falls=totals.falls)
        self.setAccessibleName(f"{_('Total')} {self._words}")
        self.refresh()

    def wanted(self) -> QSize:
        """A row."""
        return QSize(1, theme.current().grown(DAILY_ROW) + 2)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Between the rules of the columns."""
        look, table = theme.current(), self._table
        painter.setFont(look.font(Size.SMALL))
        first = len(PLAN) + 1
        word = QRectF(0, 0, table.columnViewportPosition(first) - SNUG, rect.height())
        pixels.write(painter, word, _("Total"), look.tokens.t2, Qt.AlignmentFlag.AlignRight)
        course = QRectF(rect.adjusted(table.columnViewportPosition(COURSE) + SNUG, 0, -TIGHT, 0))
        pixels.write(painter, course, self._words, look.tokens.t2)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        for column, figure in self._figures.items():
            place = QRectF(table.columnViewportPosition(column), 0, table.columnWidth(column), rect.height())
            pixels.write(painter, place, figure, look.tokens.t1, _CENTRE)


class Block(Painted):
    """A caption over a framed box: names above their figures."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._figures: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Other figures, each under its name."""
        self._figures = figures
        said = ", ".join(f"{name} {figure}" for name, figure in figures)
        self.setAccessibleName(f"{self._caption}: {said}")
        self.refresh()

    def wanted(self) -> QSize:
        """A line for the caption, two in the box."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.SMALL))
        names = sum(max(metrics.horizontalAdvance(name), 26) + 2 * SNUG for name, _figure in self._figures)
        line = look.grown(18, Size.SMALL)
        return QSize(round(max(names, metrics.horizontalAdvance(self._caption))) + 2, 3 * line + TIGHT)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Caption, frame, parts."""
        look, tokens = theme.current(), theme.current().tokens
        line = look.grown(18, Size.SMALL)
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, QRectF(0, 0, rect.width(), line), self._caption, tokens.t2)
        box = QRectF(0, line, rect.width() - 1, 2 * line + TIGHT - 1)
        pixels.box(painter, box, 0, edge=tokens.frame)
        wide = box.width() / max(1, len(self._figures))
        for place, (name, figure) in enumerate(self._figures):
            part = QRectF(place * wide, box.top(), wide, box.height())
            if place:
                pixels.rule(painter, part.topLeft(), QPointF(part.left(), part.bottom()), tokens.rule)
            half = part.height() / 2
            painter.setFont(look.font(Size.SMALL))
            pixels.write(painter, part.adjusted(0, 1, 0, -half + 1), name, tokens.t2, _CENTRE)
            painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
            pixels.write(painter, part.adjusted(0, half - 1, 0, -1), figure, tokens.t1, _CENTRE)
