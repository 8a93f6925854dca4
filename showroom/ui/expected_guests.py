"""预约: who is expected today, beside the log; Enter on one begins his row, the menu says why he did not."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms import traffic_log as form
from showroom.forms.appointment import Expected
from showroom.forms.field import Lists, show
from showroom.language import _
from showroom.rules.appointments import Kind, State
from showroom.ui.appointment_acts import is_missed, offer_reasons
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind as Face
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.side_column import SideSection


class ExpectedGuest(QWidget):
    """One appointment: when, who, whose guest, which car, and what became of it."""

    arrives = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, one: Expected, owner: str, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.one = one
        self._owner = owner
        self._today = now.date()
        late = one.is_late(now)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(TIGHT)
        first.addWidget(Text(self._when(), Role.WARNING if late else Role.NUMBER))
        first.addWidget(Text(one.name or _("no name"), Role.STRONG))
        first.addStretch(1)
        first.addWidget(Text(self._standing(late=late), Role.WARNING if late else Role.LABEL))
        lines.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(SNUG)
        second.setContentsMargins(0, 0, -SNUG, 0)
        second.addWidget(Text(self._what(), Role.LABEL))
        second.addStretch(1)
        word = _("Why…") if self.is_missed else _("Arrives")
        self.button = Button(word, Face.QUIET)
        said = ", ".join((self._when(), one.name, self._what(), self._standing(late=late)))
        self.button.setAccessibleName(f"{said}: {word}")
        self.button.clicked.connect(self._press)
        self.button.installEventFilter(self)
        second.addWidget(self.button)
        lines.addLayout(second)

    @property
    def waits(self) -> bool:
        """Whether somebody may still come by this appointment today."""
        return self.one.day == self._today and self.one.state in (State.EXPECTED, State.NOT_COME)

    @property
    def is_missed(self) -> bool:
        """Whether the day has passed and nobody has said why they did not come."""
        return is_missed(self.one, self._today)

    def _press(self) -> None:
        if self.is_missed:
            self.menu_wanted.emit(self.button.mapToGlobal(QPoint(0, self.button.height())))
        else:
            self.arrives.emit()

    def _when(self) -> str:
        at = f"{self.one.time:%H:%M}" if self.one.time else _("today")
        return at if self.one.day == self._today else day_words.month_day(self.one.day)

    def _what(self) -> str:
        whose = _("with {owner}", owner=self._owner) if self._owner else _("no consultant yet")
        kind = _("test drive") if self.one.kind == Kind.TEST_DRIVE else ""
        return "　".join(part for part in (whose, kind, self.one.car_name) if part)

    def _standing(self, *, late: bool) -> str:
        if self.one.state is State.ARRIVED:
            return _("has come")
        if self.one.state is State.NOT_COME or self.is_missed:
            return _("did not come")
        return _("behind time") if late else ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click."""
        self.menu_wanted.emit(event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter presses the button, the arrows go to the neighbours, the menu key opens the menu."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._press()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
                return True
        return super().eventFilter(watched, event)


class ExpectedGuests(SideSection):
    """The section of the side column; of earlier days those of whom nobody has said why they did not come."""

    # Each an `Expected`.
    arrives = Signal(object)
    came = Signal(object)
    # With the reason; "" where it is not on the list.
    did_not_come = Signal(object, str)
    card_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Expected"), _("Exp."), parent)
        self._list = QWidget(self)
        self.may_register = self.may_tick = True
        self.lists: Lists = {"staff": ()}
        self.body.addWidget(self._list)
        self.set_wanted(False)

    @property
    def guests(self) -> list[ExpectedGuest]:
        """Everybody in the section, by the hour; those of earlier days last."""
        return self._list.findChildren(ExpectedGuest)

    @property
    def stops(self) -> list[QWidget]:
        """Where the keyboard stops."""
        return [guest.button for guest in self.guests if not guest.button.isHidden()]

    def show_guests(self, today: tuple[Expected, ...], missed: tuple[Expected, ...], now: datetime) -> None:
        """Today's appointments and the missed ones; the focus stays at its place."""
        focused = next((place for place, one in enumerate(self.stops) if one.hasFocus()), None)
        waiting = sum(one.state is State.EXPECTED for one in today)
        late = sum(one.is_late(now) for one in today)
        self.tell(str(waiting), _("{count} late", count=late) if late else "")
        self.set_wanted(bool(today or missed))
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        for one in today:
            column.addWidget(self._guest(one, now, fresh))
        if missed:
            column.addWidget(Text(_("Did not come, and nobody has said why"), Role.HINT, wrap=True))
        for one in missed:
            column.addWidget(self._guest(one, now, fresh))
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        # Shown and focused before the old one goes: Qt would look for the next focus in what goes.
        fresh.show()
        if focused is not None and self.stops:
            self.stops[min(focused, len(self.stops) - 1)].setFocus()
        before.hide()
        before.deleteLater()

    def _guest(self, one: Expected, now: datetime, parent: QWidget) -> ExpectedGuest:
        guest = ExpectedGuest(one, show(form.ASSIGNED, one.owner, self.lists), now, parent)
        guest.button.setVisible((guest.waits and self.may_register) or (guest.is_missed and self.may_tick))
        guest.arrives.connect(partial(self.arrives.emit, one))
        guest.menu_wanted.connect(partial(self._open_menu, guest))
        return guest

    def _open_menu(self, guest: ExpectedGuest, at: QPoint) -> None:
        self.menu_of(guest).popup(at)

    def menu_of(self, guest: ExpectedGuest) -> QMenu:
        """What can be done with an appointment."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one, open_ = guest.one, guest.one.state in (State.EXPECTED, State.NOT_COME)
        for word, signal, possible in (
            (_("Arrives: write the row"), self.arrives, guest.waits and self.may_register),
            (_("Has come, without a row"), self.came, open_ and self.may_tick),
            (_("To the card"), self.card_wanted, True),
        ):
            act = menu.addAction(word)
            act.setEnabled(possible)
            act.triggered.connect(lambda _on, signal=signal: signal.emit(one))
        why = menu.addMenu(_("Did not come"))
        why.setEnabled(one.state is State.EXPECTED and self.may_tick)
        offer_reasons(why, self.lists.get("no_show_reason", ()), partial(self.did_not_come.emit, one))
        return menu

    def to_first(self) -> None:
        """The focus on whoever is expected next."""
        if self.stops:
            self.stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
