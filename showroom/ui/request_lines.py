"""Requests about cards as lines beside the work: those to decide, what was decided, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.forms import day_words
from showroom.forms.lost_request import Request
from showroom.language import _, mark
from showroom.rules.lost import RequestKind, RequestState
from showroom.ui.card_lines import CardLine, CardSection, CardWords

_KINDS: Final = {RequestKind.LOST: mark("lost?"), RequestKind.DORMANT: mark("sleep?")}
_DECIDED: Final = {
    RequestState.APPROVED: (mark("approved"), "jade"),
    RequestState.REJECTED: (mark("sent back"), "amber"),
}


class RequestLines(CardSection):
    """One line a request; a press tells which."""

    chosen = Signal(object)

    def __init__(self, title: str, short: str, parent: QWidget | None = None) -> None:
        super().__init__(title, short, parent, at_most=None)
        self.requests: tuple[Request, ...] = ()

    def show_requests(self, requests: Iterable[Request], lines: Iterable[CardWords]) -> None:
        """One line each, in the same order."""
        self.requests = tuple(requests)
        self.show_lines(lines)

    def _take_line(self, place: int, line: CardLine) -> None:
        line.clicked.connect(partial(self._choose, place))

    def _choose(self, place: int, _on: bool = False) -> None:
        self.chosen.emit(self.requests[place])


def to_decide(one: Request, days: int) -> CardWords:
    """Whose card, what is asked and why; that it was asked late, else for how many days it waits."""
    about = " ".join((_(_KINDS[RequestKind(one.kind)]), one.reason_words))
    if one.late_days:
        when, tone = day_words.overdue(one.late_days), "red"
    else:
        when, tone = day_words.waiting(days), "t2"
    return CardWords(one.prospect, one.name, about, when, one.level, tone)


def decided(one: Request) -> CardWords:
    """Whose card, and how it was decided."""
    word, tone = _DECIDED[RequestState(one.state)]
    return CardWords(one.prospect, one.name, _(_KINDS[RequestKind(one.kind)]), _(word), tone=tone)


def instruction(one: Request) -> CardWords:
    """Whose card, what the manager wants done, and by when."""
    when = day_words.month_day(one.next_on) if one.next_on is not None else ""
    return CardWords(one.prospect, one.name, "", when, tone="amber", below=one.instruction)
