"""交接: cards that went from one consultant to others, for good or while he is away."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, TextField

from showroom.models.base import InstantField, Record
from showroom.models.prospect import CardMove, Prospect
from showroom.models.staff import Staff


class Handover(Record):
    """One handover of one or many cards of `giver` (req 46). `kind` is of rules.handover.

    A cover changes no owner: it lets the receivers keep the cards from `first_day` to `last_day`, both
    included, and is over by itself. A reverse names in `reverses` what it took back.
    """

    kind: Any = CharField()
    giver: Any = ForeignKeyField(Staff, backref="handovers")
    by: Any = ForeignKeyField(Staff, backref="handovers_made")
    day: Any = DateField()
    at: Any = InstantField()
    first_day: Any = DateField()
    last_day: Any = DateField(null=True)
    reason: Any = TextField(default="")
    reverses: Any = ForeignKeyField("self", null=True, backref="reversed_by")

    class Meta:
        indexes = ((("kind", "last_day"), False),)


class HandoverCard(Record):
    """One card of a handover and who received it; `move` is the step it took, None in a cover.

    `stayed` says why a reverse left the card where it is (rules.handover); "" where it went back.
    """

    handover: Any = ForeignKeyField(Handover, backref="cards")
    prospect: Any = ForeignKeyField(Prospect, backref="handovers")
    receiver: Any = ForeignKeyField(Staff, backref="received")
    move: Any = ForeignKeyField(CardMove, null=True, backref="handovers")
    stayed: Any = CharField(default="")
