"""The ruled table of the tracking sheet: its columns are as wide and stand as each person keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from showroom.forms import tracking_sheet as form
from showroom.language import _
from showroom.ui.cells import Index, is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import COLUMN_HEAD, HEAD_PITCH, SNUG, TRACKING_ROW, Size, Weight
from showroom.ui.plain_list import make_plain
from showroom.ui.tally_lines import two_lines
from showroom.ui.tracking_cells import TrackingCells
from showroom.ui.tracking_model import TrackingModel

# By how many pixels a key makes a column wider or narrower, and the narrowest there is.
STEP = 12
LEAST = 36
# Rows that can be copied at once.
COPIED_AT_MOST = 500
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TrackingHead(QHeaderView):
    """Column heads as printed, centred; dragged to be moved, at their edges to be wider."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(LEAST)

    def sizeHint(self) -> QSize:
        """36 px, more with larger text."""
        return QSize(super().sizeHint().width(), theme.current().grown(COLUMN_HEAD, Size.SMALL, 2))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Ground, word, the rules at its right and below."""
        look, area = theme.current(), QRectF(rect)
        painter.fillRect(area, QColor(look.tokens.head))
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM))
        head = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        lines = [head]
        if QFontMetricsF(painter.font()).horizontalAdvance(head) > area.width() - 4:
            lines = two_lines(head)
        pitch = HEAD_PITCH * look.text_percent / 100
        top = area.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(area.left() + 2, top + number * pitch, area.width() - 4, pitch)
            pixels.write(painter, place, line, look.tokens.t2, Qt.AlignmentFlag.AlignHCenter)
        if self.visualIndex(section) < self.count() - 1:
            pixels.rule(painter, area.topRight(), area.bottomRight(), look.tokens.rule)
        bottom = area.bottom() - 1
        pixels.rule(painter, QPointF(area.left(), bottom), QPointF(area.right(), bottom), look.tokens.frame)


class TrackingTable(QTableView):
    """Arrows walk over the cells; Enter opens the card, Ctrl+C copies the cell or the rows chosen."""

    opened = Signal()
    log_wanted = Signal()
    # Another card is the current one.
    moved = Signal()
    copied = Signal(str, int)
    # A key, or what an input method sends: it belongs into the filter.
    typed = Signal(object)
    # Somebody made a column wider or put it elsewhere.
    arranged = Signal()

    def __init__(self, model: TrackingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self._kept = 0
        self._own: dict[str, int] = {}
        self._sharing = True
        self.setModel(model)
        self.setHorizontalHeader(TrackingHead(self))
        make_plain(self, _("Tracking sheet"))
        self.setItemDelegate(TrackingCells(self))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(self._moved_section)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        theme.current().changed.connect(self.fit)
        self._sharing = False
        self.fit()

    # -- the card in hand ---------------------------------------------------------------------------

    @property
    def current(self) -> int:
        """The card of the current row, 0 where there is none."""
        row = self._sheet.card(self.currentIndex().row())
        return row.prospect if row else 0

    def begin(self) -> None:
        """The keyboard is on the sheet, at the first card where it was nowhere."""
        if not self.current:
            self.go_to_row(0)
        self.setFocus()

    def go_to_row(self, row: int) -> None:
        """Make a row the current one; the cell stays in its column."""
        if self._sheet.rows:
            row = min(max(0, row), len(self._sheet.rows) - 1)
            column = max(0, self.currentIndex().column())
            self.setCurrentIndex(self._sheet.index(row, column))

    def go_to_card(self, prospect: int) -> None:
        """Make a card the current one, where it is shown."""
        if (row := self._sheet.place_of(prospect)) >= 0:
            self.go_to_row(row)

    def _keep_place(self) -> None:
        self._kept = self.current or self._kept

    def _find_place(self) -> None:
        self.go_to_card(self._kept)
        self.moved.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Somebody goes to another row."""
        super().currentChanged(current, previous)
        # Qt turns them off over cells that cannot be written; what is typed here goes into the filter.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if current.row() != previous.row():
            self.moved.emit()

    # -- columns ------------------------------------------------------------------------------------

    def arrangement(self) -> dict[str, list[object]]:
        """The order of the columns and the widths somebody gave them, as this computer remembers them."""
        head = self.horizontalHeader()
        order = sorted(range(head.count()), key=head.visualIndex)
        widths = [[key, width] for key, width in self._own.items()]
        return {"order": [form.FIELDS[place].key for place in order], "widths": list(widths)}

    def arrange(self, kept: dict[str, object]) -> None:
        """Put the columns as they were kept; what nobody kept stands as on the paper."""
        keys = [field.key for field in form.FIELDS]
        order = _keys(kept.get("order"), keys)
        widths = kept.get("widths")
        self._own = dict(_widths(widths if isinstance(widths, list) else [], keys))
        self._sharing = True
        head = self.horizontalHeader()
        for place, key in enumerate([*order, *(key for key in keys if key not in order)]):
            head.moveSection(head.visualIndex(keys.index(key)), place)
        self._sharing = False
        self._share()

    def as_on_paper(self) -> None:
        """Widths and order of the form."""
        self.arrange({})
        self.arranged.emit()

    def _resized(self, section: int, _before: int, after: int) -> None:
        if not self._sharing:
            self._own[form.FIELDS[section].key] = after
            self.arranged.emit()

    def _moved_section(self, _section: int, _before: int, _after: int) -> None:
        if not self._sharing:
            self.arranged.emit()

    def _widen(self, by: int) -> None:
        """Alt+Shift and an arrow: the column of the current cell."""
        column = max(0, self.currentIndex().column())
        self.setColumnWidth(column, max(LEAST, self.columnWidth(column) + by * STEP))

    def _shift(self, by: int) -> None:
        """Ctrl+Shift and an arrow: the column goes to another place."""
        head = self.horizontalHeader()
        place = head.visualIndex(max(0, self.currentIndex().column()))
        if 0 <= place + by < head.count():
            head.moveSection(place, place + by)

    def fit(self) -> None:
        """Rows as high as two lines, columns as wide as on the paper."""
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(max(look.grown(TRACKING_ROW), look.row(TRACKING_ROW)))
        self.setMinimumHeight(look.row(TRACKING_ROW) * 3)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _least(self) -> list[int]:
        """No column is narrower than its head or what usually stands in it."""
        look = theme.current()
        metrics = QFontMetricsF(look.font(Size.SMALL, Weight.MEDIUM))
        usual = {form.NUMBER.key: "P26-00000", form.PHONE.key: "138 0000 0000", form.NAME.key: "Ouyang Z"}
        body = QFontMetricsF(look.font(Size.BODY, Weight.MEDIUM))
        return [
            round(
                max(
                    *(metrics.horizontalAdvance(line) for line in two_lines(_(field.label))),
                    body.horizontalAdvance(usual.get(field.key, "")),
                    look.text_percent * 1.3 if field in form.CONTACTS else 0,
                )
                + 2 * SNUG
            )
            for field in form.FIELDS
        ]

    def _share(self) -> None:
        """As on the paper; what somebody set stays, the others share the rest."""
        if self._sharing:
            return
        self._sharing = True
        least, room = self._least(), self.viewport().width()
        free = [place for place, field in enumerate(form.FIELDS) if field.key not in self._own]
        taken = sum(self._own.values())
        spare = max(0, room - taken - sum(least[place] for place in free))
        # What is written by hand into the wide columns is what has most use of more room.
        wide = {place: form.FIELDS[place].width for place in free if form.FIELDS[place].width >= 24}
        shares = sum(wide.values()) or 1
        for place, field in enumerate(form.FIELDS):
            more = int(spare * wide.get(place, 0) / shares)
            self.setColumnWidth(place, self._own.get(field.key, least[place] + more))
        rest = room - sum(self.columnWidth(place) for place in range(len(form.FIELDS)))
        if free and rest > 0:
            self.setColumnWidth(free[-1], self.columnWidth(free[-1]) + rest)
        self._sharing = False

    # -- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then all rules over them in one go: drawn cell by cell they break at 150 %."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self.viewport())
        height, width = self.viewport().height(), self.viewport().width()
        pitch = self.verticalHeader().defaultSectionSize()
        y = pitch - self.verticalScrollBar().value() % pitch
        while y < height:
            pixels.rule(painter, QPointF(0, y), QPointF(width, y), tokens.rule)
            y += pitch
        for column in range(len(form.FIELDS)):
            x = self.columnViewportPosition(column) + self.columnWidth(column)
            if x < width:
                pixels.rule(painter, QPointF(x, 0), QPointF(x, height), tokens.rule)
        painter.end()

    # -- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the sheet; letters and digits go into the filter."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (is_enter(event) and plain) or (
            event.key() == Qt.Key.Key_O and modifiers == Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_F4 and plain:
            self.log_wanted.emit()
        elif event.key() in _ARROWS and modifiers == _ALT_SHIFT:
            self._widen(_ARROWS[Qt.Key(event.key())])
        elif event.key() in _ARROWS and modifiers == _CTRL_SHIFT:
            self._shift(_ARROWS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self.go_to_row(0 if event.key() == Qt.Key.Key_Home else len(self._sheet.rows) - 1)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method begins here it goes on with in the filter."""
        if event.preeditString() or event.commitString():
            self.typed.emit(event)

    def copy(self) -> None:
        """The current cell; of several chosen rows all their cells, for a sheet of Excel."""
        rows = sorted({one.row() for one in self.selectionModel().selectedRows()})[:COPIED_AT_MOST]
        here = self.currentIndex()
        if not self.current:
            return
        words = str(here.data() or "")
        if len(rows) > 1:
            words = "\n".join("\t".join(self._texts(row)) for row in rows)
        QGuiApplication.clipboard().setText(words)
        self.copied.emit(words, max(1, len(rows)))

    def _texts(self, row: int) -> list[str]:
        """The cells of a row in the order of the columns, each in one line."""
        head = self.horizontalHeader()
        order = sorted(range(head.count()), key=head.visualIndex)
        return [" ".join(str(self._sheet.index(row, place).data() or "").split()) for place in order]


def _keys(kept: object, known: Sequence[str]) -> list[str]:
    """The keys of a kept order that are columns here, each once."""
    return list(dict.fromkeys(key for key in kept if key in known)) if isinstance(kept, list) else []


def _widths(kept: Sequence[object], known: Sequence[str]) -> list[tuple[str, int]]:
    pairs = [pair for pair in kept if isinstance(pair, list) and len(pair) == 2]
    return [(key, max(LEAST, width)) for key, width in pairs if key in known and isinstance(width, int)]
