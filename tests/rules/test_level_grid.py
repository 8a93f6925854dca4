"""Which cards stand on a consultant's grid, how they came and went, and their letters, as tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.rules.card_moves import Move
from showroom.rules.level_grid import Entry, Exit, HisCard, Joined, Left
from showroom.rules.roll_forward import CardLife, Step

CHEN, LI = 3, 4
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def day(number: int) -> date:
    """A day of March; 0 and less lie in February."""
    return FIRST + timedelta(number - 1)


def his(opened: int, *steps: Step, level: str = "B", owner: int = CHEN) -> HisCard:
    """A card as 陈涛 sees it."""
    return HisCard(CardLife(day(opened), level, "open", owner, steps), CHEN)


def step(number: int, move: Move, before: str, after: str, given: tuple[int, int] | None = None) -> Step:
    giver, receiver = given or (None, None)
    return Step(day(number), move, before, after, giver, receiver)


TO_LI = (CHEN, LI)
FROM_LI = (LI, CHEN)


@pytest.mark.parametrize(
    ("card", "entry"),
    [
        (his(-5), Entry(Joined.CARRIED, day(1), "B")),
        (his(0), Entry(Joined.CARRIED, day(1), "B")),
        (his(1), Entry(Joined.NEW, day(1), "B")),
        (his(31), Entry(Joined.NEW, day(31), "B")),
        (his(32), None),
        (his(-5, step(5, Move.LEVEL, "C", "A")), Entry(Joined.CARRIED, day(1), "C")),
        (his(-5, step(0, Move.LOST, "B", "B")), None),
        (his(-5, step(1, Move.LOST, "B", "B")), Entry(Joined.CARRIED, day(1), "B")),
        (
            his(-9, step(-5, Move.LOST, "B", "B"), step(9, Move.RETURNED, "B", "A")),
            Entry(Joined.RETURNED, day(9), "A"),
        ),
        (his(-5, step(9, Move.HANDED_OVER, "B", "B", FROM_LI)), Entry(Joined.RECEIVED, day(9), "B", LI)),
        (his(-5, step(9, Move.HANDED_OVER, "B", "B", TO_LI), owner=LI), Entry(Joined.CARRIED, day(1), "B")),
        (his(-5, step(-2, Move.HANDED_OVER, "B", "B", TO_LI), owner=LI), None),
        (his(-5, owner=LI), None),
    ],
)
def test_who_stands_on_the_sheet(card: HisCard, entry: Entry | None) -> None:
    assert card.entry(FIRST, LAST) == entry


@pytest.mark.parametrize(
    ("card", "gone"),
    [
        (his(-5), None),
        (his(-5, step(9, Move.DELIVERED, "O", "O")), Exit(Left.DELIVERED, day(9), "D")),
        (his(-5, step(9, Move.LOST, "B", "B")), Exit(Left.LOST, day(9), "F1")),
        (his(-5, step(9, Move.DORMANT, "B", "")), Exit(Left.DORMANT, day(9), "F2")),
        (his(-5, step(9, Move.WITHDRAWN, "B", "B")), Exit(Left.WITHDRAWN, day(9))),
        (
            his(-5, step(9, Move.HANDED_OVER, "B", "B", TO_LI), owner=LI),
            Exit(Left.HANDED_OVER, day(9), "", LI),
        ),
        (
            his(-5, step(9, Move.DORMANT, "B", ""), step(12, Move.LOST, "", "")),
            Exit(Left.LOST, day(12), "F1"),
        ),
        (his(-5, step(9, Move.LOST, "B", "B"), step(12, Move.RETURNED, "B", "C")), None),
        (
            his(
                -5,
                step(9, Move.HANDED_OVER, "B", "B", TO_LI),
                step(12, Move.LOST, "B", "B"),
                owner=LI,
            ),
            Exit(Left.HANDED_OVER, day(9), "", LI),
        ),
    ],
)
def test_how_it_had_left(card: HisCard, gone: Exit | None) -> None:
    assert card.exit(LAST) == gone
    assert card.exit(day(0)) is None, "at the start of the month he had it"


@pytest.mark.parametrize(
    ("card", "reached", "letters"),
    [
        (his(-5), (), {}),
        (his(-5), (3, 8), {3: "B", 8: "B"}),
        (his(4), (4,), {4: "B"}),
        (his(4), (), {4: "B"}),
        (his(-5, step(8, Move.LEVEL, "B", "A"), step(8, Move.LEVEL, "A", "H"), level="H"), (8,), {8: "H"}),
        (his(-5, step(8, Move.ORDERED, "A", "O"), level="O"), (), {8: "O"}),
        (his(-5, step(8, Move.LOST, "A", "A")), (3, 9), {3: "A", 8: "F1"}),
        (his(-5, step(8, Move.DORMANT, "A", "")), (9,), {8: "F2"}),
        (his(-5, step(8, Move.WITHDRAWN, "A", "A")), (3, 8), {3: "A"}),
        (his(-5, step(8, Move.HANDED_OVER, "B", "B", TO_LI), owner=LI), (3, 8, 9), {3: "B", 8: "B"}),
        (his(-5, step(8, Move.HANDED_OVER, "B", "B", FROM_LI)), (3, 9), {9: "B"}),
    ],
)
def test_letters_of_the_days(card: HisCard, reached: tuple[int, ...], letters: dict[int, str]) -> None:
    found = card.letters({day(one) for one in reached}, FIRST, LAST)
    assert {one.day: letter for one, letter in found} == letters
