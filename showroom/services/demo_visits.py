"""The demo's visits: a row of the log, the contact it is, and what happens until the guest has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from showroom.models.prospect import OPEN
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.criteria import Criterion
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.traffic import IN_SHOWROOM
from showroom.services import demo_contacts, demo_sales, demo_words
from showroom.services.bulk import Bulk
from showroom.services.demo_cards import fill_in, step
from showroom.services.demo_guests import Guest, Guests
from showroom.services.demo_parties import complete, for_a_second_car, somebody_again, somebody_new

_SECOND_CAR: Final = 0.012
_IS_FILLED_IN: Final = 0.75
_OPENED_TWICE: Final = 0.006
_NEARER_BY_COMING: Final = 0.2


@dataclass(frozen=True)
class Visit:
    """What the day knows of a row before it is written: its number, when the guest leaves.

    `seen_through` is whether the demo goes on until then, `collects` whether a car is handed over.
    """

    number: int
    left: time | None
    seen_through: bool
    collects: bool


@dataclass(frozen=True)
class Party:
    """A guest with a card who is in the showroom or on the telephone."""

    guest: Guest
    entry: int
    purpose: str
    in_showroom: bool
    drives: bool
    first: bool


def register(
    bulk: Bulk,
    guests: Guests,
    there: list[int],
    at: datetime,
    who: Guest | None,
    visit: Visit,
    *,
    closing: bool,
) -> Party | None:
    """The row, in one act with whatever it opens; None where nobody has a card by it."""
    receptionist = guests.random.choice(guests.staff["receptionists"])
    said = {"entry": bulk.coming(TrafficEntry), "number": visit.number}
    bulk.act(guests.token(), Duty.REGISTER_VISIT, receptionist, at, said)
    row, guest = _row(bulk, guests, there, at, who, visit)
    complete(row, guests, there, receptionist=receptionist, closing=closing)
    looks = row["purpose"] == "look_at_cars" and row["traffic_type"] in IN_SHOWROOM
    drives = guest is not None and visit.seen_through and looks and demo_sales.wants_to_drive(guests, guest)
    row |= {"test_drive": drives, "left": visit.left}
    entry = bulk.add(TrafficEntry, day=at.date(), number=visit.number, arrived=at.time(), **row)
    if guest is None:
        return None
    first = guest is not who
    in_showroom = row["traffic_type"] in IN_SHOWROOM
    _is_a_contact(bulk, guests, guest, entry, receptionist, at, first=first)
    return Party(guest, entry, row["purpose"], in_showroom, drives, first)


def _row(
    bulk: Bulk, guests: Guests, there: list[int], at: datetime, who: Guest | None, visit: Visit
) -> tuple[dict[str, Any], Guest | None]:
    random = guests.random
    if who is not None:
        return somebody_again(random, who, at.date(), collects=visit.collects), who
    if guests.owners and random.random() < _SECOND_CAR:
        return for_a_second_car(bulk, guests, random.choice(guests.owners), at.date())
    return somebody_new(bulk, guests, at.date(), guests.next_consultant(there))


def _is_a_contact(
    bulk: Bulk, guests: Guests, guest: Guest, entry: int, receptionist: int, at: datetime, *, first: bool
) -> None:
    """The guest was reached, by coming or by calling: his card is due anew."""
    day = at.date()
    guest.reached_on, guest.unanswered = day, 0
    if guest.agreed_on is not None and guest.agreed_on <= day:
        guest.agreed_on = None
    if guest.expected is not None and guest.expected.day == day:
        bulk.act(guests.token(), Duty.TICK_ARRIVAL, receptionist, at)
        demo_contacts.came(bulk, guests, guest, entry)
    if first:
        guests.call_on(guest, day + timedelta(1))
    else:
        guests.call_when_due(guest, day)


def after(bulk: Bulk, guests: Guests, party: Party, at: datetime) -> None:
    """What the consultant writes down when the guest has gone."""
    guest, random = party.guest, guests.random
    if party.drives:
        demo_sales.drive(bulk, guests, guest, at)
    if party.first:
        if not party.drives and random.random() < _OPENED_TWICE:
            demo_contacts.withdraw(bulk, guests, guest, at)
            return
        if random.random() < _IS_FILLED_IN:
            fill_in(bulk, guests, guest, at)
    if guest.state != OPEN or guest.waits or not party.in_showroom:
        return
    if party.purpose == "collection":
        demo_sales.deliver(bulk, guests, guest, at)
    elif guest.order is not None:
        demo_sales.pay(bulk, guests, guest, at)
    else:
        if not party.first:
            _nearer(bulk, guests, guest, at)
        demo_sales.in_the_showroom(bulk, guests, guest, at)
        if guest.order is not None:
            guests.call_when_due(guest, at.date())


def _nearer(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """Whoever comes again is nearer to a deal, now and then by a whole level."""
    if guest.level not in (Level.UNRATED, Level.C, Level.B) or guests.random.random() > _NEARER_BY_COMING:
        return
    bulk.act(guests.token(), Duty.KEEP_CARD, guest.owner, at)
    words = demo_words.said(
        guests.random, demo_words.NEARER, guest.sex, guests.model_name(guest.model), guest.colour
    )
    step(bulk, guest, Move.LEVEL, at, reason=words, level=Level.A, criteria=(str(Criterion.CAME_AGAIN),))
    guests.call_when_due(guest, at.date())


def call_back(bulk: Bulk, guests: Guests, party: Party, at: datetime) -> None:
    """The first callback on the same day; the level it confirmed is written on the log."""
    guest = party.guest
    if guest.state != OPEN or guest.waits or guest.order is not None:
        return
    demo_contacts.call(bulk, guests, guest, at)
    if guest.called and guest.state == OPEN and not guest.waits:
        bulk.act(guests.token(), Duty.CORRECT_VISIT, guest.owner, at)
        before, after = {"level_reconfirmed": ""}, {"level_reconfirmed": str(guest.level)}
        bulk.edit(TrafficEntry, party.entry, 1, before, after)
