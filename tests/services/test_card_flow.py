"""The cards behind a number of 卡片进出: in whatever history, they add up to it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from random import Random

import pytest

from showroom.errors import Denied
from showroom.rules.card_flow import LINES, Flow, flow_of, total_of
from showroom.services import card_flow, roll_forward
from tests.people import CONSULTANT, OTHER_CONSULTANT, Showroom, staff_id, statements
from tests.services.test_figures_at_random import _lives

COLUMNS = tuple(one.name for one in fields(Flow))
PERIODS = (
    (date(2026, 4, 1), date(2026, 4, 30)),
    (date(2026, 4, 15), date(2026, 4, 15)),
    (date(2026, 3, 20), date(2026, 5, 10)),
)


@pytest.mark.parametrize("seed", [3, 11])
def test_the_rows_of_every_number_add_up_to_it(showroom: Showroom, seed: int) -> None:
    _lives(showroom, Random(seed))
    desk, seen = showroom.manager, set()
    for first, last in PERIODS:
        for whose in (None, *map(staff_id, (CONSULTANT, OTHER_CONSULTANT))):
            cards = roll_forward.of_period(desk, first, last, whose)
            flows = {str(level): flow_of(cards, level) for level in LINES} | {None: total_of(cards)}
            for level, flow in flows.items():
                for column in COLUMNS:
                    rows = card_flow.rows(desk, [column], level, first, last, whose)
                    assert len(rows) == getattr(flow, column), (first, last, whose, level, column)
                    assert all(row.table == "prospect" and row.prospect == row.row for row in rows)
                    seen |= {column} if rows else set()
    assert seen >= {"opening", "new", "rose_in", "rose_out", "won", "lost", "closing"}, "the control"


def test_several_columns_are_asked_for_at_once_and_the_oldest_come_first(showroom: Showroom) -> None:
    _lives(showroom, Random(3))
    first, last = PERIODS[0]
    both = card_flow.rows(showroom.manager, ["rose_in", "fell_in"], None, first, last)
    flow = total_of(roll_forward.of_period(showroom.manager, first, last))
    assert len(both) == flow.rose_in + flow.fell_in > 0
    assert [row.day for row in both] == sorted(row.day for row in both)


def test_a_consultant_reads_his_own_and_nobody_elses(showroom: Showroom) -> None:
    _lives(showroom, Random(3))
    first, last = PERIODS[0]
    own = card_flow.rows(showroom.consultant, ["closing"], None, first, last)
    his = staff_id(CONSULTANT)
    assert own == card_flow.rows(showroom.manager, ["closing"], None, first, last, his)
    with pytest.raises(Denied):
        card_flow.rows(showroom.consultant, ["closing"], None, first, last, staff_id(OTHER_CONSULTANT))


def test_the_statements_do_not_grow_with_the_cards(showroom: Showroom) -> None:
    first, last = PERIODS[0]

    def read() -> object:
        return card_flow.rows(showroom.manager, COLUMNS, None, first, last)

    few = statements(showroom, read)
    _lives(showroom, Random(3))
    assert len(card_flow.rows(showroom.manager, COLUMNS, None, first, last)) > 20
    assert statements(showroom, read) <= few + 1, "one more for each five hundred names"
