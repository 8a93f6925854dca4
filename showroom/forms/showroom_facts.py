"""What is asked about the showroom itself: its heading, how it works, where its copies go."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field, Option
from showroom.language import mark
from showroom.rules.level import CIRCLED_LEVELS

DEALER: Final = Field("dealer", mark("Name, as printed"), kinds.NAME, required=True)
IDLE_MINUTES: Final = Field("idle_minutes", mark("Lock after (minutes)"), kinds.NUMBER, required=True)
CARD_THRESHOLD: Final = Field(
    "card_threshold", mark("Card from level"), kinds.CHOICE, required=True, options="card_threshold"
)
COPIES_FOLDER: Final = Field("copies_folder", mark("Copies go to"), kinds.LINE)

HEADING: Final = (
    DEALER,
    Field("dealer_short", mark("Short name"), kinds.NAME),
    Field("dealer_english", mark("In English"), kinds.NAME),
    Field("address", mark("Address"), kinds.LINE),
    Field("phone", mark("Phone"), kinds.PHONES),
    Field("business_hours", mark("Business hours"), kinds.HOURS),
)
FACTS: Final = (*HEADING, IDLE_MINUTES, CARD_THRESHOLD, COPIES_FOLDER)

# From which level a card is opened (forms 2, step 4).
CARD_THRESHOLDS: Final = tuple(Option(level, level, level) for level in CIRCLED_LEVELS)
