"""确度判别基准 on the screen: the facts that speak for H, A and B, to be ticked when a level changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms.field import Option
from showroom.language import _
from showroom.rules.level import Level
from showroom.ui.look import theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import BADGE_IN_GRID, CLOSE, SNUG, TIGHT

_GROUPS: Final = (Level.H, Level.A, Level.B, Level.C)


class _Badge(Painted):
    """The head of a group."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level

    def wanted(self) -> QSize:
        side = round(BADGE_IN_GRID * theme.current().text_percent / 100)
        return QSize(side, side)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        paint_badge(painter, rect, self._level, BADGE_IN_GRID)


class LevelFacts(QWidget):
    """Thirteen facts in their groups; below them what they speak for, and what does not agree with it."""

    changed = Signal()
    # It is higher or lower than before.
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[str, QCheckBox] = {}
        self._levels: dict[str, str] = {}
        self._groups: list[QWidget] = []
        self._beside = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(CLOSE)
        self._grid.setVerticalSpacing(TIGHT)
        self.verdict, self.disagreement = Text("", Role.LABEL, wrap=True), Text("", Role.WARNING, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addLayout(self._grid)
        words = QHBoxLayout()
        words.setSpacing(CLOSE)
        words.addWidget(self.verdict, 1)
        words.addWidget(self.disagreement, 1)
        column.addLayout(words)
        self.disagreement.hide()

    def offer(self, options: tuple[Option, ...]) -> None:
        """The facts of this showroom, in the groups it has put them into."""
        known = {one.code: one.category for one in options if one.active}
        if known == self._levels and self.ticks:
            return
        for group in self._groups:
            self._grid.removeWidget(group)
            group.hide()
            group.deleteLater()
        self.ticks, self._levels = {}, known
        self._groups = [
            self._group(level, [one for one in options if one.active and one.category == level])
            for level in _GROUPS
            if level in known.values()
        ]
        self._beside = 0
        self._arrange(self.width())

    def _group(self, level: Level, facts: list[Option]) -> QWidget:
        """The facts that speak for a level below its badge."""
        group = QWidget(self)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(_Badge(level), 0, Qt.AlignmentFlag.AlignLeft)
        for fact in facts:
            column.addWidget(self._tick(fact))
        column.addStretch(1)
        return group

    def _arrange(self, width: int) -> None:
        """As many groups beside each other as can be read whole, the others below them."""
        count = len(self._groups)
        beside = count
        while beside > 1 and self._needed(beside) > width:
            beside -= 1
        if not count or beside == self._beside:
            return
        for column in range(count):
            self._grid.setColumnStretch(column, int(column < beside))
        for place, group in enumerate(self._groups):
            self._grid.addWidget(group, place // beside, place % beside)
        self._beside = beside
        self.updateGeometry()
        self.resized.emit()

    def _needed(self, beside: int) -> int:
        """How wide so many columns are, all alike as the stretch makes them."""
        widest = max(group.sizeHint().width() for group in self._groups)
        return beside * widest + (beside - 1) * CLOSE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for fewer columns."""
        super().resizeEvent(event)
        self._arrange(self.width())

    def minimumSizeHint(self) -> QSize:
        """It takes the width it is given."""
        return QSize(1, super().minimumSizeHint().height())

    def _tick(self, fact: Option) -> QCheckBox:
        tick = QCheckBox(in_menu(fact.label))
        tick.setAccessibleName(fact.label)
        tick.clicked.connect(self.changed)
        self.ticks[fact.code] = tick
        return tick

    def show_ticked(self, codes: Collection[str]) -> None:
        """What is ticked."""
        for code, tick in self.ticks.items():
            tick.setChecked(code in codes)

    def ticked(self) -> tuple[str, ...]:
        """The codes of the ticked facts, in the order of the card."""
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    def tell(self, level: str, stated: str) -> None:
        """What the ticked facts speak for ("": nothing), and the level of the stated time that disagrees."""
        if level:
            self.verdict.setText(_("These facts speak for level {level}. You decide.", level=level))
        else:
            self.verdict.setText(_("Tick the facts: the highest group with a tick is what they propose."))
        self.disagreement.setText(_("The stated purchase time means level {level}.", level=stated))
        self.disagreement.setVisible(bool(stated))

    def to_first(self) -> None:
        """The focus on the first fact."""
        first = next(iter(self.ticks.values()), None)
        if first is not None:
            first.setFocus()
