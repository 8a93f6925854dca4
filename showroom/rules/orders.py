"""What an order is and which steps lead from it to the keys (req 29, 36, 44)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

# O: this deposit in 分 or more, or sold and delivered at once (S004 p13).
DEPOSIT_FOR_O: Final = 1_000_00


class Step(StrEnum):
    """The steps in their usual order; a payment may stand several times."""

    SIGNING = "signing"
    PAYMENT = "payment"
    LOAN = "loan"
    PLATE = "plate"
    INSURANCE = "insurance"
    ACCESSORIES = "accessories"
    DELIVERY = "delivery"
