"""Controls that carry their label inside: 目的 促进成交 ⌄, 下次 3月7日 周六."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from showroom.errors import Invalid, Problem, Unreadable
from showroom.forms import day_words
from showroom.forms.field import Option
from showroom.rules.dates import read_date
from showroom.ui.lines import Line
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import CONTROL, GUTTER, SNUG, Size, Weight

_INSET: Final = 10
_CHEVRON_ROOM: Final = 34


def _label_width(label: str) -> float:
    return QFontMetricsF(theme.current().font(Size.SMALL)).horizontalAdvance(label)


class LabelledChoice(QComboBox):
    """A short closed list with its label inside; codes in, codes out."""

    picked = Signal(str)

    def __init__(self, label: str, options: Iterable[Option] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.offer(options)
        self.activated.connect(lambda _index: self.picked.emit(self.code))

    def offer(self, options: Iterable[Option]) -> None:
        """Other entries; the one that is chosen stays where it is among them."""
        before = self.code
        self.clear()
        for one in options:
            self.addItem(one.label, one.code)
        self.choose(before)

    @property
    def code(self) -> str:
        """The code of what is chosen; "" when nothing is."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose without telling."""
        self.setCurrentIndex(self.findData(code))

    def sizeHint(self) -> QSize:
        """Room for the longest entry behind the label."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        words = max((metrics.horizontalAdvance(self.itemText(one)) for one in range(self.count())), default=0)
        wide = _INSET + _label_width(self._label) + SNUG + words + _CHEVRON_ROOM
        return QSize(round(wide), look.grown(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the list around it and changes nothing here."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The field, its label in print, what is chosen in ink."""
        look = theme.current()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        inner = QRectF(self.rect()).adjusted(_INSET, 0, -_CHEVRON_ROOM + SNUG, 0)
        painter.setFont(look.font(Size.SMALL))
        inner.setLeft(inner.left() + pixels.write(painter, inner, self._label, look.tokens.t2) + SNUG)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        pixels.write(painter, inner, self.currentText(), look.tokens.t1)
        painter.end()


class NextDate(Line):
    """A day that is proposed, until somebody writes another: in any way a date field takes."""

    # Another day was written, or the proposal was taken back into force.
    changed = Signal()

    def __init__(self, label: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._label, self.today = label, today
        self._proposed: date | None = None
        self.day: date | None = None
        # Why what stands here is no day; nothing may be saved past it.
        self.problem: Problem | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setTextMargins(round(_INSET + _label_width(label)) + SNUG, 0, SNUG, 1)
        self.setFont(theme.current().font(Size.BODY, Weight.MEDIUM))
        self.entered.connect(self.settle)

    def propose(self, day: date | None) -> None:
        """What the rule says."""
        self._proposed = day
        if self.day is None and not self.isModified():
            self._show()

    def fix(self, day: date | None) -> None:
        """What a person said; None leaves it to the rule."""
        self.day = day
        self._show()

    def _show(self) -> None:
        day = self.day or self._proposed
        self.setText(day_words.short(day) if day else "")
        self.setModified(False)
        self.problem = None
        self.set_invalid("")
        self.setCursorPosition(0)
        self.updateGeometry()

    def settle(self) -> None:
        """Make of what was typed the day it stands for; what is none stays, with the reason."""
        if not self.isModified():
            return
        try:
            day = read_date(self.text(), self.today)
        except Unreadable as unread:
            self.problem = Problem("", unread.message, unread.values)
            self.set_invalid(Invalid(self.problem).sentence())
            return
        self.fix(day)
        self.changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.settle()

    def sizeHint(self) -> QSize:
        """Room for the longest day."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        words = metrics.horizontalAdvance(day_words.short(date(2026, 12, 23)))
        return QSize(round(_INSET + _label_width(self._label) + words + GUTTER), look.grown(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, QRectF(self.rect()).adjusted(_INSET, 0, 0, 0), self._label, look.tokens.t2)
        painter.end()
