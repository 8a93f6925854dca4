"""Stands over everything while the store is only looked at, or nothing more is written to it (D1, H11)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from showroom.language import _
from showroom.ui import room
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Text, literal
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG


class StoreBanner(QWidget):
    """A sentence, and at its right what can be done; it goes by nobody's hand."""

    rescue_wanted = Signal()
    copies_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text(wrap=True)
        self.rescue = Button(_("Save what can be read…"))
        self.copies = Button(_("To the copies"))
        self.rescue.clicked.connect(self.rescue_wanted)
        self.copies.clicked.connect(self.copies_wanted)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(GUTTER, SNUG, GUTTER, SNUG)
        self._row.setSpacing(CLOSE)
        self._row.addWidget(self.words, 1)
        verbs = QHBoxLayout()
        verbs.setSpacing(SNUG)
        verbs.addWidget(self.rescue)
        verbs.addWidget(self.copies)
        verbs.addStretch(0)
        self._row.addLayout(verbs)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._colour = "tint"
        self._sentence = self._in_short = ""
        theme.current().changed.connect(self.update)
        self.hide()

    def say_look(self) -> None:
        """The store is only looked at."""
        self._colour = "amber_ground"
        self.rescue.hide()
        self.copies.hide()
        only = _("Only a look: this is a private copy. Nothing can be written, printed or taken out.")
        self._say(only, only)

    def say_stopped(self, sentence: str) -> None:
        """Nothing more is written."""
        self._colour = "red_ground"
        self.rescue.setText(_("Save what can be read…"))
        self.copies.setText(_("To the copies"))
        self.rescue.show()
        self.copies.show()
        self._say(sentence, _("The data file is damaged, so nothing more is written to it."))

    def _say(self, sentence: str, in_short: str) -> None:
        self._sentence, self._in_short = sentence, in_short
        self.setAccessibleName(sentence)
        self._fit()
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _fit(self) -> None:
        """A small screen gets the short words, and the verbs below them; the rest is said on the way."""
        low, both = room.is_low(self), room.is_narrow(self) and not self.rescue.isHidden()
        self.words.setText(self._in_short if low else self._sentence)
        self.words.setToolTip(literal(self._sentence) if low else "")
        direction = QBoxLayout.Direction.TopToBottom if both else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window grew or shrank."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground says how grave it is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(theme.current().tokens, self._colour)))
        painter.end()
