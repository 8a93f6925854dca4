"""The side bar: the pages this person may see."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from showroom.ui.look import pixels, theme
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.painted import Painted
from showroom.ui.look.pixels import write
from showroom.ui.look.tokens import (
    CLOSE,
    CONTROL_RADIUS,
    SIDE_BAR,
    SIDE_BAR_NARROW,
    SIDE_ITEM,
    SNUG,
    TIGHT,
    WIDE,
    Size,
    Weight,
)

_ICON = 20
_DOT = 7
_COPIES = 22


class SideItem(QAbstractButton):
    """Icon and word; the page in view lies on paper with its icon filled in ink."""

    def __init__(self, word: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(word)
        self._icon = icon
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count, self._overdue = "", False
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, count: int, told: str, *, overdue: bool) -> None:
        """So many wait there; `told` says it in words. 0 is nothing to say; only what is overdue is red."""
        self._count, self._overdue = str(count) if count else "", overdue
        words = f"{self.text()} {told}" if count else self.text()
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE_BAR - 2 * SNUG, theme.current().grown(SIDE_ITEM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.isChecked():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.paper, tokens.line)
        narrow = self.width() < SIDE_BAR_NARROW
        left = (rect.width() - _ICON) / 2 if narrow else CLOSE
        place = QRectF(left, 0, _ICON, rect.height())
        paint_icon(
            painter, place, self._icon, tokens.ink if self.isChecked() else tokens.t2, self.isChecked()
        )
        if not narrow:
            painter.setFont(look.font(Size.BODY, Weight.MEDIUM if self.isChecked() else Weight.REGULAR))
            room = WIDE if self._count else SNUG
            words = rect.adjusted(CLOSE + _ICON + SNUG, 0, -room, 0)
            write(painter, words, self.text(), tokens.t1 if self.isChecked() else tokens.t2)
        if self._count:
            self._paint_count(painter, rect, narrow=narrow)
        if self.hasFocus():
            pixels.box(painter, rect, CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()

    def _paint_count(self, painter: QPainter, rect: QRectF, *, narrow: bool) -> None:
        """At the right; on the narrow bar in the corner of the icon."""
        look = theme.current()
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM if narrow else Weight.REGULAR))
        place = rect.adjusted(0, 0, -CLOSE, 0)
        if narrow:
            place = rect.adjusted(0, 1, -TIGHT, -rect.height() / 2)
        tone = look.tokens.red if self._overdue else look.tokens.t3
        write(painter, place, self._count, tone, Qt.AlignmentFlag.AlignRight)


class CopiesMark(Painted):
    """A dot and a few words: when the store was last copied, or that it could not be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._well = "", True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str, whole: str, *, well: bool) -> None:
        """Other words."""
        self._words, self._well = words, well
        self.setToolTip(literal(whole))
        self.setAccessibleName(whole)
        self.refresh()

    def wanted(self) -> QSize:
        """A small line."""
        return QSize(SIDE_BAR_NARROW - 2 * SNUG, theme.current().grown(_COPIES, Size.SMALL))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The dot alone where there is no room for words."""
        look = theme.current()
        tokens = look.tokens
        narrow = rect.width() < SIDE_BAR_NARROW
        left = (rect.width() - _DOT) / 2 if narrow else TIGHT + SNUG
        dot = QRectF(left, (rect.height() - _DOT) / 2, _DOT, _DOT)
        pixels.box(painter, dot, _DOT / 2, tokens.jade if self._well else tokens.red)
        if not narrow:
            painter.setFont(look.font(Size.SMALL))
            words = rect.adjusted(left + _DOT + SNUG, 0, -TIGHT, 0)
            write(painter, words, self._words, tokens.t2 if self._well else tokens.red)


class SideBar(QWidget):
    """Pages above, where we are below."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIDE_BAR)
        self._group = QButtonGroup(self)
        self._items: dict[str, SideItem] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SNUG, SNUG, SNUG, CLOSE)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._copies = CopiesMark(self)
        self._copies.hide()
        self._column.addWidget(self._copies)
        self._below = Text("", Role.LABEL, wrap=True)
        self._below.setContentsMargins(TIGHT + SNUG, 0, 0, 0)
        self._column.addWidget(self._below)

    def add(self, key: str, word: str, icon: str, *, at_foot: bool = False) -> None:
        """One more page, below the others or at the foot."""
        item = SideItem(word, icon, self)
        item.clicked.connect(lambda: self.chosen.emit(key))
        self._items[key] = item
        self._group.addButton(item)
        self._column.insertWidget(self._column.count() - (2 if at_foot else 3), item)

    def choose(self, key: str) -> None:
        """The page that is in view."""
        self._items[key].setChecked(True)

    def tell(self, key: str, count: int, told: str, *, overdue: bool = False) -> None:
        """What waits on a page, or is overdue there; nothing for a page this person has not."""
        if key in self._items:
            self._items[key].tell(count, told, overdue=overdue)

    def say_where(self, words: str) -> None:
        """The desk, at the foot."""
        self._below.setText(words)

    def say_copies(self, words: str, whole: str, *, well: bool) -> None:
        """How the copies of the store stand; `whole` says it in full."""
        self._copies.say(words, whole, well=well)
        self._copies.show()

    def narrow(self, on: bool) -> None:
        """Icons only, on a small screen."""
        self.setFixedWidth(SIDE_BAR_NARROW if on else SIDE_BAR)
        self._below.setVisible(not on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pixels.box(painter, QRectF(self.rect()), 0, theme.current().tokens.side)
        painter.end()
