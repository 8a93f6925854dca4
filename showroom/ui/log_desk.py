"""What the desk does beside the sheet: who is there, turns passed on, guests who leave, the weather."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.forms import traffic_log as form
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, chinese
from showroom.rules.duties import Duty
from showroom.rules.rotation import State
from showroom.services import rotation, traffic_day, traffic_log_corrections
from showroom.services.desk import Desk, new_token
from showroom.ui import weather
from showroom.ui.ask import Ask
from showroom.ui.reason import Reason
from showroom.ui.rotation_panel import RotationPanel, state_word
from showroom.ui.showroom_now import ShowroomNow


class LogDesk(QObject):
    """Does it through the services; everything it does can be taken back."""

    done = Signal(str, str)
    refused = Signal(object)

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        panel: RotationPanel,
        now: ShowroomNow,
        reason: Reason,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.desk, self.ask, self._panel, self._reason, self._page = desk, ask, panel, reason, page
        # The day in view: the weather is written on its sheet.
        self.day: date = desk.clock.today()
        panel.state_chosen.connect(self._set_state)
        panel.all_here.connect(self._all_here)
        panel.pass_wanted.connect(self._pass)
        panel.back_wanted.connect(self._take_back)
        panel.order_chosen.connect(self._set_order)
        now.left.connect(self.leave)

    def _do(self, words: str, job: Callable[[str], Any]) -> None:
        token = new_token()
        self.ask(
            self._page,
            partial(job, token),
            lambda _answer: self.done.emit(words, token),
            self.refused.emit,
        )

    def allow(self, duties: frozenset[Duty]) -> None:
        """What this person may say of whom."""
        own = self.desk.staff if Duty.SET_OWN_ATTENDANCE in duties else None
        self._panel.allow(everybody=Duty.SET_ATTENDANCE in duties, order=Duty.SET_ROTATION in duties, own=own)

    # -- attendance and turns -----------------------------------------------------------------------

    def _set_state(self, staff: int, state: State, until: time | None) -> None:
        name = next((one.line.name for one in self._panel.people if one.line.staff == staff), "")
        words = _("{name}: {state}", name=name, state=state_word(state))
        desk = self.desk
        self._do(words, lambda token: rotation.set_state(desk, staff, state, until=until, token=token))

    def _all_here(self) -> None:
        desk = self.desk
        self._do(_("Everybody is on duty"), lambda token: rotation.all_here(desk, token))

    def _pass(self, staff: int, name: str) -> None:
        title, question = _("Pass the turn"), _("Why is {name} passed over? The place is kept.", name=name)
        reason = self._reason(self._page, title, question)
        if reason:
            desk = self.desk
            words = _("{name} is passed over", name=name)
            self._do(words, lambda token: rotation.pass_turn(desk, staff, reason, token=token))

    def _take_back(self, staff: int) -> None:
        desk = self.desk
        self._do(_("Back in the old place"), lambda token: rotation.take_back(desk, staff, token=token))

    def _set_order(self, order: tuple[int, ...]) -> None:
        desk = self.desk
        words = _("Today's order is changed")
        self._do(words, lambda token: rotation.set_order(desk, order, token=token))

    # -- guests and weather -------------------------------------------------------------------------

    def leave(self, row: TrafficLogRow) -> None:
        """This party leaves now."""
        now = self.desk.clock.local().time().replace(second=0, microsecond=0, tzinfo=None)
        values = {form.LEFT.key: max(now, row.arrived)}
        name = row.guest_name or _("a guest without a name")
        words = _("{name} left at {time}", name=name, time=values[form.LEFT.key].strftime("%H:%M"))
        desk = self.desk
        self._do(
            words,
            lambda token: traffic_log_corrections.correct_visit(
                desk, row.entry, row.revision, values, token=token
            ),
        )

    def open_weather(self, at: QPoint) -> None:
        """A menu of one-key words; anything else is typed."""
        menu = self.weather_menu()
        menu.popup(at)

    def weather_menu(self) -> QMenu:
        """The words for the weather."""
        menu = QMenu(self._page)
        for word in weather.WORDS:
            menu.addAction(_(word)).triggered.connect(partial(self._write_weather, word))
        menu.addSeparator()
        menu.addAction(_("Other…")).triggered.connect(self._ask_weather)
        return menu

    def _ask_weather(self) -> None:
        words = self._reason(self._page, _("Weather"), _("The weather of this day, like: cloudy 12℃"))
        if words:
            self._write_weather(words)

    def _write_weather(self, words: str, _on: bool = False) -> None:
        # Kept in Chinese, as the sheet prints it, whatever the language of the screen.
        kept = chinese(words)
        desk, day = self.desk, self.day
        self._do(
            _("Weather: {words}", words=kept),
            lambda token: traffic_day.set_weather(desk, day, kept, token=token),
        )
