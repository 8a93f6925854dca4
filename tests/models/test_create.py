"""Making a store: whole or not at all, once, and under any name a person may give."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from showroom.errors import ShowroomError, Unavailable
from showroom.models.schema import differences
from showroom.models.store import Store, create
from tests.untouched import names, untouched

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def test_a_new_store_is_whole_and_alone(tmp_path: Path) -> None:
    create(tmp_path / "showroom.db")
    assert names(tmp_path) == ["showroom.db"]
    with Store(tmp_path / "showroom.db") as store:
        assert not differences(store.database)


def test_what_is_there_already_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "showroom.db").write_text("the accounts of 2019", encoding="utf-8")
    with untouched(tmp_path), pytest.raises(ShowroomError) as refused:
        create(tmp_path / "showroom.db")
    assert refused.value.code == "E-DB-EXISTS"


@pytest.mark.parametrize(
    "name",
    [
        "展厅.db",
        "my show room.db",
        "🚗.db",
        "a#b.db",
        "100%25.db",
        "it's.db",
        "a?mode=memory.db",
        "file:x.db",
        "-flag.db",
        ":memory:",
        "\udcff\udcfe.db",
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="some of these names are not Windows names")
def test_a_store_opens_under_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"文件夹 {name.removesuffix('.db')}"
    create(folder / name)
    with Store(folder / name) as store:
        assert not differences(store.database)
    assert names(folder) == [name]


@posix
def test_a_store_opens_at_the_end_of_a_long_path(tmp_path: Path) -> None:
    path = tmp_path.joinpath(*["滨江展厅" * 5] * 6) / "showroom.db"
    assert len(os.fsencode(path)) > 300
    create(path)
    with Store(path) as store:
        assert not differences(store.database)


def _child_creates(path: Path, start: int) -> int:
    """A process that waits for the start, then creates; exit 0 made, 1 told it is there, 2 anything else."""
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        os.read(start, 1)
        create(path)
        status = 0
    except ShowroomError as error:
        status = 1 if error.code == "E-DB-EXISTS" else 2
    finally:
        os._exit(status)


@posix
def test_of_two_that_create_at_once_one_does_and_the_other_is_told(tmp_path: Path) -> None:
    for attempt in range(25):
        path = tmp_path / f"{attempt}.db"
        reader, writer = os.pipe()
        children = [_child_creates(path, reader) for _two in range(2)]
        os.write(writer, b"go")
        results = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
        os.close(reader)
        os.close(writer)
        assert results == [0, 1], f"attempt {attempt}"
        with Store(path) as store:
            assert not differences(store.database)
        assert names(tmp_path) == sorted(f"{n}.db" for n in range(attempt + 1))


@posix
def test_a_kill_while_creating_leaves_nothing_that_passes_for_a_store(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    killed_early = 0
    for _attempt in range(30):
        path = tmp_path / "showroom.db"
        reader, writer = os.pipe()
        child = _child_creates(path, reader)
        os.write(writer, b"g")
        time.sleep(dice.uniform(0.0005, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reader)
        os.close(writer)
        if path.exists():
            with Store(path) as store:
                assert not differences(store.database), f"seed {seed}"
        else:
            killed_early += 1
            # The next start makes it anew, whatever the killed one left lying about.
            create(path)
        path.unlink()
    assert killed_early, f"no kill came in time (seed {seed}): the test proved nothing"


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_log_of_an_earlier_store_is_neither_played_nor_removed(tmp_path: Path, end: str) -> None:
    log = tmp_path / f"showroom.db{end}"
    log.write_bytes(b"somebody's last saves")
    with pytest.raises(Unavailable) as refused:
        create(tmp_path / "showroom.db")
    assert refused.value.code == "E-DB-EXISTS"
    assert [one.name for one in tmp_path.iterdir()] == [log.name]
    assert log.read_bytes() == b"somebody's last saves"
