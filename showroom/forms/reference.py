"""What is asked about an entry of a list, a car model, a demo car and a campaign."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

CHINESE: Final = Field("chinese", mark("In Chinese"), kinds.NAME, required=True)
ENGLISH: Final = Field("english", mark("In English"), kinds.NAME)
ALSO: Final = Field("also", mark("Other words for it"), kinds.NOTE)
CAMPAIGN: Final = Field("campaign", mark("Campaign"), kinds.RECORD, options="campaign")
SOURCE_CATEGORY: Final = Field(
    "category", mark("Group"), kinds.CHOICE, required=True, options="source_category"
)
LOST_CATEGORY: Final = Field(
    "category", mark("Group"), kinds.CHOICE, required=True, options="lost_reason_category"
)
CRITERION_LEVEL: Final = Field(
    "category", mark("Speaks for level"), kinds.CHOICE, required=True, options="criterion_category"
)

WORDS: Final = (CHINESE, ENGLISH, ALSO)
_MORE: Final = {
    "source": (SOURCE_CATEGORY, CAMPAIGN),
    "lost_reason": (LOST_CATEGORY,),
    "criterion": (CRITERION_LEVEL,),
}

CAR_MODEL: Final = WORDS

DEMO_CAR: Final = (
    Field("name", mark("Car name"), kinds.NAME, required=True),
    Field("model", mark("Model"), kinds.RECORD, options="car_model"),
    Field("plate", mark("Plate"), kinds.PLATE),
)

CAMPAIGN_FIELDS: Final = (
    CHINESE,
    ENGLISH,
    Field("kind", mark("Kind"), kinds.CHOICE, required=True, options="campaign_kind"),
    Field("place", mark("Where"), kinds.NAME),
    Field("starts_on", mark("First day"), kinds.DATE, required=True),
    Field("ends_on", mark("Last day"), kinds.DATE),
    Field("cost", mark("Cost (yuan)"), kinds.MONEY),
    Field("note", mark("Note"), kinds.NOTE),
)


def fields_of(list_name: str) -> tuple[Field, ...]:
    """What is asked about an entry of this list."""
    return (*WORDS, *_MORE.get(list_name, ()))
