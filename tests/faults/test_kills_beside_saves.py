"""Kills where no guest is being saved: in the very first start (A5), and while a draft is written (A8)."""

from __future__ import annotations

import random
import signal
from pathlib import Path
from typing import Any

import pytest

from showroom import files
from showroom.errors import ShowroomError
from showroom.models.act import Act
from showroom.models.schema import APPLICATION_ID, TABLES, differences
from showroom.models.store import Store, StoreDatabase
from showroom.services import drafts, first_start
from showroom.services.check import findings
from showroom.services.first_start import NewShowroom
from showroom.services.sign_in import colleagues
from tests.faults.dying import Child, Say, die, posix
from tests.people import FACTS, FIRST, STAFF, Showroom, clock_of_the_morning

pytestmark = posix

# -- A5 -----------------------------------------------------------------------------------------------


def start_for_the_first_time(path: Path, say: Say) -> None:
    """The first start as the program does it: the store, then its people in one act."""
    first_start.make_store(path)
    say("made")
    with Store(path) as store:
        first_start.found(store, clock_of_the_morning(), NewShowroom(FIRST, FACTS, STAFF))
        say("founded")


def what_the_next_start_finds(path: Path) -> str:
    """Nothing, a new store, or a whole showroom; anything else fails."""
    if not path.exists():
        return "nothing"
    with Store(path) as store:
        assert not differences(store.database)
        assert findings(store) == []
        if first_start.is_new(store):
            assert Act.select().count() == 0, "half a showroom"
            return "made"
        assert [one.user for one in colleagues(store)] == [one.user for one in (FIRST, *STAFF)]
    return "founded"


def test_a_kill_in_the_first_start_leaves_nothing_a_new_store_or_a_whole_showroom(
    tmp_path: Path, dice: random.Random
) -> None:
    found = set()
    for attempt in range(24):
        path = tmp_path / f"{attempt}.db"
        child = Child(lambda say, path=path: start_for_the_first_time(path, say))
        if attempt % 2:
            child.says("made")
        child.is_killed_after(dice.uniform(0.0005, 0.030))
        said, _status = child.ends()
        there = what_the_next_start_finds(path)
        found.add(there)
        assert said == ["made", "founded"][: len(said)]
        assert there == said[-1] if said[1:] else there != "nothing" or not said, "what was said is not there"
        if there == "nothing":
            first_start.make_store(path)
        if there != "founded":
            with Store(path) as store:
                first_start.found(store, clock_of_the_morning(), NewShowroom(FIRST, FACTS, STAFF))
        assert what_the_next_start_finds(path) == "founded", "the start after the kill did not finish"
    assert {"nothing", "made"} <= found, "the kills came all at the same place and proved nothing"


@pytest.mark.parametrize("tables", [1, len(TABLES) // 2])
def test_the_control_a_store_made_under_its_own_name_is_found_half(tmp_path: Path, tables: int) -> None:
    path = tmp_path / "showroom.db"

    def make_in_place(_say: Say) -> None:
        database = StoreDatabase(str(path))
        database.connect()
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        with database.bind_ctx(TABLES):
            database.create_tables(TABLES[:tables])
        die()

    Child(make_in_place).ends()
    with pytest.raises((AssertionError, ShowroomError)):
        what_the_next_start_finds(path)


# -- A8 -----------------------------------------------------------------------------------------------


@pytest.fixture
def shop(new_showroom: Path, tmp_path: Path) -> Path:
    """A store of its own that is closed: no connection may cross the fork."""
    path = tmp_path / "shop.db"
    path.write_bytes(new_showroom.read_bytes())
    path.chmod(0o600)
    return path


def words(number: int) -> str:
    """Many pages of words: a draft that is not written in one breath."""
    return f"第{number}稿 " + "王女士要看朗逸 " * 4000


def type_on(shop: Path, first: int, say: Say) -> None:
    with Store(shop) as store:
        desk = Showroom(store, clock_of_the_morning()).reception
        for number in range(first, first + 1000):
            drafts.keep(desk, "form", {"note": words(number)})
            say(str(number))


def draft_of(shop: Path) -> str:
    with Store(shop) as store:
        return drafts.found(Showroom(store, clock_of_the_morning()).reception, "form").texts.get("note", "")


def test_a_kill_while_a_draft_is_written_leaves_the_last_one_or_the_new_one_whole(
    shop: Path, dice: random.Random
) -> None:
    for attempt in range(40):
        child = Child(lambda say, first=attempt * 1000: type_on(shop, first, say))
        child.says("")
        child.is_killed_after(dice.uniform(0, 0.010))
        said, _status = child.ends()
        last = int(said[-1])
        assert draft_of(shop) in (words(last), words(last + 1))


def write_in_place(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Sabotage: the file itself is written, from its beginning."""
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
        file.flush()
        files.os.fsync(file.fileno())
        file.write(content[len(content) // 2 :])


@pytest.mark.parametrize(
    ("writes", "survives"), [(files.write_file_atomically, True), (write_in_place, False)]
)
def test_a_kill_in_the_sync_of_a_draft_and_the_control_written_in_place(
    shop: Path, writes: Any, survives: bool
) -> None:
    def die_in_the_second(_say: Say) -> None:
        drafts.write_file_atomically = writes
        with Store(shop) as store:
            desk = Showroom(store, clock_of_the_morning()).reception
            drafts.keep(desk, "form", {"note": words(1)})
            files.os.fsync = die
            drafts.keep(desk, "form", {"note": words(2)})

    assert Child(die_in_the_second).ends()[1] == -signal.SIGKILL
    assert draft_of(shop) == (words(1) if survives else "")
