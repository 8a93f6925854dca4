"""Thousands of power cuts while the services save: nothing acknowledged is lost, no act is half (B1, B2).

The services save over a disk that writes down what it is asked (`cutting_vfs`); then the power goes at
points of that log (`lights_out`), and each time the files are opened by the ordinary driver. After so many
acknowledged saves the store must be exactly as it was after as many, or after the one more then under way.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from showroom.errors import Denied
from showroom.models.base import database as current_database
from showroom.models.store import REQUIRED_PRAGMAS, Store
from showroom.rules.duties import Duty
from showroom.services import traffic_day
from showroom.services.check import findings
from showroom.services.work import Work
from tests.faults.cutting_vfs import Disk
from tests.faults.lights_out import Cut, cuts
from tests.faults.states import State, damage_or_state, state_of
from tests.people import (
    THURSDAY,
    Showroom,
    clock_of_the_morning,
    correct,
    register_complete_walk_in,
    register_walk_in,
    remove,
    restore,
    undo,
)

CUTS = 2_550
LONG_CUTS = 50_000
CONTROL_CUTS = 300
LOOK_CLOSELY_EVERY = 150
AGAIN = 20
FEW_PAGES = 12


@dataclass
class Recorded:
    """What a disk was asked while people worked, and how the store was before and after each save."""

    before: dict[str, bytes]
    disk: Disk
    states: list[State] = field(default_factory=list)


@pytest.fixture
def put_down(new_showroom: Path, fast_folder: Path) -> Path:
    """A showroom of its own where the cuts are laid out."""
    path = fast_folder / "worked" / "showroom.db"
    path.parent.mkdir()
    shutil.copy(new_showroom, path)
    path.chmod(0o600)
    return path


def saves_of_a_morning(showroom: Showroom, dice: random.Random) -> Iterator[None]:
    """Registrations, corrections, removals, undo, a denial, the day closed: an act a step."""
    desk = showroom.reception
    first = register_complete_walk_in(desk, "王丽", "13812345678")
    yield
    for _guest in range(5):
        words = "看车" * dice.randrange(40)
        last = register_complete_walk_in(desk, "李雷", f"139{dice.randrange(10**8):08d}", note=words)
        yield
    correct(desk, first, guest_name="王莉", phone="13812345679")
    yield
    remove(desk, last)
    yield
    restore(desk, last)
    yield
    undo(desk)
    yield
    with pytest.raises(Denied):
        desk.require(Duty.KEEP_STAFF)
    yield
    restore(desk, last)
    yield
    showroom.on(THURSDAY, 18, 5)
    traffic_day.set_weather(desk, THURSDAY, "晴")
    yield
    traffic_day.close(desk, THURSDAY)
    yield
    correct(desk, first, 2, guest_name="王立", reason="听错")
    yield
    register_walk_in(desk, "韩梅梅", "13700137000", day=THURSDAY)
    yield


def recorded(path: Path, dice: random.Random, **pragmas: object) -> Recorded:
    """A morning's saves over a disk that writes everything down, the closing of the store at its end."""
    work = Recorded({path.name: path.read_bytes()}, Disk(pragmas=tuple(pragmas.items())))
    with Store(path, work.disk.database) as store:
        work.disk.log.clear()
        work.states.append(state_of(store.database))
        for _save in saves_of_a_morning(Showroom(store, clock_of_the_morning()), dice):
            work.disk.acknowledge()
            work.states.append(state_of(store.database))
            if dice.random() < 0.2:
                store.tidy()
    return work


@dataclass
class Found:
    """What the cuts left: how many, and what was wrong with which."""

    cuts: int = 0
    lost: int = 0
    half: int = 0
    damaged: int = 0
    under_way: int = 0

    def look(self, cut: Cut, work: Recorded, folder: Path) -> None:
        """Lay out the files of one cut and judge them."""
        self.cuts += 1
        cut.lay_out(folder)
        state = damage_or_state(folder / "showroom.db")
        if state is None:
            self.damaged += 1
        elif state not in work.states:
            self.half += 1
        else:
            ahead = work.states.index(state) - cut.acknowledged
            self.lost += ahead < 0
            self.under_way += ahead == 1
            self.half += ahead > 1


