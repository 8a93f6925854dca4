"""意向: one wish to buy, its owner consultant, its level and state, and every step it took."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import CodesField, InstantField, Record
from showroom.models.customer import Customer
from showroom.models.reference import CarModel
from showroom.models.staff import Staff
from showroom.rules.level import CardState

OPEN = str(CardState.OPEN)
DORMANT = str(CardState.DORMANT)
DELIVERED = str(CardState.DELIVERED)
LOST = str(CardState.LOST)
WITHDRAWN = str(CardState.WITHDRAWN)


class Prospect(Record):
    """One wish to buy of one customer; the next wish after a delivery is another prospect.

    `level` is a letter of rules.level while the card is open, "" while it sleeps until `wake_on`; lost,
    dormant, delivered and withdrawn are states. The number on the card is made of the id and the year
    (rules.prospect_numbers). When the customer was last reached, and so when the next call is due, follows
    from the contacts and is not stored.
    """

    customer: Any = ForeignKeyField(Customer, backref="prospects")
    owner: Any = ForeignKeyField(Staff, null=True, backref="prospects", index=False)
    level: Any = CharField(default="")
    state: Any = CharField(default=OPEN)
    opened_on: Any = DateField(index=True)
    delivered_on: Any = DateField(null=True)
    wake_on: Any = DateField(null=True)
    first_contact: Any = CharField(default="")
    another_reason: Any = TextField(default="")
    source: Any = CharField(default="")
    model_of_interest: Any = ForeignKeyField(CarModel, null=True)
    colour: Any = CharField(default="")
    equipment: Any = TextField(default="")
    purchase_time: Any = CharField(default="")
    purchase_kind: Any = CharField(default="")
    usage: Any = CodesField(default=())
    budget: Any = CharField(default="")
    payment_method: Any = CharField(default="")
    finance_terms: Any = TextField(default="")
    buying_concerns: Any = CodesField(default=())
    current_vehicle: Any = TextField(default="")
    current_plate: Any = CharField(default="")
    current_age: Any = CharField(default="")
    current_mileage: Any = IntegerField(null=True)
    trade_in: Any = CharField(default="")
    competitor_model: Any = TextField(default="")
    competitor_reason: Any = TextField(default="")
    payer: Any = CharField(default="")
    decision_maker: Any = CharField(default="")
    main_user: Any = CharField(default="")
    criteria: Any = CodesField(default=())
    criteria_on: Any = DateField(null=True)

    class Meta:
        indexes = ((("owner", "state"), False),)


class CardMove(Record):
    """One step of a card: its level or state changed (rules.card_moves.Move), by whom, on which fact.

    `day` is showroom time. What a card was on a past day follows from its moves. `reason` says why in words,
    `criteria` are the facts that were named.
    """

    prospect: Any = ForeignKeyField(Prospect, backref="moves")
    day: Any = DateField()
    at: Any = InstantField()
    move: Any = CharField()
    level_before: Any = CharField(default="")
    level_after: Any = CharField(default="")
    owner_before: Any = ForeignKeyField(Staff, null=True, backref="cards_given", index=False)
    owner_after: Any = ForeignKeyField(Staff, null=True, backref="cards_got", index=False)
    criteria: Any = CodesField(default=())
    reason: Any = TextField(default="")
    by: Any = ForeignKeyField(Staff, null=True, backref="moves_made")

    class Meta:
        indexes = (
            (("prospect", "day"), False),
            (("day", "move"), False),
            (("owner_before", "day"), False),
            (("owner_after", "day"), False),
        )
