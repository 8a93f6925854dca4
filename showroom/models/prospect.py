"""意向: one wish to buy, its owner consultant, its level and state."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField

from showroom.models.base import Record
from showroom.models.customer import Customer
from showroom.models.staff import Staff

OPEN = "open"
DELIVERED = "delivered"


class Prospect(Record):
    """One wish to buy of one customer; the next wish after a delivery is another prospect."""

    customer: Any = ForeignKeyField(Customer, backref="prospects")
    owner: Any = ForeignKeyField(Staff, null=True, backref="prospects")
    level: Any = CharField(default="")
    state: Any = CharField(default=OPEN)
    opened_on: Any = DateField()
    delivered_on: Any = DateField(null=True)
