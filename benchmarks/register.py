"""Register a visit durably (duplicate check, customer, wish, acts) against the same rows by raw sqlite3."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path

import peewee

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import Stores, at_the_desk
from showroom.models.store import CHECKPOINT_PAGES
from showroom.rules import grams, phones
from showroom.services import demo_people, lists, phone_first, traffic_log

NAME = "register"
PAIRS = 400
WARM_UP = 20
SAME_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = 1",
    "secure_delete = 1",
    f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
    "cache_size = -16000",
)
INDEX_ROW = "INSERT INTO customer_search (rowid, grams) VALUES (last_insert_rowid(), ?)"


def same_rows(path: Path, since: int) -> list[tuple[str, tuple[object, ...]]]:
    """The statements that write exactly what one registration wrote, as raw SQL, ids left to SQLite."""
    connection = peewee.sqlite3.connect(path)
    statements = []
    for name in ("customer", "phone", "prospect", "traffic_entry", "act", "act_line"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")][1:]
        newest = connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY id DESC LIMIT 1")
        rows = newest.fetchall()
        if name == "act_line":
            rows = connection.execute(
                f"SELECT {', '.join(columns)} FROM act_line WHERE act_id > ? ORDER BY id", (since,)
            ).fetchall()
        marks = ", ".join("?" * len(columns))
        quoted = ", ".join(f'"{column}"' for column in columns)
        statements += [(f'INSERT INTO "{name}" ({quoted}) VALUES ({marks})', tuple(row)) for row in rows]
        if name == "customer":
            words = " ".join(sorted(grams.of_customer(rows[0][columns.index("name")], ["0000"])))
            statements.append((INDEX_ROW, (words,)))
    connection.close()
    return statements


def raw_registration(connection: peewee.sqlite3.Connection, statements: list, number: str, day: str) -> None:
    """The duplicate check and the same rows, in one durable transaction."""
    token = uuid.uuid4().hex
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "SELECT c.id, c.name FROM phone p JOIN customer c ON c.id = p.customer_id WHERE p.key = ? LIMIT 1",
        (number,),
    ).fetchone()
    (last,) = connection.execute("SELECT MAX(number) FROM traffic_entry WHERE day = ?", (day,)).fetchone()
    for sql, row in statements:
        values = list(row)
        if '"traffic_entry"' in sql:
            values[2:4] = [day, (last or 0) + 1]
        elif '"act"' in sql:
            values[0] = token
        connection.execute(sql, values)
    connection.execute("COMMIT")


def measure(source: Path, pairs: int) -> tuple[list[float], list[float]]:
    """Milliseconds of both sides, pair by pair, each on a copy of its own of the store."""
    times: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as folder:
        ours, raw = Path(folder) / "ours.db", Path(folder) / "raw.db"
        shutil.copy(source, ours)
        with at_the_desk(ours) as desk:
            known, database = lists.current(), desk.store.database

            def register(serial: int) -> float:
                """Milliseconds of the save; reading the line is typing and not counted."""
                line = f"王女士 {demo_people.mobile(serial)} 朗逸 2人 来店 李娜 首次看车"
                entered = phone_first.values(line, known)
                return timed(lambda: traffic_log.register_visit(desk, entered))

            since = database.execute_sql("SELECT MAX(id) FROM act").fetchone()[0]
            register(5_000_000)
            database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            statements = same_rows(ours, since)
            shutil.copy(ours, raw)
            connection = peewee.sqlite3.connect(raw, isolation_level=None)
            for pragma in SAME_SETTINGS:
                connection.execute(f"PRAGMA {pragma}")
            day = desk.clock.today().isoformat()
            for serial in range(5_000_001, 5_000_001 + pairs + WARM_UP):
                number = phones.read(demo_people.mobile(serial))[0].key
                times[0].append(register(serial))
                times[1].append(
                    timed(lambda number=number: raw_registration(connection, statements, number, day))
                )
            connection.close()
    return times[0][WARM_UP:], times[1][WARM_UP:]


def figures(stores: Stores) -> str:
    """The table."""
    pairs = stores.rounds(PAIRS)
    source = stores.path("hundred thousand")
    ours, raw = measure(source, pairs)
    return table(
        f"{stores.customers('hundred thousand'):,} customers, {pairs} pairs; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        [
            [
                "register durably, with duplicate check and acts",
                cell(ours),
                cell(raw),
                f"{ratio(ours, raw):.2f} ×",
                "≤ 2 ×, p99 ≤ 10 ms",
            ]
        ],
    )
