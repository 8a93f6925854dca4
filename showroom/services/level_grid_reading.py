"""What a level grid needs of the store about its cards: facts, numbers, contacts, why they ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple

from peewee import JOIN

from showroom.forms.level_grid import GridContact
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.lost import RequestState
from showroom.rules.planned_days import Clocked, Heard
from showroom.rules.roll_forward import CardLife
from showroom.rules.standing import Said
from showroom.services.level_clock_rows import hour_of


class Fact(NamedTuple):
    """What the left of a row says of a card."""

    customer: int
    name: str
    owner: int | None
    source: str
    model: int | None
    colour: str
    wake_on: date | None


@dataclass
class Told:
    """The contacts of the cards of a sheet, by card: for the clock, and as the cells tell them."""

    heard: dict[int, list[Heard]] = field(default_factory=dict)
    contacts: dict[int, dict[date, list[GridContact]]] = field(default_factory=dict)

    def add(self, card: int, heard: Heard, by: str, said: str) -> None:
        """One more contact."""
        self.heard.setdefault(card, []).append(heard)
        at = time.fromisoformat(heard.at) if heard.at else None
        contact = GridContact(heard.how, by, said, heard.reached, at, heard.visit)
        self.contacts.setdefault(card, {}).setdefault(heard.day, []).append(contact)

    def on(self, card: int, day: date) -> tuple[GridContact, ...]:
        """The contacts of a day, the earliest first."""
        found = self.contacts.get(card, {}).get(day, ())
        return tuple(sorted(found, key=lambda one: one.at or time()))


@dataclass(frozen=True)
class Reading:
    """All of it; `phones` are by customer, `reasons` and rejections (`decided`) by card."""

    facts: Mapping[int, Fact]
    phones: Mapping[int, str]
    told: Told
    reasons: Mapping[int, str]
    decided: Mapping[int, Sequence[Said]]

    def clocked(self, card: int, life: CardLife) -> Clocked:
        """A card of these with everything its clock needs."""
        heard, decided = self.told.heard.get(card, ()), self.decided.get(card, ())
        return Clocked(life, heard, self.facts[card].wake_on, decided)


def read(cards: Sequence[int]) -> Reading:
    """What is on file of these cards, in six statements within an open reading."""
    facts = _facts(cards)
    customers = {fact.customer for fact in facts.values()}
    told = Told()
    _hear_follow_ups(told, cards)
    _hear_the_log(told, facts, customers)
    return Reading(facts, _phones(customers), told, _reasons(cards), _decided(cards))


def _facts(cards: Sequence[int]) -> dict[int, Fact]:
    rows = (
        Prospect.select(
            Prospect.id,
            Prospect.customer,
            Customer.name,
            Prospect.owner,
            Prospect.source,
            Prospect.model_of_interest,
            Prospect.colour,
            Prospect.wake_on,
        )
        .join(Customer)
        .where(Prospect.id.in_(list(cards)))
        .tuples()
    )
    return {card: Fact._make(fact) for card, *fact in rows}


def _phones(customers: Collection[int]) -> dict[int, str]:
    """The first number of each customer."""
    rows = (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.customer.in_(list(customers)), Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
    )
    return dict(rows.tuples())


def _hear_follow_ups(told: Told, cards: Sequence[int]) -> None:
    rows = (
        FollowUp.select(
            FollowUp.prospect,
            FollowUp.day,
            FollowUp.time,
            FollowUp.id,
            FollowUp.method,
            FollowUp.reached,
            FollowUp.agreed_on,
            Staff.name,
            FollowUp.said,
        )
        .join(Staff, on=(FollowUp.by == Staff.id))
        .where(FollowUp.prospect.in_(list(cards)), FollowUp.removed_at.is_null())
        .tuples()
    )
    for card, day, at, number, method, reached, agreed_on, by, said in rows:
        told.add(card, Heard(day, _clock(at), number, method, reached, agreed_on), by, said)


def _hear_the_log(told: Told, facts: Mapping[int, Fact], customers: Collection[int]) -> None:
    """Every row of a customer is a contact of each card of his; whether it was open, the rules ask."""
    rows = (
        TrafficEntry.select(
            TrafficEntry.customer,
            TrafficEntry.day,
            TrafficEntry.arrived,
            TrafficEntry.id,
            TrafficEntry.traffic_type,
            Staff.name,
            TrafficEntry.note,
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(TrafficEntry.received_by == Staff.id))
        .where(
            TrafficEntry.customer.in_(list(customers)),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .tuples()
    )
    cards_of: dict[int, list[int]] = {}
    for card, fact in facts.items():
        cards_of.setdefault(fact.customer, []).append(card)
    for customer, day, arrived, number, kind, by, note in rows:
        for card in cards_of[customer]:
            told.add(card, Heard(day, _clock(arrived), number, kind, visit=True), by or "", note)


def _clock(at: Any) -> str:
    return at.isoformat() if at else ""


def _reasons(cards: Sequence[int]) -> dict[int, str]:
    """Why cards are lost or asleep: the code of the newest request that was granted."""
    rows = (
        LostRequest.select(LostRequest.prospect, LostRequest.reason)
        .where(
            LostRequest.prospect.in_(list(cards)),
            LostRequest.state == str(RequestState.APPROVED),
            LostRequest.removed_at.is_null(),
        )
        .order_by(LostRequest.id)
    )
    return dict(rows.tuples())


def _decided(cards: Sequence[int]) -> dict[int, list[Said]]:
    """The rejections that say when to call next, as they were made."""
    rows = (
        LostRequest.select(
            LostRequest.prospect, LostRequest.decided_on, LostRequest.decided_at, LostRequest.next_on
        )
        .where(
            LostRequest.prospect.in_(list(cards)),
            LostRequest.state == str(RequestState.REJECTED),
            LostRequest.next_on.is_null(False),
            LostRequest.removed_at.is_null(),
        )
        .order_by(LostRequest.id)
        .tuples()
    )
    found: dict[int, list[Said]] = {}
    for card, day, at, next_on in rows:
        found.setdefault(card, []).append(Said(day, hour_of(at), next_on))
    return found
