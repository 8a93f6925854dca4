"""A disk that is full: what is acknowledged is saved, what is not saved is still typed, no file is half (C).

What needs a real full disk stands in `on_a_small_disk.py` and runs in a child that has one. Here: the act
that finds no room (C5), and a log that a long reader keeps from being tidied (C11).
"""

from __future__ import annotations

import ast
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from showroom.errors import Unavailable
from showroom.models import store as store_module
from showroom.models.act import Act, ActLine
from showroom.models.base import database
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.models.store import Store, StoreDatabase
from showroom.models.traffic_log import TrafficEntry
from showroom.services import lists, traffic_log_day, traffic_tally
from showroom.services.check import findings
from showroom.services.work import Work
from tests.faults.small_disk import HERE, scenes
from tests.people import Showroom, register_walk_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")

SCENES = "on_a_small_disk.py"


def _tests_of(name: str) -> list[str]:
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    return [
        one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    ]


@pytest.fixture(scope="module")
def on_a_small_disk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return scenes(SCENES, tmp_path_factory.mktemp("small"))


@pytest.mark.parametrize("name", _tests_of(SCENES))
def test_on_a_small_disk(on_a_small_disk: dict[str, str], name: str) -> None:
    """C1, C2, C7, C8, C10, each with its control."""
    ran = {case: said for case, said in on_a_small_disk.items() if re.fullmatch(rf"{name}(\[.*\])?", case)}
    assert ran, f"{name} did not run"
    assert not any(ran.values()), "\n".join(ran.values())


# -- C5: the act finds no room --------------------------------------------------------------------------

TABLES = (TrafficEntry, Customer, Phone, Prospect, Act, ActLine)
SAVES = 400


def counts() -> list[int]:
    return [int(table.select().count()) for table in TABLES]


