"""The shop calendar: the public days of a month, and over them what the showroom says of its own."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Clash, ShowroomError
from showroom.forms import day_words
from showroom.forms import shop_day as form
from showroom.forms.choices import DAY_KINDS
from showroom.forms.field import Lists
from showroom.language import _
from showroom.rules.calendar import FIRST_YEAR, LAST_YEAR, DayKind
from showroom.services import calendar
from showroom.services.calendar import ShopDay
from showroom.services.desk import Desk
from showroom.ui.ask import Ask
from showroom.ui.field_form import FieldForm
from showroom.ui.list_paper import ListPaper
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.tokens import GUTTER, PAGE_HEAD, TIGHT
from showroom.ui.settings.deed_panel import DeedPanel, Offer
from showroom.ui.settings.kept import Deed
from showroom.ui.settings.month_sheet import MonthSheet, own_words, public_word
from showroom.ui.settings.section import Section, Then, nothing
from showroom.ui.settings.side_by_side import SideBySide

_LISTS: Lists = {"day_kind": DAY_KINDS}
_MONTHS = 12


class CalendarSection(Section):
    """A holiday names a day; only the showroom closes it."""

    SHOWS = frozenset({"calendar_day", "setting"})

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self.day = desk.clock.today()
        self._seen: dict[date, ShopDay] = {}
        self.sheet = MonthSheet()
        self.paper = ListPaper("", self.sheet)
        self.panel = DeedPanel(FieldForm(desk.clock.today))
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Month before (PageUp)"))
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Month after (PageDown)"))
        self.today = Button(_("Today"), Kind.QUIET)
        self._build()
        self._connect()

    @staticmethod
    def title() -> str:
        """As it stands on the list of sections."""
        return _("Calendar")

    def _build(self) -> None:
        head = QWidget(self)
        head.setFixedHeight(theme.current().grown(PAGE_HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(GUTTER, 0, GUTTER, 0)
        row.setSpacing(TIGHT)
        for button in (self.before, self.after, self.today):
            row.addWidget(button)
        row.addStretch(1)
        self.view = SideBySide(self.paper, self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.sheet.chosen.connect(self.show_day)
        self.sheet.beyond.connect(self.show_day)
        self.sheet.opened.connect(self._take_pen)
        self.sheet.cleared.connect(self.clear)
        self.panel.save_pressed.connect(self.accept)
        self.panel.cancel_pressed.connect(self.cancel)
        self.panel.theirs.clicked.connect(self.forget)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.today.clicked.connect(lambda: self.show_day(self.desk.clock.today()))

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        year, month = self.day.year, self.day.month
        self.ask(self, lambda: calendar.of_month(year, month), self._show)

    def _show(self, days: tuple[ShopDay, ...]) -> None:
        if days[0].day != self.day.replace(day=1):
            return
        self._seen = {one.day: one for one in days}
        self.sheet.show_days(days, self.day)
        self.paper.title.setText(day_words.month(self.day))
        if not self.changed:
            self._open()
        self.tell_status()

    def _open(self) -> None:
        day = self._seen[self.day]
        note = public_word(day)
        if not day.kind and day.hours:
            note = " ".join(word for word in (note, _("open {hours}", hours=day.hours)) if word)
        self.panel.open(
            Deed(day_words.full(day.day), self._keep, "", form.SHOP_DAY, _values(day), note, plain=True),
            _LISTS,
        )
        undo = Offer(_("Clear the day"), self.clear, _("As any other day (Del)"), Kind.DESTRUCTIVE)
        self.panel.offer((undo,) if day.kind else ())

    # -- choosing -----------------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Another day, of whatever month."""
        if day != self.day and FIRST_YEAR <= day.year <= LAST_YEAR:
            self.leave_form(partial(self._show_now, day))
        if self.day in self._seen:
            self.sheet.choose(self.day)

    def _show_now(self, day: date) -> None:
        self.day = day
        if day in self._seen:
            self.sheet.choose(day)
            self._open()
            self.tell_status()
        else:
            self.refresh()

    def turn(self, by: int) -> None:
        """The month before or after; the same day of it, or its last."""
        months = self.day.year * _MONTHS + self.day.month - 1 + by
        year, month = divmod(months, _MONTHS)
        for number in range(self.day.day, 0, -1):
            try:
                day = date(year, month + 1, number)
            except ValueError:
                continue
            self.show_day(day)
            return

    # -- writing ------------------------------------------------------------------------------------

    @property
    def changed(self) -> bool:
        return self.panel.form.changed

    @property
    def writing(self) -> str:
        return self.panel.title.text()

    def accept(self, then: Then = nothing) -> None:
        values = self.panel.form.values() if self.changed else None
        if values is not None:
            job = partial(self._keep, self.desk, values, "")
            self.ask(self, job, partial(self._done, then), self._refused)

    def _keep(self, desk: Desk, values: dict[str, Any], _token: str) -> None:
        calendar.set_day(
            desk,
            self.day,
            DayKind(values["kind"]),
            name=values["name"],
            opens=values["opens"],
            revision=self._seen[self.day].revision,
        )

    def clear(self) -> None:
        """As any other day."""
        day = self._seen[self.day]
        if day.kind is not None:
            desk = self.desk
            self.leave_form(
                lambda: self.ask(
                    self,
                    lambda: calendar.clear_day(desk, day.day, day.revision),
                    partial(self._done, self.sheet.setFocus),
                    self._refused,
                )
            )

    def _done(self, then: Then, _none: Any) -> None:
        self.panel.form.take_as_shown()
        self.said.emit(_("Saved"))
        self.refresh()
        then()

    def _refused(self, error: ShowroomError) -> None:
        if not isinstance(error, Clash):
            self.panel.refuse(error)
            return
        year, month = self.day.year, self.day.month
        self.ask(self, lambda: calendar.of_month(year, month), self._tell_clash)

    def _tell_clash(self, days: tuple[ShopDay, ...]) -> None:
        self._show(days)
        self.panel.tell_clash(_values(self._seen[self.day]))

    def _take_pen(self) -> None:
        self.panel.form.take_pen()
        self.view.follow_pen()

    def forget(self) -> None:
        self._open()
        self.sheet.setFocus()

    # -- the rest -----------------------------------------------------------------------------------

    def begin(self) -> None:
        self.sheet.setFocus()

    def tell_status(self) -> None:
        day = self._seen.get(self.day)
        words = (public_word(day), own_words(day)) if day else ()
        left = "　".join((day_words.full(self.day), *(word for word in words if word)))
        self.status.emit(left, _("Arrows day    PageUp/PageDown month    Enter write    Del clear"))

    def typed(self) -> tuple[str, dict[str, str]]:
        return self.day.isoformat(), self.panel.form.texts()

    def take_up(self, record: str, texts: dict[str, str]) -> None:
        self.day = date.fromisoformat(record)

        def shown(days: tuple[ShopDay, ...]) -> None:
            self._show(days)
            self.panel.form.write(texts)

        self.ask(self, lambda: calendar.of_month(self.day.year, self.day.month), shown)


def _values(day: ShopDay) -> dict[str, Any]:
    """What the showroom said about a day, as its form asks it."""
    opens = day.hours if day.kind is DayKind.OTHER_HOURS else ""
    return {"kind": day.kind or "", "opens": opens, "name": day.name}
