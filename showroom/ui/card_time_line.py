"""经过 beside the card: everything that happened on it as a time line with filled and empty dots."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import card_words, day_words
from showroom.forms.customer_card import CONTACTS, CustomerCard, Event
from showroom.forms.field import Lists
from showroom.language import _
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import literal
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import SNUG, Size
from showroom.ui.look.wrapping import wrapped
from showroom.ui.names import Names, shown
from showroom.ui.side_column import SideSection

_RAIL_X: Final = 5.5
_DOT: Final = 11.0


class EventLine(Painted):
    """One thing that happened: the day and what it was, who did it, the words, the change of level."""

    def __init__(self, event: Event, lists: Lists, names: Names, today: date, last: bool) -> None:
        super().__init__()
        self.event_shown = event
        day = day_words.month_day if event.day.year == today.year else day_words.with_year
        self._head = f"{day(event.day)} {card_words.head(event)}"
        self._by = shown(names, event.by)
        self._said = card_words.said(event, lists)
        self._change = card_words.change(event, lists)
        self._last, self._full = last, event.kind in CONTACTS
        self.setAccessibleName(", ".join(filter(None, (self._head, self._by, self._said, self._change))))
        self.setToolTip(literal("\n".join(filter(None, (self._said, self._change)))))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def wanted(self) -> QSize:
        return QSize(120, self.heightForWidth(300))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """A line for the head, as many as the words need, up to three."""
        lines = len(self._wrapped(width))
        look = theme.current()
        height = _line(Size.SMALL) + lines * _line(Size.BODY)
        height += _line(Size.SMALL) if self._change else 0
        return round(height + look.grown(SNUG + 2))

    def _wrapped(self, width: int) -> list[str]:
        return wrapped(self._said, theme.current().font(Size.BODY), width - 18, 3)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        tokens = look.tokens
        top = rect.top() + _line(Size.SMALL) / 2
        if not self._last:
            pixels.rule(painter, QPointF(_RAIL_X, top), QPointF(_RAIL_X, rect.bottom()), tokens.line)
        dot = QRectF(0, 0, _DOT, _DOT)
        dot.moveCenter(QPointF(_RAIL_X, top))
        fill = tokens.fill if self._full else tokens.desk
        pixels.box(painter, dot, _DOT / 2, fill, tokens.fill if self._full else tokens.t3)
        line = QRectF(rect.left() + 18, rect.top(), rect.width() - 18, _line(Size.SMALL))
        painter.setFont(look.font(Size.SMALL))
        by = pixels.write(painter, line, self._by, tokens.t2, Qt.AlignmentFlag.AlignRight)
        pixels.write(painter, line.adjusted(0, 0, -by - SNUG, 0), self._head, tokens.t2)
        painter.setFont(look.font(Size.BODY))
        y = line.bottom()
        for words in self._wrapped(round(rect.width())):
            pixels.write(painter, QRectF(line.left(), y, line.width(), _line(Size.BODY)), words, tokens.t1)
            y += _line(Size.BODY)
        if self._change:
            painter.setFont(look.font(Size.SMALL))
            place = QRectF(line.left(), y, line.width(), _line(Size.SMALL))
            pixels.write(painter, place, self._change, tokens.t2)


def _line(size: Size) -> float:
    return round(theme.current().pixels(size) * 1.5)


class TimeLine(SideSection):
    """经过: everything that happened, the newest first; the filter leaves follow-ups or changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Past"), _("Past"), parent)
        self._lines: list[EventLine] = []
        self._told: tuple[tuple[Event, ...], Lists, Names, date] = ((), {}, {}, date.min)
        self.filters: dict[str, Button] = {}
        for key, word in (("", _("All")), ("contacts", _("Follow-ups")), ("changes", _("Changes"))):
            button = Button(word, Kind.QUIET)
            button.setCheckable(True)
            button.setChecked(not key)
            button.clicked.connect(lambda _on, key=key: self.filter(key))
            self.filters[key] = button
            self.add_tool(button)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    def show_card(self, card: CustomerCard, names: Names, today: date) -> None:
        """What happened on another card, or since."""
        self._told = (card.events, card.lists, names, today)
        self._fill()
        self.set_wanted(True)

    def filter(self, key: str) -> None:
        """全部, 跟进 or 更改."""
        for one, button in self.filters.items():
            button.setChecked(one == key)
        self._fill()

    def _fill(self) -> None:
        events, lists, names, today = self._told
        chosen = next(key for key, button in self.filters.items() if button.isChecked())
        if chosen:
            events = tuple(one for one in events if (one.kind in CONTACTS) == (chosen == "contacts"))
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        last = len(events) - 1
        self._lines = [
            EventLine(event, lists, names, today, place == last) for place, event in enumerate(events)
        ]
        for line in self._lines:
            self._column.addWidget(line)
        self.tell(str(len(events)))
