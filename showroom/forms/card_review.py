"""经理点评: what a manager writes on a card, or beside one of its contacts (form 2.4)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

WORDS: Final = Field("words", mark("Manager's words"), kinds.NOTE, required=True)
CONTACT: Final = Field("contact", mark("Beside which contact"), kinds.CHOICE, options="contact")

WRITE: Final = (WORDS, CONTACT)
CHANGE: Final = (WORDS,)
