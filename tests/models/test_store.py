"""The store: its settings on every connection, its files' rights, one process at a time over a fork."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from pathlib import Path

import pytest

from showroom.errors import Unavailable
from showroom.models import store as store_module
from showroom.models.store import REQUIRED_PRAGMAS, Store, StoreDatabase, create, local_database
from tests.people import Showroom, register_walk_in
from tests.untouched import forked


def _settings(database: object) -> dict[str, object]:
    return {name: database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in REQUIRED_PRAGMAS}


def test_every_setting_that_keeps_data_safe_is_in_force(showroom: Showroom) -> None:
    assert _settings(showroom.store.database) == REQUIRED_PRAGMAS


def test_they_are_in_force_on_a_connection_of_another_thread_too(showroom: Showroom) -> None:
    found: list[dict[str, object]] = []

    def look() -> None:
        database = showroom.store.database
        found.append(_settings(database))
        database.close()

    worker = threading.Thread(target=look)
    worker.start()
    worker.join()
    assert found == [REQUIRED_PRAGMAS]


def test_a_connection_without_them_is_noticed(new_showroom: Path, tmp_path: Path) -> None:
    path = shutil.copy(new_showroom, tmp_path / "showroom.db")

    def careless(name: str) -> StoreDatabase:
        safe = local_database(name)._pragmas
        return StoreDatabase(name, pragmas=[*safe, ("synchronous", "NORMAL")])

    with pytest.raises(RuntimeError, match="synchronous"):
        Store(Path(path), careless).open()


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(["PRAGMA foreign_keys = OFF"], id="off"),
        pytest.param(
            ["PRAGMA foreign_keys = OFF", "BEGIN", "PRAGMA foreign_keys = ON", "COMMIT"], id="too late"
        ),
    ],
)
def test_foreign_keys_that_a_step_left_off_are_noticed(
    new_showroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: list[str]
) -> None:
    """I10: inside a transaction the switch does nothing, and says nothing."""
    path = Path(shutil.copy(new_showroom, tmp_path / "showroom.db"))

    def step(store: Store) -> None:
        connection = store.database.connection()
        for statement in left:
            connection.execute(statement)

    monkeypatch.setattr(Store, "_migrate", step)
    with pytest.raises(RuntimeError, match="foreign_keys"):
        Store(path).open()
    monkeypatch.undo()
    with Store(path) as store:
        assert _settings(store.database) == REQUIRED_PRAGMAS, "the control"


def test_closing_leaves_one_file(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    assert showroom.store.path.with_name("showroom.db-wal").exists()
    showroom.store.close()
    assert [path.name for path in showroom.store.path.parent.iterdir()] == ["showroom.db"]


def test_the_log_is_moved_into_the_file_in_an_idle_moment(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    before = showroom.store.path.read_bytes()
    showroom.store.tidy()
    assert showroom.store.path.read_bytes() != before


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_owner_may_read_what_lies_beside_a_store(tmp_path: Path) -> None:
    create(tmp_path / "showroom.db")
    with Store(tmp_path / "showroom.db") as store:
        store.database.execute_sql("CREATE TABLE scratch (x)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.database.execute_sql("DROP TABLE scratch")
    assert {"showroom.db", "showroom.db-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_is_refused_the_parents_connection(showroom: Showroom) -> None:
    def touch() -> str:
        try:
            showroom.store.database.execute_sql("SELECT 1")
        except RuntimeError as error:
            return str(error)
        return "let in"

    assert "fork" in forked(touch)
    assert showroom.store.database.execute_sql("SELECT 1").fetchone() == (1,)


def test_a_store_that_was_never_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not open"):
        _ = Store(tmp_path / "showroom.db").database


@pytest.mark.logs
def test_an_old_sqlite_gets_one_connection_and_a_line_in_the_log(
    new_showroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(shutil.copy(new_showroom, tmp_path / "showroom.db"))
    monkeypatch.setattr(store_module, "sqlite_version", lambda: (3, 40, 1))
    monkeypatch.setattr(store_module, "BUSY_MS", 1)
    monkeypatch.setitem(REQUIRED_PRAGMAS, "busy_timeout", 1)
    with Store(path) as store:
        store.database.execute_sql("SELECT COUNT(*) FROM staff").fetchone()
        with pytest.raises(Unavailable) as refused:
            Store(path).open()
    assert refused.value.code == "E-DB-BUSY"
    assert "E-SQLITE-OLD" in caplog.text


def test_a_new_sqlite_lets_a_command_in_beside_the_window(showroom: Showroom) -> None:
    with Store(showroom.store.path) as beside:
        assert beside.database.execute_sql("SELECT COUNT(*) FROM staff").fetchone()[0] == 6
