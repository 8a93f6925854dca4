"""Small painted widgets that say one thing: level badge, status, key cap, avatar, tally, seal."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from showroom.ui.look import marks, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import BADGE, STATUS_CHIP, Size


class Badge(Painted):
    """The badge of a level."""

    def __init__(self, level: str, side: int = BADGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._side = level, side
        self.setAccessibleName(level)

    def set_level(self, level: str) -> None:
        """Show another level."""
        self._level = level
        self.setAccessibleName(level)
        self.update()

    def wanted(self) -> QSize:
        """A square that grows with the text."""
        side = round(self._side * theme.current().text_percent / 100)
        return QSize(side, side)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The badge."""
        paint_badge(painter, rect, self._level, self._side)


class Status(Painted):
    """Icon, word and ground: overdue, missing, done."""

    def __init__(self, text: str, icon: str, verdict: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say(text, icon, verdict)

    def say(self, text: str, icon: str, verdict: str) -> None:
        """Show another status; verdict is one of red, amber, jade, ink."""
        self._words = (text, icon, verdict)
        self.setAccessibleName(text)
        self.refresh()

    def wanted(self) -> QSize:
        """As wide as its word."""
        return QSize(round(marks.chip_width(self._words[0])), theme.current().grown(STATUS_CHIP, Size.SMALL))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The chip."""
        marks.paint_chip(painter, rect, *self._words)


class KeyCap(Painted):
    """A key as printed on the keyboard."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(keys)

    def wanted(self) -> QSize:
        """As wide as its letters."""
        return marks.key_cap_size(self._keys).toSize()

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The cap."""
        marks.paint_key_cap(painter, rect, self._keys)


class Avatar(Painted):
    """A circle with the first character of a name."""

    def __init__(
        self, name: str, side: int = 30, *, selected: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side, self._selected = side, selected
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def wanted(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The circle."""
        marks.paint_avatar(painter, rect, self._name, self._selected)


class Tally(Painted):
    """A count in 正, missing strokes faint."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_count(count)

    def set_count(self, count: int) -> None:
        """Count anew."""
        self._count = count
        self.setAccessibleName(str(count))
        self.refresh()

    def wanted(self) -> QSize:
        """One field for each five strokes."""
        return QSize(marks.tallies_width(self._count), marks.TALLY_FIELD)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The strokes."""
        marks.paint_tallies(painter, rect, self._count)


class Seal(Painted):
    """The red seal of a sealed sheet."""

    def __init__(self, word: str, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = (word, day)
        self.setAccessibleName(f"{word} {day}")

    def wanted(self) -> QSize:
        """Room for the tilt."""
        return QSize(round(marks.SEAL.width()) + 4, round(marks.SEAL.height()) + 4)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The seal."""
        marks.paint_seal(painter, rect.center(), *self._words)
