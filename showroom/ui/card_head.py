"""The head of the card's sheet: number, title and side; below, the line of labels and underlined blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.ui import names
from showroom.ui.editors import Editor
from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.tokens import CLOSE, GAP, SNUG, TIGHT
from showroom.ui.paper import BLANK_LINE, Blank

_BLANK, _BLANK_AT_LEAST = 124, 84


class TitleLine(QWidget):
    """编号　客户信息卡　A 面 or B 面, the title in the very middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._side = Text("", Role.LABEL), Text(_("A side"), Role.LABEL)
        self.title = Text(_("Customer Information Card"), Role.TITLE)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, CLOSE)
        grid.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.title, 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self._side, 0, 2, Qt.AlignmentFlag.AlignRight)
        for column in (0, 2):
            grid.setColumnStretch(column, 1)

    def show_card(self, card: CustomerCard) -> None:
        """Another card's number."""
        self._number.setText(_("No. {number}", number=card.number))

    def show_side(self, word: str) -> None:
        """Which side of the card lies on top."""
        self._side.setText(word)


class BackLine(QWidget):
    """What the back of the sheet says of whose it is: 姓名, 电话, 卡龄."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._phone, self._age = (
            Blank(_("Customer name")),
            Blank(_("Phone")),
            Blank(_("Age of the card")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SNUG)
        row.setSpacing(0)
        for blank in (self._name, self._phone, self._age):
            row.addWidget(blank)
            row.addStretch(1)

    def show_card(self, card: CustomerCard, today: date) -> None:
        """Write on the blanks; the age is in days."""
        self._name.write(card.name)
        self._phone.write(card.file.numbers[0].shown if card.file.numbers else "–")
        self._age.write(_("{days} days", days=(today - card.opened_on).days))


class HeadLine(QWidget):
    """What was so from the beginning; the first contact and the source may be written on."""

    def __init__(self, editors: Mapping[str, Editor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._owner = Blank(_("Opened")), Blank(_("Consultant"))
        self._level = Blank(_("First level"))
        self._editors = tuple(editors.values())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SNUG)
        row.setSpacing(0)
        for blank in (self._opened, self._owner, self._level):
            row.addWidget(blank)
            row.addSpacing(SNUG)
            row.addStretch(1)
        for place, editor in enumerate(self._editors):
            if place:
                row.addSpacing(GAP)
                row.addStretch(1)
            row.addWidget(Text(_(editor.field.label), Role.LABEL))
            row.addSpacing(TIGHT)
            row.addWidget(editor.widget)
            editor.edited.connect(self.fit)

    def show_card(self, card: CustomerCard) -> None:
        """Write on the blanks."""
        self._opened.write(day_words.with_year(card.opened_on))
        self._owner.write(names.shown(names.of(card.lists), card.owner_name) or "–")
        self._level.write(card.first_level or "N")
        self.fit()

    def fit(self) -> None:
        """A short word leaves its room to a long one; what is cut all the same, the tip has whole."""
        look = theme.current()
        for editor in self._editors:
            words = QFontMetricsF(editor.widget.font()).horizontalAdvance(editor.text())
            needed, least = round(words) + 4 * GAP, look.widened(_BLANK_AT_LEAST)
            editor.widget.setMinimumWidth(least)
            editor.widget.setMaximumWidth(max(least, needed) if words else look.widened(_BLANK))
            editor.widget.setToolTip(literal(editor.text()))

    def paint_lines(self, painter: QPainter) -> None:
        """The lines under the blanks that are written on, drawn by whoever this lies on."""
        beside = self._opened.geometry()
        y = beside.y() + beside.height() - BLANK_LINE
        for editor in self._editors:
            widget = editor.widget
            corner = self.pos() + QPoint(widget.x(), y)
            end = QPointF(corner.x() + widget.width(), corner.y())
            pixels.rule(painter, QPointF(corner), end, theme.current().tokens.frame)
