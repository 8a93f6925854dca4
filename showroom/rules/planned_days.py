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
from showroom.rules.level import CardState
from showroom.rules.roll_forward import CardLife, Stage, stages
from showroom.rules.standing import Newest, Said, Spoken, standing_of

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

    @property
    def spoken(self) -> Spoken:
        """It as a contact."""
        return Spoken(self.day, self.at, self.how)

    @property
    def said(self) -> Said:
        """It as what says when the next contact is."""
        return Said(self.day, self.at, self.agreed_on)


@dataclass(frozen=True)
class Planned:
    """`missed` are past days on which it was due and nobody was reached; `due_on` is when it is due now."""

    missed: frozenset[date]
    due_on: date | None


@dataclass(frozen=True)
class Clocked:
    """A card with everything its clock needs, of any morning; `wake_on` is that of its last sleep.

    `decided` are the rejected requests with a next contact, in the order in which they were made.
    """

    life: CardLife
    heard: Sequence[Heard]
    wake_on: date | None = None
    decided: Sequence[Said] = ()

    def planned(self, today: date, rules_on: RulesOn, is_workday: IsWorkday | None = None) -> Planned:
        """The days before today on which it was due in vain, and the due date of now."""
        reached = {one.day for one in self.heard if one.reached}
        missed = set()
        told = {one.day for one in self.heard} | {one.day for one in self.decided}
        events = sorted(told | {stage.day for stage in stages(self.life)})
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
        return standing_of(here.level, here.state, opened_on, self.wake_on, self._newest_before(day, steps))

    def _newest_before(self, day: date, steps: Sequence[Stage]) -> Newest:
        heard = [one for one in self.heard if one.day < day]
        calls = [one for one in heard if not one.visit]
        reached = _newest([one for one in calls if one.reached])
        said = _newest([one for one in calls if one.reached or one.agreed_on is not None])
        visit = _newest([one for one in heard if one.visit and one.day >= self.life.opened_on])
        returns = [one for one in steps if one.move == Move.RETURNED]
        levels = [one for one in steps if one.before is not None and one.before.level != one.after.level]
        return Newest(
            reached=reached and reached.spoken,
            said=said and said.said,
            visit=visit and visit.spoken,
            decided=next((one for one in reversed(self.decided) if one.day < day), None),
            level_since=_last_day([*levels, *returns]),
            cancelled_on=_last_day([one for one in steps if one.move == Move.ORDER_CANCELLED]),
            returned_on=_last_day(returns),
        )


def _newest(heard: Sequence[Heard]) -> Heard | None:
    return max(heard, key=lambda one: (one.day, one.at, one.number), default=None)


def _last_day(steps: Sequence[Stage]) -> date | None:
    return max((one.named for one in steps), default=None)
