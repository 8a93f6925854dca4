"""The thirteen facts: four speak for H, five for A, four for B; the nearest group with one decides."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.rules.criteria import (
    USUAL_LEVELS,
    Criterion,
    PurchaseTime,
    level_of_time,
    proposed_level,
)
from showroom.rules.level import Level

FOR_H, FOR_A, FOR_B = Criterion.INSTALMENT_RUNNING, Criterion.CAME_AGAIN, Criterion.WAVERING


def test_they_are_grouped_four_five_four() -> None:
    assert len(Criterion) == 13
    assert Counter(USUAL_LEVELS.values()) == {Level.H: 4, Level.A: 5, Level.B: 4}
    assert list(USUAL_LEVELS.values()) == sorted(USUAL_LEVELS.values(), key="HAB".index), "in their order"


@pytest.mark.parametrize(
    ("ticked", "level"),
    [
        ((), None),
        ((FOR_B,), Level.B),
        ((FOR_A,), Level.A),
        ((FOR_H,), Level.H),
        ((FOR_B, FOR_A), Level.A),
        ((FOR_B, FOR_A, FOR_H), Level.H),
        ((FOR_B, FOR_H), Level.H),
        (tuple(Criterion), Level.H),
        (("no such fact",), None),
    ],
)
def test_the_nearest_group_with_a_ticked_fact_is_proposed(
    ticked: tuple[str, ...], level: Level | None
) -> None:
    assert proposed_level(ticked) == level


def test_a_showroom_may_group_them_otherwise() -> None:
    own = {**USUAL_LEVELS, FOR_H: Level.B, FOR_B: Level.C}
    assert proposed_level((FOR_H,), own) == Level.B
    assert proposed_level((FOR_B,), own) == Level.C
    assert proposed_level((FOR_B, FOR_H), own) == Level.B


@given(st.sets(st.sampled_from(list(Criterion))), st.sampled_from(list(Criterion)))
def test_one_more_fact_never_proposes_a_level_farther_from_a_deal(
    ticked: set[Criterion], more: Criterion
) -> None:
    order = [Level.H, Level.A, Level.B, None]
    before, after = proposed_level(ticked), proposed_level(ticked | {more})
    assert order.index(after) <= order.index(before)


@pytest.mark.parametrize(
    ("stated", "level"),
    [
        (PurchaseTime.WITHIN_7, Level.H),
        (PurchaseTime.WITHIN_15, Level.A),
        (PurchaseTime.WITHIN_30, Level.A),
        (PurchaseTime.WITHIN_90, Level.B),
        (PurchaseTime.BEYOND_90, Level.C),
        ("", None),
    ],
)
def test_what_a_stated_purchase_time_means(stated: str, level: Level | None) -> None:
    assert level_of_time(stated) == level
