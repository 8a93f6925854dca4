"""Lines of the side column that stand for a card: a badge, a name, what it is about, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.language import _
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tokens import BADGE_IN_GRID, SNUG, TIGHT, Size, Weight
from showroom.ui.side_column import SideSection
from showroom.ui.side_line import SideLine

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
# So many stand there at once; the rest is counted, so that the column stays one screen.
AT_MOST: Final = 8


@dataclass(frozen=True)
class CardWords:
    """One line: `tone` colours what stands at the right (t2, amber, red); 0 is no card to open.

    `below` are words that have to be read whole, on lines of their own.
    """

    prospect: int
    name: str
    about: str = ""
    when: str = ""
    level: str = ""
    tone: str = "t2"
    below: str = ""

    @property
    def text(self) -> str:
        """As it is heard."""
        level = _("level {level}", level=self.level) if self.level else ""
        return ", ".join(part for part in (self.name, level, self.about, self.when, self.below) if part)


class CardLine(SideLine):
    """Press it, or Enter on it, and the card opens."""

    def __init__(self, words: CardWords, parent: QWidget) -> None:
        super().__init__(words.text, parent)
        self.words = words
        self.setText(in_menu(words.text))
        self.setEnabled(bool(words.prospect))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """What stands at the right first; name and words share the rest."""
        look = theme.current()
        tokens, words = look.tokens, self.words
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
            self._lay(column, place, line)
            if words.below:
                column.addWidget(_below(words))
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

    def _lay(self, column: QVBoxLayout, _place: int, line: CardLine) -> None:
        """Put a new line below those ahead of it."""
        column.addWidget(line)

    def _take_line(self, _place: int, line: CardLine) -> None:
        """What a press on a new line does."""
        line.clicked.connect(partial(self.pressed.emit, line.words.prospect))


def _below(words: CardWords) -> Text:
    """What has to be read whole, under the name and not under its badge."""
    said = Text(words.below, Role.PRINT, wrap=True)
    badge = round(BADGE_IN_GRID * theme.current().text_percent / 100) + SNUG if words.level else 0
    said.setContentsMargins(TIGHT + badge, 0, 0, SNUG)
    return said
