"""Where a card stood on a day and what each of its steps is in the sum, as tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.rules.card_moves import Move
from showroom.rules.roll_forward import (
    LEVELS,
    CardLife,
    RollForward,
    Standing,
    Step,
    Term,
    count,
    standing_on,
)

CHEN, LI = 3, 4
OPENED = date(2026, 3, 2)


def day(number: int) -> date:
    return date(2026, 3, number)


def life(*steps: Step, level: str = "B", state: str = "open", owner: int | None = CHEN) -> CardLife:
    """A card of 陈涛, opened on the 2nd, as it stands after these steps."""
    return CardLife(OPENED, level, state, owner, steps)


def step(
    number: int, move: Move, before: str, after: str, given: tuple[int | None, int] | None = None
) -> Step:
    giver, receiver = given or (None, None)
    return Step(day(number), move, before, after, giver, receiver)


def counted(card: CardLife, owner: int | None = CHEN, first: int = 2, last: int = 31) -> dict[str, str]:
    """The terms of one card: which, and at which levels."""
    found = count([card], day(first), day(last), owner, RollForward())
    assert [found.difference(level) for level in LEVELS] == [0] * len(LEVELS)
    return {
        str(term): "".join(level * found.of(level, term) for level in LEVELS)
        for term in Term
        if found.total(term)
    }


UP = step(5, Move.LEVEL, "B", "A")
ORDER = step(9, Move.ORDERED, "A", "O")
CANCEL = step(12, Move.ORDER_CANCELLED, "O", "A")
DELIVERY = step(9, Move.DELIVERED, "O", "O")
ASLEEP = step(12, Move.DORMANT, "A", "")
AWAKE = step(20, Move.RETURNED, "", "C")
GIVEN = step(9, Move.HANDED_OVER, "A", "A", (CHEN, LI))


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ((), {"new": "B", "closing": "B"}),
        ((UP,), {"new": "B", "moved_in": "A", "moved_out": "B", "closing": "A"}),
        ((UP, ORDER, CANCEL), {"new": "B", "moved_in": "OAA", "moved_out": "OAB", "closing": "A"}),
        ((UP, ORDER, DELIVERY), {"new": "B", "moved_in": "OA", "moved_out": "AB", "delivered": "O"}),
        ((step(5, Move.LOST, "B", "B"),), {"new": "B", "lost": "B"}),
        ((step(5, Move.WITHDRAWN, "B", "B"),), {"new": "B", "withdrawn": "B"}),
        ((UP, ASLEEP), {"new": "B", "moved_in": "A", "moved_out": "B", "dormant": "A"}),
        (
            (UP, ASLEEP, AWAKE),
            {"new": "B", "returned": "C", "moved_in": "A", "moved_out": "B", "dormant": "A", "closing": "C"},
        ),
        ((UP, GIVEN), {"new": "B", "moved_in": "A", "moved_out": "B", "handed_over": "A"}),
    ],
)
def test_each_step_is_a_term_at_its_level(steps: tuple[Step, ...], told: dict[str, str]) -> None:
    level = steps[-1].level_after if steps else "B"
    assert counted(life(*steps, level=level, owner=LI if GIVEN in steps else CHEN)) == told


def test_what_goes_to_a_colleague_is_received_there_and_stays_in_the_showroom() -> None:
    card = life(UP, GIVEN, level="A", owner=LI)
    assert counted(card, LI) == {"received": "A", "closing": "A"}
    assert counted(card, None) == {"new": "B", "moved_in": "A", "moved_out": "B", "closing": "A"}
    assert counted(card, LI, 10) == {"opening": "A", "closing": "A"}
    assert counted(card, CHEN, 10) == {}


def test_another_level_with_another_consultant_is_a_move_of_the_receiver() -> None:
    card = life(step(9, Move.HANDED_OVER, "B", "C", (CHEN, LI)), level="C", owner=LI)
    assert counted(card, CHEN) == {"new": "B", "handed_over": "B"}
    assert counted(card, LI) == {"received": "B", "moved_in": "C", "moved_out": "B", "closing": "C"}


def test_card_that_was_nobodys_is_received_from_nobody() -> None:
    card = life(step(3, Move.HANDED_OVER, "B", "B", (None, CHEN)))
    assert counted(card) == {"received": "B", "closing": "B"}
    assert counted(card, None) == {"new": "B", "closing": "B"}


def test_card_that_ended_or_slept_leaves_no_second_time() -> None:
    ended = life(step(5, Move.LOST, "B", "B"), step(9, Move.WITHDRAWN, "B", "B"))
    assert counted(ended) == {"new": "B", "lost": "B"}
    slept = life(UP, ASLEEP, step(14, Move.HANDED_OVER, "", "", (CHEN, LI)), step(16, Move.LOST, "", ""))
    assert counted(slept, LI) == {}


def test_a_day_before_the_step_ahead_counts_with_that_one() -> None:
    card = life(
        step(9, Move.HANDED_OVER, "B", "B", (CHEN, LI)), step(7, Move.LEVEL, "B", "A"), level="A", owner=LI
    )
    assert [standing_on(card, day(number)) for number in (1, 2, 8, 9)] == [
        None,
        Standing("B", "open", CHEN),
        Standing("B", "open", CHEN),
        Standing("A", "open", LI),
    ]


def test_edges_of_a_period_belong_to_it() -> None:
    assert counted(life(UP, level="A"), first=5, last=5) == {
        "opening": "B",
        "moved_in": "A",
        "moved_out": "B",
        "closing": "A",
    }
    assert counted(life(UP, level="A"), first=6, last=9) == {"opening": "A", "closing": "A"}
    assert counted(life(UP, level="A"), first=3, last=4) == {"opening": "B", "closing": "B"}
    assert counted(life(), first=1, last=1) == {}


def test_without_a_level_it_is_not_rated() -> None:
    assert counted(life(level="")) == {"new": "N", "closing": "N"}


def test_figures_have_a_key_for_each_level_and_term() -> None:
    figures = count([life()], OPENED, OPENED + timedelta(1), CHEN, RollForward()).figures()
    assert len(figures) == len(LEVELS) * len(Term)
    assert figures["cards.B.new"] == figures["cards.B.closing"] == 1
    assert sum(figures.values()) == 2
