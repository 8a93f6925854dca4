"""点评: what a manager wrote on a card or beside one of its contacts, and who has looked at it."""

from __future__ import annotations

from typing import Any

from peewee import DateField, ForeignKeyField, TextField

from showroom.models.base import InstantField, Record
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry


class CardReview(Record):
    """A manager looked at a card on a day; without `words` it is the bare mark that he has (forms 2.4).

    `follow_up` or `entry` is the contact beside which the words stand, neither for the card as a whole.
    """

    prospect: Any = ForeignKeyField(Prospect, backref="reviews")
    follow_up: Any = ForeignKeyField(FollowUp, null=True, backref="reviews")
    entry: Any = ForeignKeyField(TrafficEntry, null=True, backref="reviews")
    by: Any = ForeignKeyField(Staff, backref="reviews")
    day: Any = DateField()
    at: Any = InstantField()
    words: Any = TextField(default="")
