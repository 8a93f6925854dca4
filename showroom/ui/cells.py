"""Cells of a form table: what a model tells of one, and the delegate that paints and edits it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from showroom.ui.look import marks, pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.offers import dress
from showroom.ui.look.tokens import BADGE, HEAD_PITCH, SELECTION_BAR, SNUG, Size, Weight
from showroom.ui.look.whole import take_whole

Index = QModelIndex | QPersistentModelIndex


def is_enter(event: QEvent) -> bool:
    """Whether somebody pressed Return or Enter."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


NOT_AT_LINE_START = frozenset("，。；：、！？）》”’,.;:!?)")


class CellRole(IntEnum):
    """Roles beyond Qt's own."""

    CELL = Qt.ItemDataRole.UserRole + 1
    RECORD = Qt.ItemDataRole.UserRole + 2
    OFFERS = Qt.ItemDataRole.UserRole + 3
    # The revision of the record, as whoever writes in the cell has seen it.
    SEEN = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True)
class Run:
    """A stretch of text in one tone: t1 ink, t2 print, t3 hint, ink accent, red warning, pencil."""

    text: str
    tone: str = "t1"
    medium: bool = False


@dataclass(frozen=True)
class Cell:
    """All that a delegate needs to paint one cell."""

    runs: tuple[Run, ...] = ()
    badge: str = ""
    centred: bool = False
    right: bool = False
    pencil: bool = False
    corrected: bool = False
    invalid: bool = False
    # A long text may take two small lines.
    wraps: bool = False
    # A line goes through it: what stands here counts no more.
    struck: bool = False
    # A small word under a number.
    under: str = ""

    @property
    def text(self) -> str:
        """The cell as plain text, for copying and for screen readers."""
        return "".join(run.text for run in self.runs) or self.badge

    def struck_out(self) -> Cell:
        """The same cell with a line through it, its words faint and its badge only a letter."""
        words = self.runs or ((Run(self.badge),) if self.badge else ())
        faint = tuple(replace(run, tone="t3", medium=False) for run in words)
        return replace(self, runs=faint, badge="", struck=True)


