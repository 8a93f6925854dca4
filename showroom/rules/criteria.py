"""确度判别基准: the thirteen facts that support a level (req 34), and the level they propose.

Which of them speak for H, A and B is kept by each showroom; the seed's list lost its grouping, and 4-5-4 in
its order fits the meaning best. The person decides, the program only proposes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from showroom.rules.level import Level


class Criterion(StrEnum):
    """The facts in the order of the card, numbered from 1."""

    MODEL_CHOSEN = "model_chosen"
    PAYMENT_AND_DELIVERY_GIVEN = "payment_and_delivery_given"
    INSTALMENT_RUNNING = "instalment_running"
    USED_CAR_HANDLED = "used_car_handled"
    CONDITIONS_NEGOTIATED = "conditions_negotiated"
    PURCHASE_TIME_FIXED = "purchase_time_fixed"
    NEXT_TALK_FIXED = "next_talk_fixed"
    CAME_AGAIN = "came_again"
    HELP_WITH_OLD_CAR = "help_with_old_car"
    INTENT_SHOWN = "intent_shown"
    DECIDING_MODEL = "deciding_model"
    WAVERING = "wavering"
    ABLE_TO_BUY = "able_to_buy"


_H, _A = 4, 5
USUAL_LEVELS: Final[Mapping[str, Level]] = {
    one: Level.H if place < _H else Level.A if place < _H + _A else Level.B
    for place, one in enumerate(Criterion)
}
# From the nearest to a deal to the farthest.
_BY_NEARNESS: Final = (Level.H, Level.A, Level.B, Level.C)


class PurchaseTime(StrEnum):
    """拟购时间: when the guest says he will buy, in days (forms 2.4)."""

    WITHIN_7 = "within_7"
    WITHIN_15 = "within_15"
    WITHIN_30 = "within_30"
    WITHIN_90 = "within_90"
    BEYOND_90 = "beyond_90"


_OF_TIME: Final[Mapping[str, Level]] = {
    PurchaseTime.WITHIN_7: Level.H,
    PurchaseTime.WITHIN_15: Level.A,
    PurchaseTime.WITHIN_30: Level.A,
    PurchaseTime.WITHIN_90: Level.B,
    PurchaseTime.BEYOND_90: Level.C,
}


def proposed_level(ticked: Collection[str], levels: Mapping[str, str] = USUAL_LEVELS) -> Level | None:
    """The level of the highest group with a ticked fact; None where nothing speaks for a level."""
    spoken = {levels[one] for one in ticked if one in levels}
    return next((level for level in _BY_NEARNESS if level in spoken), None)


def level_of_time(purchase_time: str) -> Level | None:
    """The level the stated purchase time means; None where none was stated."""
    return _OF_TIME.get(purchase_time)
