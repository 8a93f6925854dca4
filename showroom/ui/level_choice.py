"""The level badges as an exclusive choice: by press, arrow key or letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from showroom.language import _
from showroom.rules.level import LOG_LEVELS, Level
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.tokens import BADGE, CONTROL, CONTROL_RADIUS, TIGHT

_RING: Final = 2
_FAINT: Final = 0.4


class LevelBadge(QAbstractButton):
    """A badge that can be chosen: the chosen one stands in a ring."""

    def __init__(self, level: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.level = level
        self.setCheckable(True)
        self.setText(level)
        self.setAccessibleName(_("level {level}", level=level))
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the ring around the badge."""
        look = theme.current()
        side = round(BADGE * max(look.text_percent, 100) / 100) + 2 * TIGHT + 2
        return QSize(side, max(side, look.grown(CONTROL)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        side = min(rect.width(), rect.height())
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(rect.center())
        if self.isChecked():
            pixels.box(painter, ring, CONTROL_RADIUS, tokens.paper, tokens.ink, _RING)
        elif self.hasFocus():
            pixels.box(painter, ring, CONTROL_RADIUS, edge=tokens.ink)
        if not self.isEnabled():
            painter.setOpacity(_FAINT)
        paint_badge(painter, rect, self.level)
        painter.end()


class LevelChoice(QWidget):
    """One of the levels a card may stand at. O comes and goes with an order, so nobody chooses it here."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Level now"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.badges: dict[str, LevelBadge] = {}
        for level in LOG_LEVELS:
            badge = LevelBadge(level, self)
            badge.clicked.connect(lambda _on, level=level: self.chosen.emit(str(level)))
            self._group.addButton(badge)
            row.addWidget(badge)
            self.badges[str(level)] = badge

    def show_level(self, level: str) -> None:
        """Where a card stands; "" for a sleeping one, which has no level to choose."""
        self._group.setExclusive(False)
        for one, badge in self.badges.items():
            badge.setChecked(one == level)
            # Nobody is unrated again once somebody has rated him; only the way from O is by the order.
            badge.setVisible(one != Level.UNRATED or level == Level.UNRATED)
            badge.setEnabled(one == level or (Level.ORDERED not in (one, level) and bool(level)))
        self._group.setExclusive(True)

    def choose(self, level: str) -> None:
        """As if it were pressed."""
        badge = self.badges.get(level)
        if badge is not None and badge.isEnabled():
            badge.click()

    @property
    def level(self) -> str:
        """The level that is chosen; "" when none is."""
        return next((one for one, badge in self.badges.items() if badge.isChecked()), "")

    def offered(self) -> Iterable[str]:
        """The levels that can be chosen now."""
        return (one for one, badge in self.badges.items() if badge.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A level is chosen by its letter."""
        letter = event.text().upper()
        if letter in self.badges and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.choose(letter)
            self.badges[letter].setFocus()
        else:
            super().keyPressEvent(event)
