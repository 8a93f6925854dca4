"""计划访问日: on which days a card was due and nobody was reached, and when it is due now (forms 2.2b).

Nothing of the clock is stored, so the due date of a past morning is reckoned from what stood before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from showroom.rules.card_moves import Move
from showroom.rules.due import IsWorkday, RulesOn, Standing, next_due
from showroom.rules.level import CardState, Level
from showroom.rules.roll_forward import CardLife, Stage, stages

_DAY = timedelta(1)


class Heard(NamedTuple):
    """One contact: a row of the log (`visit`) or a follow-up, in the order of day, time and number.

    `how` is its method or traffic type; `agreed_on` the next date that was agreed.
    """

    day: date
    at: str
    number: int
    how: str
    reached: bool = True
    agreed_on: date | None = None
    visit: bool = False


@dataclass(frozen=True)
class Planned:
    """`missed` are past days on which it was due and nobody was reached; `due_on` is when it is due now."""

    missed: frozenset[date]
    due_on: date | None


@dataclass(frozen=True)
class Clocked:
    """A card with everything its clock needs, of any morning; `wake_on` is that of its last sleep."""

    life: CardLife
    heard: Sequence[Heard]
    wake_on: date | None = None

    def planned(self, today: date, rules_on: RulesOn, is_workday: IsWorkday | None = None) -> Planned:
        """The days before today on which it was due in vain, and the due date of now."""
        reached = {one.day for one in self.heard if one.reached}
        missed = set()
        events = sorted({stage.day for stage in stages(self.life)} | {one.day for one in self.heard})
        for since, until in pairwise([*(day for day in events if day < today), today]):
            standing = self.on_the_morning(since + _DAY)
            if standing is None or standing.dormant:
                continue
            day = next_due(standing, rules_on, is_workday).day
            if since < day <= min(until, today - _DAY) and day not in reached:
                missed.add(day)
        now = self.on_the_morning(date.max)
        return Planned(frozenset(missed), next_due(now, rules_on, is_workday).day if now else None)

    def on_the_morning(self, day: date) -> Standing | None:
        """What its clock stood at before anything happened that day; None while it was not waited for."""
        steps = [stage for stage in stages(self.life) if stage.day < day]
        if not steps or steps[-1].after.state not in (CardState.OPEN, CardState.DORMANT):
            return None
        here, opened_on = steps[-1].after, self.life.opened_on
        heard = [one for one in self.heard if one.day < day]
        calls = [one for one in heard if not one.visit]
        reached = _newest([one for one in calls if one.reached])
        said = _newest([one for one in calls if one.reached or one.agreed_on is not None])
        visit = _newest([one for one in heard if one.visit and one.day >= opened_on])
        level_since = _last_day(
            [one for one in steps if one.before is not None and one.before.level != one.after.level]
        )
        cancelled_on = _last_day([one for one in steps if one.move == Move.ORDER_CANCELLED])
        by_visit = visit is not None and (
            reached is None or (visit.day, visit.at) > (reached.day, reached.at)
        )
        last = visit if by_visit else reached
        dormant = here.state == CardState.DORMANT
        met = _is_met(said, visit, level_since if dormant else cancelled_on)
        return Standing(
            level=here.level,
            opened_on=opened_on,
            level_since=level_since or opened_on,
            reached_on=last.day if last else None,
            reached_how=last.how if last else "",
            agreed_on=None if met or said is None else said.agreed_on,
            dormant=dormant,
            wake_on=self.wake_on,
            cancelled_on=None if here.level == Level.ORDERED else cancelled_on,
        )


def _newest(heard: Sequence[Heard]) -> Heard | None:
    return max(heard, key=lambda one: (one.day, one.at, one.number), default=None)


def _last_day(steps: Sequence[Stage]) -> date | None:
    return max((one.day for one in steps), default=None)


def _is_met(said: Heard | None, visit: Heard | None, ended_on: date | None) -> bool:
    """Whoever came on or after the agreed day has kept it; what was agreed before an order was cancelled, or
    before the card fell asleep, is over.
    """
    if said is None or said.agreed_on is None:
        return False
    if ended_on and said.day < ended_on:
        return True
    return visit is not None and (visit.day, visit.at) > (said.day, said.at) and visit.day >= said.agreed_on
