"""The index of customers: what it relies on holds in every SQLite, and a file from before it is filled."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import peewee
import pytest

from showroom.models import search
from showroom.models.customer import Customer
from showroom.models.store import Store
from showroom.rules import grams
from showroom.services.check import findings
from tests.models.make_past_store import STORES
from tests.people import Showroom, register_walk_in

LIBRARIES = {library.sqlite_version: library for library in (sqlite3, peewee.sqlite3)}


@pytest.mark.parametrize("version", LIBRARIES)
def test_a_row_written_again_is_found_by_old_and_new_grams_once(
    showroom: Showroom, tmp_path: Path, version: str
) -> None:
    """Nothing is taken out: an index that lost or doubled a row by this would be noticed here."""
    library: Any = LIBRARIES[version]
    schema = showroom.store.database.execute_sql(
        "SELECT sql FROM sqlite_master WHERE name = 'customer_search'"
    ).fetchone()[0]
    connection = library.connect(tmp_path / "index.db", isolation_level=None)
    connection.execute(schema)

    def write(row: int, words: str) -> None:
        connection.execute("INSERT INTO customer_search (rowid, grams) VALUES (?, ?)", (row, words))

    def rows(gram: str) -> list[int]:
        asked = "SELECT rowid FROM customer_search WHERE customer_search MATCH ? ORDER BY rowid DESC"
        return [row for (row,) in connection.execute(asked, (f'"{gram}"',))]

    connection.execute("BEGIN")
    for row in range(1, 2000):
        write(row, "n王 n王丽")
    for row in range(1999, 0, -1):
        write(row, "n王 n𬭎")
    connection.execute("COMMIT")
    write(7, "n王 n王")
    assert rows("n王") == rows("n王丽") == rows("n𬭎") == list(range(1999, 0, -1))
    connection.execute("INSERT INTO customer_search (customer_search) VALUES ('integrity-check')")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_customers_of_a_store_from_before_the_index_are_found(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "0001.db", tmp_path / "showroom.db"))
    path.chmod(0o600)
    with Store(path):
        for person in Customer.select():
            found = search.found(grams.of_query(person.name), 100)
            assert person.id in [one.customer for one in found]


def test_a_copy_of_the_store_finds_them_too(showroom: Showroom, tmp_path: Path) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    copy = tmp_path / "copy.db"
    showroom.store.database.execute_sql(f"VACUUM INTO '{copy}'")
    showroom.store.close()
    copy.chmod(0o600)
    with Store(copy) as store:
        assert [person.name for person in search.found(["pwl", "t5678"], 6)] == ["王丽"]
        assert not findings(store)
