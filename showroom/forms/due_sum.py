"""The sum that explains a due date, in words: 3月3日 来电 + H 每 2 天 = 3月5日 (look: due sum)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from showroom.forms import day_words
from showroom.forms.choices import METHODS, TRAFFIC_TYPES
from showroom.language import _
from showroom.rules.due import TAKEN_UP_AGAIN, Due, Reason

_WORDS: Final = {str(option.code): option for option in (*TRAFFIC_TYPES, *METHODS)}


@dataclass(frozen=True)
class DueSum:
    """The operands, and the day they make; the result is set apart because it is written stronger."""

    operands: str
    result: str

    def __str__(self) -> str:
        return f"{self.operands} = {self.result}" if self.operands else self.result


def due_sum(due: Due) -> DueSum:
    """Why a card is due on its day, in the language of the screen."""
    return DueSum(_operands(due), day_words.month_day(due.day))


def _operands(due: Due) -> str:
    if due.reason is Reason.AGREED:
        return _("agreed")
    if due.reason is Reason.WAKE_UP:
        return _("asleep since {day}, wakes", day=day_words.month_day(due.since))
    every = _("{level} every {days} days", level=due.level or "N", days=due.days)
    if due.how == Reason.CANCELLED:
        how = _("order cancelled")
        every = _("{days} days", days=due.days)
    elif due.how == TAKEN_UP_AGAIN:
        how = _("card taken up again")
    else:
        how = _WORDS[due.how].label if due.how in _WORDS else _("card opened")
    since = _("{day} {how}", day=day_words.month_day(due.since), how=how)
    if due.reason is Reason.WINDOW:
        return _("{since} + {every}, at most the end of {level}", since=since, every=every, level=due.level)
    moved = due.moved_from
    if moved is not None:
        day = day_words.month_day(moved)
        return _("{since} + {every} = {day}, the next working day", since=since, every=every, day=day)
    return _("{since} + {every}", since=since, every=every)
