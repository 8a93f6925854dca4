"""经理点评: what a manager writes on a card or beside a contact, and who looked at it (form 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

WORDS: Final = Field("words", mark("Manager's review"), kinds.NOTE, required=True)

FIELDS: Final = (WORDS,)


@dataclass(frozen=True)
class Review:
    """One look at a card; without `words` the bare mark that somebody has looked.

    `follow_up` or `entry` is the contact beside which the words stand, neither for the card as a whole.
    `at` is showroom time; `own` says whether whoever reads it wrote it.
    """

    review: int
    revision: int
    by: str
    at: datetime
    words: str
    follow_up: int | None
    entry: int | None
    own: bool
