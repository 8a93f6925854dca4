"""Where the go-to box may lead: customers, cards by number, cars by plate or the end of a VIN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from peewee import fn

from showroom.errors import Refused, Unreadable
from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.car import Vehicle
from showroom.models.customer import Customer
from showroom.models.prospect import WITHDRAWN, CardMove, Prospect
from showroom.models.staff import Staff
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.level import letter_of
from showroom.rules.plates import read_plate, show_plate
from showroom.rules.prospect_numbers import number_of, read_number
from showroom.rules.vin import SIGNS, read_vin
from showroom.services import customer_matches, customers, privacy, prospect
from showroom.services.customer_matches import Match
from showroom.services.desk import Desk

CARS_AT_MOST: Final = 4
# So many cars are looked at before it is asked whose they are.
_LOOKED_AT: Final = 24
# Fewer signs of a plate or VIN tell no car.
_SIGNS_OF_A_PLATE: Final = 4
_SIGNS_OF_A_VIN: Final = 6

_card = Compiled(
    lambda: (
        Prospect.select(
            Prospect.id,
            Prospect.opened_on,
            Prospect.level,
            Prospect.state,
            Prospect.owner,
            Staff.name,
            Customer.name,
        )
        .join(Customer, on=(Prospect.customer == Customer.id))
        .switch(Prospect)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.id == slot("prospect"), Prospect.removed_at.is_null())
    )
)
_withdrawal = Compiled(
    lambda: (
        CardMove.select(CardMove.reason)
        .where(
            CardMove.prospect == slot("prospect"),
            CardMove.move == str(Move.WITHDRAWN),
            CardMove.removed_at.is_null(),
        )
        .order_by(CardMove.id.desc())
        .limit(1)
    )
)


def _ending(column: Any) -> Any:
    """Ids of cars whose plate or VIN ends so: the index of the column is read through, never the table."""
    return (
        Vehicle.select(Vehicle.id)
        .where(column > "", fn.SUBSTR(column, slot("from_end")) == slot("end"))
        .limit(_LOOKED_AT)
    )


def _beginning(column: Any) -> Any:
    return Vehicle.select(Vehicle.id).where(column >= slot("first"), column < slot("past")).limit(_LOOKED_AT)


_plate_begins, _plate_ends = (
    Compiled(lambda: _beginning(Vehicle.plate)),
    Compiled(lambda: _ending(Vehicle.plate)),
)
_vin_begins, _vin_ends = (
    Compiled(lambda: _beginning(Vehicle.vin)),
    Compiled(lambda: _ending(Vehicle.vin)),
)
_cars = Compiled(
    lambda: (
        Vehicle.select(Vehicle.id, Vehicle.customer, Customer.name, Vehicle.plate, Vehicle.vin)
        .join(Customer)
        .where(
            Vehicle.id.in_(some_slots(2 * _LOOKED_AT)),
            Vehicle.removed_at.is_null(),
            Customer.removed_at.is_null(),
        )
        .order_by(Vehicle.id.desc())
    )
)


@dataclass(frozen=True)
class CardFound:
    """A card by its number; `mine` is false for a colleague's, which is named and not opened."""

    prospect: int
    number: str
    name: str
    level: str
    owner_name: str
    mine: bool


@dataclass(frozen=True)
class CarFound:
    """A customer's car: the plate as painted, the VIN, and which of them matched ("plate", "vin")."""

    customer: int
    name: str
    plate: str
    vin: str
    why: str


@dataclass(frozen=True)
class Found:
    """What is on file for what was typed, in groups."""

    card: CardFound | None = None
    people: tuple[Match, ...] = ()
    cars: tuple[CarFound, ...] = ()


@dataclass(frozen=True)
class CardToOpen:
    """The card to open for a number; `instead_of` is the number asked for where it stands for another."""

    prospect: int
    number: str
    instead_of: str = ""


def find(desk: Desk, typed: str) -> Found:
    """Customers, cards and cars for what is typed; a fixed number of statements.

    Numbers are masked as in the matches; cars are those of one's own customers and nobody's, or everybody's
    for whoever reads all cards. Raises Denied.
    """
    desk.require(Duty.FIND_CUSTOMER)
    wanted = customers.sought(typed)
    with desk.reading():
        people = customer_matches.matches(desk, wanted.digits, wanted.name)
        if not desk.may(Duty.READ_CARD):
            return Found(people=people)
        return Found(_card_found(desk, typed), people, tuple(_cars_found(desk, typed)))


def card_to_open(desk: Desk, number: int) -> CardToOpen:
    """The card with this running number, or the one it was made one with. Raises Denied, Refused."""
    with desk.reading():
        found = prospect.readable(desk, number)
        kept = _made_one_with(found.prospect, found.customer) if found.state == WITHDRAWN else None
        if kept is None:
            return CardToOpen(found.prospect, found.number)
        return CardToOpen(kept, prospect.readable(desk, kept).number, instead_of=found.number)


def _made_one_with(card: int, customer: int) -> int | None:
    """The card that a withdrawn one names in its step, where it is of the same customer."""
    step = _withdrawal.first(prospect=card)
    try:
        named = read_number(step[0]) if step else None
    except Unreadable:
        return None
    if named is None or named == card:
        return None
    try:
        return named if prospect.card(named).customer == customer else None
    except Refused:
        return None


def _card_found(desk: Desk, typed: str) -> CardFound | None:
    try:
        number = read_number(typed)
    except Unreadable:
        return None
    row = _card.first(prospect=number) if number is not None else None
    if row is None:
        return None
    card, opened_on, level, state, owner, owner_name, name = row
    mine = owner in (None, desk.staff) or desk.may(Duty.READ_ANY_CARD)
    return CardFound(
        card,
        number_of(card, date.fromisoformat(opened_on)),
        name,
        letter_of(level, state),
        owner_name or "",
        mine,
    )


def _cars_found(desk: Desk, typed: str) -> Iterator[CarFound]:
    try:
        plate, vin = read_plate(typed), read_vin(typed)
    except Unreadable:
        return
    reasons = dict.fromkeys(_ids(_vin_begins, _vin_ends, vin, _SIGNS_OF_A_VIN, SIGNS), "vin")
    reasons |= dict.fromkeys(_ids(_plate_begins, _plate_ends, plate, _SIGNS_OF_A_PLATE, SIGNS), "plate")
    if not reasons:
        return
    rows = _cars.rows(**filled_slots(list(reasons)[: 2 * _LOOKED_AT], 2 * _LOOKED_AT))
    owners = privacy.owners_of({row[1] for row in rows})
    everybodys = desk.may(Duty.READ_ANY_CARD)
    seen = [row for row in rows if everybodys or owners.get(row[1]) in (None, desk.staff)]
    for car, customer, name, his_plate, his_vin in seen[:CARS_AT_MOST]:
        yield CarFound(customer, name, show_plate(his_plate), his_vin, reasons[car])


def _ids(begins: Compiled, ends: Compiled, sought: str, least: int, most: int) -> list[int]:
    """Cars that begin or end so; without a digit it is a word."""
    if not least <= len(sought) <= most or not any(sign.isdigit() for sign in sought):
        return []
    found = begins.ids(first=sought, past=sought + "~")
    ending = ends.ids(end=sought, from_end=-len(sought))
    return list(dict.fromkeys([*found, *ending]))
