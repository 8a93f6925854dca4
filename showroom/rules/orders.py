"""What an order is and which steps lead from it to the keys (req 29, 36, 44)."""

from __future__ import annotations

from datetime import date, timedelta
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


class PaymentMethod(StrEnum):
    """How the car is paid; who pays by instalments has a loan to apply for."""

    FULL = "full"
    INSTALMENT = "instalment"


# How many days before the delivery each step is proposed to be done; the shop's usual order of papers.
_DAYS_BEFORE: Final = {
    Step.PAYMENT: 3,
    Step.LOAN: 7,
    Step.PLATE: 1,
    Step.INSURANCE: 2,
    Step.ACCESSORIES: 2,
    Step.DELIVERY: 0,
}


def makes_level_o(deposit: int | None, *, at_once: bool) -> bool:
    """Whether an order with this deposit in 分 makes level O (req 29)."""
    return at_once or (deposit or 0) >= DEPOSIT_FOR_O


def usual_steps(
    ordered_on: date, expected_delivery: date | None, payment_method: str
) -> tuple[tuple[Step, date | None], ...]:
    """The steps an order usually has, in their order, with the days proposed for them (req 36, 44).

    Signing is on the day of the order, the others reckon back from the delivery, never before the order;
    None while no delivery is expected yet. The loan is only for instalments.
    """
    steps = (one for one in Step if one is not Step.LOAN or payment_method == PaymentMethod.INSTALMENT)
    return tuple((one, proposed_day(one, ordered_on, expected_delivery)) for one in steps)


def proposed_day(step: Step, ordered_on: date, expected_delivery: date | None) -> date | None:
    """The day proposed for one step of an order."""
    if step is Step.SIGNING:
        return ordered_on
    if expected_delivery is None:
        return None
    return max(ordered_on, expected_delivery - timedelta(_DAYS_BEFORE[step]))
