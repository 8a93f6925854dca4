"""Who may be the same person twice: likely doubles of a file, and those found to be two people (req 62)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from showroom.forms import in_passing
from showroom.forms.field import read_field
from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.customer import Customer, Phone, TwoPeople
from showroom.models.prospect import DORMANT, OPEN, Prospect
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.services import customer as customers
from showroom.services import customer_file, privacy
from showroom.services.desk import Desk

SUSPECTS_AT_MOST: Final = 5
# So many bear the name before anybody is compared; more is no name to tell people by (M14).
_LOOKED_AT: Final = 50
# A surname alone tells nobody.
_SIGNS_OF_A_NAME: Final = 2

_own = Compiled(
    lambda: Customer.select(Customer.name_key, Customer.sex, Customer.area).where(
        Customer.id == slot("customer"), Customer.removed_at.is_null()
    )
)
_mine = Phone.alias()
_same_number = Compiled(
    lambda: (
        Phone.select(Phone.customer)
        .join(_mine, on=(_mine.key == Phone.key))
        .switch(Phone)
        .join(Customer)
        .where(
            _mine.customer == slot("customer"),
            _mine.removed_at.is_null(),
            Phone.customer != slot("customer"),
            Phone.removed_at.is_null(),
            Customer.removed_at.is_null(),
        )
        .distinct()
        .order_by(Phone.customer.desc())
        .limit(SUSPECTS_AT_MOST)
    )
)
_same_name = Compiled(
    lambda: (
        Customer.select(Customer.id, Customer.sex, Customer.area)
        .where(
            Customer.name_key == slot("name_key"),
            Customer.id != slot("customer"),
            Customer.removed_at.is_null(),
        )
        .order_by(Customer.id.desc())
        .limit(_LOOKED_AT)
    )
)
_tails = Compiled(
    lambda: (
        Phone.select(Phone.customer)
        .where(
            Phone.customer.in_(some_slots(_LOOKED_AT)),
            Phone.removed_at.is_null(),
            Phone.tail.in_(
                _mine.select(_mine.tail).where(_mine.customer == slot("customer"), _mine.removed_at.is_null())
            ),
        )
        .distinct()
    )
)
_told = Compiled(
    lambda: TwoPeople.select(TwoPeople.first, TwoPeople.second).where(
        (TwoPeople.first == slot("customer")) | (TwoPeople.second == slot("customer")),
        TwoPeople.removed_at.is_null(),
    )
)
_people = Compiled(
    lambda: Customer.select(Customer.id, Customer.name, Customer.sex).where(
        Customer.id.in_(some_slots(SUSPECTS_AT_MOST))
    )
)
_numbers = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.customer.in_(some_slots(SUSPECTS_AT_MOST)), Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
    )
)
_owners = Compiled(
    lambda: (
        Prospect.select(Prospect.customer, Prospect.owner, Staff.name)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.customer.in_(some_slots(SUSPECTS_AT_MOST)), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.state == DORMANT, Prospect.id)
    )
)


@dataclass(frozen=True)
class Suspect:
    """A file that may be the same person's: why (same_number, same_name_tail, same_name_area), whose it is.

    The phone is as this person may see it; `may_merge` says whether the customer is his or nobody's, or he
    may keep everybody's.
    """

    customer: int
    name: str
    sex: str
    phone: str
    owner: int | None
    owner_name: str
    why: str
    may_merge: bool


def likely(desk: Desk, customer: int) -> tuple[Suspect, ...]:
    """The likely doubles of a file, the surest first, five at most; a fixed number of statements.

    The same number; the same name and the same end of a number; the same name, sex and area. Those who were
    told apart are none. Raises Denied; Refused when the customer is gone.
    """
    desk.require(Duty.MERGE_CUSTOMERS)
    with desk.reading():
        customer_file.readable(desk, customer)
        reasons = _reasons(customer)
        return tuple(_described(desk, reasons)) if reasons else ()


def _reasons(customer: int) -> dict[int, str]:
    found = {who: "same_number" for (who,) in _same_number.rows(customer=customer)}
    ((name_key, sex, area),) = _own.rows(customer=customer)
    if len(name_key) >= _SIGNS_OF_A_NAME:
        called = _same_name.rows(customer=customer, name_key=name_key)
        slots = filled_slots([row[0] for row in called], _LOOKED_AT)
        for (who,) in _tails.rows(customer=customer, **slots):
            found.setdefault(who, "same_name_tail")
        for who, his_sex, his_area in called:
            if area and sex and (his_sex, his_area) == (sex, area):
                found.setdefault(who, "same_name_area")
    for first, second in _told.rows(customer=customer):
        found.pop(second if first == customer else first, None)
    return dict(list(found.items())[:SUSPECTS_AT_MOST])


def _described(desk: Desk, reasons: dict[int, str]) -> Iterator[Suspect]:
    slots = filled_slots(reasons, SUSPECTS_AT_MOST)
    people = {who: (name, sex) for who, name, sex in _people.rows(**slots)}
    numbers = dict(_numbers.rows(**slots))
    # Of several cards the last row counts: the open one, else the sleeping one, else the newest.
    owners: dict[int, Any] = {who: (owner, name or "") for who, owner, name in _owners.rows(**slots)}
    eyes = privacy.eyes_of(desk)
    for who, why in reasons.items():
        owner, owner_name = owners.get(who, (None, ""))
        name, sex = people[who]
        his = owner in (None, desk.staff) or Duty.KEEP_ANY_CARD in eyes.duties
        phone = eyes.phone(numbers.get(who, ""), owner)
        yield Suspect(who, name, sex, phone, owner, owner_name, why, his)


def tell_apart(desk: Desk, first: int, second: int, reason: str = "", *, token: str | None = None) -> None:
    """Remember that two files are two people's; nobody is asked about them again.

    It is said of one's own customer, or nobody's, and anybody else. Raises Denied, Refused, Unavailable.
    """
    said = read_field(in_passing.REASON, reason, {})
    with desk.work(Duty.TELL_APART, token) as work:
        if work.repeated is not None:
            return
        customer_file.kept(desk, first)
        customers.known(second)
        one, other = sorted((first, second))
        known = {(row[0], row[1]) for row in _told.rows(customer=first)}
        if (one, other) not in known and one != other:
            work.add(TwoPeople, first=one, second=other, by=desk.staff, at=desk.clock.now(), reason=said)
