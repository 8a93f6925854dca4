"""Bringing an old store up to date, ended at any moment: the old schema or the new one, whole (B6, I2, I3).

Every past store that is kept is brought up to date in a child that kills itself (SIGKILL) before its first
statement, its second, …, or somewhere inside one; in another run the power goes at points of what the disk
was asked; in a third, somebody's third step of five fails half-way.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playhouse.migrate import SqliteMigrator
from playhouse.migrations import Runner

from showroom.errors import Unavailable
from showroom.models import copies, schema
from showroom.models.schema import newest_version
from showroom.models.store import REQUIRED_PRAGMAS, Store, StoreDatabase
from showroom.services.check import findings
from tests.faults.cutting_vfs import Disk
from tests.faults.lights_out import Cut, cuts
from tests.faults.states import driver
from tests.models.make_past_store import STORES

PAST = sorted(STORES.glob("*.db"))[:-1]
CUTS = 50
LOOK_CLOSELY_EVERY = 20
KILLS_INSIDE = 10
NAMED = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
KEPT = "SELECT (SELECT COUNT(*) || MAX(hash) FROM act_line), (SELECT COUNT(*) || TOTAL(revision) FROM {})"
PEOPLE = ("customer", "phone", "traffic_entry", "staff")

needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
from_every_past_store = pytest.mark.parametrize("past", PAST, ids=lambda path: path.stem)


@dataclass(frozen=True)
class Stand:
    """How far a file is: its version, the steps it knows of, its tables, and what people had saved."""

    version: int
    steps: tuple[str, ...]
    tables: tuple[Any, ...]
    kept: tuple[Any, ...]


def stand_of(path: Path) -> Stand | None:
    """Read by the ordinary driver with nothing of ours; None when the file is damaged."""
    with closing(driver.connect(path)) as connection:

        def rows(sql: str) -> tuple[Any, ...]:
            return tuple(connection.execute(sql).fetchall())

        try:
            if rows("PRAGMA integrity_check") != (("ok",),):
                return None
            steps = tuple(name for (name,) in rows("SELECT name FROM schema_migration ORDER BY name"))
            kept = tuple(rows(KEPT.format(table)) for table in PEOPLE)
            return Stand(rows("PRAGMA user_version")[0][0], steps, rows(NAMED), kept)
        except driver.DatabaseError:
            return None


@dataclass
class Workshop:
    """Where past stores are brought up to date, and what may be found of one: whole steps only."""

    folder: Path

    def put_down(self, past: Path) -> Path:
        """A past store, and nothing else there."""
        shutil.rmtree(self.folder / "shop", ignore_errors=True)
        path = self.folder / "shop" / "showroom.db"
        path.parent.mkdir()
        shutil.copy(past, path)
        path.chmod(0o600)
        return path

    def whole(self, past: Path) -> set[Stand | None]:
        """The file before the first step, and after each."""
        path = self.put_down(past)
        stands = {stand_of(path)}
        names = [step.stem for step in sorted(schema.MIGRATIONS.glob("[0-9]*.py"))]
        for name in names[int(past.stem) :]:
            database = StoreDatabase(str(path))
            Runner(database, str(schema.MIGRATIONS)).up(name)
            database.close()
            stands.add(stand_of(path))
        assert len(stands) == 1 + newest_version() - int(past.stem)
        return stands

    def goes_on(self, path: Path) -> None:
        """The next start needs no question, and what was there before has a copy that is whole."""
        with Store(path) as store:
            assert findings(store) == []
        made = copies.found(copies.beside(path))
        assert made
        assert copies.verified(made[0].path).version < newest_version()


@pytest.fixture
def workshop(fast_folder: Path) -> Workshop:
    return Workshop(fast_folder)


# --- killed (I2) -----------------------------------------------------------------------------------------


def killed_while_migrating(path: Path, arm: Callable[[Any], None]) -> bool:
    """Whether a child that opens the store was killed; `arm` sets the trap when the steps begin."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            really_migrate = schema.migrate

            def trapped(database: Any) -> list[str]:
                arm(database.connection())
                return really_migrate(database)

            with pytest.MonkeyPatch.context() as trap:
                trap.setattr("showroom.models.store.migrate", trapped)
                Store(path).open()
            status = 0
        finally:
            os._exit(status)
    ended = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
    return os.WIFSIGNALED(ended)


