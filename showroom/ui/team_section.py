"""How each consultant stands, for the manager: late, due, done; a press shows the rows behind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms.today import LateRow
from showroom.language import _
from showroom.ui import names
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import CONTROL_RADIUS, Size, Weight
from showroom.ui.names import Names
from showroom.ui.side_column import SideSection

_LINE: Final = 24
_COLUMN: Final = 38
_FIGURES: Final = 5
_MIDDLE: Final = Qt.AlignmentFlag.AlignRight


def _heads() -> tuple[str, ...]:
    """Cards, late, escalated, due today, done today."""
    return (_("Cards"), _("Late"), _("Escal."), _("Due"), _("Done"))


def _places(rect: QRectF) -> list[QRectF]:
    wide = theme.current().widened(_COLUMN)
    left = rect.right() - _FIGURES * wide
    return [QRectF(left + place * wide, rect.top(), wide, rect.height()) for place in range(_FIGURES)]


class _Heads(Painted):
    """What the figures are."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wanted(self) -> QSize:
        return QSize(1, theme.current().grown(_LINE, Size.SMALL))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        painter.setFont(look.font(Size.KEY))
        for place, word in zip(_places(rect), _heads(), strict=True):
            pixels.write(painter, place, word, look.tokens.t3, _MIDDLE)


class TeamLine(QAbstractButton):
    """One consultant; what is late is red, with its word in the head above."""

    def __init__(self, row: LateRow, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.row, self._name = row, name
        self.setAccessibleName(
            _(
                "{name}: {cards} cards, {late} late, {escalated} with the manager, {due} due today, "
                "{done} done today",
                name=name,
                cards=row.cards,
                late=row.late,
                escalated=row.escalated,
                due=row.due_today,
                done=row.done_today,
            )
        )
        self.setToolTip(self.accessibleName())
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
        tokens, row = look.tokens, self.row
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.underMouse():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.side)
        places = _places(rect)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        pixels.write(painter, rect.adjusted(0, 0, places[0].left() - rect.right(), 0), self._name, tokens.t1)
        painter.setFont(look.font())
        figures = (row.cards, row.late, row.escalated, row.due_today, row.done_today)
        for place, figure in enumerate(figures):
            late = place in (1, 2) and figure
            colour = tokens.red if late else tokens.t1 if figure else tokens.t3
            pixels.write(painter, places[place], str(figure), colour, _MIDDLE)
        if self.hasFocus():
            pixels.box(painter, rect, CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()


class TeamSection(SideSection):
    """A small table; nowhere to be seen for who keeps only his own cards."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The team"), _("Team"), parent)
        self._list = QWidget(self)
        self.body.addWidget(_Heads())
        self.body.addWidget(self._list)
        self.body.setSpacing(2)
        self.set_wanted(False)

    @property
    def lines(self) -> list[TeamLine]:
        """Every consultant."""
        return self._list.findChildren(TeamLine)

    def show_team(self, team: tuple[LateRow, ...], by_name: Names) -> None:
        """How everybody stands; the focus stays at its place."""
        focused = next((place for place, one in enumerate(self.lines) if one.hasFocus()), None)
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in team:
            name = names.shown(by_name, row.owner_name) if row.owner is not None else _("nobody's")
            line = TeamLine(row, name, fresh)
            line.setEnabled(row.owner is not None)
            line.clicked.connect(lambda _on, owner=row.owner: self.pressed.emit(owner or 0))
            column.addWidget(line)
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        fresh.show()
        if focused is not None and team:
            self.lines[min(focused, len(team) - 1)].setFocus()
        before.hide()
        before.deleteLater()
        late = sum(row.late for row in team)
        self.tell(str(late) if late else "", on_rail=str(late))
        self.set_wanted(bool(team))
