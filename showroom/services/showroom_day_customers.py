"""未成交重点客户: the customers near a deal in the evening of a day, those at H first (sheets.md 2.3b)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from peewee import fn

from showroom.forms.showroom_day import KeyCustomer
from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.follow_up import FollowUp
from showroom.models.staff import Staff
from showroom.rules.daily_report import rise
from showroom.rules.due import next_due
from showroom.rules.level import LOG_LEVELS, Level
from showroom.rules.roll_forward import Standing, stages
from showroom.services import daily_report_cards, level_clock, level_grid_reading, roll_forward

# So many stand on the sheet; so many are asked for at once.
SHOWN: Final = 4
_AT_ONCE: Final = 500
_DAY: Final = timedelta(1)

_names: Final = Compiled(lambda: Staff.select(Staff.id, Staff.name))
_spoken: Final = Compiled(
    lambda: (
        FollowUp.select(FollowUp.prospect, fn.MAX(FollowUp.day))
        .where(
            FollowUp.prospect.in_(some_slots(_AT_ONCE)),
            FollowUp.day <= slot("day"),
            FollowUp.removed_at.is_null(),
        )
        .group_by(FollowUp.prospect)
    )
)
_said: Final = Compiled(
    lambda: (
        FollowUp.select(FollowUp.prospect, FollowUp.said, FollowUp.agreed_on, FollowUp.next_method)
        .where(
            FollowUp.prospect.in_(some_slots(_AT_ONCE)),
            FollowUp.day <= slot("day"),
            FollowUp.removed_at.is_null(),
        )
        .order_by(FollowUp.day, FollowUp.time, FollowUp.id)
    )
)


class Told(NamedTuple):
    """What was last said about a card by a day, and what was fixed then."""

    said: str = ""
    agreed_on: str | None = None
    next_method: str = ""


def near_a_deal(day: date, standing: Mapping[int, Standing]) -> tuple[tuple[KeyCustomer, ...], int]:
    """Who stands on the sheet, and how many there are: at H, or raised that day, those spoken to last first.

    Within an open reading.
    """
    risen = _risen(day)
    found = [card for card, one in standing.items() if one.level == Level.H or card in risen]
    found = [card for card in found if standing[card].level in LOG_LEVELS[1:-1]]
    last = _last_spoken(found, day)
    found.sort(key=lambda card: last.get(card, ""), reverse=True)
    found.sort(key=lambda card: LOG_LEVELS.index(Level(standing[card].level)))
    shown = found[:SHOWN]
    facts, told = daily_report_cards.facts(shown), last_told(shown, day)
    nexts, names = next_days(shown, day), people(standing[card].owner for card in shown)
    return tuple(
        KeyCustomer(
            card,
            facts[card].name,
            standing[card].level,
            facts[card].model,
            names.get(standing[card].owner or 0, ""),
            told.get(card, Told()).said,
            nexts.get(card),
            told.get(card, Told()).next_method,
        )
        for card in shown
    ), len(found)


def people(staff: Iterable[int | None]) -> dict[int, str]:
    """The names of some people."""
    wanted = set(staff)
    return {one: name for one, name in _names.rows() if one in wanted}


def last_told(cards: Collection[int], day: date) -> dict[int, Told]:
    """What was last said about each card by the end of a day. One statement for 500."""
    return {card: Told(*told) for card, *told in _of(_said, cards, day)}


def next_days(cards: Collection[int], day: date) -> dict[int, date]:
    """When each card was due next, as it stood in the evening of a day."""
    terms, morning = level_clock.terms(), day + _DAY
    lives = {card: life for card, life in roll_forward.lives(None, morning) if card in cards}
    still = [card for card in cards if card not in lives]
    found = {one.prospect: one.due.day for one in level_clock.of_mornings(still, morning, terms)}
    reading = level_grid_reading.read(sorted(lives))
    for card, life in lives.items():
        stood = reading.clocked(card, life).on_the_morning(morning)
        if stood is not None:
            found[card] = next_due(stood, terms.rules_on, terms.is_workday).day
    return found


def _risen(day: date) -> set[int]:
    """The cards that rose on a day and ended it higher than they began it."""
    return {
        card
        for card, life in roll_forward.lives(None, day)
        for stage in stages(life)
        if stage.day == day and stage.before is not None and rise(stage.before.level, stage.after.level) > 0
    }


def _last_spoken(cards: Collection[int], day: date) -> dict[int, str]:
    return dict(_of(_spoken, cards, day))


def _of(query: Compiled, cards: Collection[int], day: date) -> list[tuple[Any, ...]]:
    wanted = list(cards)
    rows: list[tuple[Any, ...]] = []
    for first in range(0, len(wanted), _AT_ONCE):
        some = filled_slots(wanted[first : first + _AT_ONCE], _AT_ONCE)
        rows += query.rows(**some, day=str(day))
    return rows
