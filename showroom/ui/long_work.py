"""Long work: how far it is, in a quiet line over the page that asked for it, and the way to stop it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from showroom.language import _
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Text
from showroom.ui.look.sheet import Panel
from showroom.ui.look.tokens import CLOSE

_COUNTED_EVERY_MS: Final = 100


class LongWork:
    """How far a job is: told by the worker, read by the window, which may say that it shall stop.

    `words` names `done` and `count`, such as "{done} of {count} cards".
    """

    def __init__(self, words: str, count: int) -> None:
        self._words, self._count = words, count
        self._done, self._stopped = 0, False

    def __call__(self, done: int) -> bool:
        """So much is done; whether to go on."""
        self._done = done
        return not self._stopped

    def begin(self) -> None:
        """It is asked for: from the beginning."""
        self._done, self._stopped = 0, False

    def stop(self) -> None:
        """Nobody wants the rest: the job ends with `Stopped` before its next piece."""
        self._stopped = True

    def sentence(self) -> str:
        """How far it is."""
        return _(self._words, done=self._done, count=self._count)


class LongWorkLine(Panel):
    """The line at the bottom of a page; Esc and its button cancel. It takes no focus from anybody."""

    def __init__(self, owner: QWidget, work: LongWork) -> None:
        super().__init__(owner)
        self._owner, self._work = owner, work
        self.words = Text("")
        self.cancel = Button(_("Cancel"), keys="Esc")
        self.cancel.setAccessibleName(_("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        QShortcut(
            QKeySequence("Esc"),
            owner,
            self.cancel.click,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        ).setParent(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(CLOSE)
        row.addWidget(self.words)
        row.addWidget(self.cancel)
        self._clock = QTimer(self, interval=_COUNTED_EVERY_MS)
        self._clock.timeout.connect(self._count)
        self._clock.start()
        owner.installEventFilter(self)
        theme.current().changed.connect(self._place)
        self._count()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre of the page."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _cancel(self) -> None:
        """Once is enough; what is being drawn just now is still finished."""
        self._work.stop()
        self.cancel.setEnabled(False)

    def _count(self) -> None:
        self.words.setText(self._work.sentence())
        self._place()

    def _place(self) -> None:
        self.resize(self.sizeHint())
        self.move((self._owner.width() - self.width()) // 2, self._owner.height() - self.height() - CLOSE)


def show_line(owner: QWidget, work: LongWork) -> None:
    """The line over a page, unless it is there already."""
    if owner.findChild(LongWorkLine) is None:
        LongWorkLine(owner, work)


def take_line_away(owner: QWidget) -> None:
    """The work is done, or was stopped."""
    line = owner.findChild(LongWorkLine)
    if line is not None:
        line.setParent(None)
        line.deleteLater()
