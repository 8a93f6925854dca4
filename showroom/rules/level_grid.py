"""级别状况表: which cards stand on a consultant's grid of a month, and with which letters (forms 2.2b)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from showroom.rules.level import CardState, letter_of
from showroom.rules.roll_forward import CardLife, Stage, Standing, stages, standing_on

_DAY: Final = timedelta(1)


class Joined(StrEnum):
    """How a card came onto the sheet: with the month, or within it."""

    CARRIED = "carried"
    NEW = "new"
    RETURNED = "returned"
    RECEIVED = "received"


class Left(StrEnum):
    """How a card left the sheet."""

    DELIVERED = "delivered"
    LOST = "lost"
    DORMANT = "dormant"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"


_LEFT: Final = {
    CardState.DELIVERED: Left.DELIVERED,
    CardState.LOST: Left.LOST,
    CardState.DORMANT: Left.DORMANT,
    CardState.WITHDRAWN: Left.WITHDRAWN,
}


@dataclass(frozen=True)
class Entry:
    """How and with which level a card came onto the sheet; `giver` is whose it was before."""

    how: Joined
    day: date
    level: str
    giver: int | None = None


@dataclass(frozen=True)
class Exit:
    """How a card left; `letter` is its end on paper (D, F1, F2), "" where it went on elsewhere."""

    how: Left
    day: date
    letter: str = ""
    receiver: int | None = None


@dataclass(frozen=True)
class HisCard:
    """A card, seen as one of a consultant's. Days are those at whose end, or at some time, it was his."""

    life: CardLife
    owner: int

    def is_his(self, standing: Standing | None) -> bool:
        """Whether he had it on hand there."""
        return standing is not None and standing.on_hand and standing.owner == self.owner

    def was_his_on(self, day: date) -> bool:
        """Whether he had it on hand at some time of a day."""
        if self.is_his(standing_on(self.life, day - _DAY)):
            return True
        return any(self.is_his(stage.after) for stage in stages(self.life) if stage.day == day)

    def entry(self, first: date, last: date) -> Entry | None:
        """How it came onto the sheet of these days; None where it does not stand there."""
        morning = standing_on(self.life, first - _DAY)
        if morning is not None and self.is_his(morning):
            return Entry(Joined.CARRIED, first, morning.level)
        for stage in stages(self.life):
            if first <= stage.day <= last and self.is_his(stage.after) and not self.is_his(stage.before):
                return self._entry_by(stage)
        return None

    @staticmethod
    def _entry_by(stage: Stage) -> Entry:
        if stage.before is None:
            return Entry(Joined.NEW, stage.day, stage.after.level)
        if not stage.before.on_hand:
            return Entry(Joined.RETURNED, stage.day, stage.after.level)
        return Entry(Joined.RECEIVED, stage.day, stage.after.level, stage.before.owner)

    def exit(self, until: date) -> Exit | None:
        """How it had left at the end of a day; None where he still had it."""
        if self.is_his(standing_on(self.life, until)):
            return None
        left: Stage | None = None
        for stage in stages(self.life):
            if stage.day > until:
                break
            ended_since = left is not None and not stage.after.on_hand and stage.after.owner == self.owner
            if (self.is_his(stage.before) and not self.is_his(stage.after)) or ended_since:
                left = stage
        if left is None:
            return None
        if left.after.on_hand:
            return Exit(Left.HANDED_OVER, left.day, receiver=left.after.owner)
        return Exit(_LEFT[CardState(left.after.state)], left.day, _letter(left.after))

    def letters(self, reached: Collection[date], first: date, last: date) -> Iterator[tuple[date, str]]:
        """The last letter of each day with a step, or with one of the contacts that reached the customer."""
        told = {day for day in reached if first <= day <= last} | {
            stage.day for stage in stages(self.life) if first <= stage.day <= last and _tells(stage)
        }
        for day in sorted(told):
            standing = standing_on(self.life, day)
            if standing is not None and self.was_his_on(day) and _letter(standing):
                yield day, _letter(standing)


def _tells(stage: Stage) -> bool:
    """Whether a stage shows on the sheet: a card that only changes hands keeps its letter."""
    return stage.before is None or _letter(stage.before) != _letter(stage.after)


def _letter(standing: Standing) -> str:
    if standing.state == CardState.WITHDRAWN:
        return ""
    return letter_of(standing.level, standing.state)
