"""The level clock read from the rows: where each card stands, and when it is due (req 28–33, 43).

Nothing of it is stored: the last contact, the agreed date and the day of the level follow from follow-ups,
visits and moves, so that a correction or an undo moves the date with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import DORMANT, OPEN, Prospect
from showroom.models.staff import Staff
from showroom.rules.due import Due, IsWorkday, RulesOn, Standing, next_due
from showroom.rules.prospect_numbers import number_of
from showroom.services import calendar, level_rules, settings
from showroom.services.level_clock_rows import Row, cards
from showroom.services.whose_cards import by_every_owner, of_whom

# What somebody still waits for.
STATES: Final = (OPEN, DORMANT)
# So many cards that are named are read by one statement.
_AT_ONCE: Final = 500

_open = of_whom(lambda whose: cards(whose, Prospect.state.in_(STATES)), by_every_owner)
_called_on = FollowUp.alias()
_before = of_whom(
    lambda whose: cards(
        whose,
        Prospect.state.in_(STATES),
        Prospect.id.in_(
            _called_on.select(_called_on.prospect).where(
                _called_on.by.in_(Staff.select(Staff.id)), _called_on.day == slot("day")
            )
        ),
        before=slot("day"),
    ),
    by_every_owner,
)
_of_one = Compiled(lambda: cards(Prospect.id == slot("prospect")))
_of_one_before = Compiled(lambda: cards(Prospect.id == slot("prospect"), before=slot("day")))
_of_some = Compiled(lambda: cards(Prospect.id.in_(some_slots(_AT_ONCE))))
_of_some_before = Compiled(lambda: cards(Prospect.id.in_(some_slots(_AT_ONCE)), before=slot("day")))


@dataclass(frozen=True)
class ClockedCard:
    """An open or sleeping card with its standing and its due date.

    `last_words` is what was last said or noted; the phone is not here: it depends on whose eyes see it.
    """

    prospect: int
    revision: int
    customer: int
    name: str
    sex: str
    owner: int | None
    owner_name: str
    level: str
    state: str
    model: int | None
    colour: str
    last_words: str
    standing: Standing
    due: Due

    @property
    def number(self) -> str:
        """The number as printed."""
        return number_of(self.prospect, self.standing.opened_on)


@dataclass(frozen=True)
class Terms:
    """What every due date asks beside the card: the rules of each day, and which days are worked."""

    rules_on: RulesOn
    is_workday: IsWorkday | None


def terms(facts: settings.Facts | None = None) -> Terms:
    """As they stand in the store now; read once for a whole list."""
    moved = (facts or settings.facts()).due_on_workdays
    return Terms(level_rules.book(), calendar.workdays() if moved else None)


def of_owner(
    owner: int | None, by: Terms | None = None, covered_on: date | None = None
) -> tuple[ClockedCard, ...]:
    """Every open and sleeping card of one consultant, or of everybody (None).

    With `covered_on` those follow that he keeps for colleagues on that day.
    """
    return tuple(_clocked(_open.rows(owner, covered_on), by or terms()))


def due_before(owner: int | None, day: date, by: Terms, covered_on: date | None = None) -> dict[int, Due]:
    """When the cards that were called about on a day were due before; of whom as in `of_owner`."""
    return {one.prospect: one.due for one in _clocked(_before.rows(owner, covered_on, day=str(day)), by)}


def of_card(prospect: int, by: Terms | None = None) -> ClockedCard | None:
    """One card, None when it is gone; of a closed one the due date means nothing."""
    return next(_clocked(_of_one.rows(prospect=prospect), by or terms()), None)


def of_morning(prospect: int, day: date, by: Terms | None = None) -> ClockedCard | None:
    """One card as it was due before anybody was spoken to on that day, None when it is gone."""
    return next(_clocked(_of_one_before.rows(prospect=prospect, day=str(day)), by or terms()), None)


def of_cards(prospects: Collection[int], by: Terms | None = None) -> tuple[ClockedCard, ...]:
    """The cards with these ids, in any order; those that are gone are left out. One statement for 500."""
    wanted = list(prospects)
    parts = (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE))
    rows = (row for part in parts for row in _of_some.rows(**filled_slots(part, _AT_ONCE)))
    return tuple(_clocked(rows, by or terms()))


def of_mornings(prospects: Collection[int], day: date, by: Terms) -> tuple[ClockedCard, ...]:
    """Cards that took no step since, as they were due before anybody was spoken to on that day.

    One statement for 500; a card that did take a step is told by rules.planned_days.
    """
    wanted = list(prospects)
    parts = (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE))
    return tuple(
        one
        for part in parts
        for one in _clocked(_of_some_before.rows(**filled_slots(part, _AT_ONCE), day=str(day)), by)
    )


def _clocked(rows: Iterable[tuple[Any, ...]], by: Terms) -> Iterator[ClockedCard]:
    for row in map(Row._make, rows):
        standing = row.standing()
        yield ClockedCard(
            row.prospect,
            row.revision,
            row.customer,
            row.name,
            row.sex,
            row.owner,
            row.owner_name or "",
            row.level,
            row.state,
            row.model,
            row.colour,
            row.last_words,
            standing,
            next_due(standing, by.rules_on, by.is_workday),
        )
