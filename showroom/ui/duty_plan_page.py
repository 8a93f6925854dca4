"""值班表: the duty plan of a month as a sheet, and under it how evenly the month was shared out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms import day_words
from showroom.language import _
from showroom.rules.rotation import State
from showroom.services import duty_plan, rotation
from showroom.services.desk import Desk, new_token
from showroom.services.duty_plan import DutyMonth, Fairness
from showroom.ui import room
from showroom.ui.ask import Ask
from showroom.ui.duty_plan_model import WORDS, DutyPlanModel, called
from showroom.ui.duty_plan_table import DutyPlanTable
from showroom.ui.log_paper import Framed
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GUTTER, MARGIN, SNUG, TIGHT, WIDE
from showroom.ui.page import Page
from showroom.ui.page_head import PageHead


class MonthBar(PageHead):
    """Arrows turn the months."""

    turned = Signal(int)
    today_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Month before (PageUp)"))
        self.month = Text("", Role.STRONG)
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Month after (PageDown)"))
        self.today = Button(_("This month"), Kind.QUIET)
        for widget in (self.before, self.month, self.after, self.today):
            self.add(widget)
        self.yield_first(self.today)
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.today.clicked.connect(self.today_pressed)

    def show_month(self, month: date, today: date) -> None:
        """The month in view."""
        self.month.setText(day_words.month(month))
        self.today.setEnabled(month != today.replace(day=1))
        self.share()


class DutyPlanPage(Page):
    """Reads a month and writes single days of it; a day that is over is shown as it was."""

    SHOWS = frozenset(
        {"attendance", "passed_turn", "traffic_entry", "prospect", "staff", "staff_role", "calendar_day"}
    )

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self.month = desk.clock.today().replace(day=1)
        self.model = DutyPlanModel(self)
        self.table = DutyPlanTable(self.model)
        self.table.setAccessibleName(_("Duty plan"))
        self.bar = MonthBar()
        self.sheet = Sheet()
        self.title = Text(_("Showroom duty plan"), Role.TITLE)
        self.names = Text("", Role.PRINT, wrap=True)
        self.shares = QWidget()
        self._build()
        self.bar.turned.connect(self.turn)
        self.bar.today_pressed.connect(lambda: self.show_month(desk.clock.today()))
        self.table.planned.connect(self._plan)

    def _build(self) -> None:
        legend = Text(_("Pencil is planned, ink is how it was. A dot marks a day with a name."), Role.LABEL)
        legend.setWordWrap(True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        for widget in (self.title, Framed(self.table), self.names, legend):
            column.addWidget(widget)
        column.addSpacing(GUTTER)
        column.addWidget(Text(_("How evenly the month was shared out"), Role.STRONG))
        column.addWidget(self.shares)
        desk = QWidget()
        desk.setObjectName("contents")
        outer = QVBoxLayout(desk)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet)
        outer.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(desk)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self._scroll, 1)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the month anew."""
        desk, month = self.desk, self.month
        self.ask(self, lambda: (month, *_read(desk, month)), self._show)

    def _show(self, read: tuple[date, DutyMonth, tuple[Fairness, ...]]) -> None:
        month, plan, shares = read
        if month != self.month:
            return
        today = self.desk.clock.today()
        self.bar.show_month(month, today)
        self.model.show_month(plan, today)
        named = [f"{day.day.day} {called(day)}" for day in plan.days if called(day)]
        self.names.setText("　".join(named))
        self.names.setVisible(bool(named))
        self._show_shares(shares)
        if self.table.hasFocus():
            self.table.begin()

    def _show_shares(self, shares: tuple[Fairness, ...]) -> None:
        """Figures under heads, each said whole to those who listen."""
        old = self.shares.layout()
        if old is not None:
            QWidget().setLayout(old)
        grid = QGridLayout(self.shares)
        grid.setContentsMargins(SNUG, 0, 0, 0)
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(TIGHT)
        heads = (
            _("Consultant"),
            _("Days on duty"),
            _("First visits"),
            _("A day"),
            _("Be-backs"),
            _("Turns passed on"),
        )
        for place, head in enumerate(heads):
            grid.addWidget(Text(head, Role.LABEL), 0, place, _side(place))
        for row, one in enumerate(shares, 1):
            a_day = "—" if one.a_day is None else f"{one.a_day:.1f}"
            figures = (one.days, one.first, a_day, one.repeat, one.passed)
            for place, words in enumerate((one.name, *map(str, figures))):
                shown = Text(words)
                shown.setAccessibleName(f"{one.name} {heads[place]} {words}" if place else words)
                grid.addWidget(shown, row, place, _side(place))
        grid.setColumnStretch(len(heads), 1)

    def show_month(self, day: date) -> None:
        """Turn to the month of a day."""
        self.month = day.replace(day=1)
        self.bar.show_month(self.month, self.desk.clock.today())
        self.tell_status()
        self.refresh()

    def turn(self, by: int) -> None:
        """The month before or after."""
        first = self.month
        self.show_month(first - timedelta(days=1) if by < 0 else first + timedelta(days=31))

    # -- writing ------------------------------------------------------------------------------------

    def _plan(self, row: int, column: int, state: State | None) -> None:
        line, day = self.model.lines[row], self.model.days[column - 1].day
        self.model.show_planned(row, column, state)
        desk, token = self.desk, new_token()
        word = _(WORDS[state]) if state else _("not planned")
        words = _("{name}, {day}: {word}", name=line.name, day=day_words.short(day), word=word)
        self.ask(
            self,
            lambda: rotation.plan(desk, line.staff, day, state, token=token),
            lambda _nothing: self.done.emit(words, token),
            self._not_planned,
        )

    def _not_planned(self, error: ShowroomError) -> None:
        self.refused.emit(error)
        self.refresh()

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The pen lies on today."""
        self.table.begin()

    def where(self) -> Any:
        """The month in view."""
        return self.month

    def go_back_to(self, place: Any) -> None:
        """To the month that was in view."""
        self.show_month(place)

    def tell_status(self) -> None:
        """Where one is, and the keys."""
        keys = _("Space duty, off, leave    1 2 3 write and go on    Del clears")
        self.status.emit(day_words.month(self.month), keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the margins give what they have."""
        super().resizeEvent(event)
        narrow = room.is_narrow(self)
        self.sheet.lay(CLOSE if narrow else GUTTER, CLOSE if narrow else MARGIN)


def _side(place: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft


def _read(desk: Desk, month: date) -> tuple[DutyMonth, tuple[Fairness, ...]]:
    plan = duty_plan.plan_of_month(desk, month.year, month.month)
    return plan, duty_plan.fairness(desk, month.year, month.month)
