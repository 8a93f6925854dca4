"""Parts of a form on screen that are neither table nor field: underlined blanks, totals, signature lines."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from showroom.language import _
from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG, TIGHT, Size, Weight

# The line of a blank lies so many pixels above its lower edge.
BLANK_LINE: Final = 2


class Blank(Painted):
    """A label and an underlined blank with what is written on it; pressing it may write there."""

    pressed = Signal()

    def __init__(self, label: str, value: str = "", width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._value, self._width = label, value, width
        self.setAccessibleName(f"{label} {value}")

    def set_writable(self, tip: str) -> None:
        """It can be written on by a press or by Enter."""
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a blank that can be written on."""
        if self.focusPolicy() is Qt.FocusPolicy.NoFocus:
            super().mousePressEvent(event)
        else:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space write on it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def name(self, label: str) -> None:
        """Another label before the blank."""
        self._label = label

    def write(self, value: str) -> None:
        """Write on the blank."""
        self._value = value
        self.setAccessibleName(f"{self._label} {value}")
        self.refresh()

    def wanted(self) -> QSize:
        """Label, gap, and the value with a little line around it."""
        metrics = QFontMetricsF(theme.current().font(Size.SMALL))
        value = max(metrics.horizontalAdvance(self._value) + 2 * SNUG, float(self._width))
        return QSize(
            round(metrics.horizontalAdvance(self._label) + TIGHT + value),
            theme.current().grown(GUTTER, Size.SMALL),
        )

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Print in grey, ink in black, the line under the ink."""
        look = theme.current()
        painter.setFont(look.font(Size.SMALL))
        label = pixels.write(painter, rect, self._label, look.tokens.t2)
        line = rect.adjusted(label + TIGHT, 0, 0, 0)
        pixels.write(painter, line.adjusted(SNUG, 0, 0, 0), self._value, look.tokens.t1)
        y = rect.bottom() - BLANK_LINE
        pixels.rule(painter, QPointF(line.left(), y), QPointF(line.right(), y), look.tokens.frame)
        if self.hasFocus():
            pixels.box(painter, rect, TIGHT, edge=look.tokens.ink, width=2)


class Signature(Painted):
    """A place to sign: the role over a line; who signed on screen stands there with day and time."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._name, self._stamp = role, "", ""
        self.setAccessibleName(role)

    def sign(self, name: str, at: datetime | None) -> None:
        """Put a name on the line, signed at a showroom time; "" leaves it to the pen."""
        self._name = name
        self._stamp = _("signed {at}", at=f"{at:%m-%d %H:%M}") if at else ""
        self.setAccessibleName(" ".join(filter(None, (self._role, self._name, self._stamp))))
        self.refresh()

    def wanted(self) -> QSize:
        """As long as a name, and as the role; signed, as long as name and stamp under it."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.SMALL))
        name = QFontMetricsF(look.font()).horizontalAdvance(self._name)
        lines = 2 if self._name else 1
        role = round(metrics.horizontalAdvance(self._role)) + TIGHT
        width = round(name + CLOSE + metrics.horizontalAdvance(self._stamp)) + 2
        return QSize(max(142, role, width), look.grown(24, Size.SMALL) + (lines - 1) * look.grown(GUTTER))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The role, the name, the line."""
        look = theme.current()
        painter.setFont(look.font(Size.SMALL))
        below = look.grown(GUTTER) if self._name else 0
        pixels.write(painter, rect.adjusted(1, 0, 0, -TIGHT - below), self._role, look.tokens.t2)
        if self._name:
            line = QRectF(rect.left() + 1, rect.bottom() - TIGHT - below, rect.width() - 2, below)
            pixels.write(painter, line, self._stamp, look.tokens.t2, Qt.AlignmentFlag.AlignRight)
            painter.setFont(look.font())
            pixels.write(painter, line, self._name, look.tokens.t1)
        y = rect.bottom() - 1
        pixels.rule(painter, QPointF(rect.left(), y), QPointF(rect.right(), y), look.tokens.frame)


class Totals(QWidget):
    """The line of totals under a form: figures bold, what they count in print."""

    def __init__(self, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 0, 3, 0)
        self._row.setSpacing(GUTTER)
        self._figures: list[_Figure] = []
        self._row.addStretch(1)
        self._note = Text(note, Role.LABEL, parent=self)

    def show_figures(self, caption: str, figures: tuple[tuple[str, int], ...]) -> None:
        """Caption, then each count with its word."""
        words = [(caption, ""), *((word, str(count)) for word, count in figures)]
        while len(self._figures) < len(words):
            figure = _Figure(self)
            self._figures.append(figure)
            self._row.insertWidget(len(self._figures) - 1, figure)
        for figure, (word, count) in zip(self._figures, words, strict=False):
            figure.say(word, count)
        self._place_note()

    def _place_note(self) -> None:
        """At the right, where the figures leave it room; it must not make a narrow sheet wider."""
        hint = self._note.sizeHint()
        left = self.width() - hint.width() - 3
        # Asked of the figures themselves: the layout does not count those Qt has yet to show.
        taken = sum(figure.sizeHint().width() + GUTTER for figure in self._figures)
        self._note.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())
        self._note.setVisible(left > taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note looks for room again."""
        super().resizeEvent(event)
        self._place_note()


class _Figure(Painted):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._word, self._count = "", ""

    def say(self, word: str, count: str) -> None:
        """Another count."""
        self._word, self._count = word, count
        self.setAccessibleName(f"{word} {count}".strip())
        self.refresh()

    def wanted(self) -> QSize:
        look = theme.current()
        word = QFontMetricsF(look.font(Size.SMALL)).horizontalAdvance(self._word)
        count = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM)).horizontalAdvance(self._count)
        return QSize(round(word + (TIGHT + count if self._count else 0)) + 1, look.grown(GUTTER))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        painter.setFont(look.font(Size.SMALL))
        word = pixels.write(painter, rect.adjusted(0, 0, 2, 0), self._word, look.tokens.t2)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        pixels.write(
            painter,
            rect.adjusted(word + TIGHT, 0, 2, 0),
            self._count,
            look.tokens.t1,
            Qt.AlignmentFlag.AlignLeft,
        )
