"""此刻在店: who is in the showroom now, with minutes; guests without a leave time."""

from __future__ import annotations

from datetime import time

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import traffic_log as form
from showroom.forms.field import show
from showroom.forms.traffic_log import TrafficLogDay, TrafficLogRow
from showroom.language import _
from showroom.rules.traffic import IN_SHOWROOM
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.side_column import SideSection


def minutes_between(arrived: time, now: time) -> int:
    """Whole minutes from one clock time to another of the same day, never negative (G1)."""
    return max(0, now.hour * 60 + now.minute - arrived.hour * 60 - arrived.minute)


class ShowroomNow(SideSection):
    """The section of the side column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Showroom now"), _("Here"), parent)
        self._list = QWidget(self)
        self.body.addWidget(self._list)
        self.tell("0")

    def show_day(self, day: TrafficLogDay, now: time) -> None:
        """Everybody of the day who came and did not leave."""
        here = [row for row in day.rows if row.left is None and row.traffic_type in IN_SHOWROOM]
        heads = sum(row.head_count for row in here)
        self.tell(str(len(here)), _("{count} people", count=heads) if here else "")
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        for row in here:
            column.addWidget(self._guest(row, day, now))
        if not here:
            column.addWidget(
                Text(
                    _("Nobody is in the showroom. Guests without a leave time are listed here."),
                    Role.LABEL,
                    wrap=True,
                )
            )
        self.body.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh

    def _guest(self, row: TrafficLogRow, day: TrafficLogDay, now: time) -> QWidget:
        block = QWidget(self)
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(TIGHT)
        first.addWidget(Text(row.guest_name or _("no name"), Role.STRONG))
        first.addWidget(Text(show(form.PURPOSE, row.purpose, day.lists), Role.PRINT))
        first.addStretch(1)
        first.addWidget(Text(_("{minutes} min", minutes=minutes_between(row.arrived, now))))
        lines.addLayout(first)
        if row.received_by:
            who = show(form.RECEIVED_BY, row.received_by, day.lists)
            lines.addWidget(Text(_("received by {who}", who=who), Role.LABEL))
        if not row.has_phone:
            lines.addWidget(Text(_("no phone yet"), Role.WARNING))
        return block
