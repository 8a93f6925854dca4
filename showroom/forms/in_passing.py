"""What is said in passing at the desk: why something is done, what the weather is."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

REASON: Final = Field("reason", mark("Reason"), kinds.REASON)
WEATHER: Final = Field("weather", mark("Weather"), kinds.SHORT)
