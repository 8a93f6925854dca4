"""How each consultant stands, for the manager: late, due, done; a press shows the rows behind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from showroom.forms.today import LateRow
from showroom.language import _
from showroom.ui import names
from showroom.ui.look import pixels, theme
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import Size, Weight
from showroom.ui.names import Names
from showroom.ui.side_column import SideSection
from showroom.ui.side_line import LINE, SideLine

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
        return QSize(1, theme.current().grown(LINE, Size.SMALL))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        painter.setFont(look.font(Size.KEY))
        for place, word in zip(_places(rect), _heads(), strict=True):
            pixels.write(painter, place, word, look.tokens.t3, _MIDDLE)


class TeamLine(SideLine):
    """One consultant; what is late is red, with its word in the head above."""

    def __init__(self, row: LateRow, name: str, parent: QWidget) -> None:
        heard = _(
            "{name}: {cards} cards, {late} late, {escalated} with the manager, {due} due today, "
            "{done} done today",
            name=name,
            cards=row.cards,
            late=row.late,
            escalated=row.escalated,
            due=row.due_today,
            done=row.done_today,
        )
        super().__init__(heard, parent)
        self.row, self._name = row, name

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """The name, then the figures below their heads."""
        look = theme.current()
        tokens, row = look.tokens, self.row
        places = _places(rect)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        pixels.write(painter, rect.adjusted(0, 0, places[0].left() - rect.right(), 0), self._name, tokens.t1)
        painter.setFont(look.font())
        figures = (row.cards, row.late, row.escalated, row.due_today, row.done_today)
        for place, figure in enumerate(figures):
            late = place in (1, 2) and figure
            colour = tokens.red if late else tokens.t1 if figure else tokens.t3
            pixels.write(painter, places[place], str(figure), colour, _MIDDLE)


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
