"""Reading all facts of a period: whose, from every room, those of a customer and day once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from showroom.forms.figures import Book
from showroom.rules.duties import Duty
from showroom.rules.roll_forward import RollForward
from showroom.services import (
    figures_cards,
    figures_care,
    figures_contacts,
    figures_sales,
    figures_targets,
    figures_traffic,
    roll_forward,
)
from showroom.services.desk import Desk
from showroom.services.figure_facts import Fact

# Counted once for each customer, day and consultant, however often they met.
_ONCE_A_DAY: Final = ("visited", "base_contacted")


@dataclass(frozen=True)
class Read:
    """All facts of a period, and the sum of its cards, read at one instant."""

    first: date
    last: date
    consultant: int | None
    facts: tuple[Fact, ...]
    roll_forward: RollForward

    def book(self) -> Book:
        """The figures of the whole period."""
        return Book(self.first, self.last, self.consultant, add(self.facts), self.roll_forward)


def whose(desk: Desk, consultant: int | None = None) -> int | None:
    """Whose figures are read, None for everybody's: a consultant's are always his own. Raises Denied."""
    desk.require(Duty.READ_FIGURES)
    if desk.may(Duty.SEE_TEAM):
        return consultant
    if consultant not in (None, desk.staff):
        desk.require(Duty.SEE_TEAM)
    return desk.staff


def read(owner: int | None, first: date, last: date) -> Read:
    """All facts of a period of one owner or of everybody (None), within an open reading."""
    facts = read_facts(owner, first, last)
    return Read(first, last, owner, facts, roll_forward.read(owner, first, last))


def read_facts(owner: int | None, first: date, last: date, *, base: bool = True) -> tuple[Fact, ...]:
    """The facts of all rooms, of one owner or of everybody, those of a customer and day once.

    Without `base` what is read of all times is left out: the owners looked after, the customers on file, how
    long ago they were heard of, the orders that wait, the targets. Those are most of what is read of a month,
    and nothing a daily report shows is made of them.
    """
    everything = chain(
        figures_traffic.facts(owner, first, last),
        figures_cards.facts(first, last),
        figures_sales.facts(first, last),
        figures_contacts.facts(owner, first, last),
        figures_cards.stocks(owner, first, last, figures_care.last_heard(last) if base else None),
        _of_all_times(owner, first, last) if base else (),
    )
    return tuple(_once_a_day(one for one in everything if owner in (None, one.whose)))


def read_happenings(owner: int | None, first: date, last: date) -> tuple[Fact, ...]:
    """Who came and what became of it: the facts of the log, of the steps of cards, of drives and orders.

    Most plots are made of these alone. Contacts and cards on hand are not read, which are most of what
    `read_facts` costs.
    """
    everything = chain(
        figures_traffic.facts(owner, first, last),
        figures_cards.facts(first, last),
        figures_sales.facts(first, last),
    )
    return tuple(one for one in everything if owner in (None, one.whose))


def _of_all_times(owner: int | None, first: date, last: date) -> Iterator[Fact]:
    yield from figures_care.base(owner, last)
    yield from figures_care.customers(last)
    yield from figures_sales.waiting(last)
    # What the showroom means to reach is set for itself: it is no sum of what its consultants mean to.
    yield from (one for one in figures_targets.facts(first, last) if one.whose == owner)


def _once_a_day(facts: Iterable[Fact]) -> Iterator[Fact]:
    seen: set[tuple[object, ...]] = set()
    for one in facts:
        again = []
        for key in _ONCE_A_DAY:
            if key in one.counts:
                who = (key, one.customer, one.day, one.whose)
                again += [key] if who in seen else []
                seen.add(who)
        if again:
            yield one._replace(counts={key: n for key, n in one.counts.items() if key not in again})
        else:
            yield one


def add(facts: Iterable[Fact]) -> dict[str, int]:
    """How much facts are under each key."""
    found: defaultdict[str, int] = defaultdict(int)
    for one in facts:
        for key, count in one.counts.items():
            found[key] += count
    return dict(found)
