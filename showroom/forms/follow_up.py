"""跟踪: what is asked of one contact with the customer of a card (forms 2.3, 2.4; req 16, 36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark
from showroom.rules.due import Due

METHOD: Final = Field("method", mark("Method"), kinds.CHOICE, required=True, options="contact_method")
ACTIVITY: Final = Field("activity", mark("Activity"), kinds.CHOICE, options="activity")
PURPOSE: Final = Field("purpose", mark("Purpose of the contact"), kinds.CHOICE, options="contact_purpose")
SAID: Final = Field("said", mark("What was said"), kinds.NOTE)
RESULT: Final = Field("result", mark("Result"), kinds.CHOICE, options="contact_result")
LEVEL: Final = Field("level", mark("Level"), kinds.CHOICE, options="level")
CRITERIA: Final = Field("criteria", mark("Facts for the level"), kinds.SEVERAL, options="criterion")
REASON: Final = Field("reason", mark("Why this level"), kinds.REASON)
AGREED_ON: Final = Field("agreed_on", mark("Next contact"), kinds.DATE)
NEXT_METHOD: Final = Field("next_method", mark("By which way"), kinds.CHOICE, options="contact_method")
MINUTES: Final = Field("minutes", mark("Minutes"), kinds.NUMBER)
DAY: Final = Field("day", mark("Day of the contact"), kinds.DATE)
TIME: Final = Field("time", mark("Time of the contact"), kinds.TIME)

FIELDS: Final = (
    METHOD,
    ACTIVITY,
    PURPOSE,
    SAID,
    RESULT,
    LEVEL,
    CRITERIA,
    REASON,
    AGREED_ON,
    NEXT_METHOD,
    MINUTES,
    DAY,
    TIME,
)


@dataclass(frozen=True)
class Contact:
    """One contact on the card: a follow-up, or a row of the traffic log (`entry`), never both.

    `ordinal` counts the contacts of the card from 1. Levels are those before and after it; `criteria` the
    codes of the facts that were named.
    """

    ordinal: int
    day: date
    time: time | None
    method: str
    by: str
    said: str
    reached: bool
    follow_up: int | None = None
    entry: int | None = None
    revision: int = 0
    activity: str = ""
    purpose: str = ""
    result: str = ""
    level_before: str = ""
    level_after: str = ""
    criteria: tuple[str, ...] = ()
    reason: str = ""
    agreed_on: date | None = None
    next_method: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Proposal:
    """What the form proposes for a contact at a level; the person decides.

    `next_on` is the next contact: by the rule, whose sum is `due`; after a try that reached nobody tomorrow,
    while `due` stays what it is, until somebody takes tomorrow as agreed. `level` is what the ticked facts
    speak for, `level_of_time` what the stated purchase time means where that is another one; "" for none.
    """

    purpose: str
    activity: str
    next_on: date
    due: Due
    level: str = ""
    level_of_time: str = ""
