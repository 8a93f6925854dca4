"""What a contact is: which results reached nobody, and what is usual at each level."""

from __future__ import annotations

import pytest

from showroom.rules.contacts import (
    Activity,
    Purpose,
    Result,
    is_reached,
    usual_activity,
    usual_purpose,
)
from showroom.rules.level import Level


def test_only_a_try_that_reached_somebody_winds_the_clock() -> None:
    unreached = {result for result in Result if not is_reached(result)}
    assert unreached == {Result.NO_ANSWER, Result.WRONG_NUMBER}


@pytest.mark.parametrize(
    ("level", "purpose"),
    [
        (Level.H, Purpose.CLOSE_DEAL),
        (Level.A, Purpose.RAISE_CERTAINTY),
        (Level.B, Purpose.COLLECT_NEEDS),
        (Level.C, Purpose.MAKE_FRIENDS),
        (Level.UNRATED, Purpose.MAKE_FRIENDS),
        (Level.ORDERED, None),
        ("", None),
    ],
)
def test_the_purpose_follows_from_the_level(level: str, purpose: Purpose | None) -> None:
    assert usual_purpose(level) is purpose


def test_after_an_order_it_is_paperwork() -> None:
    assert usual_activity(Level.ORDERED) is Activity.PAPERWORK
    assert {usual_activity(level) for level in ("H", "A", "B", "C", "N", "")} == {Activity.ADVANCE}
