"""The traffic tally's sheet on screen: title, head line, the ruled table, the figures below, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from showroom.exchange.workbook import names
from showroom.forms import day_words
from showroom.forms.traffic_tally import TallyHead, TrafficTallyDay, TrafficTallyMonth
from showroom.language import _, either
from showroom.rules.level import LOG_LEVELS
from showroom.rules.tally import Tally
from showroom.ui import tally_lines
from showroom.ui.log_paper import Framed
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.sheet import SHEET_ROOM, Sheet
from showroom.ui.look.tokens import BADGE, CLOSE, GUTTER, HEAD_PITCH, MARGIN, SNUG, TIGHT, WIDE, Size, Weight
from showroom.ui.paper import Blank, Signature
from showroom.ui.tally_lines import two_lines
from showroom.ui.tally_table import TallyTable

# A page is not wider than this, however wide the window.
WIDEST: Final = 1000
# The lines of an empty table that merge into one cell.
EMPTY_FROM, EMPTY_LINES = 3, 4
NAMES_SHOWN: Final = 2
# Room to write the weather by hand.
BLANK: Final = 64


@dataclass(frozen=True)
class Figure:
    """A cell below the table: what is counted, how many; a level shows its badge."""

    word: str
    text: str
    level: str = ""


class FigureBand(Painted):
    """Cells side by side in a frame, as many as there are figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Other figures."""
        self._figures = figures
        self.setAccessibleName(", ".join(f"{figure.word} {figure.text}".strip() for figure in figures))
        self.refresh()

    def wanted(self) -> QSize:
        """As high as the word above, and the figure."""
        look = theme.current()
        words = max((len(two_lines(figure.word)) for figure in self._figures), default=1)
        levels = any(figure.level for figure in self._figures)
        high = look.grown(WIDE) if levels else words * _pitch() + _below() + SNUG
        return QSize(0, round(high))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Frame, rules between the cells, words and figures."""
        tokens = theme.current().tokens
        pixels.box(painter, rect, 0, edge=tokens.frame)
        width = rect.width() / max(1, len(self._figures))
        for place, figure in enumerate(self._figures):
            cell = QRectF(rect.left() + place * width, rect.top(), width, rect.height())
            if place:
                top, bottom = cell.topLeft() + QPointF(0, 1), cell.bottomLeft() - QPointF(0, 1)
                pixels.rule(painter, top, bottom, tokens.rule)
            self._draw_cell(painter, cell.adjusted(SNUG, 0, -SNUG, 0), figure)

    @staticmethod
    def _draw_cell(painter: QPainter, cell: QRectF, figure: Figure) -> None:
        look = theme.current()
        below = cell
        if figure.level:
            side = BADGE * look.text_percent / 100
            paint_badge(painter, QRectF(cell.left(), cell.top(), side, cell.height()), figure.level)
        else:
            painter.setFont(look.font(Size.SMALL))
            lines = two_lines(figure.word)
            for number, line in enumerate(lines):
                top = cell.top() + TIGHT + number * _pitch()
                pixels.write(painter, QRectF(cell.left(), top, cell.width(), _pitch()), line, look.tokens.t2)
            below = QRectF(cell.left(), cell.bottom() - TIGHT - _below(), cell.width(), _below())
        size = Size.BODY if figure.level else Size.SECTION
        painter.setFont(look.font(size, Weight.MEDIUM))
        pixels.write(painter, below, figure.text, look.tokens.t1, Qt.AlignmentFlag.AlignRight)


def _pitch() -> float:
    return HEAD_PITCH * theme.current().text_percent / 100


def _below() -> float:
    return theme.current().grown(GUTTER, Size.SECTION)


