"""A figure in large: a press opens its rows; its bar lies beside the target, a tick marks the time over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from showroom.ui.cells import is_enter
from showroom.ui.figure_lines import Told
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import CONTROL_RADIUS, SNUG, TIGHT, Size, Weight

_LINE: Final = 20
_NUMBER: Final = 44
_BAR_ROOM: Final = 12
_BAR: Final = 4
_TICK_HIGH: Final = 12
_TICK_WIDE: Final = 2
_LEAST: Final = 130


@dataclass(frozen=True)
class KeyWords:
    """What it says: label, the number with a small unit behind it, a note below.

    `part` is how much of the target is reached, None without one; `elapsed` how much of the time is over.
    """

    label: str
    number: str
    unit: str = ""
    note: str = ""
    part: float | None = None
    elapsed: float | None = None

    @property
    def text(self) -> str:
        """As it is heard."""
        return ", ".join(one for one in (f"{self.label} {self.number}{self.unit}", self.note) if one)


class KeyFigure(QAbstractButton):
    """Enter or a press opens its rows; a right press or the menu key tells what it is made of."""

    # Both with the `Told` it shows.
    opened = Signal(object)
    explained = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = KeyWords("", "")
        self.told: Told | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        theme.current().changed.connect(self.updateGeometry)

    def show_figure(self, words: KeyWords, told: Told) -> None:
        """Another number."""
        self.words, self.told = words, told
        self.setAccessibleName(words.text)
        self.setToolTip(words.text)
        self.update()

    @property
    def needed(self) -> int:
        """The width at which none of its words is cut."""
        look, words = theme.current(), self.words
        label = QFontMetricsF(look.font()).horizontalAdvance(words.label)
        note = QFontMetricsF(look.font(Size.SMALL)).horizontalAdvance(words.note)
        return round(max(label, note)) + 2 * TIGHT + SNUG

    def sizeHint(self) -> QSize:
        """A line for the label, the number, its bar, a line for the note."""
        look = theme.current()
        high = 2 * look.grown(_LINE, Size.SMALL) + look.grown(_NUMBER, Size.FIGURE) + _BAR_ROOM
        return QSize(look.widened(_LEAST), high + SNUG)

    def minimumSizeHint(self) -> QSize:
        """It gives way no further."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a press, too."""
        if is_enter(event) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """What it is made of."""
        if self.told is not None:
            self.explained.emit(self.told)

    def _open(self) -> None:
        """Nothing is opened before the first number is there."""
        if self.told is not None:
            self.opened.emit(self.told)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, words = theme.current(), self.words
        tokens = look.tokens
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(TIGHT, TIGHT, -TIGHT, -TIGHT)
        line = look.grown(_LINE, Size.SMALL)
        painter.setFont(look.font())
        pixels.write(painter, QRectF(rect.left(), rect.top(), rect.width(), line), words.label, tokens.t1)
        number = QRectF(rect.left(), rect.top() + line, rect.width(), look.grown(_NUMBER, Size.FIGURE))
        painter.setFont(look.font(Size.FIGURE, Weight.MEDIUM))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words.number)
        pixels.write(painter, number, words.number, tokens.t1)
        if words.unit:
            painter.setFont(look.font(Size.FORM_TITLE))
            unit = number.adjusted(wide + 2, number.height() / 8, 0, number.height() / 8)
            pixels.write(painter, unit, words.unit, tokens.t2)
        self._paint_bar(painter, QRectF(rect.left(), number.bottom(), rect.width(), _BAR_ROOM))
        painter.setFont(look.font(Size.SMALL))
        note = QRectF(rect.left(), number.bottom() + _BAR_ROOM, rect.width(), line)
        pixels.write(painter, note, words.note, tokens.t2)
        if self.hasFocus():
            pixels.box(painter, QRectF(self.rect()), CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        tokens, words = theme.current().tokens, self.words
        if words.part is None:
            return
        track = QRectF(room.left(), room.top() + (room.height() - _BAR) / 2, room.width() - SNUG, _BAR)
        pixels.box(painter, track, _BAR / 2, tokens.line)
        reached = QRectF(track.topLeft(), track.size())
        reached.setWidth(track.width() * min(words.part, 1.0))
        if reached.width() >= _BAR:
            pixels.box(painter, reached, _BAR / 2, tokens.fill)
        if words.elapsed is not None:
            left = track.left() + track.width() * words.elapsed - _TICK_WIDE / 2
            tick = QRectF(left, track.center().y() - _TICK_HIGH / 2, _TICK_WIDE, _TICK_HIGH)
            painter.fillRect(pixels.snapped(painter, tick), QColor(tokens.t1))
