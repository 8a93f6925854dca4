"""One line of small print that gives way: too long for its room, it ends with an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import literal
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import GUTTER, Size


class Line(Painted):
    """Words that may be cut on the screen; the tip has them whole."""

    def __init__(
        self, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._align, self._words = align, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The words, whole."""
        return self._words

    def setText(self, words: str) -> None:
        """Other words."""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(literal(words))
        self.refresh()

    def wanted(self) -> QSize:
        """As wide as the words."""
        look = theme.current()
        width = QFontMetricsF(look.font(Size.SMALL)).horizontalAdvance(self._words)
        return QSize(round(width) + 2, look.grown(GUTTER, Size.SMALL))

    def minimumSizeHint(self) -> QSize:
        """It gives way."""
        return QSize(0, self.wanted().height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """In print."""
        look = theme.current()
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, rect, self._words, look.tokens.t2, self._align)
