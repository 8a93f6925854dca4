"""The level clock: when a card is due, as one pure function, and the sum that explains it (req 28–33, 43).

Due is the last effective contact and the longest gap of the level; before any contact the day the card was
opened counts. The end of the level's window caps it while it still lies ahead of that contact. A date that a
person agreed on wins over both. Each operand asks the rules of its own day: the gap those in force when the
clock was wound, the window those of the day the level was reached, so that new rules never move a date that
was already told.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from showroom.rules.level import Level
from showroom.rules.level_rules import LevelRules

# Rules need not name N; somebody with a number and no level yet is not forgotten for longer.
UNRATED_DAYS: Final = 15
AFTER_CANCELLING: Final = 3
DORMANT_DAYS: Final = 90
DORMANT_DAYS_AT_MOST: Final = 365
# A window of whole thirties is meant in calendar months: the forms say one month and three (req 31, 32).
_MONTH: Final = 30
# What wound the clock where nobody was spoken to: a card that had ended is called about as a new one is.
TAKEN_UP_AGAIN: Final = "returned"

RulesOn = Callable[[date], LevelRules]
IsWorkday = Callable[[date], bool]


class Reason(StrEnum):
    """What made the date."""

    AGREED = "agreed"
    GAP = "gap"
    WINDOW = "window"
    CANCELLED = "cancelled"
    WAKE_UP = "wake_up"


@dataclass(frozen=True)
class Standing:
    """All of a card that its clock needs; days are showroom days.

    `reached_on` and `reached_how` are the last effective contact (a method or a traffic type), `level_since`
    the day the level was reached. `dormant` cards have no level and sleep until `wake_on`; of them
    `agreed_on` is only what was agreed since. `cancelled_on` is the day of the last cancelled order,
    `returned_on` the last on which a lost or sleeping card was taken up again.
    """

    level: str
    opened_on: date
    level_since: date
    reached_on: date | None = None
    reached_how: str = ""
    agreed_on: date | None = None
    dormant: bool = False
    wake_on: date | None = None
    cancelled_on: date | None = None
    returned_on: date | None = None


@dataclass(frozen=True)
class Due:
    """A due date with its sum: `since` + `days` of `level` = the day, or what stood above it.

    `how` is what happened on that day: a method, a traffic type, a cancelled order, `TAKEN_UP_AGAIN`, "" for
    the opening of the card. `moved_from` is the day before it was moved to a working day, `window_end` the
    end that capped it.
    """

    day: date
    reason: Reason
    since: date
    how: str = ""
    level: str = ""
    days: int = 0
    window_end: date | None = None
    moved_from: date | None = None

    @property
    def agreed(self) -> bool:
        """Whether a person fixed the date."""
        return self.reason is Reason.AGREED


def next_due(card: Standing, rules_on: RulesOn, is_workday: IsWorkday | None = None) -> Due:
    """When an open or sleeping card is due, and why; `is_workday` moves proposed dates to working days."""
    since, how = _wound(card)
    if card.agreed_on is not None:
        return Due(card.agreed_on, Reason.AGREED, since, how, card.level)
    if card.dormant:
        wakes = card.wake_on or card.level_since + timedelta(DORMANT_DAYS)
        return Due(wakes, Reason.WAKE_UP, card.level_since)
    reason, days = Reason.GAP, gap_days(card.level, rules_on(since))
    if card.cancelled_on is not None and card.cancelled_on >= since:
        reason, since, how = Reason.CANCELLED, card.cancelled_on, str(Reason.CANCELLED)
        days = min(AFTER_CANCELLING, gap_days(card.level, rules_on(since)))
    proposed = since + timedelta(days)
    day = proposed if is_workday is None else _moved(proposed, is_workday)
    moved_from = proposed if day != proposed else None
    end = window_end(card.level, card.level_since, rules_on(card.level_since))
    if end is not None and since < end < day:
        return Due(end, Reason.WINDOW, since, how, card.level, days, window_end=end)
    return Due(day, reason, since, how, card.level, days, moved_from=moved_from)


def _wound(card: Standing) -> tuple[date, str]:
    """The day the clock was wound, and by what: the last contact, else the card's return or its opening."""
    since, how = card.reached_on or card.opened_on, card.reached_how if card.reached_on else ""
    if card.returned_on is not None and card.returned_on > since:
        return card.returned_on, TAKEN_UP_AGAIN
    return since, how


def gap_days(level: str, rules: LevelRules) -> int:
    """The most days between two contacts at a level; an unknown level counts as not rated."""
    terms = rules.of(level) or rules.of(Level.UNRATED)
    return terms.contact_days if terms else UNRATED_DAYS


def window_end(level: str, since: date, rules: LevelRules) -> date | None:
    """The last day on which a card may stand at a level it reached on `since`; None where it has no end."""
    terms = rules.of(level)
    if terms is None or terms.to_days is None:
        return None
    if terms.to_days % _MONTH:
        return since + timedelta(terms.to_days)
    return months_later(since, terms.to_days // _MONTH)


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later, clamped at the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _moved(day: date, is_workday: IsWorkday) -> date:
    """The day itself or the next working day; after a month without one the day itself."""
    days = (day + timedelta(more) for more in range(_MONTH))
    return next((one for one in days if is_workday(one)), day)
