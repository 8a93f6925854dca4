"""洽谈记录 on the card's B side: a row for each contact as on the paper, opened to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from showroom.forms import day_words, follow_up
from showroom.forms.card_record import ROWS_A_SIDE
from showroom.forms.customer_card import CustomerCard
from showroom.forms.follow_up import Contact
from showroom.language import _, mark
from showroom.ui import names
from showroom.ui.cells import Cell, CellRole, Index, Run, is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import SNUG, TRACKING_ROW, Size, Weight
from showroom.ui.plain_list import make_plain

_HORIZONTAL = Qt.Orientation.Horizontal


@dataclass(frozen=True)
class _Column:
    """A column: its head (a message id), parts of the width, whether it may take two lines, what it shows."""

    head: str
    share: int
    wraps: bool
    runs: Callable[[CustomerCard, Contact], tuple[Run, ...]]


def _word(card: CustomerCard, code: str, name: str) -> str:
    return next((one.label for one in card.lists[name] if one.code == code), code)


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()


def _when(_card: CustomerCard, one: Contact) -> tuple[Run, ...]:
    clock = f" {one.time:%H:%M}" if one.time else ""
    return (Run(f"{day_words.month_day(one.day)}{clock}"),)


def _way(card: CustomerCard, one: Contact) -> tuple[Run, ...]:
    name = "traffic_type" if one.entry is not None else follow_up.METHOD.options
    return _plain(_word(card, one.method, name))


def _level(_card: CustomerCard, one: Contact) -> tuple[Run, ...]:
    """Bare letters; only a change takes ink."""
    before, after = one.level_before, one.level_after
    if before and after and before != after:
        return (Run(f"{before} → {after}", "ink", medium=True),)
    return (Run(after or before, medium=True),) if after or before else ()


def _next(card: CustomerCard, one: Contact) -> tuple[Run, ...]:
    day = day_words.month_day(one.agreed_on) if one.agreed_on else ""
    way = _word(card, one.next_method, follow_up.METHOD.options)
    return _plain(" ".join(filter(None, (day, way))))


def _review(card: CustomerCard, one: Contact) -> tuple[Run, ...]:
    people = names.of(card.lists)
    reviews = card.record.reviews_of(one)
    return _plain("；".join(f"{each.words} {names.shown(people, each.by)}" for each in reviews))


_COLUMNS: Final = (
    _Column(mark("Contact no."), 2, False, lambda _card, one: (Run(str(one.ordinal), "t3"),)),
    _Column(mark("Day of contact"), 13, False, _when),
    _Column(mark("Way of contact"), 8, False, _way),
    _Column(
        mark("Aim"), 9, True, lambda card, one: _plain(_word(card, one.purpose, follow_up.PURPOSE.options))
    ),
    _Column(mark("What was said and done"), 30, True, lambda _card, one: _plain(one.said)),
    _Column(mark("Level, before and after"), 7, False, _level),
    _Column(
        mark("Outcome"), 9, False, lambda card, one: _plain(_word(card, one.result, follow_up.RESULT.options))
    ),
    _Column(mark("Next time"), 13, False, _next),
    _Column(mark("By whom"), 8, False, lambda card, one: _plain(names.shown(names.of(card.lists), one.by))),
    _Column(mark("Manager's words"), 16, True, _review),
)


class RecordModel(QAbstractTableModel):
    """Twenty rows at least, as on the paper."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: CustomerCard | None = None

    def show_card(self, card: CustomerCard) -> None:
        """The contacts of another card, or of the same as it stands now."""
        self.beginResetModel()
        self._card = card
        self.endResetModel()

    def contact(self, row: int) -> Contact | None:
        """The contact in a row, None in an empty one."""
        contacts = self._card.record.contacts if self._card is not None else ()
        return contacts[row] if 0 <= row < len(contacts) else None

    def rowCount(self, parent: Index | None = None) -> int:
        contacts = self._card.record.contacts if self._card is not None else ()
        return 0 if parent is not None and parent.isValid() else max(ROWS_A_SIDE, len(contacts))

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        contact, column = self.contact(index.row()), _COLUMNS[index.column()]
        if contact is None or self._card is None:
            return None
        runs = column.runs(self._card, contact)
        if role == Qt.ItemDataRole.DisplayRole:
            return "".join(run.text for run in runs)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = "".join(run.text for run in runs)
            return f"{_(column.head)} {words}"
        return Cell(runs=runs, wraps=column.wraps) if role == CellRole.CELL else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == _HORIZONTAL and role == Qt.ItemDataRole.DisplayRole:
            return _(_COLUMNS[section].head)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows with a contact can be chosen."""
        if self.contact(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RecordTable(QTableView):
    """As high as its rows: the sheet around it scrolls. Enter and a double click open a row."""

    # A Contact.
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = RecordModel(self)
        self.setModel(self.record)
        make_plain(self, _("Contact record"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMinimumSectionSize(1)
        self.doubleClicked.connect(self._open)
        self.record.modelReset.connect(self.fit)
        theme.current().changed.connect(self.fit)

    def fit(self) -> None:
        """Every row its height, every column its part of the width."""
        row = theme.current().row(TRACKING_ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        high = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(high + row * self.record.rowCount() + 2)
        metrics = QFontMetricsF(theme.current().font(Size.SMALL, Weight.MEDIUM))
        least = [round(metrics.horizontalAdvance(_(one.head))) + 2 * SNUG for one in _COLUMNS]
        whole, given = sum(one.share for one in _COLUMNS), 0
        room = max(self.viewport().width(), sum(least))
        spare = room - sum(least)
        for place, one in enumerate(_COLUMNS):
            wide = least[place] + round(spare * one.share / whole)
            last = place == len(_COLUMNS) - 1
            self.setColumnWidth(place, room - given if last else wide)
            given += wide
        self.setMinimumWidth(sum(least) + 2)

    def _open(self, index: QModelIndex) -> None:
        contact = self.record.contact(index.row())
        if contact is not None:
            self.opened.emit(contact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; where no row is above or below, the sheet scrolls."""
        if is_enter(event) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        wide, high = self.viewport().width(), self.viewport().height()
        row = self.rowHeight(0)
        for line in range(1, self.record.rowCount() + 1):
            y = line * row
            pixels.rule(painter, QPointF(0, y), QPointF(wide, y), tokens.rule)
        x = 0
        for place in range(len(_COLUMNS) - 1):
            x += self.columnWidth(place)
            pixels.rule(painter, QPointF(x, 0), QPointF(x, high), tokens.rule)
        painter.end()
