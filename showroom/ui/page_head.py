"""The head of a page: where one is at the left, tools at the right; what has no room goes into "more"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QWidget

from showroom.language import _
from showroom.ui import room
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.tokens import CONTROL, PAGE_HEAD, SNUG, TIGHT


class PageHead(QWidget):
    """A line of controls; the buttons said to `yield_first` leave it in that order when it gets narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(TIGHT)
        self._row.addStretch(1)
        self._left = 0
        self._yielding: list[QAbstractButton] = []
        self._seldom: list[tuple[str, Callable[[], object]]] = []
        self.more = Button(kind=Kind.QUIET, icon="more", tip=_("More"))
        self.more.clicked.connect(self._open_more)
        self._row.addWidget(self.more)
        self.setMinimumWidth(1)

    def add(self, widget: QWidget) -> None:
        """At the left, after the others."""
        self._row.insertWidget(self._left, widget)
        self._left += 1

    def add_tool(self, widget: QWidget) -> None:
        """At the right, after the others."""
        if self._row.count() > self._left + 2:
            self._row.insertSpacing(self._row.count() - 1, SNUG)
        self._row.insertWidget(self._row.count() - 1, widget)
        self.setTabOrder(widget, self.more)

    def yield_first(self, *buttons: QAbstractButton) -> None:
        """Buttons that can go into the menu, the least needed first."""
        self._yielding.extend(buttons)

    def leave_out(self, *buttons: QAbstractButton) -> None:
        """Buttons for what this person may not do: neither here nor in the menu."""
        for button in buttons:
            if button in self._yielding:
                self._yielding.remove(button)
            button.hide()

    def add_seldom(self, word: str, act: Callable[[], object]) -> None:
        """What is seldom wanted of this page stands in the menu only."""
        self._seldom.append((word, act))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits stays."""
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Measure again: the size, or the words of a button, have changed."""
        low = room.is_low(self)
        self.setFixedHeight(theme.current().grown(CONTROL + SNUG if low else PAGE_HEAD))
        self._row.setContentsMargins(room.gutter(self), 0, room.gutter(self), 0)
        for button in self._yielding:
            button.setVisible(True)
        self.more.setVisible(bool(self._seldom))
        for button in self._yielding:
            if self._row.sizeHint().width() <= self.width():
                break
            button.setVisible(False)
            self.more.setVisible(True)

    def menu(self) -> QMenu:
        """The buttons that had to leave, and what is seldom wanted."""
        menu = QMenu(self)
        for button in self._yielding:
            if button.isHidden():
                action = menu.addAction(button.text() or button.accessibleName())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)
        for word, act in self._seldom:
            menu.addAction(word).triggered.connect(act)
        return menu

    def _open_more(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height()))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
