"""F4–F6: two desks, each a process of its own, want the same guest, the same half hour, the same number."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from showroom.models.car import DemoCar
from showroom.models.store import Store
from showroom.rules.duties import Duty
from tests.faults.dying import posix
from tests.faults.wanting_one_thing import WANG
from tests.people import Showroom, clock_of_the_morning, make_showroom, register_walk_in

pytestmark = posix

RACES = 6


class After(NamedTuple):
    """How both were answered, and what the store holds then."""

    answers: list[str]
    owners: list[str]
    booked: int
    customers: int
    findings: list[str]


Race = Callable[[str], list[After]]


@pytest.fixture
def race(tmp_path: Path) -> Race:
    """王丽 is on the log, and nobody's yet; there is one test car."""
    path = make_showroom(tmp_path / "showroom.db")
    with Store(path) as store:
        showroom = Showroom(store, clock_of_the_morning())
        register_walk_in(showroom.reception, "王丽", WANG)
        with showroom.administrator.work(Duty.KEEP_DEMO_CARS) as work:
            work.add(DemoCar, name="朗逸 1号")

    def run(how: str) -> list[After]:
        command = [sys.executable, "-m", "tests.faults.wanting_one_thing", str(path), how, str(RACES)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return [After(*json.loads(line)) for line in done.stdout.splitlines()]

    return run


def test_of_two_who_take_one_lead_one_has_it_and_the_other_is_told_who(race: Race) -> None:
    after = race("take")
    assert len(after) == RACES
    for one in after:
        assert len(one.owners) == 1
        assert one.findings == []
        (winner,) = one.owners
        assert sorted(one.answers) == sorted(["", winner]), "the loser reads the name of the winner"


def test_of_two_who_write_themselves_into_the_row_one_clashes(race: Race) -> None:
    for one in race("write"):
        assert sorted(one.answers) == ["", "E-CLASH"]
        assert len(one.owners) == 1
        assert one.findings == []


def test_one_half_hour_of_one_car_is_booked_once(race: Race) -> None:
    for one in race("book"):
        assert sorted(one.answers) == ["", "E-SLOT-TAKEN"]
        assert (one.booked, one.findings) == (1, [])


def test_two_desks_that_register_one_number_open_one_file(race: Race) -> None:
    for one in race("number"):
        assert one.answers == ["", ""]
        assert (one.customers, one.findings) == (2, []), "王丽, and one more"


# -- the controls: what each of them would find without the protection ------------------------------------


def test_without_the_owner_read_in_the_transaction_the_last_one_takes_the_lead(race: Race) -> None:
    assert any(len(one.owners) == 2 for one in race("take unasked"))


def test_without_asking_first_the_index_refuses_in_no_words(race: Race) -> None:
    after = race("book unasked")
    assert any("IntegrityError" in one.answers for one in after)
    assert all(one.booked == 1 for one in after), "the last line of defence holds"


def test_without_the_duplicate_check_there_would_be_two_files(race: Race) -> None:
    assert any(one.customers == 3 for one in race("number unasked"))
