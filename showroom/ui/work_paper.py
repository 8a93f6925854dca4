"""The paper the work list lies on: as high as its rows, and why there are none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.language import _
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import PANEL_RADIUS, SNUG, TIGHT
from showroom.ui.work_list import WorkList
from showroom.ui.work_list_model import WorkListModel

_EMPTY: Final = 200
_ANY_HEIGHT: Final = 16_777_215


class WorkPaper(Sheet):
    """It ends where the rows end, and scrolls what the window has no room for."""

    empty_pressed = Signal()

    def __init__(self, rows: WorkList, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, radius=PANEL_RADIUS)
        self._rows = rows
        self._why, self._more = Text("", Role.STRONG), Text("", Role.LABEL)
        self.way_out = Button()
        self.way_out.clicked.connect(self.empty_pressed)
        self.empty = QWidget(rows)
        words = QVBoxLayout(self.empty)
        words.setSpacing(SNUG)
        words.addStretch(1)
        for part in (self._why, self._more, self.way_out):
            words.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        words.addStretch(1)
        over = QVBoxLayout(rows)
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, TIGHT, 0, SNUG)
        column.addWidget(rows)
        self.empty.hide()
        theme.current().changed.connect(self.fit)

    def tell_of(self, model: WorkListModel, *, of_a_group: bool) -> None:
        """Which of three it is: nothing is due, another group has it, the filter hides it."""
        if model.rowCount():
            self._tell_empty("", "", "")
        elif model.filtered:
            without = _("{count} without it", count=model.count())
            self._tell_empty(_("No card matches the filter"), without, _("Clear the filter"))
        elif of_a_group and model.count():
            words = _("{count} in the other groups", count=model.count())
            self._tell_empty(_("Nothing is due here"), words, _("Show all"))
        else:
            why = _("Nobody waits for a call this week")
            self._tell_empty(why, _("Who comes or calls today is here as soon as a card is opened."), "")

    def _tell_empty(self, why: str, more: str, way_out: str) -> None:
        """Why there is nothing, and the button that changes it; without words there are rows."""
        self._why.setText(why)
        self._more.setText(more)
        self.way_out.setText(way_out)
        self.way_out.setAccessibleName(way_out)
        self.way_out.setVisible(bool(way_out))
        self.way_out.updateGeometry()
        self.empty.setVisible(bool(why))
        self.fit()

    def lay_at(self, gutter: int) -> None:
        """The free desk at both sides of it."""
        self.lay(gutter, 0)
        self.fit()

    def fit(self) -> None:
        """As high as its rows need."""
        high = theme.current().grown(_EMPTY) if not self.empty.isHidden() else self._rows.height_of_all
        margins = self.contentsMargins()
        whole = high + TIGHT + SNUG + margins.top() + margins.bottom()
        self.setMaximumHeight(min(whole, _ANY_HEIGHT))
        self.updateGeometry()
