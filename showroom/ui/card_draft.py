"""What was written on a card, or into a form over it, and not saved lies on the disk soon (A4, A8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.services import drafts
from showroom.services.desk import Desk
from showroom.services.drafts import Draft
from showroom.ui.ask import Ask

FORM: Final = "customer_card"
_AFTER_MS: Final = 500
_AT_LATEST_MS: Final = 2000


def card_of(draft: Draft) -> int | None:
    """Whose card a draft is of."""
    return int(draft.line) if draft.line.isdecimal() and draft.line.isascii() else None


class CardDraft(QObject):
    """Keeps what `written` gives: the card, the texts by field, the token of the save.

    `form` names what is written on: a draft for each.
    """

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        page: QWidget,
        written: Callable[[], tuple[int, dict[str, str], str]],
        refused: Callable[[ShowroomError], None],
        form: Callable[[], str] = lambda: FORM,
    ) -> None:
        super().__init__(page)
        self._desk, self._ask, self._page = desk, ask, page
        self._written, self._refused, self._form = written, refused, form
        self._pause = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._at_latest = QTimer(self, singleShot=True, interval=_AT_LATEST_MS)
        for timer in (self._pause, self._at_latest):
            timer.timeout.connect(self.keep)

    def is_due(self) -> None:
        """Something was written."""
        self._pause.start()
        if not self._at_latest.isActive():
            self._at_latest.start()

    def keep_now(self) -> None:
        """Before the window closes or the desk is locked. Raises Unavailable when the disk refuses."""
        self._stop()
        self._job()()

    def keep(self) -> None:
        """Without waiting for a pause: what is written on changes."""
        self._stop()
        self._ask(self._page, self._job(), lambda _none: None, self._refused)

    def _stop(self) -> None:
        self._pause.stop()
        self._at_latest.stop()

    def _job(self) -> Callable[[], None]:
        card, texts, token = self._written()
        # An emptied field is a change too, which an empty text would not keep.
        kept = {key: text or "\n" for key, text in texts.items()}
        return partial(drafts.keep, self._desk, self._form(), kept, str(card) if kept else "", token=token)

    def ask_for(self, then: Callable[[Draft], None]) -> None:
        """The draft of this person, if there is one."""
        desk, form = self._desk, self._form()

        def found(draft: Draft) -> None:
            if card_of(draft) is not None and draft.texts:
                then(draft)

        self._ask(self._page, lambda: drafts.found(desk, form), found)


def texts_of(draft: Draft) -> dict[str, str]:
    """The texts as they were written."""
    return {key: "" if text == "\n" else text for key, text in draft.texts.items()}
