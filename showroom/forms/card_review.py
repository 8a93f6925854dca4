"""点评: what a manager writes on a card, or beside one of its contacts (forms 2.4)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

WORDS: Final = Field("words", mark("Review"), kinds.NOTE, required=True)
WRITE: Final = (WORDS,)
