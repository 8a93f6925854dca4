"""The schema: what migrations make is what the models say; every past file opens."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from showroom.forms.first_lists import FIRST_SOURCES
from showroom.models.reference import ReferenceItem
from showroom.models.schema import differences, newest_version
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.services import lists
from showroom.services.check import findings
from tests.models.make_past_store import STORES, past_store
from tests.people import Showroom

PAST = sorted(STORES.glob("*.db"))


def test_what_the_migrations_make_is_what_the_models_say(showroom: Showroom) -> None:
    assert not differences(showroom.store.database)


def test_a_schema_that_differs_is_noticed(showroom: Showroom) -> None:
    """The control of the test before."""
    showroom.store.database.execute_sql("ALTER TABLE customer ADD COLUMN nickname TEXT")
    assert "nickname" in differences(showroom.store.database)


def test_a_store_of_every_past_schema_is_kept() -> None:
    assert [int(path.stem) for path in PAST] == list(range(1, newest_version() + 1)), (
        "run: python -m tests.models.make_past_store"
    )


@pytest.mark.parametrize("past", PAST, ids=lambda path: path.stem)
def test_a_store_of_a_past_schema_opens_whole(past: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(past, tmp_path / "showroom.db"))
    path.chmod(0o600)
    with Store(path) as store:
        assert not findings(store)
        assert TrafficEntry.select().count() > 0


def test_the_sources_of_an_old_store_get_their_groups(tmp_path: Path) -> None:
    """Stores were founded with the first sources before sources had a group."""
    path = Path(shutil.copy(STORES / "0001.db", tmp_path / "showroom.db"))
    path.chmod(0o600)
    with Store(path):
        kept = [(one.code, one.chinese, one.category) for one in lists.current()["source"]]
        assert ReferenceItem.select().where(ReferenceItem.list_name == "source").exists()
    assert kept == [(one.code, one.chinese, one.category) for one in FIRST_SOURCES]


def test_the_kept_store_of_this_schema_is_as_the_script_makes_it(tmp_path: Path) -> None:
    """Its tables are those of today: a schema changed without a migration is noticed here."""
    made = past_store(tmp_path / "made.db")
    assert _tables(made) == _tables(STORES / f"{newest_version():04d}.db")


def _tables(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    finally:
        connection.close()
