"""Beside the register: when the customer came or called; a line opens the log of that day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms import traffic_log as form
from showroom.forms.field import Lists, show
from showroom.language import _
from showroom.services.customers import VISITS_AT_MOST, CustomerVisit
from showroom.ui.cells import is_enter
from showroom.ui.look import pixels, theme
from showroom.ui.look.labels import Role, Text, literal
from showroom.ui.look.tokens import CONTROL_RADIUS, SNUG, TIGHT, Size, Weight
from showroom.ui.side_column import SideSection


class VisitLine(QAbstractButton):
    """A row of the log in two lines: the day and what for, the note; Enter opens that day."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, visit: CustomerVisit, lists: Lists, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.visit = visit
        same_year = visit.day.year == today.year
        self._day = day_words.short(visit.day) if same_year else day_words.with_year(visit.day)
        parts = (
            show(form.TRAFFIC_TYPE, visit.traffic_type, lists),
            show(form.PURPOSE, visit.purpose, lists),
        )
        self._what = " · ".join(part for part in parts if part)
        row = _("row {number}", number=visit.number)
        self.setAccessibleName(", ".join(part for part in (self._day, row, self._what, visit.note) if part))
        self.setToolTip(literal(visit.note))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.opened.emit(visit.day))

    def allow(self, on: bool) -> None:
        """Whether this person may open the log."""
        self.setEnabled(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        if on:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        lines = 2 if self.visit.note else 1
        return QSize(60, theme.current().grown(lines * 18 + SNUG, Size.BODY, lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.isEnabled() and self.underMouse():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.head)
        inner = rect.adjusted(TIGHT, TIGHT, -TIGHT, -TIGHT)
        first = QRectF(inner)
        if self.visit.note:
            first.setHeight(inner.height() / 2)
            second = first.translated(0, first.height())
            painter.setFont(look.font(Size.SMALL))
            pixels.write(painter, second, self.visit.note, tokens.t2)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        day = pixels.write(painter, first, self._day, tokens.ink if self.isEnabled() else tokens.t1)
        painter.setFont(look.font(Size.SMALL))
        pixels.write(
            painter,
            first.adjusted(day + SNUG, 0, 0, 0),
            self._what,
            tokens.t2,
            Qt.AlignmentFlag.AlignRight,
        )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; the arrows go to the neighbours, Esc back to the list."""
        if is_enter(event):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Left):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CustomerVisits(SideSection):
    """The section of the side column."""

    # A day whose log is to be opened.
    opened = Signal(object)
    # The keyboard goes back to the list.
    left = Signal()

    def __init__(self, *, may_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Visits and calls"), _("Days"), parent)
        self._may_open = may_open
        # None while nobody is chosen.
        self._visits: tuple[CustomerVisit, ...] | None = None
        self._count = ""
        self._list = QWidget(self)
        self.body.addWidget(self._list)
        self.tell("")

    @property
    def lines(self) -> list[VisitLine]:
        """The rows in view, the newest first."""
        return self._list.findChildren(VisitLine)

    def show_visits(self, visits: tuple[CustomerVisit, ...], lists: Lists, today: date) -> None:
        """Those of one customer; read anew and unchanged they stay as they are, with the keyboard."""
        all_there = len(visits) < VISITS_AT_MOST
        self._count = str(len(visits)) if all_there else f"{len(visits)}+"
        if self._visits == visits:
            return
        self._visits = visits
        fresh, column = self._fresh(TIGHT if visits else 0)
        for visit in visits:
            line = VisitLine(visit, lists, today, fresh)
            line.allow(self._may_open)
            line.opened.connect(self.opened)
            line.left.connect(self.left)
            column.addWidget(line)
        if not all_there:
            words = _("Earlier ones stand in the log of their days.")
            column.addWidget(Text(words, Role.LABEL, wrap=True))
        if not visits:
            column.addWidget(Text(_("No row of the log names this customer."), Role.LABEL, wrap=True))
        self._put(fresh)

    def say_name(self, name: str) -> None:
        """Whose they are."""
        if self._count:
            self.tell(self._count, name)

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self._visits = None
        self._count = ""
        self.tell("", on_rail="–")
        fresh, column = self._fresh(0)
        words = _("Choose a customer to see on which days he or she came or called.")
        column.addWidget(Text(words, Role.LABEL, wrap=True))
        self._put(fresh)

    def _fresh(self, margin: int) -> tuple[QWidget, QVBoxLayout]:
        """Lines need a margin: the ring around the one with the keyboard lies outside it."""
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(TIGHT)
        return fresh, column

    def _put(self, fresh: QWidget) -> None:
        focused = any(line.hasFocus() for line in self.lines)
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        # Shown and focused before the old ones go: Qt would look for the next focus in what goes.
        fresh.show()
        if focused:
            self.take_focus() if self.lines else self.left.emit()
        before.hide()
        before.deleteLater()

    def take_focus(self) -> None:
        """The keyboard on the newest row."""
        if self.lines and self._may_open:
            self.lines[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
