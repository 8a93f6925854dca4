"""The head of the daily report page: which day, whose report, how it stands, what is to be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.forms import day_words
from showroom.forms.daily_report import Waiting
from showroom.language import _, mark
from showroom.rules.daily_report import ReportState
from showroom.ui.calendar_menu import open_calendar
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import in_menu
from showroom.ui.page_head import PageHead

STATES: Final = {
    None: mark("not begun"),
    ReportState.DRAFT: mark("draft"),
    ReportState.SUBMITTED: mark("submitted"),
    ReportState.REVIEWED: mark("instructed"),
    ReportState.SEALED: mark("sealed"),
}


class DailyReportBar(PageHead):
    """Arrows and calendar choose the day, the name a consultant; the verbs stand at the right."""

    turned = Signal(int)
    day_chosen = Signal(object)
    consultant_chosen = Signal(int)
    submit_pressed = Signal()
    back_pressed = Signal()
    seal_pressed = Signal()
    instruct_pressed = Signal()
    print_pressed = Signal()
    excel_pressed = Signal()
    key_in_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = self._today = date.min
        self._people: Sequence[Waiting] = ()
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Day before (PageUp)"))
        self.date = Button(icon="calendar")
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Day after (PageDown)"))
        self.consultant = Button(icon="person", tip=_("Whose report (Alt+Up, Alt+Down)"))
        self.excel = Button(_("Excel"), Kind.QUIET, icon="excel", tip=_("Save as an Excel file (Ctrl+E)"))
        self.print = Button(_("Print"), Kind.QUIET, icon="print", tip=_("Preview and print (Ctrl+P)"))
        self.key_in = Button(_("Key in…"), tip=_("Key in the printed plan, a line for each row (Alt+K)"))
        self.instruct = Button(_("About this row…"), tip=_("An instruction about the customer of this row"))
        self.back = Button(_("Give back…"))
        self.submit = Button(_("Hand in"), Kind.PRIMARY, keys="Ctrl Enter")
        self.seal = Button(_("Sign and seal"), Kind.PRIMARY, keys="Ctrl Enter")
        for widget in (self.before, self.date, self.after, self.consultant):
            self.add(widget)
        for tool in (self.excel, self.print, self.key_in, self.instruct, self.back, self.submit, self.seal):
            self.add_tool(tool)
        self.yield_first(self.excel, self.print, self.key_in, self.instruct, self.back)
        self._connect()

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.date.clicked.connect(self._open_calendar)
        self.consultant.clicked.connect(self._open_people)
        for button, pressed in (
            (self.submit, self.submit_pressed),
            (self.back, self.back_pressed),
            (self.seal, self.seal_pressed),
            (self.instruct, self.instruct_pressed),
            (self.print, self.print_pressed),
            (self.excel, self.excel_pressed),
            (self.key_in, self.key_in_pressed),
        ):
            button.clicked.connect(pressed)

    def show_day(self, day: date, today: date) -> None:
        """The day in view; there is none after today."""
        self._day, self._today = day, today
        _say(self.date, day_words.full(day), day_words.full(day))
        self.after.setEnabled(day < today)
        self.share()

    def show_people(self, people: Sequence[Waiting], chosen: int | None) -> None:
        """Among whose reports may be chosen, and how the one in view stands."""
        self._people = people
        one = next((one for one in people if one.consultant == chosen), None)
        words = "" if one is None else f"{one.consultant_name} · {state_of(one)}"
        _say(self.consultant, in_menu(words), _("Whose report: {words}", words=words))
        self.share()

    def offer(self, *, submit: bool, back: bool, seal: bool) -> None:
        """The verbs that mean something now."""
        for button, on in ((self.submit, submit), (self.seal, seal)):
            button.setVisible(on)
        for button, on in ((self.back, back), (self.instruct, seal)):
            button.setEnabled(on)
        self.share()

    def people_menu(self) -> QMenu:
        """Everybody with the state of the report, in roster order."""
        menu = QMenu(self)
        for one in self._people:
            words = f"{one.consultant_name}　{state_of(one)}"
            menu.addAction(in_menu(words)).triggered.connect(partial(self._choose, one.consultant))
        return menu

    def _choose(self, staff: int, _checked: bool = False) -> None:
        self.consultant_chosen.emit(staff)

    def _open_people(self) -> None:
        menu = self.people_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.consultant.mapToGlobal(QPoint(0, self.consultant.height())))

    def _open_calendar(self) -> None:
        open_calendar(self.date, self._day, self._today, self.day_chosen.emit)


def state_of(one: Waiting) -> str:
    """How a report stands, in a word or two."""
    if one.off:
        return _("day off")
    if one.returned_because and one.missing:
        return _("sent back")
    word = _(STATES[one.state])
    if one.submitted_at is not None and one.state is ReportState.SUBMITTED:
        word = f"{word} {one.submitted_at:%H:%M}"
    return _("{state} (late)", state=word) if one.late else word


def _say(button: Button, words: str, heard: str) -> None:
    button.setText(words)
    button.setAccessibleName(heard)
    button.updateGeometry()
