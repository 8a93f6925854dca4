"""The help of the page in view: a quiet panel at the right, closed by F1 or Esc."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.keys import Group, spelled
from showroom.language import _
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.sheet import FLOAT_ROOM, Panel
from showroom.ui.look.tags import KeyCap
from showroom.ui.look.tokens import CLOSE, GAP, SIDE_COLUMN_CARD, SNUG, STATUS_BAR, TIGHT, Size
from showroom.ui.page_help import PageHelp


class HelpPanel(Panel):
    """Lies over the right of the shell; whoever had the pen gets it back."""

    card_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, shell: QWidget) -> None:
        super().__init__(shell)
        self._shell = shell
        self._pen: QWidget | None = None
        self.title = Text("", Role.SECTION)
        self.shut = Button(kind=Kind.QUIET, icon="close", tip=_("Close (Esc)"))
        self.card = Button(_("Print the quick card"), icon="print")
        self.practise = Button(_("Practise…"))
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(_("Help on this page"))
        self._build()
        self.shut.clicked.connect(self.close_help)
        self.card.clicked.connect(self.card_wanted)
        self.practise.clicked.connect(self.practice_wanted)
        shell.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(TIGHT, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SNUG)
        foot.addWidget(self.card)
        foot.addWidget(self.practise)
        foot.addStretch(1)
        return foot

    def open_help(self, title: str, text: PageHelp) -> None:
        """Show the help of one page."""
        self._pen = QApplication.focusWidget()
        self.title.setText(title)
        self._scroll.setWidget(_told(text))
        self._place()
        self.show()
        self.raise_()
        self._scroll.setFocus()

    def close_help(self) -> None:
        """Away; the pen is where it was."""
        self.hide()
        if self._pen is not None and self._pen.isVisible():
            self._pen.setFocus()
        self._pen = None

    def _place(self) -> None:
        look = theme.current()
        below = look.grown(STATUS_BAR, Size.SMALL) + SNUG
        room = self._shell.rect().adjusted(CLOSE, CLOSE, -CLOSE, -below)
        width = min(look.widened(SIDE_COLUMN_CARD), room.width())
        place = QRect(room.right() - width, room.top(), width, room.height())
        self.setGeometry(place.marginsAdded(FLOAT_ROOM))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It stays at the right of the shell."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
        else:
            super().keyPressEvent(event)


def _told(text: PageHelp) -> QWidget:
    inside = QWidget()
    inside.setObjectName("contents")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, CLOSE, 0)
    column.setSpacing(SNUG)
    for part in _parts(text):
        column.addWidget(part)
    column.addStretch(1)
    return inside


def _parts(text: PageHelp) -> Iterator[QWidget]:
    yield Text(_(text.about), Role.PRINT, wrap=True)
    yield Hairline(on_paper=True)
    yield Text(_("Step by step"), Role.STRONG)
    yield _steps(text.steps)
    for group in text.groups:
        yield Hairline(on_paper=True)
        yield Text(_(group.title), Role.STRONG)
        yield _key_list(group)


def _steps(steps: tuple[str, ...]) -> QWidget:
    listed = QWidget()
    grid = QGridLayout(listed)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SNUG)
    grid.setVerticalSpacing(TIGHT)
    grid.setColumnStretch(1, 1)
    for number, step in enumerate(steps):
        grid.addWidget(Text(f"{number + 1}", Role.PRINT), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(_(step), wrap=True), number, 1)
    return listed


def _key_list(group: Group) -> QWidget:
    listed = QWidget()
    column = QVBoxLayout(listed)
    column.setContentsMargins(0, 0, 0, TIGHT)
    column.setSpacing(TIGHT)
    for key in group.keys:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        row.addWidget(Text(_(key.act), Role.PRINT, wrap=True), 1)
        row.addSpacing(GAP)
        for name in spelled(key):
            row.addWidget(KeyCap(name), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
    return listed
