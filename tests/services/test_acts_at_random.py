"""A wild day at two desks: whatever is done, undone and restored, the store stays whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest

from showroom.errors import Refused
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.services import acts, check
from showroom.services.dependents import RECORDS
from showroom.services.desk import Desk
from tests.people import Showroom, correct, register_walk_in, remove, restore

NAMES = ("王丽", "孙悦", "王强", "")
NUMBERS = ("13812345678", "13912345678", "13612345678", "", "13812345678/13612345678")
PURPOSES = ("看车", "维修保养")
TABLES: tuple[Any, ...] = (Customer, Phone, Prospect, TrafficEntry)


def _live() -> list[tuple[Any, ...]]:
    """The live rows of all guests, without their revisions."""
    return [
        (table, *(value for key, value in row.__data__.items() if key != "revision"))
        for table in TABLES
        for row in table.select().where(table.removed_at.is_null()).order_by(table.id)
    ]


def _register(desk: Desk, dice: Random) -> None:
    register_walk_in(desk, dice.choice(NAMES), dice.choice(NUMBERS), purpose=dice.choice(PURPOSES))


def _correct(desk: Desk, dice: Random) -> None:
    row = dice.choice(list(TrafficEntry.select()))
    cells = {
        "phone": dice.choice(NUMBERS),
        "guest_name": dice.choice(NAMES),
        "purpose": "看车",
        "assigned": "李娜",
    }
    field = dice.choice(sorted(cells))
    correct(desk, row.id, row.revision, **{field: cells[field]})


def _remove(desk: Desk, dice: Random) -> None:
    remove(desk, dice.choice(list(TrafficEntry.select())).id)


def _restore(desk: Desk, dice: Random) -> None:
    restore(desk, dice.choice(list(TrafficEntry.select())).id)


def _undo(desk: Desk, _dice: Random) -> None:
    """Undo, redo, undo: each gives back exactly what stood before."""
    found = acts.last_undoable(desk)
    if found is None:
        return
    before = _live()
    undone = acts.undo(desk, found.token)
    after = _live()
    redone = acts.undo(desk, undone.token)
    assert _live() == before
    acts.undo(desk, redone.token)
    assert _live() == after


def _redo(desk: Desk, _dice: Random) -> None:
    found = acts.last_redoable(desk)
    if found is not None:
        assert acts.undo(desk, found.token).redo


DOINGS: tuple[Callable[[Desk, Random], None], ...] = (
    _register,
    _register,
    _correct,
    _correct,
    _remove,
    _restore,
    _undo,
    _undo,
    _redo,
)


def _broken() -> Iterator[str]:
    """Live rows that point to removed ones; a customer with a number or an open wish twice."""
    for table in TABLES:
        for field, parent in table._meta.refs.items():
            if parent in RECORDS.values():
                other = parent.alias()
                live = table.select().join(other, on=(field == other.id)).where(table.removed_at.is_null())
                if live.where(other.removed_at.is_null(False)).exists():
                    yield f"{table._meta.table_name}.{field.name}"
    for table, what in ((Phone, Phone.key), (Prospect, Prospect.state)):
        kept = table.select(table.customer, what).where(table.removed_at.is_null()).tuples()
        yield from (f"twice: {one}" for one, count in Counter(kept).items() if count > 1)


@pytest.mark.parametrize("seed", range(3))
def test_the_store_stays_whole(showroom: Showroom, seed: int) -> None:
    dice = Random(seed)
    desks = (showroom.reception, showroom.manager)
    done: Counter[str] = Counter()
    _register(showroom.reception, dice)
    for _step in range(100):
        doing, before = dice.choice(DOINGS), _live()
        with suppress(Refused):
            doing(dice.choice(desks), dice)
            done[doing.__name__] += 1
            before = _live()
        assert _live() == before, "a refusal changed something"
        assert list(_broken()) == [], doing.__name__
    assert check.findings(showroom.store) == []
    assert len(done) == len(set(DOINGS)), f"the control: everything was done at least once: {done}"
