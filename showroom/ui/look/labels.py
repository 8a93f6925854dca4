"""Words on a page: plain text by role, section heads and hairlines."""

from __future__ import annotations

from enum import StrEnum
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import SNUG


class Role(StrEnum):
    """What a text is; the style sheet knows how each looks."""

    BODY = ""
    TITLE = "title"
    SECTION = "section"
    STRONG = "strong"
    PRINT = "print"
    LABEL = "label"
    HINT = "hint"
    NUMBER = "number"
    FIGURE = "figure"
    PENCIL = "pencil"
    INK = "ink"
    WARNING = "warning"
    ERROR = "error"
    DONE = "done"


def literal(tip: str) -> str:
    """A tool tip that shows its words as they are: Qt guesses markup in tips, and would load pictures."""
    if "<" not in tip and "&" not in tip:
        return tip
    return f'<p style="white-space: pre-wrap">{escape(tip)}</p>'


def in_menu(words: str) -> str:
    """Words for a menu or a button of Qt, where a single & would vanish and become a key."""
    return words.replace("&", "&&")


def foldable(words: str) -> str:
    r"""Words with a path of Windows in them for a label that wraps: Qt breaks after /, not after \."""
    return words.replace("\\", "\\\u200b")


class Text(QLabel):
    """A label that never reads its words as markup: what a customer said stays what was said."""

    def __init__(
        self, words: str = "", role: Role = Role.BODY, *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role.value)
        self.setText(words)

    def set_role(self, role: Role) -> None:
        """Give the same words another part to play."""
        if self.property("role") != role.value:
            self.setProperty("role", role.value)
            self.style().unpolish(self)
            self.style().polish(self)


class Hairline(Painted):
    """A level rule one device pixel thick, as wide as there is room."""

    def __init__(self, on_paper: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_paper = on_paper
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wanted(self) -> QSize:
        """One pixel high."""
        return QSize(1, 1)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The rule."""
        tokens = theme.current().tokens
        colour = tokens.rule if self._on_paper else tokens.line
        pixels.rule(painter, rect.topLeft(), QPointF(rect.right(), rect.top()), colour)


class Section(QWidget):
    """Head of a section of the side column: title, count, and a note at the right."""

    def __init__(self, title: str, count: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, Role.STRONG)
        self.count = Text(count, Role.HINT)
        self.note = Text(note, Role.HINT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SNUG)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.note)
