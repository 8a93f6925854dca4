"""What the clock of a card stands at, from the newest of each thing that winds it (req 28–33; forms 2.6).

The level clock reads these from the rows of now, the level grid from what stood before a past morning; what
they mean together is said here for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from showroom.rules.due import Standing
from showroom.rules.level import CardState, Level


class Spoken(NamedTuple):
    """A contact; `at` is its time as HH:MM:SS, "" where nobody knows, `how` its method or traffic type."""

    day: date
    at: str
    how: str


class Said(NamedTuple):
    """When it was said when the next contact is; `agreed_on` is None where no date was agreed."""

    day: date
    at: str
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest of each, None where there is none.

    `reached` and `said` are of follow-ups: one that reached somebody, one that did or agreed on a date;
    `visit` is a row of the log since the card was opened, `decided` a rejected request with a next contact.
    `level_since` is when the level last changed or the card was taken up again, `returned_on` the latter.
    """

    reached: Spoken | None = None
    said: Said | None = None
    visit: Spoken | None = None
    decided: Said | None = None
    level_since: date | None = None
    cancelled_on: date | None = None
    returned_on: date | None = None


def standing_of(level: str, state: str, opened_on: date, wake_on: date | None, newest: Newest) -> Standing:
    """What `rules.due` asks of an open or sleeping card."""
    dormant = state == CardState.DORMANT
    reached, visit = newest.reached, newest.visit
    by_visit = visit is not None and (reached is None or visit[:2] > reached[:2])
    last = visit if by_visit else reached
    said = _that_stands(newest)
    return Standing(
        level=level,
        opened_on=opened_on,
        level_since=newest.level_since or opened_on,
        reached_on=last.day if last else None,
        reached_how=last.how if last else "",
        agreed_on=None if said is None or _is_over(said, newest, dormant=dormant) else said.agreed_on,
        dormant=dormant,
        wake_on=wake_on,
        # Whoever has ordered again is called as one who has ordered.
        cancelled_on=None if level == Level.ORDERED else newest.cancelled_on,
        returned_on=newest.returned_on,
    )


def _that_stands(newest: Newest) -> Said | None:
    """A rejection that is as new as what was agreed says when the next contact is."""
    said, decided = newest.said, newest.decided
    if decided is None or (said is not None and decided[:2] < said[:2]):
        return said
    return decided


def _is_over(said: Said, newest: Newest, *, dormant: bool) -> bool:
    """Whoever came on or after the agreed day has kept it; what was agreed before an order was cancelled,
    before the card fell asleep or was taken up again, is over.
    """
    if said.agreed_on is None:
        return True
    ends = (newest.level_since,) if dormant else (newest.cancelled_on, newest.returned_on)
    if any(day is not None and said.day < day for day in ends):
        return True
    visit = newest.visit
    return visit is not None and visit[:2] > said[:2] and visit.day >= said.agreed_on
