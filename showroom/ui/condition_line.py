"""The line of conditions over a list: a filter to type into, a chip for each, how many rows meet them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from showroom.language import _
from showroom.ui import room
from showroom.ui.filter_line import FilterLine
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.chips import Chip
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT

_FILTER: Final = 260
# How many of the words of one condition a chip says.
_WORDS_AT_MOST: Final = 24


class ConditionLine(QWidget):
    """What has no room on the line goes on below: chips are never squeezed."""

    # The key of the condition that was taken away.
    removed = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = FilterLine(_("Filter by name, pinyin, number, phone or model"))
        self.filter.setPlaceholderText(hint)
        self.filter.setFixedWidth(theme.current().widened(_FILTER))
        self.add = Button(_("Condition"), Kind.QUIET, icon="add")
        self.count = Text("", Role.HINT)
        self.chips: list[Chip] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for part in (self.filter, self.add, self.count):
            part.setParent(self)
        theme.current().changed.connect(self._flow)

    def show_conditions(self, said: Iterable[tuple[str, str, str]]) -> None:
        """A chip for each condition: its key, its word, what it wants."""
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        before: QWidget = self.filter
        for key, label, wanted in said:
            chip = Chip(_shortened(wanted), label, removable=True, parent=self)
            chip.setAccessibleName(_("Take away: {label} {wanted}", label=label, wanted=wanted))
            chip.clicked.connect(partial(self.removed.emit, key))
            chip.show()
            self.setTabOrder(before, chip)
            before = chip
            self.chips.append(chip)
        self.setTabOrder(before, self.add)
        self._flow()

    def say_count(self, words: str) -> None:
        """23 / 1 204."""
        self.count.setText(words)
        self._flow()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(0, self._flow())

    def _flow(self) -> int:
        """Put everything from left to right; the height it takes."""
        gutter = room.gutter(self)
        x, y, line = gutter, TIGHT, 0
        for part in (self.filter, *self.chips, self.add, self.count):
            size = part.sizeHint()
            wide = part.width() if part is self.filter else size.width()
            if x > gutter and x + wide > self.width() - gutter:
                x, y, line = gutter, y + line + TIGHT, 0
            line = max(line, size.height())
            part.setGeometry(QRect(x, y, wide, size.height()))
            x += wide + SNUG
        high = y + line + TIGHT
        for part in (*self.chips, self.add, self.count):
            # Parts of one line stand on its middle.
            part.move(part.x(), part.y() + (line - part.height()) // 2)
        if high != self.height():
            self.setFixedHeight(high)
        return high

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._flow()


def _shortened(words: str) -> str:
    return words if len(words) <= _WORDS_AT_MOST else words[: _WORDS_AT_MOST - 1] + "…"
