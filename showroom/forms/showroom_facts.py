"""What is asked about the showroom itself: its heading, how it works, where its copies go."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field, Lists, Option
from showroom.language import mark
from showroom.rules.level import CIRCLED_LEVELS

DEALER: Final = Field("dealer", mark("Name, as printed"), kinds.NAME, required=True)
IDLE_MINUTES: Final = Field("idle_minutes", mark("Lock after (minutes)"), kinds.NUMBER, required=True)
CARD_THRESHOLD: Final = Field(
    "card_threshold", mark("Card from level"), kinds.CHOICE, required=True, options="card_threshold"
)
CARD_WHEN: Final = Field(
    "card_when", mark("A card is opened"), kinds.CHOICE, required=True, options="card_when"
)
DUE_ON_WORKDAYS: Final = Field("due_on_workdays", mark("Due on working days"), kinds.TICK)
LATE_AFTER_DAYS: Final = Field("late_after_days", mark("Late after (days)"), kinds.NUMBER, required=True)
ESCALATE_AFTER_DAYS: Final = Field(
    "escalate_after_days", mark("To the manager after (days)"), kinds.NUMBER, required=True
)
REASSIGN_AFTER_DAYS: Final = Field(
    "reassign_after_days", mark("To somebody else after (days)"), kinds.NUMBER, required=True
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
CARDS: Final = (
    CARD_WHEN,
    CARD_THRESHOLD,
    DUE_ON_WORKDAYS,
    LATE_AFTER_DAYS,
    ESCALATE_AFTER_DAYS,
    REASSIGN_AFTER_DAYS,
)
FACTS: Final = (*HEADING, IDLE_MINUTES, *CARDS, COPIES_FOLDER)

# From which level a card is opened (forms 2, step 4).
CARD_THRESHOLDS: Final = tuple(Option(level, level, level) for level in CIRCLED_LEVELS)
CARD_WHENS: Final = (
    Option("phone_left", "留下电话即建卡", "when a number is left"),
    Option("threshold", "达到所定级别才建卡", "from the level on"),
)
LISTS: Final[Lists] = {"card_threshold": CARD_THRESHOLDS, "card_when": CARD_WHENS}
