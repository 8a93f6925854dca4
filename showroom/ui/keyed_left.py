"""What is left of a plan that is keyed in: lines that stay, with the reasons, kept over a crash."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from showroom.forms.daily_report import DailyReport
from showroom.rules.keyed_line import skips
from showroom.services import drafts
from showroom.services.drafts import Draft
from showroom.ui.page import Page

DRAFT_AFTER_MS: Final = 400


def form_of(report: DailyReport) -> str:
    """The form under which the lines of a plan that stay are kept."""
    return f"keyed-{report.consultant}-{report.day}"


class LeftLines(QObject):
    """By row the lines as typed, those that skip among them, and why they stay; `line` is being written."""

    def __init__(self, host: Page, line: Callable[[], str]) -> None:
        super().__init__(host)
        self._host, self._line = host, line
        self._form = ""
        self._sent: Draft | None = None
        self.typed: dict[int, str] = {}
        self.reasons: dict[int, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def turn_to(self, report: DailyReport) -> None:
        """Another plan: what was left of the one before is kept, a line on its way lies in that draft."""
        self._timer.stop()
        self.keep()
        self._sent, self.typed, self.reasons = None, {}, {}
        self._form = form_of(report)

    def ask_for(self, then: Callable[[Draft], None]) -> None:
        """The draft of this plan."""
        desk, form = self._host.desk, self._form

        def found(draft: Draft) -> None:
            if form == self._form:
                then(draft)

        self._host.ask(self._host, lambda: drafts.found(desk, form), found)

    @property
    def is_sending(self) -> bool:
        """Whether a line is on its way."""
        return self._sent is not None

    @property
    def skipped(self) -> int:
        """How many rows are skipped."""
        return sum(map(skips, self.typed.values()))

    def last(self) -> str:
        """The newest line that stays; "" where none does."""
        return next((typed for typed in reversed(self.typed.values()) if not skips(typed)), "")

    def forget(self, row: int) -> None:
        """The line of a row was saved."""
        self.typed.pop(row, None)
        self.reasons.pop(row, None)
        self.keep()

    # -- on its way ---------------------------------------------------------------------------------

    def send(self, row: int, typed: str, token: str) -> None:
        """A line is on its way under a token: saved in the moment the program ends, it is no draft."""
        self._sent = Draft({str(row): typed}, token=token)
        self.keep()

    def answers(self, token: str) -> bool:
        """Whether an answer is about the line on its way here: another plan may be open meanwhile."""
        mine = self._sent is not None and self._sent.token == token
        if mine:
            self._sent = None
        return mine

    # -- drafts -------------------------------------------------------------------------------------

    def is_due(self) -> None:
        """Something was typed: it is kept after a pause of the keys."""
        self._timer.start()

    def keep(self) -> None:
        """Without waiting for a pause."""
        if self._form:
            self._host.ask(self._host, self._job(), lambda _kept: None)

    def keep_now(self) -> None:
        """What is left lies on the disk now. Raises Unavailable when the disk refuses."""
        self._timer.stop()
        if self._form:
            self._job()()

    def _job(self) -> Callable[[], None]:
        sent = self._sent.texts if self._sent else {}
        texts = {str(row): typed for row, typed in self.typed.items() if str(row) not in sent}
        return partial(drafts.keep, self._host.desk, self._form, texts, self._line(), sent=self._sent)
