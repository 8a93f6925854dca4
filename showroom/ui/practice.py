"""Practising in the window: the orange frame, the strip with the tasks, and what ticks them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QDockWidget, QWidget

from showroom.forms.practice import HELP_OF, PREVIEW, Done, ticked
from showroom.rules.duties import Role
from showroom.services import practice
from showroom.services.desk import Desk
from showroom.services.practice import Sandbox
from showroom.ui import room
from showroom.ui.look import theme
from showroom.ui.practice_strip import PracticeStrip
from showroom.ui.shell import Shell
from showroom.ui.window import Window

FRAME: Final = 5


class Frame(QWidget):
    """Round the whole window, over everything, and in nobody's way."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.current().changed.connect(self.update)
        window.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        whole = self._window.rect()
        self.setGeometry(whole)
        # Only the edge is its own: what lies inside is painted as if it were not there.
        self.setMask(QRegion(whole) - QRegion(whole.adjusted(FRAME, FRAME, -FRAME, -FRAME)))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It keeps to the edge, and above what comes into the window."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Orange."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.orange))
        painter.end()


class Practice(QObject):
    """Makes a window on a practice showroom one to practise in: who comes in, and what was done so far."""

    def __init__(self, window: Window, sandbox: Sandbox, role: Role) -> None:
        super().__init__(window)
        self._window, self._sandbox = window, sandbox
        self._shell: Shell | None = None
        # What came into view, by person.
        self._seen: dict[str, set[str]] = {}
        window.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
        self.strip = PracticeStrip()
        self.strip.left.connect(window.close)
        self.strip.role_wanted.connect(self.be)
        self.strip.show_role(role)
        dock = QDockWidget(window)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(self.strip)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        self.frame = Frame(window)
        window.installEventFilter(self)
        window.entered.connect(self._serve)
        window.ready.connect(lambda: self.be(role))

    def be(self, role: Role) -> None:
        """Come in as somebody of this role."""
        account = self._sandbox.account_of(role)
        self._window.change_to(account.user, account.password)

    def _serve(self, shell: Shell) -> None:
        """Whoever came in has the tasks of the role, as far as they were done."""
        self._shell = shell
        shell.help.installEventFilter(self)
        shell.pages.currentChanged.connect(lambda _index: self._saw())
        shell.news.changed.connect(lambda _change: self._look())
        # A print changes no table, so nobody hears of it: once a second it is looked for.
        shell.news.looked.connect(self._look)
        self.strip.show_role(self._sandbox.role_of(shell.desk.user))
        self._saw()

    def _saw(self) -> None:
        """The page in view."""
        if self._shell is not None:
            preview = self._shell.pages.currentWidget() is self._shell.preview
            self._note(PREVIEW if preview else self._shell.came_from)

    def _note(self, view: str) -> None:
        if self._shell is not None:
            self._seen.setdefault(self._shell.desk.user, set()).add(view)
            self._look()

    def _look(self) -> None:
        if self._shell is None:
            return
        desk, begun_after = self._shell.desk, self._sandbox.begun_after
        self._window.ask(
            self._shell, lambda: practice.done(desk, begun_after), lambda acts: self._tick(desk, acts)
        )

    def _tick(self, desk: Desk, acts: tuple[Done, ...]) -> None:
        self.strip.tick(ticked(self._sandbox.role_of(desk.user), acts, self._seen.get(desk.user, set())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The help came into view; the window became narrow."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.strip.narrow(room.is_narrow(self._window))
        if event.type() == QEvent.Type.Show and self._shell is not None and watched is self._shell.help:
            self._note(HELP_OF + self._shell.came_from)
        return super().eventFilter(watched, event)
