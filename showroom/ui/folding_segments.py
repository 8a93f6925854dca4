"""Segments that fold into one button with a menu where there is no room for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from showroom.ui.look.buttons import Button, Segments


class FoldingSegments(QWidget):
    """As `Segments`; folded, the button says which one is chosen and its menu offers the others."""

    chosen = Signal(str)

    def __init__(self, choices: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = dict(choices)
        self.segments = Segments(self._words.items(), self)
        self.button = Button(icon="chevron-down", parent=self)
        self.segments.chosen.connect(self._take)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        # The room it is given decides what is shown, not what is shown the room it asks for.
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.choose(next(iter(self._words)))
        self.button.hide()

    def choose(self, key: str) -> None:
        """Choose without telling `chosen`."""
        self.segments.choose(key)
        self.button.setText(self._words[key])
        self.button.setAccessibleName(self._words[key])
        self.button.updateGeometry()
        self.updateGeometry()

    def _take(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def menu(self) -> QMenu:
        """Every choice."""
        menu = QMenu(self)
        for key, word in self._words.items():
            menu.addAction(word).triggered.connect(partial(self._picked, key))
        return menu

    def _picked(self, key: str, _checked: bool = False) -> None:
        self._take(key)

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
        menu.setActiveAction(menu.actions()[0])

    def sizeHint(self) -> QSize:
        """Room for all segments."""
        return self.segments.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Room for the button."""
        return QSize(self.button.sizeHint().width(), self.segments.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits is shown."""
        super().resizeEvent(event)
        folded = self.width() < self.segments.sizeHint().width()
        self.segments.setVisible(not folded)
        self.button.setVisible(folded)
