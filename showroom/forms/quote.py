"""报价: what is asked of a price that was named; earlier ones stay (req 150)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

DAY: Final = Field("day", mark("Day of the quote"), kinds.DATE)
MODEL: Final = Field("model", mark("Model"), kinds.RECORD, options="car_model")
COLOUR: Final = Field("colour", mark("Colour"), kinds.SHORT, options="colour")
EQUIPMENT: Final = Field("equipment", mark("Equipment"), kinds.REASON)
PRICE: Final = Field("price", mark("Price (yuan)"), kinds.PRICE, required=True)
INCLUDED: Final = Field("included", mark("What the price includes"), kinds.REASON)

FIELDS: Final = (DAY, MODEL, COLOUR, EQUIPMENT, PRICE, INCLUDED)