class CellDelegate(QStyledItemDelegate):
    """Paints ground, text, badge and triangle from the cell; edits with a plain line that offers the list."""

    typing = Signal()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell; rules are painted by the view."""
        cell: Cell = index.data(CellRole.CELL) or Cell()
        tokens = theme.current().tokens
        rect = QRectF(option.rect)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected) and not cell.pencil
        if cell.invalid:
            painter.fillRect(rect, _colour(tokens.red_ground))
        elif cell.pencil or selected:
            painter.fillRect(rect, _colour(tokens.tint))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, _colour(tokens.head))
        if selected and index.column() == 0:
            painter.fillRect(
                QRectF(rect.left(), rect.top(), SELECTION_BAR, rect.height()), _colour(tokens.ink)
            )
        self._paint_content(painter, rect, cell)
        if cell.struck:
            middle = rect.center().y()
            left, right = QPointF(rect.left(), middle), QPointF(rect.right() + 1, middle)
            pixels.rule(painter, left, right, tokens.t2)
        if cell.corrected:
            marks.paint_triangle(painter, rect)
        focused = state & QStyle.StateFlag.State_HasFocus
        if focused or cell.invalid:
            pixels.box(painter, rect, 0, edge=tokens.red if cell.invalid else tokens.ink, width=2)

    def _paint_content(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        if cell.badge:
            side = BADGE * theme.current().text_percent / 100
            place = QRectF(0, 0, side, side)
            place.moveCenter(rect.center())
            if cell.pencil:
                painter.setOpacity(0.75)
            paint_badge(painter, place, cell.badge)
            painter.setOpacity(1)
            return
        look = theme.current()
        if cell.under:
            half = rect.height() / 2
            painter.setFont(look.font(Size.KEY))
            below = rect.adjusted(1, half, -1, -1)
            pixels.write(painter, below, cell.under, look.tokens.t2, Qt.AlignmentFlag.AlignHCenter)
            rect = rect.adjusted(0, 1, 0, -half + 1)
        inner = rect.adjusted(SNUG - 1, 0, -(SNUG - 1), 0)
        if cell.centred or cell.right:
            inner = rect.adjusted(2, 0, -(SNUG - 1 if cell.right else 2), 0)
            width = sum(self._width(run) for run in cell.runs)
            spare = max(0.0, inner.width() - width)
            inner.setLeft(inner.left() + (spare if cell.right else spare / 2))
        if cell.wraps and sum(self._width(run) for run in cell.runs) > inner.width():
            self._paint_two_lines(painter, inner, cell)
            return
        for run in cell.runs:
            painter.setFont(look.font(Size.BODY, Weight.MEDIUM if run.medium else Weight.REGULAR))
            tone = "pencil" if cell.pencil and run.tone != "t3" else run.tone
            inner.setLeft(inner.left() + pixels.write(painter, inner, run.text, getattr(look.tokens, tone)))

    @staticmethod
    def _paint_two_lines(painter: QPainter, inner: QRectF, cell: Cell) -> None:
        look = theme.current()
        painter.setFont(look.font(Size.SMALL))
        metrics = QFontMetricsF(painter.font())
        text = cell.text
        cut = len(text)
        while cut > 1 and metrics.horizontalAdvance(text[:cut]) > inner.width():
            cut -= 1
        if cut > 1 and text[cut : cut + 1] in NOT_AT_LINE_START:
            cut -= 1
        colour = look.tokens.pencil if cell.pencil else look.tokens.t3 if cell.struck else look.tokens.t2
        pitch = HEAD_PITCH * look.text_percent / 100
        lines = [line for line in (text[:cut], text[cut:]) if line]
        top = inner.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(inner.left(), top + number * pitch, inner.width(), pitch)
            pixels.write(painter, place, line, colour)

    @staticmethod
    def _width(run: Run) -> float:
        weight = Weight.MEDIUM if run.medium else Weight.REGULAR
        return QFontMetricsF(theme.current().font(Size.BODY, weight)).horizontalAdvance(run.text)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A frameless line on the cell; a list, where there is one, is offered below."""
        editor = CellEditor(parent)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.textEdited.connect(lambda _text: self.typing.emit())
        offers = index.data(CellRole.OFFERS) or []
        if offers:
            completer = QCompleter(offers, editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            # Before Qt opens the list, and not for every cell somebody only passes.
            editor.textEdited.connect(lambda _text: dress(completer))
            editor.setCompleter(completer)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter within an input method's composition ends the composition, not the cell."""
        composing = isinstance(watched, CellEditor) and watched.composing
        if composing and is_enter(event):
            QGuiApplication.inputMethod().commit()
            return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with what the cell holds; what is written on stays when the day is read anew."""
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.seen = index.data(CellRole.SEEN)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Give what was typed to the model, which decides what it means."""
        if isinstance(editor, CellEditor):
            model.setData(index, editor.seen, CellRole.SEEN)
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)


class CellEditor(QLineEdit):
    """The pen in a cell: a bare line with the focus ring of the cell."""

    composing = False
    seen: int | None = None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        take_whole(self)
        self.setTextMargins(SNUG - 3, 0, 2, 0)
        self.setProperty("cell", True)
        self.setFont(theme.current().font())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is at work."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in an open list takes its word and goes on; Qt would only close the list."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup is not None and popup.isVisible():
            if popup.currentIndex().isValid():
                self.setText(str(popup.currentIndex().data()))
            popup.hide()
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QCoreApplication.postEvent(self, again)
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then the ring of a focused cell."""
        super().paintEvent(event)
        painter = QPainter(self)
        pixels.box(painter, QRectF(self.rect()), 0, edge=theme.current().tokens.ink, width=2)
        painter.end()


def _colour(name: str) -> QColor:
    return QColor(name)
