"""Customers: the one duplicate check, and a file for a guest who left a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from showroom.errors import Refused
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import DORMANT, LOST, OPEN, CardMove, Prospect
from showroom.models.staff import Staff
from showroom.rules import phones, text
from showroom.rules.consent import NOTICE_VERSION
from showroom.services.work import Work

# What a file needs at least (N13).
NO_CONTACT: Final = mark("Write a number or WeChat, or why neither was left.")

_OF_ONE_NUMBER = 6

_by_key = Compiled(
    lambda: (
        Phone.select(Customer.id, Customer.name, Customer.name_key, Customer.sex)
        .join(Customer)
        .where(Phone.key == slot("key"), Phone.removed_at.is_null(), Customer.removed_at.is_null())
        .order_by(Customer.id.desc())
        .limit(_OF_ONE_NUMBER)
    )
)
_on_file = Compiled(
    lambda: Customer.select(Customer.id, Customer.name, Customer.sex).where(
        Customer.id == slot("customer"), Customer.removed_at.is_null()
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
_sleeping_prospect = Compiled(
    lambda: (
        Prospect.select(Prospect.id)
        .where(
            Prospect.customer == slot("customer"), Prospect.state == DORMANT, Prospect.removed_at.is_null()
        )
        .order_by(Prospect.id.desc())
        .limit(1)
    )
)
_closed_prospect = Compiled(
    lambda: (
        Prospect.select(Prospect.id, Prospect.state, Prospect.owner, Staff.active)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
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
    found = _on_file.first(customer=customer)
    if found is None:
        kept = stands_for(customer)
        if kept is not None:
            raise Refused(
                "E-MERGED",
                mark("This file was made one with that of {name}. Nothing was saved. Open that file."),
                name=Customer.get_by_id(kept).name,
            )
        raise Refused("E-GONE", mark("This customer is no longer on file. Nothing was saved."))
    return Known(*found)


def stands_for(customer: int) -> int | None:
    """The customer whose file this one was merged into, however often; None for a file of its own."""
    found, row = None, Customer.get_or_none(Customer.id == customer)
    while row is not None and row.removed_at is not None and row.merged_into_id is not None:
        found = int(row.merged_into_id)
        row = Customer.get_or_none(Customer.id == found)
    return found


def first_number(customer: int) -> str:
    """The oldest number of a customer as typed; "" when he has none."""
    found = _numbers_of.first(customer=customer)
    return str(found[1]) if found else ""


def former_owner(customer: int) -> int | None:
    """The consultant of the newest closed wish while he works here: a customer without an open one is his."""
    found = _closed_prospect.first(customer=customer)
    return found[2] if found and found[3] else None


def lost_prospect(customer: int) -> int | None:
    """The wish of a customer that was lost, where no newer one is on file: he who returns means that one."""
    found = _closed_prospect.first(customer=customer)
    return int(found[0]) if found and found[1] == LOST else None


def open_prospect(customer: int) -> OpenProspect | None:
    """The newest open wish of a customer."""
    found = _open_prospect.first(customer=customer)
    return OpenProspect(*found) if found else None


def sleeping_prospect(customer: int) -> int | None:
    """The newest wish of a customer that sleeps until its wake-up day."""
    found = _sleeping_prospect.first(customer=customer)
    return int(found[0]) if found else None


def open_file(work: Work, numbers: Sequence[phones.Phone], name: str, sex: str) -> int:
    """A new customer with these numbers; its id. Ask `duplicate_of` first.

    The privacy notice of today lay on the desk (T1); whoever wants no file leaves no number.
    """
    customer = work.add(Customer, name=name, name_key=text.key(name), sex=sex, notice_version=NOTICE_VERSION)
    for number in numbers:
        _add_number(work, customer, number, "")
    return customer


def _add_number(work: Work, customer: int, number: phones.Phone, use: str) -> None:
    columns = {"key": number.key, "kind": str(number.kind), "typed": number.typed}
    work.add(Phone, customer=customer, tail=phones.tail(number.key), use=use, **columns)


def add_numbers(work: Work, customer: int, numbers: Sequence[phones.Phone], use: str = "") -> None:
    """Give a customer the numbers he does not have yet; `use` is "" where their kind tells it."""
    present = {key for key, _typed in _numbers_of.rows(customer=customer)}
    for number in numbers:
        if number.key not in present:
            _add_number(work, customer, number, use)


def retire(work: Work, customer: int) -> None:
    """A customer of whom nothing is left was a slip of the pen: he, his numbers and his wish go."""
    wishes = Prospect.select(Prospect.id).where(Prospect.customer == customer, Prospect.removed_at.is_null())
    for table, which in (
        (CardMove, CardMove.prospect.in_(wishes)),
        (Phone, Phone.customer == customer),
        (Prospect, Prospect.customer == customer),
    ):
        for row in list(table.select().where(which, table.removed_at.is_null())):
            work.remove(table, row.id, row.revision)
    work.remove(Customer, customer, Customer.get_by_id(customer).revision)
