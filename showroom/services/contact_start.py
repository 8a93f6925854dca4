"""What the form of a contact begins with: where the card stands, and which facts were ticked last."""

from __future__ import annotations

from dataclasses import dataclass

from showroom.forms.field import Lists
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.services import lists, prospect
from showroom.services.desk import Desk

_card = Compiled(
    lambda: (
        Prospect.select(Customer.name, Prospect.criteria)
        .join(Customer)
        .where(Prospect.id == slot("prospect"))
    )
)


@dataclass(frozen=True)
class ContactStart:
    """A card before a contact is logged; `level` is "" while it sleeps."""

    number: str
    name: str
    level: str
    criteria: tuple[str, ...]
    lists: Lists


def start(desk: Desk, card: int) -> ContactStart:
    """For somebody who may read the card. Raises Denied, Refused."""
    with desk.reading():
        found = prospect.readable(desk, card)
        row = _card.first(prospect=card)
        if row is None:
            raise RuntimeError("a card that was just read is there")
        name, criteria = row
        return ContactStart(
            found.number, name, found.level, Prospect.criteria.python_value(criteria), lists.current()
        )
