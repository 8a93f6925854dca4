"""此刻在店: who is in the showroom now, with minutes; guests without a leave time."""

from __future__ import annotations

from datetime import time
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import traffic_log as form
from showroom.forms.field import show
from showroom.forms.traffic_log import TrafficLogDay, TrafficLogRow
from showroom.language import _
from showroom.rules.traffic import IN_SHOWROOM
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.side_column import SideSection


def minutes_between(arrived: time, now: time) -> int:
    """Whole minutes from one clock time to another of the same day, never negative (G1)."""
    return max(0, now.hour * 60 + now.minute - arrived.hour * 60 - arrived.minute)


class Guest(QWidget):
    """One party that is here: who, how long, with whom; Enter or its button lets it leave."""

    leaves = Signal()

    def __init__(self, row: TrafficLogRow, day: TrafficLogDay, now: time, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        name = row.guest_name or _("no name")
        minutes = _("{minutes} min", minutes=minutes_between(row.arrived, now))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(TIGHT)
        first.addWidget(Text(name, Role.STRONG))
        first.addWidget(Text(show(form.PURPOSE, row.purpose, day.lists), Role.PRINT))
        first.addStretch(1)
        first.addWidget(Text(minutes))
        lines.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(SNUG)
        # The word of the button stands under the minutes; its ground reaches beyond them.
        second.setContentsMargins(0, 0, -SNUG, 0)
        if row.received_by:
            who = show(form.RECEIVED_BY, row.received_by, day.lists)
            second.addWidget(Text(_("received by {who}", who=who), Role.LABEL))
        if not row.has_phone:
            second.addWidget(Text(_("no phone yet"), Role.WARNING))
        second.addStretch(1)
        self.button = Button(_("Leaves"), Kind.QUIET)
        self.button.setAccessibleName(_("{name} leaves now, after {minutes}", name=name, minutes=minutes))
        self.button.clicked.connect(self.leaves)
        self.button.installEventFilter(self)
        second.addWidget(self.button)
        lines.addLayout(second)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses the button as Space does; the arrows go to the neighbours."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.leaves.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
                return True
        return super().eventFilter(watched, event)


class ShowroomNow(SideSection):
    """The section of the side column."""

    # A `TrafficLogRow`.
    left = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Showroom now"), _("Here"), parent)
        self._list = QWidget(self)
        self.may_write = True
        self.body.addWidget(self._list)
        self.tell("0")

    @property
    def guests(self) -> list[Guest]:
        """Everybody who is here, in the order of the log."""
        return self._list.findChildren(Guest)

    def show_day(self, day: TrafficLogDay, now: time) -> None:
        """Everybody of the day who came and did not leave; the focus stays at its place."""
        focused = next((place for place, one in enumerate(self.guests) if one.button.hasFocus()), None)
        here = [row for row in day.rows if is_here(row)]
        heads = sum(row.head_count for row in here)
        self.tell(str(len(here)), _("{count} people", count=heads) if here else "")
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        for row in here:
            guest = Guest(row, day, now, fresh)
            guest.button.setVisible(self.may_write)
            guest.leaves.connect(partial(self.left.emit, row))
            column.addWidget(guest)
        if not here:
            words = _("Nobody is in the showroom. Guests without a leave time are listed here.")
            column.addWidget(Text(words, Role.LABEL, wrap=True))
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        # Shown and focused before the old one goes: Qt would look for the next focus in what goes.
        fresh.show()
        if focused is not None and here:
            self.guests[min(focused, len(here) - 1)].button.setFocus()
        before.hide()
        before.deleteLater()

    def to_first(self) -> None:
        """The focus on whoever has been here longest."""
        if self.guests:
            self.guests[0].button.setFocus(Qt.FocusReason.ShortcutFocusReason)


def is_here(row: TrafficLogRow) -> bool:
    """Whether this party is in the showroom as far as the log says."""
    return row.left is None and row.void is None and row.traffic_type in IN_SHOWROOM
