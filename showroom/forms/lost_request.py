"""战败/休眠: what is asked to close a card or to let it sleep, and what is decided (forms 2.4 foot, 2.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark
from showroom.rules.lost import RequestKind, RequestState

REASON: Final = Field("reason", mark("Why he was lost"), kinds.CHOICE, required=True, options="lost_reason")
DORMANT_REASON: Final = Field(
    "reason", mark("Why the card sleeps"), kinds.CHOICE, required=True, options="dormant_reason"
)
ANALYSIS: Final = Field("analysis", mark("What led to it"), kinds.NOTE)
BOUGHT: Final = Field("bought", mark("Bought instead"), kinds.REASON)
PRICE_GAP: Final = Field("price_gap", mark("We were dearer by (yuan)"), kinds.MONEY)
WAKE_ON: Final = Field("wake_on", mark("Wake on"), kinds.DATE)
ASK_LOST: Final = (REASON, BOUGHT, PRICE_GAP, ANALYSIS)
ASK_DORMANT: Final = (DORMANT_REASON, WAKE_ON, ANALYSIS)

# The manager's opinion of what is approved, and what he asks for instead of what is rejected: one column.
OPINION: Final = Field("instruction", mark("The manager's opinion"), kinds.NOTE)
APPROVE_LOST: Final = (OPINION,)
APPROVE_DORMANT: Final = (OPINION, WAKE_ON)

INSTRUCTION: Final = Field("instruction", mark("What to do next"), kinds.NOTE, required=True)
OWNER: Final = Field("owner", mark("Consultant from now on"), kinds.RECORD, options="staff")
LEVEL: Final = Field("level", mark("Level from now on"), kinds.CHOICE, options="card_level")
NEXT_ON: Final = Field("next_on", mark("Next contact"), kinds.DATE)
NEXT_METHOD: Final = Field("next_method", mark("By which way"), kinds.CHOICE, options="contact_method")
REJECT: Final = (INSTRUCTION, OWNER, LEVEL, NEXT_ON, NEXT_METHOD)

# What takes a card up again that was lost or slept.
WHY_AGAIN: Final = Field("reason", mark("Why the card is taken up again"), kinds.REASON, required=True)
LEVEL_AGAIN: Final = Field("level", mark("Level"), kinds.CHOICE, required=True, options="card_level")
CRITERIA: Final = Field("criteria", mark("Facts for the level"), kinds.SEVERAL, options="criterion")
REACTIVATE: Final = (WHY_AGAIN, LEVEL_AGAIN, CRITERIA)


def asked_of(kind: str) -> tuple[Field, ...]:
    """What is asked of a request of this kind."""
    return ASK_LOST if kind == RequestKind.LOST else ASK_DORMANT


def asked_of_approval(kind: str) -> tuple[Field, ...]:
    """What is asked of whoever approves a request of this kind."""
    return APPROVE_LOST if kind == RequestKind.LOST else APPROVE_DORMANT


@dataclass(frozen=True)
class Request:
    """One request with the card it is about, as one person may see it.

    `level`, `stage` and `late_days` are those of the moment it was asked for; `price_gap` is in 分. `reason`
    is a code of the list of its kind, `reason_words` what stands there. `owner` and `card_state` are the
    card's today. `instruction` is what the manager wrote, of an approval his opinion.
    """

    request: int
    revision: int
    prospect: int
    number: str
    customer: int
    name: str
    sex: str
    phone: str
    model: int | None
    owner: int | None
    owner_name: str
    card_state: str
    kind: str
    state: str
    asked_by: int
    asked_by_name: str
    asked_on: date
    level: str
    stage: str
    late_days: int
    reason: str
    reason_words: str
    analysis: str
    bought: str
    price_gap: int | None
    wake_on: date | None
    decided_by_name: str
    decided_on: date | None
    decided_at: datetime | None
    instruction: str
    next_on: date | None
    next_method: str

    @property
    def pending(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == RequestState.PENDING
