"""How cards are split among receivers, and how long a handover can be taken back."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from showroom.rules.handover import (
    CardToGive,
    SplitBy,
    can_be_reversed,
    ended_early,
    is_covering,
    split,
)

DAY = date(2026, 3, 5)
LI, WANG, ZHAO = 11, 12, 13
CARDS = tuple(
    CardToGive(number, level, model, area)
    for number, (level, model, area) in enumerate(
        [
            ("H", 1, "xihu"), ("B", 1, "xihu"), ("H", 2, ""), ("B", 2, "xihu"),
            ("H", 1, "binjiang"), ("B", None, "xihu"), ("", 1, ""), ("A", 1, "xihu"),
        ],
        1,
    )
)  # fmt: skip


def by_receiver(found: dict[int, int]) -> dict[int, set[int]]:
    return {one: {card for card, to in found.items() if to == one} for one in set(found.values())}


@pytest.mark.parametrize("by", SplitBy)
def test_one_receiver_receives_all(by: SplitBy) -> None:
    assert split(CARDS, [LI], by) == dict.fromkeys(range(1, 9), LI)


def test_by_turns_everybody_gets_as_many_and_of_each_level_as_many() -> None:
    found = split(CARDS, [LI, WANG], SplitBy.TURNS)
    assert Counter(found.values()) == {LI: 4, WANG: 4}
    levels = {one.prospect: one.level for one in CARDS}
    for receiver, cards in by_receiver(found).items():
        share = Counter(levels[card] for card in cards)
        assert {share["H"], share["B"]} <= {1, 2}, receiver


def test_who_holds_fewest_cards_gets_the_odd_one() -> None:
    found = split(CARDS[:3], [LI, WANG], SplitBy.TURNS, {LI: 40, WANG: 3})
    assert Counter(found.values()) == {WANG: 2, LI: 1}


@pytest.mark.parametrize(
    ("by", "together"),
    [
        (SplitBy.LEVEL, [{1, 3, 5}, {2, 4, 6}, {7}, {8}]),
        (SplitBy.MODEL, [{1, 2, 5, 7, 8}, {3, 4}, {6}]),
        (SplitBy.AREA, [{1, 2, 4, 6, 8}, {3, 7}, {5}]),
    ],
)
def test_what_belongs_together_goes_to_one(by: SplitBy, together: list[set[int]]) -> None:
    found = split(CARDS, [LI, WANG, ZHAO], by)
    assert found.keys() == set(range(1, 9))
    for group in together:
        assert len({found[card] for card in group}) == 1, group


def test_groups_go_to_who_was_given_fewest_by_then() -> None:
    counts = Counter(split(CARDS, [LI, WANG], SplitBy.LEVEL).values())
    assert sorted(counts.values()) == [4, 4], "3 + 1 and 3 + 1"


def test_the_same_cards_are_split_the_same_in_whatever_order_they_come() -> None:
    for by in SplitBy:
        assert split(CARDS, [LI, WANG], by) == split(CARDS[::-1], [LI, WANG], by)


def test_without_receivers_nothing_is_split() -> None:
    with pytest.raises(ValueError, match="somebody"):
        split(CARDS, [], SplitBy.TURNS)


@pytest.mark.parametrize(("days", "can"), [(0, True), (7, True), (8, False)])
def test_a_handover_is_taken_back_within_seven_days(days: int, can: bool) -> None:
    assert can_be_reversed(DAY, DAY + timedelta(days)) is can


@pytest.mark.parametrize(("days", "covers"), [(-1, False), (0, True), (3, True), (4, False)])
def test_a_cover_holds_on_its_first_and_its_last_day(days: int, covers: bool) -> None:
    assert is_covering(DAY, DAY + timedelta(3), DAY + timedelta(days)) is covers


@pytest.mark.parametrize("begins", [-4, 0, 2])
def test_a_cover_that_was_ended_holds_on_no_day_from_now_on(begins: int) -> None:
    first = DAY + timedelta(begins)
    last = ended_early(first, DAY)
    assert not any(is_covering(first, last, DAY + timedelta(ahead)) for ahead in range(10))
