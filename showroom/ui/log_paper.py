"""The traffic log's sheet on screen: title, head line, the ruled table, totals, signature lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.traffic_log import ROWS_A_PAGE, TrafficLogDay
from showroom.language import ENGLISH, _, current
from showroom.ui import names, room
from showroom.ui.form_table import FormTable
from showroom.ui.look import pixels, theme
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.line import Line
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, SNUG, TIGHT, WIDE
from showroom.ui.paper import Blank, Signature, Totals


class ReturnTab(QAbstractButton):
    """The tab in the right margin of the pencil row: presses pencil into ink."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Register this row"))
        self.setToolTip(_("Register this row (Enter)"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(MARGIN - 2, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        pixels.box(painter, rect.adjusted(-TIGHT, 0, 0, 0), TIGHT, tokens.fill)
        paint_icon(painter, rect.adjusted(3, 0, -3, 0), "enter", tokens.fill_text)
        painter.end()


class Framed(QFrame):
    """The outer frame of a table, one device pixel."""

    def __init__(self, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(table)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pixels.box(painter, QRectF(self.rect()), 0, edge=theme.current().tokens.frame)
        painter.end()


class LogPaper(QWidget):
    """Lays the sheet on the desk; the right margin carries the return tab only."""

    register_pressed = Signal()
    weather_pressed = Signal()

    def __init__(self, table: FormTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.sheet = Sheet(self)
        self._margin = MARGIN
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        outer.addStretch(1)
        self.title = Text(_("Showroom Traffic Log"), Role.TITLE)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.dealer = Blank(_("Dealer"))
        self.date = Blank(_("Date"))
        self.weather = Blank(_("Weather"), width=80)
        self.weather.set_writable(_("Write the weather of this day"))
        self.weather.pressed.connect(self.weather_pressed)
        self.compiled_by = Blank(_("Kept by"))
        self.pages = Text("", Role.LABEL)
        self.closing = Line(Qt.AlignmentFlag.AlignRight)
        roles = (_("Reception staff"), _("Showroom supervisor"), _("Sales manager"))
        self.signatures = tuple(Signature(role) for role in roles)
        self.totals = Totals(_("Guests who leave nothing are logged too"))
        self._lay_out()
        self.tab = ReturnTab(self.sheet)
        self.tab.clicked.connect(self.register_pressed)
        self._marked = -1

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.sheet)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addSpacing(SNUG)
        head = QHBoxLayout()
        blanks = (self.dealer, self.date, self.weather, self.compiled_by, self.closing, self.pages)
        for index, blank in enumerate(blanks):
            if index:
                head.addStretch(1)
            head.addWidget(blank)
        column.addLayout(head)
        column.addSpacing(TIGHT)
        column.addWidget(Framed(self.table))
        column.addSpacing(SNUG)
        column.addWidget(self.totals)
        column.addSpacing(CLOSE)
        signatures = QHBoxLayout()
        signatures.setSpacing(WIDE + SNUG)
        for line in self.signatures:
            signatures.addWidget(line, 0, Qt.AlignmentFlag.AlignBottom)
        signatures.addStretch(1)
        column.addLayout(signatures)

    def show_day(self, day: TrafficLogDay) -> None:
        """Everything of the day outside the table."""
        self.dealer.write(day.dealer_english if current() == ENGLISH and day.dealer_english else day.dealer)
        self.date.write(day_words.full(day.day))
        self.weather.write(day.weather)
        known = names.of(day.lists)
        self.compiled_by.write(names.shown(known, day.compiled_by))
        pages = max(1, -(-len(day.rows) // ROWS_A_PAGE))
        self.pages.setText(_("Page 1 of {pages}", pages=pages))
        closing = (
            _("Closed {at} {who}", at=f"{day.closed_at:%H:%M}", who=names.shown(known, day.closed_by))
            if day.closed_at
            else ""
        )
        self.closing.setText(closing)
        self.closing.setVisible(bool(closing))
        for line, signed in zip(self.signatures, day.signatures, strict=True):
            line.sign(names.shown(known, signed.name) if signed else "", signed.at if signed else None)
        totals = day.totals
        self.totals.show_figures(
            _("Totals"),
            (
                (_("Parties"), totals.parties),
                (_("First"), totals.first),
                (_("Be-back"), totals.repeat),
                (_("Calls"), totals.calls),
                (_("Filed"), totals.filed),
                (_("Not filed"), totals.not_filed),
                (_("Test drives"), totals.test_drives),
                (_("Heads"), totals.heads),
                (_("Without card"), totals.without_card),
            ),
        )

    def mark_row(self, row: int) -> None:
        """Put the return tab beside a row; -1 takes it away."""
        self._marked = row
        self.tab.setVisible(row >= 0)
        if row >= 0:
            place = self.table.row_rect(row)
            corner = self.table.mapTo(self.sheet, QPoint(self.table.width(), place.top()))
            wide = max(self._margin, GUTTER) - 2
            self.tab.setGeometry(corner.x() + 1, corner.y(), wide, place.height())
            self.tab.raise_()

    def needed(self) -> int:
        """The width it cannot do without, its gutters included."""
        gutter, margin = self._gutters()
        return self.table.minimumWidth() + 2 * (gutter + margin + 1)

    def _gutters(self) -> tuple[int, int]:
        return (CLOSE, CLOSE) if room.is_narrow(self) else (GUTTER, MARGIN)

    def share_room(self) -> None:
        """On a small screen the margins give what they have."""
        gutter, self._margin = self._gutters()
        self.sheet.lay(gutter, self._margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tab stays with its row."""
        super().resizeEvent(event)
        self.share_room()
        self.mark_row(self._marked)