def at_statement(number: int) -> Callable[[Any], None]:
    """Die before the statement of this number."""
    seen = 0

    def count(_statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda connection: connection.set_trace_callback(count)


def after_steps_of_the_machine(number: int) -> Callable[[Any], None]:
    """Die inside whatever statement SQLite is at, after so many of its own steps."""
    return lambda connection: connection.set_progress_handler(
        lambda: os.kill(os.getpid(), signal.SIGKILL), number
    )


def stands_after_kills(workshop: Workshop, past: Path, every: int = 1) -> Iterator[tuple[Path, Stand | None]]:
    """The store after a kill before each statement until none is left, then after kills inside them."""
    number = 1
    while killed_while_migrating(path := workshop.put_down(past), at_statement(number)):
        yield path, stand_of(path)
        number += every
    for doubling in range(KILLS_INSIDE):
        path = workshop.put_down(past)
        if killed_while_migrating(path, after_steps_of_the_machine(50 * 2**doubling)):
            yield path, stand_of(path)


def survive_kills(workshop: Workshop, past: Path, every: int) -> int:
    whole, kills = workshop.whole(past), 0
    for kills, (path, stand) in enumerate(stands_after_kills(workshop, past, every), 1):
        assert stand in whole, kills
        if kills % LOOK_CLOSELY_EVERY == 1:
            workshop.goes_on(path)
    return kills


@needs_kill
def test_killed_before_any_statement_of_any_step_a_store_is_old_or_new(workshop: Workshop) -> None:
    """From the first schema: it goes through every step there is."""
    assert survive_kills(workshop, PAST[0], every=1) > 60


@needs_kill
@pytest.mark.parametrize("past", PAST[1:], ids=lambda path: path.stem)
def test_so_is_one_of_every_later_schema(workshop: Workshop, past: Path) -> None:
    survive_kills(workshop, past, every=5)


@needs_kill
@pytest.mark.long
@from_every_past_store
def test_killed_before_every_statement_from_every_schema(workshop: Workshop, past: Path) -> None:
    survive_kills(workshop, past, every=1)


@contextmanager
def _no_transaction(*_anything: object) -> Iterator[None]:
    yield


@needs_kill
def test_the_control_without_a_transaction_for_each_step_is_found_half_way(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = workshop.whole(PAST[0])
    monkeypatch.setattr(SqliteMigrator, "migration_context", _no_transaction)
    assert any(stand not in whole for _path, stand in stands_after_kills(workshop, PAST[0], every=7))


# --- the power goes (B6) ---------------------------------------------------------------------------------


def cut_while_migrating(
    workshop: Workshop, past: Path, dice: random.Random, **pragmas: object
) -> Iterator[Cut]:
    """The files of the store after power cuts while it was brought up to date."""
    path = workshop.put_down(past)
    before = {path.name: path.read_bytes()}
    disk = Disk(pragmas=tuple(pragmas.items()))
    with Store(path, disk.database):
        pass
    # The copy from before is made by the same connection, under a name of its own.
    log = [op for op in disk.log if op.file.startswith(path.name)]
    (workshop.folder / "cut").mkdir(exist_ok=True)
    yield from cuts(before, log, CUTS, dice)


def stands_after_cuts(
    workshop: Workshop, past: Path, dice: random.Random, **pragmas: object
) -> Iterator[tuple[Path, Stand | None]]:
    folder = workshop.folder / "cut"
    for cut in cut_while_migrating(workshop, past, dice, **pragmas):
        shutil.rmtree(folder / "showroom.db.copies", ignore_errors=True)
        cut.lay_out(folder)
        yield folder / "showroom.db", stand_of(folder / "showroom.db")


@from_every_past_store
def test_when_the_power_goes_a_store_is_old_or_new(
    workshop: Workshop, past: Path, dice: random.Random
) -> None:
    whole, seen = workshop.whole(past), set()
    for number, (path, stand) in enumerate(stands_after_cuts(workshop, past, dice), 1):
        assert stand in whole, number
        seen.add(stand)
        if number % LOOK_CLOSELY_EVERY == 0:
            with Store(path) as store:
                assert findings(store) == []
    assert len(seen) > 1, "no cut came before the end, or none after the first step"


def test_the_control_without_syncs_is_damaged(
    workshop: Workshop, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = workshop.whole(PAST[0])
    monkeypatch.setitem(REQUIRED_PRAGMAS, "synchronous", 0)
    after = stands_after_cuts(workshop, PAST[0], dice, synchronous="OFF", wal_autocheckpoint=10)
    assert any(stand not in whole for _path, stand in after)


# --- a step that fails (I3) ------------------------------------------------------------------------------

STEP = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE made_by_{number} (x)")
    db.execute_sql("INSERT INTO made_by_{number} VALUES ({number})")
    {fails}
    db.execute_sql("PRAGMA user_version = {number}")
"""
FAILS = 'db.execute_sql("INSERT INTO made_by_{number} VALUES (1, 2)")'


@pytest.fixture
def five_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Five steps after the newest schema, the third of which fails half-way; the newest real version."""
    newest = newest_version()
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    for number in range(newest + 1, newest + 6):
        fails = FAILS.format(number=number) if number == newest + 3 else "pass"
        step = STEP.format(number=number, fails=fails)
        (folder / f"{number:04d}_made_up.py").write_text(step, encoding="utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    return newest


def mend_the_third(number: int) -> None:
    """The maker sends a step that does not fail."""
    (step,) = schema.MIGRATIONS.glob(f"{number:04d}*.py")
    step.write_text(STEP.format(number=number, fails="pass"), encoding="utf-8")


def made(stand: Stand | None) -> list[int]:
    """The numbers of the made-up steps whose table is there."""
    assert stand is not None
    names = [name for kind, name, *_rest in stand.tables if kind == "table"]
    return sorted(int(name.removeprefix("made_by_")) for name in names if name.startswith("made_by_"))


@pytest.mark.logs
def test_a_step_that_fails_is_wholly_undone_and_those_before_it_stand(
    workshop: Workshop, five_steps: int
) -> None:
    path = workshop.put_down(STORES / f"{five_steps:04d}.db")
    with pytest.raises(Unavailable) as told:
        Store(path).open()
    stand = stand_of(path)
    assert made(stand) == [five_steps + 1, five_steps + 2]
    assert stand is not None
    assert stand.version == five_steps + 2
    assert [int(name[:4]) for name in stand.steps] == list(range(1, five_steps + 3))
    assert told.value.code == "E-DB-MIGRATION"
    (copy,) = copies.found(copies.beside(path))
    assert str(copy.path) in told.value.sentence()
    assert copies.verified(copy.path).version == five_steps
    mend_the_third(five_steps + 3)
    with Store(path):
        assert made(stand_of(path)) == list(range(five_steps + 1, five_steps + 6))


@pytest.mark.logs
def test_the_control_without_a_transaction_leaves_half_a_step(
    workshop: Workshop, five_steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteMigrator, "migration_context", _no_transaction)
    path = workshop.put_down(STORES / f"{five_steps:04d}.db")
    with pytest.raises(Unavailable):
        Store(path).open()
    assert made(stand_of(path)) == [five_steps + 1, five_steps + 2, five_steps + 3]