@pytest.fixture
def refused_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables whose rows found no room."""
    found: list[str] = []

    def watched(really: Callable[..., Any]) -> Callable[..., Any]:
        def do(self: StoreDatabase, sql: str, *rest: Any) -> Any:
            try:
                return really(self, sql, *rest)
            except Unavailable:
                found.append((re.findall(r'INSERT INTO "(\w+)"', sql) or ["-"])[0])
                raise

        return do

    for way in ("execute_sql", "execute_many"):
        monkeypatch.setattr(StoreDatabase, way, watched(getattr(StoreDatabase, way)))
    return found


@contextmanager
def no_more_pages() -> Iterator[None]:
    """SQLite may not make the file larger; a save needs a page now and then."""
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        database.execute_sql("PRAGMA max_page_count = 1000000")


def saves_until_the_act_finds_no_room(showroom: Showroom, refused_at: list[str]) -> Iterator[str]:
    """The token of each save for which there was no room."""
    for number in range(SAVES):
        if {"act", "act_line"} <= set(refused_at):
            return
        with no_more_pages(), suppress(Unavailable):
            register_walk_in(showroom.reception, "王丽", f"139{number:08d}", token=f"t-{number}")
            continue
        yield f"t-{number}"


def test_a_change_whose_act_finds_no_room_is_taken_back_too(
    showroom: Showroom, refused_at: list[str]
) -> None:
    before = counts()
    registered = 0
    for token in saves_until_the_act_finds_no_room(showroom, refused_at):
        number = int(token.removeprefix("t-"))
        assert not Act.select().where(Act.token == token).exists()
        assert TrafficEntry.select().count() == number
        for _again in range(2):
            register_walk_in(showroom.reception, "王丽", f"139{number:08d}", token=token)
        registered = number + 1
        assert TrafficEntry.select().count() == registered, "once there is room, exactly once"
    assert {"act", "act_line"} <= set(refused_at), f"only {sorted(set(refused_at))} found no room"
    assert counts()[0] - before[0] >= registered
    assert findings(showroom.store) == []


def test_the_control_that_writes_the_act_apart_is_caught(
    showroom: Showroom, refused_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    really_finish = Work.finish

    def apart(work: Work) -> None:
        database.commit()
        database.begin()
        really_finish(work)

    monkeypatch.setattr(Work, "finish", apart)
    for token in saves_until_the_act_finds_no_room(showroom, refused_at):
        number = int(token.removeprefix("t-"))
        if TrafficEntry.select().count() > number:
            assert not Act.select().where(Act.token == token).exists()
            return
        register_walk_in(showroom.reception, "王丽", f"139{number:08d}", token=token)
    pytest.fail("an act found no room, and no row was left without one")


# -- C11: somebody reads and reads ----------------------------------------------------------------------

LARGE = 70 * 1024 * 1024


class Reader:
    """Another program that began to read and does not end."""

    def __init__(self, path: Path) -> None:
        self._go_reader, self._go = os.pipe()
        ready, said = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                connection = store_module.peewee.sqlite3.connect(path, isolation_level=None)
                connection.execute("BEGIN")
                connection.execute("SELECT COUNT(*) FROM staff").fetchone()
                os.write(said, b"!")
                os.read(self._go_reader, 1)
                connection.execute("COMMIT")
                connection.close()
            finally:
                os._exit(0)
        assert os.read(ready, 1) == b"!"
        for end in (ready, said):
            os.close(end)

    def ends(self) -> None:
        os.write(self._go, b"!")
        os.waitpid(self._pid, 0)
        for end in (self._go, self._go_reader):
            os.close(end)


def log_bytes(store: Store) -> int:
    return store.path.with_name(f"{store.path.name}-wal").stat().st_size


def write_much(store: Store) -> None:
    """An import of 70 MB, as the log sees it."""
    store.database.execute_sql("CREATE TABLE ballast (x)")
    store.database.execute_sql("INSERT INTO ballast VALUES (zeroblob(?))", [LARGE])
    store.database.execute_sql("DROP TABLE ballast")


@pytest.fixture
def path(new_showroom: Path, tmp_path: Path) -> Path:
    """A closed store: no connection may cross the fork."""
    path = tmp_path / "showroom.db"
    path.write_bytes(new_showroom.read_bytes())
    return path


@pytest.mark.logs
def test_a_log_that_a_long_reader_holds_is_told_and_cut_when_the_reader_has_ended(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = Reader(path)
    with Store(path) as store:
        write_much(store)
        assert log_bytes(store) > LARGE
        assert not store.tidy(), "the next idle second tries again"
        assert "E-WAL-LARGE" in caplog.text
        assert not store.tidy()
        assert caplog.text.count("E-WAL-LARGE") == 1, "told once, not every second"
        assert log_bytes(store) > LARGE, "the control: it is held indeed"
        caplog.clear()
        reader.ends()
        assert store.tidy()
        assert log_bytes(store) == 0
        assert store.tidy()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_the_windows_own_reading_never_holds_the_log(showroom: Showroom) -> None:
    """Whatever our services read is read to its end: a moment later the log can be cut to nothing."""
    for number in range(5):
        register_walk_in(showroom.reception, "王丽", f"1391111000{number}")
    desk = showroom.reception
    for read in (
        lambda: traffic_log_day.day(desk, desk.clock.today()),
        lambda: traffic_tally.of_day(desk, desk.clock.today()),
        lambda: traffic_tally.of_month(desk, 2026, 3),
        lambda: findings(showroom.store),
        lists.current,
    ):
        register_walk_in(showroom.reception, "赵敏", f"1380000{counts()[0]:04d}")
        kept = read()
        busy = showroom.store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        assert (busy, log_bytes(showroom.store)) == (0, 0), kept


def test_the_control_a_reading_that_is_not_ended_holds_it(showroom: Showroom) -> None:
    for number in range(5):
        register_walk_in(showroom.reception, "王丽", f"1391111000{number}")
    begun = Act.select().order_by(Act.id).tuples().iterator()
    next(begun)
    register_walk_in(showroom.reception, "赵敏", "13800009999")
    showroom.store.tidy()
    assert log_bytes(showroom.store) > 0
    begun.close()