class EmptyNote(QWidget):
    """Four lines of the empty form as one cell: why nothing is there, and what to do."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.why = Text("", Role.SECTION)
        self.below = Text("", Role.LABEL)
        self.button = Button(_("Open the traffic log"))
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(SNUG, TIGHT, SNUG, TIGHT)
        column.setSpacing(TIGHT)
        column.addStretch(1)
        for widget in (self.why, self.below, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def paintEvent(self, _event: object) -> None:
        """Paper over the cells, ruled above and below."""
        tokens, rect = theme.current().tokens, QRectF(self.rect())
        painter = QPainter(self)
        pixels.box(painter, rect, 0, tokens.paper)
        last = QPointF(0, rect.height() - 1)
        pixels.rule(painter, last, QPointF(rect.width(), last.y()), tokens.rule)
        painter.end()


class TallyPaper(QWidget):
    """Lays the sheet on the desk."""

    def __init__(self, table: TallyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.sheet = Sheet(self)
        self.sheet.setMaximumWidth(WIDEST + SHEET_ROOM.left() + SHEET_ROOM.right())
        self.title = Text(_("Traffic tally sheet"), Role.TITLE)
        self.variant, self.dealer = Text("", Role.PRINT), Text("", Role.PRINT)
        self.blanks = [Blank(""), Blank("", width=BLANK), Blank(""), Blank("")]
        self.figures, self.foot = FigureBand(), FigureBand()
        self.foot_word = Text("", Role.LABEL)
        self.empty = EmptyNote(table.viewport())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        self._lay_out()

    @property
    def least(self) -> int:
        """The width below which the sheet would be cut off."""
        blanks = sum(blank.wanted().width() + SNUG for blank in self.blanks)
        inside = max(self.table.minimumWidth() + 2, blanks)
        return inside + 2 * MARGIN + SHEET_ROOM.left() + SHEET_ROOM.right()

    @property
    def widest(self) -> int:
        """The width beyond which the sheet does not grow."""
        return self.sheet.maximumWidth()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.sheet)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        head = QGridLayout()
        head.setColumnStretch(0, 1)
        head.setColumnStretch(2, 1)
        head.addWidget(self.variant, 0, 0)
        head.addWidget(self.title, 0, 1)
        head.addWidget(self.dealer, 0, 2, Qt.AlignmentFlag.AlignRight)
        column.addLayout(head)
        column.addSpacing(SNUG)
        blanks = QHBoxLayout()
        for place, blank in enumerate(self.blanks):
            if place:
                blanks.addStretch(1)
            blanks.addWidget(blank)
        column.addLayout(blanks)
        column.addSpacing(TIGHT)
        column.addWidget(Framed(self.table))
        column.addSpacing(SNUG)
        column.addWidget(self.figures)
        column.addSpacing(SNUG)
        column.addWidget(self.foot_word)
        column.addSpacing(TIGHT)
        column.addWidget(self.foot)
        column.addSpacing(CLOSE)
        column.addLayout(_signatures())
        column.addStretch(1)

    def show_day(self, tally: TrafficTallyDay, now: time | None) -> None:
        """The sheet of a day; `now` is given on the day itself."""
        head = tally.head
        self._show_head(
            head,
            _("Day sheet"),
            (
                (_("Date"), day_words.full(tally.day)),
                (_("Weather"), head.weather),
                (_("Front desk"), _names(head.receptionists)),
                (_("Business hours"), head.business_hours),
            ),
        )
        self.table.show_content(tally_lines.of_day(tally, now))
        self.figures.show_figures(_figures(tally.totals))
        self.figures.show()
        self.foot_word.setText(_("Levels of the day"))
        levels = zip(LOG_LEVELS, tally.totals.levels, strict=True)
        self.foot.show_figures(tuple(Figure(level, str(count), level) for level, count in levels))

    def show_month(self, tally: TrafficTallyMonth, today: date) -> None:
        """The sheet of a month."""
        self._show_head(
            tally.head,
            _("Month sheet"),
            (
                (_("Month"), day_words.month(tally.first)),
                (_("Counted up to"), day_words.month_day(tally.until) if tally.until else ""),
                (_("Front desk"), _names(tally.head.receptionists)),
                (_("Business days"), _("{count} days", count=tally.business_days)),
            ),
        )
        self.table.show_content(tally_lines.of_month(tally, today))
        self.figures.hide()
        self.foot_word.setText(_("Mean parties a day"))
        means = zip(day_words.short_weekdays(), tally.weekday_means, strict=True)
        self.foot.show_figures(
            tuple(Figure(word, "" if mean is None else f"{mean:.1f}") for word, mean in means)
        )

    def _show_head(self, head: TallyHead, variant: str, blanks: Sequence[tuple[str, str]]) -> None:
        self.variant.setText(variant)
        self.dealer.setText(either(head.dealer_short or head.dealer, head.dealer_english))
        for blank, (label, value) in zip(self.blanks, blanks, strict=True):
            blank.name(label)
            blank.write(value)

    def say_empty(self, why: str, below: str) -> None:
        """Merge four lines to say why nothing is there; without words the form is as it is."""
        self.empty.why.setText(why)
        self.empty.below.setText(below)
        self.empty.setVisible(bool(why))
        self._place_empty()

    def _place_empty(self) -> None:
        """Over the lines, the rules at its edges left alone."""
        table = self.table
        top = table.rowViewportPosition(EMPTY_FROM)
        lines = EMPTY_LINES if table.rowHeight(0) > WIDE else EMPTY_LINES * 2
        self.empty.setGeometry(0, top + 1, table.viewport().width(), lines * table.rowHeight(0))
        self.empty.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The merged cell is as wide as the table."""
        super().resizeEvent(event)
        self._place_empty()


def _signatures() -> QBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(WIDE + SNUG)
    for role in (_("Reception staff"), _("Showroom supervisor"), _("Sales manager")):
        row.addWidget(Signature(role))
    row.addStretch(1)
    return row


def _names(people: Sequence[str]) -> str:
    """The first few names: the blank has no room for a whole month's."""
    shown = names(people[:NAMES_SHOWN])
    more = len(people) - NAMES_SHOWN
    return _("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def _figures(totals: Tally) -> tuple[Figure, ...]:
    """The eight cells; empty where nobody knows the figure."""

    def known(figure: int | None, unit: str = "") -> str:
        return "" if figure is None else f"{figure}{unit}"

    return (
        Figure(_("Effective calls"), str(totals.effective_calls)),
        Figure(_("Filed"), str(totals.filed)),
        Figure(_("Cards opened"), known(totals.cards)),
        Figure(_("Test drives"), str(totals.test_drives)),
        Figure(_("Back in the showroom"), str(totals.repeat)),
        Figure(_("Orders"), known(totals.orders)),
        Figure(_("Capture rate"), known(totals.capture_rate, " %")),
        Figure(_("Card rate"), known(totals.card_rate, " %")),
    )
