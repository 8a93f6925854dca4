"""Two versions beside each other, row by row: where they differ somebody picks one, the rest is only read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QScrollArea, QSizePolicy, QWidget

from showroom.language import _
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind, paint_radio
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CONTROL_RADIUS, SNUG, TIGHT, Size

_RADIO: Final = 14
_ROW: Final = 36
_LABEL: Final = 116


class Pick(QRadioButton):
    """One side of a row: a round mark and the words, on tint when it is the one that stands."""

    def __init__(self, label: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words or "–"
        self.setAccessibleName(f"{label}: {self._words}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _indent(self) -> int:
        return theme.current().grown(_RADIO) + 2 * SNUG

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words take."""
        metrics = QFontMetrics(theme.current().font(Size.BODY))
        room = QRect(0, 0, max(1, width - self._indent() - SNUG), 10_000)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        lines = metrics.boundingRect(room, flags, self._words).height()
        return max(theme.current().grown(_ROW), lines + 2 * SNUG)

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(120))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.current().grown(_ROW))

    def hitButton(self, _position: object) -> bool:
        """A press anywhere in the cell picks it."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.isChecked() or self.underMouse():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.tint if self.isChecked() else tokens.head)
        side = look.grown(_RADIO)
        mark = QRectF(SNUG, (rect.height() - side) / 2, side, side)
        paint_radio(painter, mark, self.isChecked(), self.isEnabled())
        painter.setFont(look.font(Size.BODY))
        painter.setPen(QColor(tokens.t1))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(rect.adjusted(self._indent(), TIGHT, -SNUG, -TIGHT), int(flags), self._words)
        if self.hasFocus():
            pixels.box(painter, rect, CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()


class BesideTable(QWidget):
    """Label, first, second; `picked` whenever somebody has chosen on one of the rows."""

    picked = Signal()

    def __init__(self, first: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self._sides = (first, second)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SNUG)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnMinimumWidth(0, theme.current().widened(_LABEL))
        for column, words in enumerate(self._sides, 1):
            head = Text(words, Role.STRONG, wrap=True)
            head.setContentsMargins(SNUG, 0, 0, 0)
            self._grid.setColumnStretch(column, 1)
            self._grid.addWidget(head, 0, column)
        self._rule()

    def add_choice(self, key: str, label: str, words: tuple[str, str], picked: int | None = None) -> None:
        """A row of which one side stands; `picked` is 0 or 1 where one stands before anybody chose."""
        row = self._grid.rowCount()
        group = QButtonGroup(self)
        self._grid.addWidget(Text(label, Role.LABEL, wrap=True), row, 0)
        for side in (0, 1):
            pick = Pick(f"{label}, {self._sides[side]}", words[side], self)
            pick.setChecked(side == picked)
            group.addButton(pick, side)
            self._grid.addWidget(pick, row, side + 1)
        group.idClicked.connect(lambda _side: self.picked.emit())
        self._groups[key] = group
        self._rule()

    def add_words(self, label: str, words: tuple[str, str]) -> None:
        """A row that is only read."""
        row = self._grid.rowCount()
        self._grid.addWidget(Text(label, Role.LABEL, wrap=True), row, 0)
        for side in (0, 1):
            said = Text(words[side] or "–", Role.LABEL, wrap=True)
            said.setContentsMargins(SNUG, TIGHT, 0, TIGHT)
            self._grid.addWidget(said, row, side + 1)
        self._rule()

    def add_takers(self, keys: Iterable[str]) -> None:
        """Below the heads: one press picks a whole side of these rows, which may come later."""
        keys, row = tuple(keys), self._grid.rowCount()
        for side in (0, 1):
            button = Button(_("All of this side"), Kind.QUIET)
            button.setAccessibleName(_("All of {side}", side=self._sides[side]))
            button.clicked.connect(lambda _on=False, side=side: self._take(keys, side))
            self._grid.addWidget(button, row, side + 1, Qt.AlignmentFlag.AlignLeft)

    def _take(self, keys: Iterable[str], side: int) -> None:
        for key in keys:
            self._groups[key].button(side).setChecked(True)
        self.picked.emit()

    def _rule(self) -> None:
        self._grid.addWidget(Hairline(on_paper=True), self._grid.rowCount(), 0, 1, 3)

    def side_of(self, key: str) -> int | None:
        """Which side stands on a row: 0, 1, or None while nobody has chosen."""
        side = self._groups[key].checkedId()
        return side if side >= 0 else None

    def pick(self, key: str, side: int) -> None:
        """As if it were pressed."""
        self._groups[key].button(side).click()


class Rolled(QScrollArea):
    """A table as high as it needs to be, up to `most` pixels; beyond that it rolls with the keyboard."""

    def __init__(self, table: QWidget, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._most = table, most
        table.setObjectName("contents")
        self.setWidget(table)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """What the table takes at this width, less the bar where it rolls."""
        layout = self._table.layout()
        wanted = layout.totalHeightForWidth(width) if layout is not None else 0
        return min(wanted, self._most)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self._most, 80))
