"""The demo's days: who comes, who comes back, who is called, all in the order of the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from showroom.clock import SHOWROOM_ZONE
from showroom.models.prospect import DORMANT, LOST, OPEN
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.services import (
    demo_contacts,
    demo_day,
    demo_handovers,
    demo_people,
    demo_requests,
    demo_sales,
    demo_visits,
)
from showroom.services.bulk import Bulk
from showroom.services.demo_cards import open_card, open_file, step
from showroom.services.demo_guests import Guest, Guests
from showroom.services.demo_parties import later, row_of
from showroom.services.demo_visits import Visit
from showroom.services.desk import Desk

_ZONE = ZoneInfo(SHOWROOM_ZONE)
_LAST_MORNING: Final = (
    time(8, 52),
    time(9, 5),
    time(9, 12),
    time(9, 26),
    time(9, 40),
    time(9, 48),
    time(10, 5),
    time(10, 22),
)
# Who is still there when the demo ends, and who of the last morning was expected; counted from 1.
_STILL_HERE: Final = (5, 7, 8)
_EXPECTED_THEN: Final = (3, 6)
_EVENING: Final = time(18, 10)
_DECIDES: Final = time(18, 5)
_HANDS_OVER: Final = time(17, 55)
# Whoever has not come back after so many newer guests does not come back.
_REMEMBERED: Final = 400
_CHUNK: Final = 10_000
_HAD_A_WISH: Final = 3
_COMES_AS_AGREED: Final = 0.7
_SAYS_WHY_NOT: Final = 0.35
_CALLED_THE_SAME_DAY: Final = 0.25

Do = Callable[[datetime], None]


def fill_customers(
    desk: Desk, guests: Guests, count: int, until: date, progress: Callable[[int, int], None]
) -> None:
    """Customers with a number but no visits, for searching; some of them once had a wish."""
    random = guests.random
    at = datetime.combine(until - timedelta(days=400), time(9), _ZONE)
    for begun in range(0, count, _CHUNK):
        with desk.bulk(Duty.FILL_DEMO) as bulk:
            for one in range(min(_CHUNK, count - begun)):
                full, sex = demo_people.name(random)
                bulk.act(guests.token(), Duty.FILL_DEMO, None, at)
                customer, phone = open_file(bulk, guests, full, sex)
                if one % _HAD_A_WISH == 0:
                    row = row_of(guests, full, sex) | {"customer": customer, "phone": phone}
                    guest = open_card(bulk, guests, row, at.date(), Level.C)
                    step(bulk, guest, Move.LOST, at, state=LOST)
                    guests.close(guest)
        progress(begun + _CHUNK, count)


def fill_day(desk: Desk, guests: Guests, day: date, parties: float, *, last: bool) -> None:
    """One day of the log and of the cards; the last day of a demo has only its morning."""
    del guests.open[:-_REMEMBERED]
    with desk.bulk(Duty.FILL_DEMO) as bulk:
        sheet = demo_day.begin(bulk, guests, day, last=last)
        the_day = _Day(bulk, guests, day, last=last)
        the_day.plan(parties)
        the_day.run()
        if not last:
            demo_day.end(bulk, guests, day, sheet, the_day.rows)


class _Day:
    """What happens between the morning and the evening: planned first, then done by the clock."""

    def __init__(self, bulk: Bulk, guests: Guests, day: date, *, last: bool) -> None:
        self.rows = 0
        self._bulk = bulk
        self._guests = guests
        self._random = guests.random
        self._day = day
        self._there = demo_day.on_duty(guests.staff["consultants"], day)
        self._last = last
        self._ends = _LAST_MORNING[-1] if last else _EVENING
        self._plans: list[tuple[time, int, Do]] = []
        self._turns = count()

    def plan(self, parties: float) -> None:
        """Who is called and who comes; more follows from what they do."""
        self._plan_calls()
        self._plan_handovers()
        comes = self._plan_expected()
        if self._last:
            self._plan_last_morning(comes)
            return
        for guest in comes:
            at = guest.expected.time if guest.expected else time(9)
            self._at(later(at, self._random.randint(-10, 20)), partial(self._came, who=guest))
        self._plan_requests()
        collect = self._plan_orders()
        for guest in collect:
            self._at(self._some_time(9, 16), partial(self._came, who=guest))
        weekend = 1.5 if self._day.isoweekday() > 5 else 0.8
        wanted = round(self._random.gauss(parties * weekend, parties**0.5 / 2)) - len(comes) - len(collect)
        for _one in range(max(wanted, 1)):
            self._at(later(time(8), self._random.randint(35, 600)), self._came)

    def _plan_handovers(self) -> None:
        """What the manager decides in the evening, some days before the demo ends."""
        for back, do in (
            (demo_handovers.HANDED_OVER, demo_handovers.hand_over),
            (demo_handovers.COVERED, demo_handovers.cover),
        ):
            if self._day == self._guests.until - back:
                self._at(_HANDS_OVER, partial(do, self._bulk, self._guests))

    def run(self) -> None:
        """Do what is planned, earliest first."""
        while self._plans:
            at, _turn, do = heappop(self._plans)
            if at <= self._ends:
                do(datetime.combine(self._day, at, _ZONE))

    def _at(self, at: time, do: Do) -> None:
        heappush(self._plans, (at, next(self._turns), do))

    def _some_time(self, first_hour: int, last_hour: int) -> time:
        return time(self._random.randint(first_hour, last_hour), self._random.randint(0, 59))

    # -- what was planned before today ------------------------------------------------------------------

    def _plan_calls(self) -> None:
        """Whoever is off today calls tomorrow."""
        guests = self._guests
        for guest in list(guests.to_call(self._day)):
            if guest.owner in self._there:
                self._at(self._some_time(9, 17), partial(self._call, guest))
            else:
                guests.call_on(guest, self._day + timedelta(1))

    def _plan_expected(self) -> list[Guest]:
        """Who comes as agreed; of those who did not come some day, most say why."""
        comes = []
        for guest in self._guests.expected:
            if guest.expected is None or guest.expected.day > self._day:
                continue
            if guest.expected.day < self._day:
                if self._random.random() < _SAYS_WHY_NOT:
                    self._at(self._some_time(9, 11), partial(self._stayed_away, guest))
            elif self._random.random() < _COMES_AS_AGREED:
                comes.append(guest)
        if self._guests.until - timedelta(3) <= self._day < self._guests.until:
            # Somebody is missed when the demo ends, and nobody has asked why.
            del comes[-1:]
        return comes

    def _plan_orders(self) -> list[Guest]:
        """The paperwork of the day; who collects a car."""
        guests = self._guests
        for guest in guests.ordered:
            do = partial(demo_sales.work_on_orders, self._bulk, guests, guest)
            self._at(self._some_time(9, 16), do)
        for guest in guests.plated:
            if guest.order and all(one.due_on <= self._day for one in guest.order.steps):
                self._at(self._some_time(9, 16), partial(demo_sales.plate, self._bulk, guests, guest))
        return [one for one in guests.ordered if self._collects(one)]

    def _plan_requests(self) -> None:
        """Who rings up again, the manager's evening; somebody gives up on each of the last days."""
        guests, random = self._guests, self._random
        for guest in demo_requests.who_thinks_again(guests, self._day):
            self._at(self._some_time(9, 16), partial(demo_requests.take_up, self._bulk, guests, guest))
        self._at(_DECIDES, partial(demo_requests.decide, self._bulk, guests))
        if guests.until - timedelta(demo_requests.LEFT_DAYS) <= self._day:
            some = [one for one in guests.open if one.opened < self._day and one.owner in self._there]
            for place, guest in enumerate(random.sample(some, min(2, len(some)))):
                self._at(self._some_time(10, 16), partial(self._gives_up, guest, asleep=place > 0))

    def _gives_up(self, guest: Guest, at: datetime, *, asleep: bool) -> None:
        is_free = guest.order is None and guest.expected is None and guest.reached_on != self._day
        if guest.state == OPEN and not guest.waits and is_free:
            demo_contacts.leave_off(self._bulk, self._guests, guest, at, asleep=asleep)

    def _plan_last_morning(self, comes: list[Guest]) -> None:
        """The last morning has its hours; what is due is left for whoever opens the demo."""
        early = [one for one in comes if one.expected and one.expected.time <= self._ends]
        for number, at in enumerate(_LAST_MORNING, 1):
            who = early.pop() if early and number in _EXPECTED_THEN else None
            self._at(at, partial(self._came, who=who))

    def _collects(self, guest: Guest) -> bool:
        order = guest.order
        return order is not None and order.cancelled_on is None and order.expected_delivery <= self._day

    def _call(self, guest: Guest, at: datetime) -> None:
        if guest.waits or guest.state not in (OPEN, DORMANT):
            return
        if not (guest.reached_on == self._day and guest.calls_on):
            demo_contacts.call(self._bulk, self._guests, guest, at)

    def _stayed_away(self, guest: Guest, at: datetime) -> None:
        if guest.expected is not None and guest.expected.day < self._day:
            demo_contacts.stayed_away(self._bulk, self._guests, guest, at)

    def _came(self, at: datetime, who: Guest | None = None) -> None:
        """One row of the log, and what the visit leads to."""
        self.rows += 1
        here = self._last and self.rows in _STILL_HERE
        left = later(at.time(), self._random.randint(6, 75))
        seen_through = not here and min(left, _EVENING) <= self._ends
        visit = Visit(
            self.rows, None if here else left, seen_through, collects=who is not None and self._collects(who)
        )
        who = who or self._guests.returning()
        party = demo_visits.register(
            self._bulk, self._guests, self._there, at, who, visit, closing=not self._last
        )
        if party is None or not seen_through:
            return
        after = partial(demo_visits.after, self._bulk, self._guests, party)
        self._at(min(left, _EVENING), after)
        if party.first and self._random.random() < _CALLED_THE_SAME_DAY:
            call_back = partial(demo_visits.call_back, self._bulk, self._guests, party)
            self._at(later(left, self._random.randint(60, 240)), call_back)
