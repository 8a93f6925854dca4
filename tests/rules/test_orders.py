"""What makes an order, and which steps lead from it to the keys (req 29, 36, 44)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.forms import choices
from showroom.rules.orders import PaymentMethod, Step, makes_level_o, usual_steps

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("deposit", "at_once", "is_order"),
    [
        (1_000_00, False, True),
        (999_99, False, False),
        (0, False, False),
        (None, False, False),
        (None, True, True),
        (500_00, True, True),
    ],
)
def test_level_o_is_a_thousand_yuan_or_at_once(deposit: int | None, at_once: bool, is_order: bool) -> None:
    assert makes_level_o(deposit, at_once=at_once) == is_order


@pytest.mark.parametrize(
    ("days", "proposed"),
    [
        (20, {"payment": 17, "loan": 13, "plate": 19, "insurance": 18, "accessories": 18, "delivery": 20}),
        (2, {"payment": 0, "loan": 0, "plate": 1, "insurance": 0, "accessories": 0, "delivery": 2}),
        (0, {"payment": 0, "loan": 0, "plate": 0, "insurance": 0, "accessories": 0, "delivery": 0}),
    ],
)
def test_steps_reckon_back_from_the_delivery_never_before_the_order(
    days: int, proposed: dict[str, int]
) -> None:
    steps = usual_steps(FRIDAY, FRIDAY + timedelta(days), PaymentMethod.INSTALMENT)
    expected = {"signing": 0, **proposed}
    assert {str(kind): day for kind, day in steps} == {
        kind: FRIDAY + timedelta(after) for kind, after in expected.items()
    }


@pytest.mark.parametrize("method", [PaymentMethod.FULL, ""])
def test_only_instalments_have_a_loan(method: str) -> None:
    assert [kind for kind, _day in usual_steps(FRIDAY, None, method)] == [
        one for one in Step if one is not Step.LOAN
    ]


def test_without_a_delivery_only_signing_has_a_day() -> None:
    assert [kind for kind, day in usual_steps(FRIDAY, None, PaymentMethod.INSTALMENT) if day] == [
        Step.SIGNING
    ]


def test_every_step_has_its_word() -> None:
    assert [one.code for one in choices.ORDER_STEPS] == list(Step)