def cut_often(work: Recorded, count: int, dice: random.Random, folder: Path) -> Found:
    """Cut the power so often, and count what came of it."""
    found = Found()
    folder.mkdir()
    for cut in cuts(work.before, work.disk.log, count, dice):
        found.look(cut, work, folder)
    return found


def survive(work: Recorded, count: int, dice: random.Random, folder: Path) -> None:
    """Whenever the power goes, nothing is wrong; some of the cuts the whole program looks at too."""
    found = cut_often(work, count, dice, folder)
    assert (found.lost, found.half, found.damaged) == (0, 0, 0)
    assert found.under_way, "no save under way was ever found whole: the cuts came at the wrong moments"
    for cut in cuts(work.before, work.disk.log, count // LOOK_CLOSELY_EVERY, dice):
        cut.lay_out(folder)
        with Store(folder / "showroom.db") as store:
            assert findings(store) == [], cut.at
            assert state_of(store.database) in work.states[cut.acknowledged :], cut.at
        power_goes_again(cut, work, dice, folder)


def power_goes_again(cut: Cut, work: Recorded, dice: random.Random, folder: Path) -> None:
    """The power came back, the program opened the store, and while it was recovering the power went again."""
    cut.lay_out(folder)
    disk = Disk("again")
    with Store(folder / "showroom.db", disk.database) as store:
        state = state_of(store.database)
    for second in cuts(cut.files, disk.log, AGAIN, dice):
        second.lay_out(folder)
        assert damage_or_state(folder / "showroom.db") == state, (cut.at, second.at)


@pytest.mark.parametrize("every", [4000, FEW_PAGES], ids=["log grows", "checkpoint every 12 pages"])
def test_no_power_cut_loses_a_save_or_leaves_half_of_one(
    put_down: Path, fast_folder: Path, dice: random.Random, every: int
) -> None:
    work = recorded(put_down, dice, wal_autocheckpoint=every)
    survive(work, CUTS, dice, fast_folder / "cut")


@pytest.mark.long
@pytest.mark.parametrize("every", [4000, FEW_PAGES], ids=["log grows", "checkpoint every 12 pages"])
def test_nor_does_any_of_fifty_thousand(
    put_down: Path, fast_folder: Path, dice: random.Random, every: int
) -> None:
    work = recorded(put_down, dice, wal_autocheckpoint=every)
    survive(work, LONG_CUTS, dice, fast_folder / "cut")


def test_the_control_with_fewer_syncs_loses_acknowledged_saves(
    put_down: Path, fast_folder: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NORMAL, as most advice has it."""
    monkeypatch.setitem(REQUIRED_PRAGMAS, "synchronous", 1)
    work = recorded(put_down, dice, synchronous="NORMAL")
    found = cut_often(work, CONTROL_CUTS, dice, fast_folder / "cut")
    assert found.lost > CONTROL_CUTS / 10
    assert found.damaged == 0


def test_the_control_without_syncs_damages_the_file(
    put_down: Path, fast_folder: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REQUIRED_PRAGMAS, "synchronous", 0)
    work = recorded(put_down, dice, synchronous="OFF", wal_autocheckpoint=FEW_PAGES)
    found = cut_often(work, CONTROL_CUTS, dice, fast_folder / "cut")
    assert found.damaged > CONTROL_CUTS / 10


def test_the_control_that_commits_row_by_row_is_found_half(
    put_down: Path, fast_folder: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_add = Work.add

    def alone(work: Work, model: Any, **values: Any) -> int:
        new = really_add(work, model, **values)
        current_database.commit()
        current_database.begin()
        return new

    monkeypatch.setattr(Work, "add", alone)
    work = recorded(put_down, dice)
    found = cut_often(work, CONTROL_CUTS, dice, fast_folder / "cut")
    assert found.half > CONTROL_CUTS / 10
