"""Everybody of the demo whose wish is open, when each is called next, the dice, and the desk's numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any, Final

from showroom.models.prospect import DORMANT, OPEN
from showroom.rules.due import Standing, next_due
from showroom.rules.level_rules import SEED
from showroom.rules.lost import RequestKind
from showroom.rules.orders import Step
from showroom.services import demo_people

# How many days after it was due a consultant calls: mostly none, now and then he forgets for a while.
_SLIPS: Final = (0,) * 9 + (-1, 1, 1, 2, 2, 3, 4)


@dataclass(eq=False)
class Expected:
    """An appointment that was made: the row, when, with which car, in which slot of it."""

    appointment: int
    kind: str
    day: date
    time: time
    car: int | None = None
    slot: str | None = None


@dataclass(frozen=True)
class Todo:
    """A step of an order that is still to do."""

    row: int
    kind: Step
    due_on: date


@dataclass(eq=False)
class Order:
    """An order that is not yet done: its steps that are left, and when it will be cancelled, if it will."""

    order: int
    level_before: str
    ordered_on: date
    expected_delivery: date
    steps: list[Todo] = field(default_factory=list)
    cancelled_on: date | None = None
    vehicle: int = 0

    @property
    def paid(self) -> bool:
        """Whether no payment is left."""
        return all(one.kind is not Step.PAYMENT for one in self.steps)


@dataclass(eq=False)
class Guest:
    """A customer of the demo while his wish is open; what stands on his card, and what was said last.

    He `waits` while somebody asks to close his card and nobody has decided: nothing is done with it then.
    """

    customer: int
    name: str
    sex: str
    phone: str
    area: str
    model: int
    colour: str
    owner: int
    prospect: int
    level: str
    opened: date
    state: str = OPEN
    revision: int = 1
    customer_revision: int = 1
    delivered_on: date | None = None
    wake_on: date | None = None
    criteria: tuple[str, ...] = ()
    criteria_on: date | None = None
    level_since: date | None = None
    reached_on: date | None = None
    agreed_on: date | None = None
    order_cancelled_on: date | None = None
    returned_on: date | None = None
    calls_on: date | None = None
    known: bool = False
    called: bool = False
    unanswered: int = 0
    driven: bool = False
    waits: bool = False
    expected: Expected | None = None
    order: Order | None = None

    @property
    def asleep(self) -> bool:
        """Whether nobody calls before the day on which the card wakes."""
        return self.state == DORMANT

    def due(self) -> date:
        """When the card is due by the rules."""
        return next_due(
            Standing(
                level=self.level,
                opened_on=self.opened,
                level_since=self.level_since or self.opened,
                reached_on=self.reached_on,
                agreed_on=self.agreed_on,
                dormant=self.asleep,
                wake_on=self.wake_on,
                cancelled_on=self.order_cancelled_on,
                returned_on=self.returned_on,
            ),
            lambda _day: SEED,
        ).day


@dataclass(eq=False)
class Asked:
    """A request about a card that nobody has decided yet."""

    guest: Guest
    request: int
    kind: RequestKind
    analysis: str
    wake_on: date | None


class Guests:
    """Everybody who may come back or is called, and the dice."""

    def __init__(
        self, random: Random, staff: dict[str, Any], until: date, *, returning: float, agrees: float
    ) -> None:
        self.random = random
        self._share = returning
        self.agrees = agrees
        self.staff = staff
        self.until = until
        self.open: list[Guest] = []
        self.ordered: list[Guest] = []
        self.expected: list[Guest] = []
        self.plated: list[Guest] = []
        self.owners: list[Guest] = []
        self.asked: list[Asked] = []
        self.thinking: list[tuple[date, Guest]] = []
        self.hands_over = False
        self.serial = 0
        self.acts = 0
        self._calls: list[tuple[date, int, Guest]] = []
        self._turns = count()
        self._given: Counter[int] = Counter()
        self._lent: set[tuple[int, date, time]] = set()

    def token(self) -> str:
        """The next token of the simulated desk."""
        self.acts += 1
        return f"demo-act-{self.acts}"

    def number(self) -> str:
        """The next mobile number."""
        self.serial += 1
        return demo_people.mobile(self.serial)

    def next_consultant(self, there: list[int]) -> int:
        """Whose turn it is among those who are there: whoever was given the fewest guests."""
        who = min(there or self.staff["consultants"], key=lambda one: (self._given[one], one))
        self._given[who] += 1
        return who

    def model_name(self, model: int) -> str:
        """A car as the consultants write it."""
        return str(self.staff["model_names"][model])

    def free_car(self, day: date, at: time) -> int | None:
        """A demo car that nobody has at this time; it is lent from now on."""
        free = [one for one in self.staff["demo_cars"] if (one, day, at) not in self._lent]
        if free:
            self._lent.add((free[0], day, at))
        return free[0] if free else None

    def returning(self) -> Guest | None:
        """Somebody of the last weeks who comes again, or None."""
        if not self.open or self.random.random() > self._share:
            return None
        place = len(self.open) - 1 - min(int(self.random.expovariate(1 / 25)), len(self.open) - 1)
        return self.open[place]

    def call_when_due(self, guest: Guest, today: date) -> None:
        """The consultant means to call when the card is due, and mostly does."""
        due = guest.due()
        slip = 0 if guest.agreed_on else self.random.choice(_SLIPS)
        self.call_on(guest, max(due + timedelta(slip), today + timedelta(1)))

    def call_on(self, guest: Guest, day: date) -> None:
        """The consultant calls on this day; whatever he meant before is void."""
        guest.calls_on = day
        heappush(self._calls, (day, next(self._turns), guest))

    def to_call(self, day: date) -> Iterator[Guest]:
        """Everybody whom somebody means to call by this day; each must get another day or be closed."""
        while self._calls and self._calls[0][0] <= day:
            meant_on, _turn, guest = heappop(self._calls)
            if guest.calls_on == meant_on:
                guest.calls_on = None
                yield guest

    def close(self, guest: Guest) -> None:
        """Nobody calls any more, and the guest does not come back for this wish."""
        guest.calls_on = None
        for some in (self.open, self.ordered, self.expected):
            if guest in some:
                some.remove(guest)
