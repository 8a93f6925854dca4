"""How a head and a row of the work list are painted: two lines, a badge, and the sum at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from showroom.forms.today import Group
from showroom.ui.look import pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.faces import paint_check
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.tokens import BADGE, GUTTER, SELECTION_BAR, SNUG, WIDE, WORK_ROW, Size, Tokens, Weight
from showroom.ui.work_list_model import Head, Index, WorkLine, WorkRole

if TYPE_CHECKING:
    from showroom.ui.work_list import WorkList

GROUP_HEAD: Final = 38
CHECK: Final = 16
_BADGE_AT: Final = 50
NAME_AT: Final = 84
_MODEL_AT: Final = 216
_NAME_WIDE: Final = 120
# The two lines of a row lie so far above and below its middle.
_APART: Final = 9
_ICON: Final = 16
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


class WorkRow(QStyledItemDelegate):
    """Paints heads and rows; what is open below a row is a widget of its own."""

    def __init__(self, parent: WorkList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """38 and 51 px; the row in hand has room for what is open below it."""
        return QSize(1, self._list.height_of(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A head or a row; rules are painted by the view."""
        painted = index.data(WorkRole.PAINTED)
        rect = QRectF(option.rect)
        painter.save()
        if isinstance(painted, Head):
            _paint_head(painter, rect, painted)
        elif isinstance(painted, WorkLine):
            state = option.state
            in_hand = bool(state & QStyle.StateFlag.State_Selected)
            tokens = theme.current().tokens
            if in_hand:
                painter.fillRect(rect, QColor(tokens.tint))
                painter.fillRect(
                    QRectF(rect.topLeft(), QSize(SELECTION_BAR, option.rect.height()).toSizeF()),
                    QColor(tokens.ink),
                )
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, QColor(tokens.head))
            row = QRectF(rect.left(), rect.top(), rect.width(), theme.current().grown(WORK_ROW, lines=2))
            _paint_row(painter, row, painted)
            if in_hand and self._list.hasFocus():
                pixels.box(painter, rect, 0, edge=tokens.ink, width=2)
        painter.restore()


def _paint_head(painter: QPainter, rect: QRectF, head: Head) -> None:
    look = theme.current()
    tokens = look.tokens
    overdue = head.group is Group.OVERDUE
    inner = rect.adjusted(GUTTER, 0, -GUTTER, 0)
    if overdue:
        place = QRectF(inner.left(), inner.top(), _ICON, inner.height())
        paint_icon(painter, place, "overdue", tokens.red)
        inner.setLeft(inner.left() + _ICON + SNUG - 2)
    word, _space, count = head.words.rpartition(" ")
    painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
    inner.setLeft(
        inner.left() + pixels.write(painter, inner, word, tokens.red if overdue else tokens.t1) + SNUG - 2
    )
    painter.setFont(look.font(Size.BODY))
    pixels.write(painter, inner, count, tokens.red if overdue else tokens.t3)


def _paint_row(painter: QPainter, rect: QRectF, line: WorkLine) -> None:
    look = theme.current()
    tokens, scale = look.tokens, max(look.text_percent, 100) / 100
    _paint_marks(painter, rect, line, scale)
    middle = rect.center().y()
    apart = _APART * scale
    first = QRectF(rect.left(), middle - 2 * apart - 2, rect.width() - GUTTER, 2 * apart + 2)
    second = first.translated(0, 2 * apart + 1)
    quiet = tokens.t3 if line.struck else ""
    name = QRectF(rect.left() + NAME_AT * scale, first.top(), _NAME_WIDE * scale, first.height())
    under = QRectF(name.left(), second.top(), name.width(), name.height())
    painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
    wide = pixels.write(painter, name, line.name, quiet or tokens.t1)
    if line.struck:
        y = name.center().y()
        pixels.rule(painter, QPointF(name.left(), y), QPointF(name.left() + wide, y), tokens.t2)
    painter.setFont(look.font(Size.SMALL))
    pixels.write(painter, under, line.phone, quiet or tokens.t2)
    room = _paint_sum(painter, first, line, quiet)
    when = _paint_when(painter, second, line, tokens)
    left = rect.left() + _MODEL_AT * scale
    model = QRectF(left, first.top(), room - WIDE - left, first.height())
    painter.setFont(look.font(Size.BODY))
    model.setLeft(left + pixels.write(painter, model, line.model, quiet or tokens.t1) + SNUG)
    if line.whose and model.width() > 0:
        painter.setFont(look.font(Size.SMALL))
        pixels.write(painter, model, line.whose, tokens.t3)
    painter.setFont(look.font(Size.SMALL))
    words = QRectF(left, second.top(), when - GUTTER - left, second.height())
    pixels.write(painter, words, line.words, quiet or tokens.t2)


def _paint_marks(painter: QPainter, rect: QRectF, line: WorkLine, scale: float) -> None:
    box = QRectF(rect.left() + GUTTER, rect.center().y() - CHECK / 2, CHECK, CHECK)
    paint_check(painter, box, line.struck, True, False)
    side = BADGE * scale
    place = QRectF(rect.left() + _BADGE_AT * scale, rect.top(), side, rect.height())
    if line.struck:
        painter.setOpacity(0.5)
    paint_badge(painter, place, line.badge)
    painter.setOpacity(1)


def _paint_sum(painter: QPainter, place: QRectF, line: WorkLine, quiet: str) -> float:
    """The sum at the right, its result stronger; where it begins. Without room the result stands alone."""
    look = theme.current()
    tokens = look.tokens
    strong = look.font(Size.BODY, Weight.MEDIUM)
    result = QFontMetricsF(strong).horizontalAdvance(line.sum.result)
    painter.setFont(strong)
    red = line.overdue and not line.struck
    pixels.write(painter, place, line.sum.result, tokens.red if red else quiet or tokens.t1, _RIGHT)
    end = place.right() - result
    if not line.sum.operands:
        return end
    painter.setFont(look.font())
    least = place.left() + place.width() / 3
    before = QRectF(least, place.top(), end - least, place.height())
    # Of a sum that is too long the tip has the rest; the sign before the result stays.
    before.setRight(end - pixels.write(painter, before, " = ", quiet or tokens.t2, _RIGHT))
    words = pixels.write(painter, before, line.sum.operands, quiet or tokens.t2, _RIGHT)
    return before.right() - words


def _paint_when(painter: QPainter, place: QRectF, line: WorkLine, tokens: Tokens) -> float:
    painter.setFont(theme.current().font(Size.SMALL))
    colour = tokens.jade if line.struck else tokens.red if line.overdue else tokens.t2
    return place.right() - pixels.write(painter, place, line.when, colour, _RIGHT)
