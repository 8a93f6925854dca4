"""今日: what waits for one consultant, or for the whole team (look: Today; req 43–45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from showroom.forms.daily_report import Told
from showroom.forms.lost_request import Request
from showroom.rules.callback import FirstCallback
from showroom.rules.due import Due
from showroom.rules.level import CardState, Level


class Group(StrEnum):
    """When a card is due, as the list is parted; in the order of the page."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this_week"


_DAY: Final = timedelta(1)


def last_day(day: date) -> date:
    """How far the list of a day looks ahead: to the end of its week, at least to the next day."""
    return day + max(_DAY, timedelta(7 - day.isoweekday()))


def group_of(day: date, due: date) -> Group | None:
    """Where what is due then stands on the list of a day; None for what lies beyond it."""
    if due < day:
        return Group.OVERDUE
    if due <= day + _DAY:
        return Group.TODAY if due == day else Group.TOMORROW
    return Group.THIS_WEEK if due <= last_day(day) else None


@dataclass(frozen=True)
class DueRow:
    """One card that is due. `phone` is as this person may see it, `reached_on` the last effective contact.

    `level` is "" for a sleeping card. `overdue_days` is 0 until the day after the due date. `done_at` is when
    somebody logged a contact today that made it due later: it stays for a while, ticked, in the group it had
    before, with its new date; after that `group_of` tells where it stands. `covers` marks a card that whoever
    the list is for keeps for its owner.
    """

    prospect: int
    number: str
    revision: int
    customer: int
    name: str
    sex: str
    phone: str
    level: str
    state: str
    owner: int | None
    owner_name: str
    model: int | None
    colour: str
    last_words: str
    reached_on: date | None
    due: Due
    group: Group
    overdue_days: int
    done_at: datetime | None = None
    covers: bool = False


_LEVELS: Final = {level: place for place, level in enumerate((Level.ORDERED, *"HABC", Level.UNRATED))}
_GROUPS: Final = {group: place for place, group in enumerate(Group)}


def place_of(row: DueRow) -> tuple[object, ...]:
    """Overdue first, then as they come due, each group from O to N; sleeping cards last. To sort by."""
    return (_GROUPS[row.group], _LEVELS.get(row.level, len(_LEVELS)), row.due.day, row.name, row.prospect)


@dataclass(frozen=True)
class CallbackRow:
    """A first visit that nobody has called back about (24小时首次回访)."""

    prospect: int
    name: str
    level: str
    model: int | None
    phone: str
    owner: int | None
    callback: FirstCallback


@dataclass(frozen=True)
class ExpectedRow:
    """A guest who is expected: an appointment of today, or one that was missed and has no reason yet.

    `driven` tells that the test drive it was fixed for is on the card.
    """

    appointment: int
    revision: int
    prospect: int
    name: str
    phone: str
    kind: str
    day: date
    at: datetime | None
    owner: int | None
    owner_name: str
    model: int | None
    car: int | None
    state: str
    driven: bool = False


@dataclass(frozen=True)
class StepRow:
    """A step of an order that is due or overdue: a delivery, a payment, a plate."""

    step: int
    revision: int
    order: int
    prospect: int
    name: str
    kind: str
    due_on: date
    model: int | None
    colour: str
    amount: int | None
    owner: int | None


@dataclass(frozen=True)
class OverstayRow:
    """A card that stands at its level longer than the level's window allows."""

    prospect: int
    name: str
    level: str
    days: int
    window_end: date
    owner: int | None


@dataclass(frozen=True)
class BirthdayRow:
    """Somebody's birthday within the week: the customer's, or one of the family's (`relation`)."""

    customer: int
    prospect: int | None
    name: str
    relation: str
    day: date


@dataclass(frozen=True)
class LateRow:
    """How one consultant stands: cards late, of them escalated to the manager and so long that they are
    proposed to be reassigned, due today, done today.
    """

    owner: int | None
    owner_name: str
    cards: int
    late: int
    escalated: int
    to_reassign: int
    due_today: int
    done_today: int


@dataclass(frozen=True)
class RevealRow:
    """Somebody who saw strikingly many whole numbers of papers: how many within an hour at most (T5)."""

    staff: int
    name: str
    count: int


@dataclass(frozen=True)
class Today:
    """Everything the page shows; `team` is empty where one person's day is shown.

    `done` counts the contacts of the day by method in which somebody was reached, `tried` the others.
    `requests` are those this person may decide, `decided` what was decided lately about one's own,
    `instructions` what the manager asked for and nobody has done, `told` what he wrote on daily reports, not
    ticked yet. `to_reassign` are the cards that were overdue for so long that somebody else
    should have them.
    """

    day: date
    owner: int | None
    rows: tuple[DueRow, ...] = ()
    callbacks: tuple[CallbackRow, ...] = ()
    expected: tuple[ExpectedRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    overstayed: tuple[OverstayRow, ...] = ()
    birthdays: tuple[BirthdayRow, ...] = ()
    team: tuple[LateRow, ...] = ()
    done: tuple[tuple[str, int], ...] = ()
    tried: int = 0
    requests: tuple[Request, ...] = ()
    decided: tuple[Request, ...] = ()
    instructions: tuple[Request, ...] = ()
    told: tuple[Told, ...] = ()
    to_reassign: tuple[DueRow, ...] = ()
    revealed: tuple[RevealRow, ...] = ()

    @property
    def waking(self) -> tuple[DueRow, ...]:
        """The sleeping cards that wake within the list, or should have."""
        return tuple(row for row in self.rows if row.state == CardState.DORMANT)
