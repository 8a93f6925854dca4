"""What is asked about a day of the showroom: closed, other hours, a note."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

KIND: Final = Field("kind", mark("This day"), kinds.CHOICE, required=True, options="day_kind")
OPENS: Final = Field("opens", mark("Open from to"), kinds.HOURS)
NAME: Final = Field("name", mark("Note"), kinds.NAME)

SHOP_DAY: Final = (KIND, OPENS, NAME)
