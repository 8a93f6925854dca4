"""轮值表: whose turn it is and why, who is there, and the menu by which the desk says so."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from showroom.language import _
from showroom.rules.rotation import Line, Out, State
from showroom.services.rotation import Present, RotationBook
from showroom.ui.look import marks, pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.marks import paint_tallies, tallies_width
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG, TIGHT, Size, Weight
from showroom.ui.side_column import SideSection

LUNCHES: Final = (30, 45, 60, 90)
_LINE: Final = 27


def state_word(state: State) -> str:
    """How somebody is there."""
    return {
        State.ON: _("on duty"),
        State.LUNCH: _("at lunch"),
        State.OFF: _("day off"),
        State.LEAVE: _("on leave"),
        State.HOME: _("gone home"),
    }[state]


def standing(line: Line, now: time, *, following: bool) -> str:
    """Why this person is next, or is not."""
    if line.out is None:
        return _("next") if following else ""
    if line.out is Out.LUNCH and line.until:
        until = line.until.strftime("%H:%M")
        if line.until < now:
            return _("lunch was until {time}: back?", time=until)
        return _("lunch until {time}", time=until)
    if line.out is Out.PASSED:
        return _("passed: {reason}", reason=line.reason)
    if line.out is Out.BUSY:
        return _("with a guest")
    if line.out is Out.UNSAID:
        return _("not said yet")
    return state_word(State(line.out.value))


class PersonLine(QAbstractButton):
    """Place, name, why not, and the first visits of the day in 正. Pressing it opens the person's menu."""

    moved = Signal(int)

    def __init__(self, line: Line, present: Present, now: time, *, following: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.line, self._following = line, following
        self._words = standing(line, now, following=following)
        self.setText(line.name)
        # A name with an & in it is no key.
        self.setShortcut(QKeySequence())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        turns = _("{count} first visits", count=line.turns)
        self.setAccessibleName("　".join(part for part in (line.name, self._words, turns) if part))
        self.setToolTip(literal(_told_by(present)))

    def sizeHint(self) -> QSize:
        return QSize(GUTTER * 8, theme.current().grown(_LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            pixels.box(painter, rect, TIGHT, tokens.head)
        first = look.widened(CLOSE * 2)
        painter.setFont(look.font(Size.SMALL))
        place = str(self.line.place) if self.line.place else "–"
        pixels.write(painter, rect.adjusted(2, 0, 0, 0), place, tokens.ink if self._following else tokens.t3)
        font = look.font(Size.BODY, Weight.MEDIUM if self.line.out is None else Weight.REGULAR)
        painter.setFont(font)
        colour = tokens.ink if self._following else (tokens.t1 if self.line.out is None else tokens.t2)
        pixels.write(painter, rect.adjusted(first, 0, 0, 0), self.text(), colour)
        after = first + QFontMetricsF(font).horizontalAdvance(self.text()) + SNUG
        wide = tallies_width(self.line.turns)
        small = look.font(Size.SMALL)
        painter.setFont(small)
        room = rect.width() - after - wide - SNUG
        words = QFontMetricsF(small).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        pixels.write(
            painter, rect.adjusted(after, 0, 0, 0), words, tokens.ink if self._following else tokens.t3
        )
        high = marks.TALLY_FIELD
        top = (rect.height() - high) / 2
        paint_tallies(painter, QRectF(rect.width() - wide, top, wide, high), self.line.turns)
        if self.hasFocus():
            pixels.box(painter, rect, TIGHT, edge=tokens.ink, width=2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours, with Alt they move the person; Enter opens the menu."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if key == Qt.Key.Key_Down else -1
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(by)
            elif by > 0:
                self.focusNextChild()
            else:
                self.focusPreviousChild()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _told_by(present: Present) -> str:
    if present.state is None or present.set_at is None:
        return _("Nobody has said yet whether {name} is here", name=present.name)
    return _(
        "{name}: {state}, said by {who} at {time}",
        name=present.name,
        state=state_word(present.state),
        who=present.set_by or _("the program"),
        time=present.set_at.strftime("%H:%M"),
    )


class RotationPanel(SideSection):
    """The section of the side column; what is chosen in it is done by the page."""

    # (staff, State, time or None)
    state_chosen = Signal(int, object, object)
    all_here = Signal()
    pass_wanted = Signal(int, str)
    back_wanted = Signal(int)
    order_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rotation"), _("Turn"), parent)
        self._book: RotationBook | None = None
        self._may_all = self._may_order = False
        self._self: int | None = None
        self._content = QWidget(self)
        self.body.addWidget(self._content)

    def allow(self, *, everybody: bool, order: bool, own: int | None) -> None:
        """Whose state this person may set, and whether the order."""
        self._may_all, self._may_order, self._self = everybody, order, own

    def show_book(self, book: RotationBook, now: datetime) -> None:
        """The book of today; the focus stays with the person it was on, and within the rotation."""
        focused = next((one.line.staff for one in self.people if one.hasFocus()), None)
        on_button = focused is None and any(one.hasFocus() for one in self.stops)
        self._book, self._now = book, now
        turn = book.rotation
        name = next((line.name for line in turn.lines if line.staff == turn.next), "")
        self.tell("", _("first visits"), on_rail=name[:1])
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._may_all and any(one.state is None for one in book.present):
            button = Button(_("All are here"))
            button.clicked.connect(self.all_here)
            column.addWidget(button)
            column.addSpacing(SNUG)
        present = {one.staff: one for one in book.present}
        for line in turn.lines:
            column.addWidget(self._person(line, present[line.staff], following=line.staff == turn.next))
        column.addSpacing(SNUG)
        column.addWidget(Text(self._why(book), Role.LABEL, wrap=True))
        before, self._content = self._content, fresh
        self.body.replaceWidget(before, fresh)
        # Shown and focused before the old one goes: Qt would look for the next focus in what goes.
        fresh.show()
        for one in self.people:
            if one.line.staff == focused:
                one.setFocus()
        if on_button:
            # The button may be gone: next would be a guest, whom Enter would register.
            self.to_first()
        before.hide()
        before.deleteLater()

    @property
    def people(self) -> list[PersonLine]:
        """The lines in their order."""
        return self._content.findChildren(PersonLine)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes: the button that says all are here, then the people."""
        found = [*self._content.findChildren(Button), *self.people]
        return [one for one in found if one.isEnabled() and not one.isHidden()]

    def to_first(self) -> None:
        """The focus on what is to be said first: that all are here, else the first person."""
        if self.stops:
            self.stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @staticmethod
    def _why(book: RotationBook) -> str:
        if not book.present:
            return _("No sales consultant works here yet. Add people in the settings.")
        why = book.rotation.why
        words = _(why.message, **why.values)
        return words + (_(" Be-backs go to their own consultant and do not count.") if book.said else "")

    def _person(self, line: Line, present: Present, *, following: bool) -> PersonLine:
        clock_time = self._now.time().replace(tzinfo=None)
        person = PersonLine(line, present, clock_time, following=following, parent=self)
        person.setEnabled(self._may_all or line.staff == self._self)
        person.clicked.connect(partial(self._open_menu, person))
        person.moved.connect(partial(self._move, line.staff))
        return person

    def _open_menu(self, person: PersonLine) -> None:
        menu = self.menu(person.line)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(person.mapToGlobal(QPoint(0, person.height())))

    def menu(self, line: Line) -> QMenu:
        """What can be said of one person."""
        menu = QMenu(self)
        present = next(one for one in self._book.present if one.staff == line.staff) if self._book else None
        for state in (State.ON, State.OFF, State.LEAVE, State.HOME):
            action = menu.addAction(state_word(state))
            action.setCheckable(True)
            action.setChecked(present is not None and present.state is state)
            action.triggered.connect(partial(self._choose, line.staff, state, None))
        lunch = menu.addMenu(state_word(State.LUNCH))
        for minutes in LUNCHES:
            until = self._after(minutes)
            word = _("until {time}", time=until.strftime("%H:%M"))
            lunch.addAction(word).triggered.connect(partial(self._choose, line.staff, State.LUNCH, until))
        lunch.addAction(_("open end")).triggered.connect(partial(self._choose, line.staff, State.LUNCH, None))
        if self._may_all:
            menu.addSeparator()
            if line.out is Out.PASSED:
                menu.addAction(_("Back to the old place")).triggered.connect(
                    lambda: self.back_wanted.emit(line.staff)
                )
            else:
                menu.addAction(_("Pass the turn…")).triggered.connect(
                    lambda: self.pass_wanted.emit(line.staff, line.name)
                )
        if self._may_order:
            menu.addSeparator()
            for word, by in ((_("Earlier in today's order"), -1), (_("Later in today's order"), 1)):
                menu.addAction(word).triggered.connect(partial(self._move, line.staff, by))
        return menu

    def _after(self, minutes: int) -> time:
        """A clock time so many minutes from now, to the five minutes."""
        at = self._now + timedelta(minutes=minutes)
        return at.replace(minute=at.minute // 5 * 5, second=0, microsecond=0, tzinfo=None).time()

    def _choose(self, staff: int, state: State, until: time | None, _on: bool = False) -> None:
        self.state_chosen.emit(staff, state, until)

    def _move(self, staff: int, by: int, _on: bool = False) -> None:
        if self._book is None or not self._may_order:
            return
        order = [one.staff for one in self._book.present]
        place = order.index(staff)
        goal = place + by
        if 0 <= goal < len(order):
            order[place], order[goal] = order[goal], order[place]
            self.order_chosen.emit(tuple(order))
