"""旧车评估: what is asked when the car a customer has is valued (form 2.4)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

DAY: Final = Field("day", mark("Day of the valuation"), kinds.DATE)
VEHICLE: Final = Field("vehicle", mark("Car to be valued"), kinds.REASON, required=True)
PLATE: Final = Field("plate", mark("Plate"), kinds.PLATE)
YEAR: Final = Field("year", mark("Year of the car"), kinds.NUMBER)
MILEAGE: Final = Field("mileage", mark("Mileage, km"), kinds.NUMBER)
VALUE: Final = Field("value", mark("Value (yuan)"), kinds.MONEY, required=True)
NOTE: Final = Field("note", mark("Note"), kinds.NOTE)

FIELDS: Final = (DAY, VEHICLE, PLATE, YEAR, MILEAGE, VALUE, NOTE)
