"""Lines of the side column that stand for a card: a badge, a name, what it is about, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from showroom.language import _
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.labels import in_menu, literal
from showroom.ui.look.tokens import BADGE_IN_GRID, CONTROL_RADIUS, SNUG, TIGHT, Size, Weight
from showroom.ui.side_column import SideSection

_LINE: Final = 24
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
# So many stand there at once; the rest is counted, so that the column stays one screen.
AT_MOST: Final = 8


@dataclass(frozen=True)
class CardWords:
    """One line: `tone` colours what stands at the right (t2, amber, red); 0 is no card to open."""

    prospect: int
    name: str
    about: str = ""
    when: str = ""
    level: str = ""
    tone: str = "t2"

    @property
    def text(self) -> str:
        """As it is heard."""
        level = _("level {level}", level=self.level) if self.level else ""
        return ", ".join(part for part in (self.name, level, self.about, self.when) if part)


class CardLine(QAbstractButton):
    """Press it, or Enter on it, and the card opens."""

    def __init__(self, words: CardWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self.setText(in_menu(words.text))
        self.setAccessibleName(words.text)
        self.setToolTip(literal(words.text))
        self.setEnabled(bool(words.prospect))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """It gives way in width."""
        return QSize(1, theme.current().grown(_LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does; the arrows go to the neighbours."""
        if is_enter(event):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens, words = look.tokens, self.words
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.side)
        inner = QRectF(rect)
        painter.setFont(look.font(Size.SMALL))
        room = min(inner.width() * 2 / 3, QFontMetricsF(painter.font()).horizontalAdvance(words.when) + 1)
        when = QRectF(inner.right() - room, inner.top(), room, inner.height())
        pixels.write(painter, when, words.when, getattr(tokens, words.tone), _RIGHT)
        inner.setRight(when.left() - SNUG)
        if words.level:
            side = BADGE_IN_GRID * look.text_percent / 100
            place = QRectF(inner.left(), inner.top(), side, inner.height())
            paint_badge(painter, place, words.level, BADGE_IN_GRID)
            inner.setLeft(inner.left() + side + SNUG)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        inner.setLeft(inner.left() + pixels.write(painter, inner, words.name, tokens.t1) + TIGHT)
        if words.about and inner.width() > SNUG:
            painter.setFont(look.font())
            pixels.write(painter, inner, words.about, tokens.t2)
        if self.hasFocus():
            pixels.box(painter, rect, CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()


class CardSection(SideSection):
    """Cards under one head; nowhere to be seen while there are none."""

    pressed = Signal(int)

    def __init__(
        self, title: str, short: str, parent: QWidget | None = None, *, at_most: int | None = AT_MOST
    ) -> None:
        super().__init__(title, short, parent)
        self._at_most = at_most
        self._list = QWidget(self)
        self.body.addWidget(self._list)
        self._shown: tuple[CardWords, ...] = ()
        self.set_wanted(False)

    @property
    def lines(self) -> list[CardLine]:
        """Every line, in order."""
        return self._list.findChildren(CardLine)

    def show_lines(self, lines: Iterable[CardWords]) -> None:
        """Other cards; the focus stays at its place."""
        shown = tuple(lines)
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((place for place, one in enumerate(self.lines) if one.hasFocus()), None)
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        listed = shown[: self._at_most]
        for place, words in enumerate(listed):
            line = CardLine(words, fresh)
            self._take_line(place, line)
            column.addWidget(line)
        if len(shown) > len(listed):
            more = CardWords(0, "", _("{count} more", count=len(shown) - len(listed)))
            column.addWidget(CardLine(more, fresh))
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        fresh.show()
        if focused is not None and self.lines:
            self.lines[min(focused, len(self.lines) - 1)].setFocus()
        before.hide()
        before.deleteLater()
        self.tell(str(len(shown)))
        self.set_wanted(bool(shown))

    def _take_line(self, _place: int, line: CardLine) -> None:
        """What a press on a new line does."""
        line.clicked.connect(partial(self.pressed.emit, line.words.prospect))
