"""Customers: the one duplicate check, a file for a guest who left a phone, matches while typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.errors import Refused
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import OPEN, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones, text
from showroom.rules.duties import Duty
from showroom.services import privacy
from showroom.services.desk import Desk
from showroom.services.work import Work

MATCHES_AT_MOST = 6
DIGITS_TO_MATCH = 4
DIGITS_THAT_TELL = 7
LETTERS_TO_MATCH = 2

_by_key = Compiled(
    lambda: (
        Phone.select(Customer.id, Customer.name, Customer.name_key, Customer.sex)
        .join(Customer)
        .where(Phone.key == slot("key"), Phone.removed_at.is_null(), Customer.removed_at.is_null())
        .order_by(Customer.id.desc())
        .limit(MATCHES_AT_MOST)
    )
)
_numbers_of = Compiled(
    lambda: (
        Phone.select(Phone.key, Phone.typed)
        .where(Phone.customer == slot("customer"), Phone.removed_at.is_null())
        .order_by(Phone.id)
    )
)
_open_prospect = Compiled(
    lambda: (
        Prospect.select(Prospect.id, Prospect.owner, Prospect.level, Prospect.revision, Prospect.opened_on)
        .where(Prospect.customer == slot("customer"), Prospect.state == OPEN, Prospect.removed_at.is_null())
        .order_by(Prospect.id.desc())
        .limit(1)
    )
)

_closed_prospect = Compiled(
    lambda: (
        Prospect.select(Prospect.owner)
        .where(Prospect.customer == slot("customer"), Prospect.state != OPEN, Prospect.removed_at.is_null())
        .order_by(Prospect.id.desc())
        .limit(1)
    )
)


@dataclass(frozen=True)
class Known:
    """A customer found by the duplicate check."""

    customer: int
    name: str
    sex: str


@dataclass(frozen=True)
class OpenProspect:
    """The wish to buy that is open now."""

    prospect: int
    owner: int | None
    level: str
    revision: int
    opened_on: str


@dataclass(frozen=True)
class Match:
    """A customer offered while typing; the phone is as this person may see it."""

    customer: int
    name: str
    sex: str
    phone: str
    level: str
    owner: int | None
    owner_name: str
    exact: bool
    why: str
    last_day: date | None = None
    last_type: str = ""
    last_note: str = ""
    model: int | None = None


def duplicate_of(numbers: Sequence[phones.Phone], name: str = "") -> Known | None:
    """The one duplicate check: who of our customers has one of these numbers.

    When a family shares the number, the same name decides, else the newest of them.
    """
    for number in numbers:
        found = _by_key.rows(key=number.key)
        if found:
            wanted = text.key(name)
            best = next((row for row in found if row[2] == wanted), found[0])
            return Known(best[0], best[1], best[3])
    return None


def known(customer: int) -> Known:
    """The customer with this id. Raises Refused when he is gone (F3)."""
    found = Customer.get_or_none(Customer.id == customer, Customer.removed_at.is_null())
    if found is None:
        raise Refused("E-GONE", mark("This customer is no longer on file. Nothing was saved."))
    return Known(found.id, found.name, found.sex)


def first_number(customer: int) -> str:
    """The oldest number of a customer as typed; "" when he has none."""
    found = _numbers_of.first(customer=customer)
    return str(found[1]) if found else ""


def former_owner(customer: int) -> int | None:
    """The consultant of the newest closed wish: a customer without an open one is still his."""
    found = _closed_prospect.first(customer=customer)
    return found[0] if found else None


def open_prospect(customer: int) -> OpenProspect | None:
    """The newest open wish of a customer."""
    found = _open_prospect.first(customer=customer)
    return OpenProspect(*found) if found else None


def open_file(work: Work, numbers: Sequence[phones.Phone], name: str, sex: str) -> int:
    """A new customer with these numbers; its id. Ask `duplicate_of` first."""
    customer = work.add(Customer, name=name, name_key=text.key(name), sex=sex)
    for number in numbers:
        _add_number(work, customer, number)
    return customer


def _add_number(work: Work, customer: int, number: phones.Phone) -> None:
    tail = phones.tail(number.key)
    work.add(Phone, customer=customer, key=number.key, tail=tail, kind=str(number.kind), typed=number.typed)


def add_numbers(work: Work, customer: int, numbers: Sequence[phones.Phone]) -> None:
    """Give a customer the numbers he does not have yet."""
    present = {key for key, _typed in _numbers_of.rows(customer=customer)}
    for number in numbers:
        if number.key not in present:
            _add_number(work, customer, number)


def retire(work: Work, customer: int) -> None:
    """A customer of whom nothing is left was a slip of the pen: he, his numbers and his wish go."""
    for table in (Phone, Prospect):
        for row in table.select().where(table.customer == customer, table.removed_at.is_null()):
            work.remove(table, row.id, row.revision)
    work.remove(Customer, customer, Customer.get_by_id(customer).revision)


def matches(desk: Desk, phone: str, name: str) -> tuple[Match, ...]:
    """Who this may be, the exact number first: from the fourth digit or the second character. Raises Denied.

    A fixed number of statements whatever is typed; each answer tells why it matched.
    """
    desk.require(Duty.FIND_CUSTOMER)
    with desk.store.reading():
        found = _by_number(phone) if phone else []
        if not found and len(text.key(name)) >= LETTERS_TO_MATCH:
            found = _by_name(name)
        return _described(desk, found[:MATCHES_AT_MOST], phone)


def _by_number(typed: str) -> list[tuple[int, str, str]]:
    """(customer, number's key, why) for a whole number, its beginning, or its last four digits."""
    digits = phones.partial(typed)
    if len(digits) < DIGITS_TO_MATCH:
        return []
    select = (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
        .limit(MATCHES_AT_MOST)
        .tuples()
    )
    exact = [(who, key, "same_number") for who, key in select.where(Phone.key == digits)]
    if exact:
        known = {who for who, _key, _why in exact}
        near = select.where(Phone.key.in_(_one_digit_off(digits)))
        return exact + [(who, key, "one_digit_off") for who, key in near if who not in known]
    # In the order of the index: sorting a million numbers by age would cost half a second a keystroke.
    starting = select.where(Phone.key >= digits, Phone.key < digits + "~").order_by(Phone.key)
    begins = [(who, key, "begins") for who, key in starting]
    ends = [(who, key, "ends") for who, key in select.where(Phone.tail == digits)]
    return ends + [row for row in begins if row[:2] not in {found[:2] for found in ends}]


def _one_digit_off(digits: str) -> list[str]:
    return [
        digits[:place] + other + digits[place + 1 :]
        for place in range(1, len(digits))
        for other in "0123456789"
        if other != digits[place]
    ]


def _by_name(typed: str) -> list[tuple[int, str, str]]:
    wanted = text.key(typed)
    rows = (
        Customer.select(Customer.id)
        .where(
            Customer.name_key >= wanted,
            Customer.name_key < wanted + "\U0010ffff",
            Customer.removed_at.is_null(),
        )
        .order_by(Customer.name_key, Customer.id.desc())
        .limit(MATCHES_AT_MOST)
        .tuples()
    )
    return [(who, "", "name") for (who,) in rows]


def _described(desk: Desk, found: list[tuple[int, str, str]], typed: str) -> tuple[Match, ...]:
    """What the desk needs to know of each: level, owner, last contact. Four statements for all."""
    ids = [who for who, _key, _why in found]
    if not ids:
        return ()
    people = {row.id: row for row in Customer.select().where(Customer.id.in_(ids))}
    wishes, numbers, last = _wishes(ids), _first_numbers(ids), _last_visits(ids)
    eyes = privacy.eyes_of(desk)
    answer = []
    for who, key, why in found:
        owner, level, owner_name = wishes.get(who, (None, "", ""))
        visit = last.get(who)
        answer.append(
            Match(
                customer=who,
                name=people[who].name,
                sex=people[who].sex,
                phone=_phone_shown(eyes, key or numbers.get(who, ""), owner, why, typed),
                level=level,
                owner=owner,
                owner_name=owner_name,
                exact=why == "same_number",
                why=why,
                last_day=visit.day if visit else None,
                last_type=visit.traffic_type if visit else "",
                last_note=visit.note if visit else "",
                model=visit.model_of_interest_id if visit else None,
            )
        )
    return tuple(answer)


def _phone_shown(eyes: privacy.Eyes, number: str, owner: int | None, why: str, typed: str) -> str:
    """A number somebody may not see stays away altogether where typing and mask together would tell it."""
    if why == "same_number":
        return eyes.phone(number, owner, typed=typed)
    tells = why == "one_digit_off" or (why == "begins" and len(phones.partial(typed)) >= DIGITS_THAT_TELL)
    return "" if tells and not eyes.sees(owner) else eyes.phone(number, owner)


def _wishes(ids: list[int]) -> dict[int, tuple[int | None, str, str]]:
    """Owner, level and owner's name of the open wish of each, else of the newest closed one."""
    rows = (
        Prospect.select(Prospect.customer, Prospect.owner, Prospect.level, Staff.name)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.customer.in_(ids), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
        .tuples()
    )
    return {who: (owner, level, name or "") for who, owner, level, name in rows}


def _first_numbers(ids: list[int]) -> dict[int, str]:
    rows = Phone.select(Phone.customer, Phone.key).where(Phone.customer.in_(ids), Phone.removed_at.is_null())
    return dict(rows.order_by(Phone.id.desc()).tuples())


def _last_visits(ids: list[int]) -> dict[int, Any]:
    rows = TrafficEntry.select().where(TrafficEntry.customer.in_(ids), TrafficEntry.removed_at.is_null())
    return {row.customer_id: row for row in rows.order_by(TrafficEntry.day, TrafficEntry.number)}
