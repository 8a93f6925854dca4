"""Whose birthday is near: customers with an open card or a car, and their families (req 53)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from peewee import Value, fn

from showroom.forms.today import BirthdayRow
from showroom.models.base import slot
from showroom.models.car import Vehicle
from showroom.models.customer import Customer, FamilyMember
from showroom.models.prospect import DELIVERED, OPEN, Prospect
from showroom.rules.birthdays import next_birthday
from showroom.services.level_clock import STATES
from showroom.services.whose_cards import by_every_owner, of_whom

WITHIN_DAYS: Final = 7
# Month and day at the end of a stored solar birthday.
_MONTH_DAY: Final = -5
_LEAP_DAY: Final = "02-29"
_DAY_BEFORE: Final = "02-28"


def _people(whose: Any, of_family: bool) -> Any:
    """Cards whose customer, or one of the family, was born near some days of the year, or by the moon."""
    owned = Vehicle.alias()
    somebody = FamilyMember if of_family else Customer
    days = [slot(f"day{place}") for place in range(WITHIN_DAYS + 2)]
    cards = Prospect.select(
        Customer.id,
        Prospect.id,
        Customer.name,
        FamilyMember.relation if of_family else Value(""),
        somebody.id,
        somebody.birthday,
    ).join(Customer)
    if of_family:
        cards = cards.join(FamilyMember, on=(FamilyMember.customer == Customer.id))
    owner = fn.EXISTS(owned.select(owned.id).where(owned.customer == Customer.id, owned.removed_at.is_null()))
    return cards.where(
        whose,
        Prospect.removed_at.is_null(),
        Prospect.state.in_((*STATES, DELIVERED)),
        Prospect.state.in_(STATES) | owner,
        somebody.removed_at.is_null(),
        ~Customer.blacklisted,
        somebody.birthday.startswith("lunar") | fn.SUBSTR(somebody.birthday, _MONTH_DAY).in_(days),
    ).order_by(Prospect.state == OPEN, Prospect.id)


_customers = of_whom(lambda whose: _people(whose, of_family=False), by_every_owner)
_families = of_whom(lambda whose: _people(whose, of_family=True), by_every_owner)


def near(owner: int | None, day: date, covered_on: date | None = None) -> tuple[BirthdayRow, ...]:
    """The birthdays of the coming week, the next first; of one consultant's people, or of all (None); with
    `covered_on` those of the cards he keeps for colleagues on that day, too.

    Two statements, within an open reading. Of several cards of one person the open one is named.
    """
    days = _days(day)
    whose = (owner, covered_on)
    rows = [*_customers.rows(*whose, **days), *_families.rows(*whose, **days)]
    found = {(row.relation, somebody): row for row, somebody in _kept(rows, day)}
    return tuple(sorted(found.values(), key=lambda row: (row.day, row.name, row.relation)))


def _days(day: date) -> dict[str, object]:
    """Month and day of each day of the week to come, and the leap day where it is kept on one of them."""
    texts = [f"{day + timedelta(more):%m-%d}" for more in range(WITHIN_DAYS + 1)]
    texts.append(_LEAP_DAY if _DAY_BEFORE in texts else texts[0])
    return {f"day{place}": text for place, text in enumerate(texts)}


def _kept(rows: list[tuple[Any, ...]], day: date) -> Iterator[tuple[BirthdayRow, int]]:
    for customer, card, name, relation, somebody, stored in rows:
        kept = next_birthday(stored, day)
        if kept is not None and kept <= day + timedelta(WITHIN_DAYS):
            yield BirthdayRow(customer, card, name, relation, kept), somebody
