"""What is asked when level rules are adopted: which, from when, and the days of each level (forms 2.7)."""

from __future__ import annotations

from typing import Any, Final

from showroom.forms import kinds
from showroom.forms.field import Field, Option
from showroom.language import mark
from showroom.rules.level import Level
from showroom.rules.level_rules import OPEN_LEVELS, PRESETS, WINDOWED, LevelRules, of_days

LEVELS: Final = (*OPEN_LEVELS, Level.UNRATED)
PRESET: Final = Field("preset", mark("Begin with"), kinds.CHOICE, options="preset")
EFFECTIVE_FROM: Final = Field("effective_from", mark("Counts from"), kinds.DATE, required=True)
# Under the keys by which `rules.level_rules.check` names its problems.
TO_DAYS: Final = {level: Field(f"{level}.to_days", mark("Within (days)"), kinds.NUMBER) for level in WINDOWED}
CONTACT_DAYS: Final = {
    level: Field(f"{level}.contact_days", mark("Every (days)"), kinds.NUMBER) for level in LEVELS
}
_DAYS: Final = tuple(
    field for level in LEVELS for field in (TO_DAYS.get(level), CONTACT_DAYS[level]) if field is not None
)
VERSION: Final = (EFFECTIVE_FROM, *_DAYS)
ADOPTION: Final = (EFFECTIVE_FROM, PRESET, *_DAYS)

PRESET_OPTIONS: Final = tuple(Option(preset.code, preset.chinese, preset.english) for preset in PRESETS)


def values_of(rules: LevelRules) -> dict[str, Any]:
    """The days of these rules by field."""
    values: dict[str, Any] = {}
    for one in rules.terms:
        values[f"{one.level}.contact_days"] = one.contact_days
        if one.level in TO_DAYS:
            values[f"{one.level}.to_days"] = one.to_days
    return values


def rules_of(values: dict[str, Any]) -> LevelRules:
    """The rules as the form was filled in."""
    return of_days(
        {level: values[field.key] for level, field in TO_DAYS.items()},
        {level: values[field.key] for level, field in CONTACT_DAYS.items()},
    )
