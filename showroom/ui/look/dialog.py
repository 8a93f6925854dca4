"""A dialog over the dimmed window: a question as title, below it what is safe, the safe button focused."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QMargins, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.shadow import paint_float
from showroom.ui.look.sheet import FLOAT_ROOM
from showroom.ui.look.tokens import CLOSE, DIALOG_RADIUS, GAP, MARGIN, SNUG

WIDTH: Final = 460
# The key by which every dialog is left without an answer; Qt knows it.
ESCAPE: Final = "Esc"
# There nobody may be mixing windows, and what should be see-through is black: the window is cut to its paper.
_MAY_BE_UNMIXED: Final = "xcb"


class Scrim(QWidget):
    """Dims the window under a dialog, and nothing else."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.scrim))
        painter.end()


class Dialog(QDialog):
    """`chosen` is the key of the button that was pressed; "" when they thought better of it (Esc).

    `wide` is its width at 100 %, that of a sentence unless it holds more.
    """

    wide: ClassVar[int] = WIDTH
    # Whether it goes by itself when something else is wanted: where nothing is asked.
    gives_way: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None, question: str, below: str = "", note: str = "") -> None:
        super().__init__(parent)
        self.chosen = ""
        self.question, self.below = question, below
        self.setWindowTitle("Showroom")
        self.setAccessibleName(question)
        self.setAccessibleDescription(below)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.body = QVBoxLayout()
        self.body.setSpacing(SNUG)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SNUG)
        self.note = Text(note, Role.HINT)
        self._buttons.addWidget(self.note)
        self._buttons.addStretch(1)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(FLOAT_ROOM + QMargins(MARGIN, MARGIN, MARGIN, GAP))
        column.setSpacing(SNUG)
        for words, role in ((self.question, Role.SECTION), (self.below, Role.PRINT)):
            if words:
                told = Text(words, role, wrap=True)
                told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                column.addWidget(told)
        column.addLayout(self.body)
        column.addSpacing(CLOSE)
        column.addLayout(self._buttons)

    def add_button(
        self, key: str, word: str, kind: Kind = Kind.ORDINARY, *, safe: bool = False, keys: str = ""
    ) -> Button:
        """One more button at the right; the safe one answers to Enter, each to its `keys` ("Ctrl S")."""
        button = Button(word, kind, keys=keys)
        if keys not in ("", ESCAPE):
            QShortcut(QKeySequence(keys.replace(" ", "+")), self).activated.connect(button.click)
        button.setDefault(safe)
        button.clicked.connect(lambda: self.close_with(key))
        self._buttons.addWidget(button)
        if safe:
            button.setFocus()
        return button

    def close_with(self, key: str) -> None:
        """Go, with this answer."""
        self.chosen = key
        self.accept()

    def ask(self) -> str:
        """Open, dim what is below, and wait; the answer."""
        around = self.parentWidget()
        scrim = Scrim(around.window()) if around is not None else None
        self.exec()
        if scrim is not None:
            scrim.hide()
            scrim.deleteLater()
        return self.chosen

    def sizeHint(self) -> QSize:
        """As wide as a sentence reads well, as high as it needs."""
        room = FLOAT_ROOM
        wide = theme.current().widened(self.wide) + room.left() + room.right()
        around = self.parentWidget()
        if around is not None:
            wide = min(wide, around.window().width())
        return QSize(wide, super().heightForWidth(wide))

    def showEvent(self, event: QShowEvent) -> None:
        """In the middle of the window, a little above."""
        self.resize(self.sizeHint())
        around = self.parentWidget()
        if around is not None:
            window = around.window()
            middle = window.mapToGlobal(window.rect().center())
            self.move(middle.x() - self.width() // 2, middle.y() - self.height() // 2)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without a shadow where that would be a black box."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() == _MAY_BE_UNMIXED:
            outline = QPainterPath()
            outline.addRoundedRect(self._paper(), DIALOG_RADIUS, DIALOG_RADIUS)
            self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def _paper(self) -> QRectF:
        """Where the paper lies; around it is room for its shadow."""
        return QRectF(self.rect().marginsRemoved(FLOAT_ROOM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow and paper."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        paint_float(painter, self._paper(), tokens.paper, tokens.line, tokens.float_shadow, DIALOG_RADIUS)
        painter.end()
