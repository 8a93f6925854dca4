"""试乘试驾: what is asked of a test drive that was made (req 36; form 2.4)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

DAY: Final = Field("day", mark("Day of the drive"), kinds.DATE)
TIME: Final = Field("time", mark("Time"), kinds.TIME)
CAR: Final = Field("car", mark("Demo car"), kinds.RECORD, options="demo_car")
MODEL: Final = Field("model", mark("Model"), kinds.RECORD, options="car_model")
KILOMETRES: Final = Field("kilometres", mark("Kilometres driven"), kinds.NUMBER)
LICENCE: Final = Field("licence", mark("Number of the licence"), kinds.SHORT)
ACCOMPANIED_BY: Final = Field("accompanied_by", mark("Accompanied by"), kinds.RECORD, options="staff")
IMPRESSION: Final = Field("impression", mark("What the customer said of it"), kinds.NOTE)

FIELDS: Final = (DAY, TIME, CAR, MODEL, KILOMETRES, LICENCE, ACCOMPANIED_BY, IMPRESSION)
