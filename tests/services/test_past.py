"""As of a past day: what was told that evening is told again, whatever was corrected since (issue 7)."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest

from showroom.errors import Denied, Invalid, Refused
from showroom.models.base import database
from showroom.models.schema import TABLES
from showroom.rules.duties import Role
from showroom.services import figures, past, staff
from showroom.services.staff import NewStaff
from tests.people import PASSWORD, THURSDAY, Showroom, correct, register_walk_in, staff_id, statements
from tests.services.test_figures_at_random import PEOPLE, _corrects_late, _drives, _looks, _rings
from tests.services.test_roll_forward_at_random import DOINGS as CARD_DOINGS

# What goes through the door, and so leaves acts.
DOINGS = (*CARD_DOINGS * 2, *(_looks,) * 14, *(_rings,) * 3, *(_corrects_late,) * 6, *(_drives,) * 4)
TURNS = 260
DAYS = 40

Told = dict[tuple[object, ...], object]


def lives(showroom: Showroom, dice: Random, first: int, last: int) -> Counter[str]:
    """What happens from one day of the story to another; what was done how often."""
    done = Counter[str]()
    turns = TURNS * (last - first) // DAYS
    for turn in range(turns):
        showroom.on(THURSDAY + timedelta(first + turn * (last - first) // turns), 9 + turn % 9)
        doing = dice.choice(DOINGS)
        with suppress(Refused, Invalid, Denied):
            doing(showroom, dice)
            done[doing.__name__] += 1
    return done


def told(showroom: Showroom, last: date, as_of: date | None = None) -> Told:
    """Every figure of three periods, of everybody and of each consultant, split and summed up."""
    found: Told = {}
    with past.reading(showroom.manager, as_of):
        for first in (THURSDAY, last.replace(day=1), last):
            for whose in (None, *map(staff_id, PEOPLE)):
                book = figures.of_period(showroom.manager, first, last, whose)
                found[first, whose] = {key: count for key, count in book.counts.items() if count}
                found[first, whose, "cards"] = book.roll_forward.figures()
                found[first, whose, "broken"] = book.unreconciled
        found["days"] = {
            day: one.counts for day, one in figures.by_day(showroom.manager, THURSDAY, last).items()
        }
        found["rows"] = [
            (row.table, row.row, row.amount)
            for row in figures.rows(showroom.manager, "parties", THURSDAY, last)
        ]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_figures_as_of_a_day_are_those_of_that_evening(showroom: Showroom, seed: int) -> None:
    dice = Random(seed)
    evenings: dict[date, Told] = {}
    done = Counter[str]()
    for first, last in ((0, 12), (12, 20), (20, 33), (33, DAYS)):
        done += lives(showroom, dice, first, last)
        day = showroom.clock.today()
        showroom.on(day, 21)
        evenings[day] = told(showroom, day)
    showroom.on(day + timedelta(1), 9)
    changed = 0
    for day, that_evening in evenings.items():
        assert told(showroom, day, as_of=day) == that_evening, day
        changed += told(showroom, day) != that_evening
    assert changed >= 2, "the control: without the acts taken back they tell something else"
    assert done["_corrects_late"] > 5, done


def test_nothing_of_the_past_stays_behind(showroom: Showroom) -> None:
    row = register_walk_in(showroom.reception, "王丽", "13812345678")
    showroom.on(THURSDAY + timedelta(1), 9)
    correct(showroom.manager, row.entry, 1, reason="看错", purpose="payment")
    now = told(showroom, THURSDAY)
    then = told(showroom, THURSDAY, as_of=THURSDAY)
    assert then != now
    assert told(showroom, THURSDAY) == now
    assert database.execute_sql("SELECT COUNT(*) FROM sqlite_temp_master").fetchone() == (0,)


def test_what_fails_on_the_way_leaves_nothing_behind(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    showroom.on(THURSDAY + timedelta(2), 9)
    register_walk_in(showroom.reception, "李强", "13812345679")

    def parties() -> int:
        return figures.of_period(showroom.manager, THURSDAY, THURSDAY + timedelta(2)).counts["parties"]

    def fail_on_the_way() -> None:
        with past.reading(showroom.manager, THURSDAY):
            assert parties() == 1
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        fail_on_the_way()
    assert parties() == 2


def test_rights_are_those_of_now(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    showroom.on(THURSDAY + timedelta(1), 9)
    staff.add(showroom.administrator, NewStaff("gaomin", "高敏", PASSWORD, (Role.SHOWROOM_MANAGER,)))
    new = showroom.signs_in("gaomin")
    with past.reading(new, THURSDAY):
        assert figures.of_period(new, THURSDAY, THURSDAY).counts["parties"] == 1
    with pytest.raises(Denied), past.reading(showroom.consultant, THURSDAY):
        figures.of_period(showroom.consultant, THURSDAY, THURSDAY, staff_id(PEOPLE[1]))


@pytest.mark.parametrize(
    ("days", "code"), [(0, "E-AS-OF-TODAY"), (3, "E-AS-OF-TODAY"), (-400, "E-AS-OF-BEFORE")]
)
def test_a_day_not_over_and_one_before_the_store_are_refused(
    showroom: Showroom, days: int, code: str
) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    with pytest.raises(Refused) as refused, past.reading(showroom.manager, THURSDAY + timedelta(days)):
        pass
    assert refused.value.code == code


def test_every_table_that_figures_read_is_taken_back_or_is_of_now_on_purpose(showroom: Showroom) -> None:
    """A figure made of another table tomorrow must not tell its present in the past."""
    lives(showroom, Random(1), 0, 6)
    asked: list[str] = []
    whole = database.obj._execute_cursor

    def spy(sql: str, params: object = None) -> object:
        asked.append(sql)
        return whole(sql, params)

    database.obj._execute_cursor = spy
    try:
        told(showroom, showroom.clock.today())
    finally:
        database.obj._execute_cursor = whole
    of_now = {
        "staff",
        "staff_role",
        "act",
        "act_line",
        "setting",
        "reference_item",
        "car_model",
        "campaign",
        "demo_car",
    }
    taken_back = {model._meta.table_name for model in past.COUNTED}
    read = {
        one._meta.table_name
        for one in TABLES
        if any(f'{word} "{one._meta.table_name}"' in sql for sql in asked for word in ("FROM", "JOIN"))
    }
    assert read <= taken_back | of_now, read - taken_back - of_now


def test_as_of_costs_no_statement_for_tables_that_stayed(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    showroom.on(THURSDAY + timedelta(1), 9)

    def read(as_of: date | None) -> int:
        with past.reading(showroom.manager, as_of):
            return statements(showroom, lambda: figures.of_period(showroom.manager, THURSDAY, THURSDAY))

    assert read(THURSDAY) == read(None)
