"""What the manager asks for: told on daily reports, ticked when done; and of requests that he sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.daily_report import Told
from showroom.forms.lost_request import Request
from showroom.language import _
from showroom.services import instructions
from showroom.services.desk import new_token
from showroom.ui import names
from showroom.ui.card_lines import CardLine, CardSection, CardWords
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.tokens import TIGHT
from showroom.ui.page import Page
from showroom.ui.request_lines import instruction


class InstructionLines(CardSection):
    """One section for both. A press opens the card; what was told on a report has a tick, Space gives it."""

    ticked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The manager asks"), _("To do"), parent, at_most=None)
        self.standing: tuple[Told, ...] = ()
        self.requests: tuple[Request, ...] = ()

    def show_both(
        self, told: Iterable[Told], requests: Iterable[Request], people: names.Names, *, team: bool
    ) -> None:
        """What was told on reports first; over the whole team each names who was told."""
        self.standing, self.requests = tuple(told), tuple(requests)
        self.show_lines(self._words(people, team=team))

    def _words(self, people: names.Names, *, team: bool) -> Iterator[CardWords]:
        for one in self.standing:
            by = names.shown(people, one.given_by_name)
            when = f"{by} {day_words.month_day(one.given_at.date())}"
            to = names.shown(people, one.consultant_name) if team else ""
            about = one.customer_name or _("whole report")
            yield CardWords(one.prospect or 0, about, to, when, below=one.words)
        yield from map(instruction, self.requests)

    def _lay(self, column: QVBoxLayout, place: int, line: CardLine) -> None:
        if place >= len(self.standing):
            column.addWidget(line)
            return
        tick = Button(kind=Kind.QUIET, icon="check", tip=_("Done: {words}", words=self.standing[place].words))
        tick.clicked.connect(partial(self._tick, place))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(line, 1)
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)

    def _tick(self, place: int, _on: bool = False) -> None:
        self.ticked.emit(self.standing[place])


def tick(page: Page, told: Told) -> None:
    """What the manager told is done; Undo puts it back."""
    token, words = new_token(), _("Done: {words}", words=told.words)
    done = partial(instructions.done, page.desk, told.instruction, token=token)
    page.ask(page, done, lambda _none: page.done.emit(words, token), page.refused.emit)
