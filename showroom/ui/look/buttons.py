"""Buttons in four kinds, with icon and key cap inside, and segments of which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.faces import Kind
from showroom.ui.look.tokens import CLOSE, CONTROL, CONTROL_RADIUS, Size, Weight


class Button(QPushButton):
    """A button; without a word it is an icon that needs a tip."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.ORDINARY,
        *,
        icon: str = "",
        keys: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind.value)
        self.setProperty("icon_name", icon)
        self.setProperty("keys", keys)
        self.setToolTip(tip)
        self.setAccessibleName(text or tip)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_kind(self, kind: Kind) -> None:
        """Ask for more or less attention."""
        self.setProperty("kind", kind.value)
        self.updateGeometry()
        self.update()


class _Segment(QPushButton):
    """One of joined buttons; it draws its share of the common frame."""

    def __init__(self, text: str, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._first, self._last = first, last
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the chosen weight, so that choosing moves nothing."""
        look = theme.current()
        words = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM)).horizontalAdvance(self.text())
        return QSize(round(words) + 2 * CLOSE, look.grown(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, ground and word."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        ground = tokens.head if self.underMouse() and self.isEnabled() else tokens.paper
        colour = tokens.t2 if self.isEnabled() else tokens.t3
        if self.isChecked():
            ground, colour = tokens.tint, tokens.ink
        self._paint_frame(painter, ground, tokens.line)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM if self.isChecked() else Weight.REGULAR))
        pixels.write(painter, QRectF(self.rect()), self.text(), colour, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def _paint_frame(self, painter: QPainter, ground: str, line: str) -> None:
        rect = QRectF(self.rect())
        painter.save()
        painter.setClipRect(rect)
        left = 0 if self._first else -2 * CONTROL_RADIUS
        right = 0 if self._last else 2 * CONTROL_RADIUS
        pixels.box(painter, rect.adjusted(left, 0, right, 0), CONTROL_RADIUS, ground, line)
        if not self._first:
            pixels.rule(painter, rect.topLeft(), rect.bottomLeft(), line)
        painter.restore()


class Segments(QWidget):
    """Joined buttons, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, choices: Iterable[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._keys[index]))
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Key and word of every segment; the first is chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        pairs = list(choices)
        self._keys = [key for key, _ in pairs]
        for index, (_, word) in enumerate(pairs):
            segment = _Segment(word, index == 0, index == len(pairs) - 1, self)
            self._group.addButton(segment, index)
            self._row.addWidget(segment)
            # A layout shows what is added later; who measures the line at once would not count it.
            segment.show()
            segment.setChecked(index == 0)
        if pairs:
            self.setFocusProxy(self._group.button(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Segments known by one letter (the levels) are chosen by it."""
        letter = event.text().upper()
        if letter in self._keys:
            self._group.button(self._keys.index(letter)).click()
        else:
            super().keyPressEvent(event)

    def current(self) -> str:
        """Key of the chosen segment, empty when there is none."""
        index = self._group.checkedId()
        return self._keys[index] if index >= 0 else ""

    def choose_none(self) -> None:
        """Where nothing is known yet, nothing may look as if it were."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def choose(self, key: str) -> None:
        """Choose without telling `chosen`."""
        self._group.button(self._keys.index(key)).setChecked(True)
