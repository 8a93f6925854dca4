"""What a person is reminded of: a callback, a guest, an agreed call, each at its instant and told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from showroom.forms.today import Group, Today
from showroom.language import _
from showroom.rules.appointments import State

# A callback is reminded of while it can still be made in time, a guest while he is on the way.
BEFORE_CALLBACK: Final = timedelta(hours=1)
BEFORE_GUEST: Final = timedelta(minutes=15)
# Calls are agreed on for a day; the day begins now.
DAY_BEGINS: Final = time(9)


class About(StrEnum):
    """What it is about."""

    CALLBACK = "callback"
    GUEST = "guest"
    AGREED = "agreed"


@dataclass(frozen=True)
class Reminder:
    """One of them: `tell_at` is when it is told, `at` what it is about, both in showroom time."""

    about: About
    prospect: int
    name: str
    at: datetime
    tell_at: datetime

    @property
    def key(self) -> str:
        """By this it is told once; another time of the same guest is told again."""
        return f"{self.about} {self.prospect} {self.at.isoformat()}"

    @property
    def words(self) -> str:
        """With the name, for the person's own eyes."""
        at = self.at.strftime("%H:%M")
        match self.about:
            case About.CALLBACK:
                return _("First callback to {name} by {time}", name=self.name, time=at)
            case About.GUEST:
                return _("{name} is expected at {time}", name=self.name, time=at)
            case About.AGREED:
                return _("A call is agreed with {name} for today", name=self.name)


def falling_due(today: Today, after: datetime, until: datetime) -> tuple[Reminder, ...]:
    """What is to be told later than `after` and not later than `until`, the earliest first."""
    found = (one for one in _all(today, until) if after < one.tell_at <= until)
    return tuple(sorted(found, key=lambda one: (one.tell_at, one.prospect)))


def _all(today: Today, now: datetime) -> Iterator[Reminder]:
    zone = now.tzinfo
    for call in today.callbacks:
        due = call.callback.due.astimezone(zone)
        yield Reminder(About.CALLBACK, call.prospect, call.name, due, due - BEFORE_CALLBACK)
    for guest in today.expected:
        if guest.at is not None and guest.state == State.EXPECTED:
            at = guest.at.astimezone(zone)
            yield Reminder(About.GUEST, guest.prospect, guest.name, at, at - BEFORE_GUEST)
    for row in today.rows:
        if row.done_at is None and row.due.agreed and row.group in (Group.OVERDUE, Group.TODAY):
            begins = _morning(row.due.day, now)
            yield Reminder(About.AGREED, row.prospect, row.name, begins, begins)


def _morning(day: date, now: datetime) -> datetime:
    return datetime.combine(day, DAY_BEGINS, now.tzinfo)


def overdue(today: Today) -> int:
    """How many cards are overdue: the figure of the side bar."""
    return sum(row.done_at is None and row.group is Group.OVERDUE for row in today.rows)
