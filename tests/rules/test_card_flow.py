"""卡片进出: every line closes, rises and falls balance with what was won."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from showroom.rules import roll_forward as rule
from showroom.rules.card_flow import LINES, Flow, flow_of, total_of
from showroom.rules.card_moves import Move
from showroom.rules.level import CardState
from showroom.rules.roll_forward import CardLife, RollForward, Step

DAY = date(2026, 3, 5)
BEFORE = date(2026, 3, 1)


def life(*levels: str, state: str = CardState.OPEN, end: str = "") -> CardLife:
    """A card that went through these levels on the day, and ended that day by a move."""
    steps = [Step(DAY, Move.LEVEL, before, after) for before, after in pairwise(levels)]
    if end:
        steps.append(Step(DAY, end, levels[-1], levels[-1]))
    return CardLife(BEFORE, levels[-1], state, 1, tuple(steps))


def counted(*cards: CardLife) -> RollForward:
    return rule.count(cards, DAY, DAY, None, RollForward())


def test_a_rise_is_a_way_out_below_and_a_way_in_above() -> None:
    found = counted(life("B", "A"))
    assert flow_of(found, "B") == Flow(opening=1, rose_out=1)
    assert flow_of(found, "A") == Flow(rose_in=1, closing=1)


def test_a_fall_and_a_cancelled_order() -> None:
    found = counted(life("H", "C"), life("O", "H"))
    assert flow_of(found, "H") == Flow(opening=1, fell_in=1, fell_out=1, closing=1)
    assert flow_of(found, "O") == Flow(opening=1, fell_out=1)


def test_an_order_and_a_delivery_are_won() -> None:
    found = counted(life("H", "O"), life("A", state=CardState.DELIVERED, end=Move.DELIVERED))
    assert flow_of(found, "H") == Flow(opening=1, won=1)
    assert flow_of(found, "A") == Flow(opening=1, won=1)
    assert flow_of(found, "O") == Flow(rose_in=1, closing=1)


def test_who_is_no_longer_rated_went_elsewhere() -> None:
    found = counted(life("C", "N"), life("B", state=CardState.WITHDRAWN, end=Move.WITHDRAWN))
    assert flow_of(found, "C").other == flow_of(found, "B").other == 1
    assert flow_of(found, "N") == Flow(fell_in=1, closing=1)


@pytest.mark.parametrize("seed", range(30))
def test_whatever_happens_every_line_closes(seed: int) -> None:
    chance, levels = Random(seed), list("OHABCN")
    ends = {Move.LOST: CardState.LOST, Move.DORMANT: CardState.DORMANT, Move.DELIVERED: CardState.DELIVERED}
    cards = []
    for _ in range(40):
        path = [chance.choice(levels) for _ in range(chance.randint(1, 4))]
        path = [one for place, one in enumerate(path) if place == 0 or one != path[place - 1]]
        end = chance.choice(["", *map(str, ends)])
        state = ends[Move(end)] if end else CardState.OPEN
        cards.append(life(*path, state=state, end=end))
    found = counted(*cards)
    assert [flow_of(found, one).difference for one in LINES] == [0] * len(LINES)
    total = total_of(found)
    assert total.difference == 0
    assert total.opening == total.closing + total.lost + total.dormant + sum(
        card.state == CardState.DELIVERED for card in cards
    )
    moved_out = total.rose_out + total.fell_out + total.won + total.other
    delivered = sum(card.state == CardState.DELIVERED for card in cards)
    assert total.rose_in + total.fell_in == moved_out - delivered
