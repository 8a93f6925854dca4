"""战败/休眠申请: a consultant asks to close a card or to let it sleep, and what the manager decided."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import InstantField, Record
from showroom.models.prospect import CardMove, Prospect
from showroom.models.staff import Staff


class LostRequest(Record):
    """One request about one card (forms 2.6; req 19, 23). `kind` and `state` are of rules.lost.

    Of the moment it was asked for: `level` the card stood at, `stage` the customer had come to, `late_days`
    by which the next contact was overdue (0 in time). `price_gap` is in 分, what our offer was above what was
    paid elsewhere. A rejection has an `instruction` and may fix the next contact
    (`next_on`, `next_method`); an approval leads to the `move` by which the card left.
    """

    prospect: Any = ForeignKeyField(Prospect, backref="lost_requests")
    kind: Any = CharField()
    asked_by: Any = ForeignKeyField(Staff, backref="lost_requests")
    asked_on: Any = DateField()
    asked_at: Any = InstantField()
    level: Any = CharField(default="")
    stage: Any = CharField(default="")
    late_days: Any = IntegerField(default=0)
    reason: Any = CharField(default="")
    analysis: Any = TextField(default="")
    bought: Any = TextField(default="")
    price_gap: Any = IntegerField(null=True)
    wake_on: Any = DateField(null=True)
    state: Any = CharField()
    decided_by: Any = ForeignKeyField(Staff, null=True, backref="lost_decisions")
    decided_on: Any = DateField(null=True)
    decided_at: Any = InstantField(null=True)
    instruction: Any = TextField(default="")
    next_on: Any = DateField(null=True)
    next_method: Any = CharField(default="")
    move: Any = ForeignKeyField(CardMove, null=True, backref="lost_requests")

    class Meta:
        indexes = ((("prospect", "state"), False), (("state", "asked_on"), False))
