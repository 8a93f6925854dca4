"""Register a visit durably (duplicate check, customer, wish, acts) against the same rows by raw sqlite3.

One run, one machine, alternated pairs (A B A B), medians: only the ratio counts. Usage:
    python benchmarks/register.py [--customers 100000] [--pairs 400] [--write]
`--write` puts the table into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import peewee

from benchmarks.figures import machine, put
from showroom.clock import SystemClock
from showroom.models.store import CHECKPOINT_PAGES, Store
from showroom.rules import grams, phones
from showroom.services import demo, demo_people, lists, phone_first, traffic_log
from showroom.services.sign_in import sign_in

WARM_UP = 20
SAME_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = 1",
    "secure_delete = 1",
    f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
    "cache_size = -16000",
)
DAY = date(2026, 3, 5)
INDEX_ROW = "INSERT INTO customer_search (rowid, grams) VALUES (last_insert_rowid(), ?)"


def build(path: Path, customers: int) -> str:
    """A demo store with this many customers; the password of its people."""
    demo.SIZES["benchmark"] = demo.Size(parties=9, customers=customers)
    accounts = demo.make(path, DAY, days=30, size="benchmark")
    return accounts[0].password


def same_rows(path: Path, since: int) -> list[tuple[str, tuple[object, ...]]]:
    """The statements that write exactly what one registration wrote, as raw SQL, ids left to SQLite."""
    connection = peewee.sqlite3.connect(path)
    statements = []
    for table in ("customer", "phone", "prospect", "traffic_entry", "act", "act_line"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")][1:]
        newest = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id DESC LIMIT 1")
        rows = newest.fetchall()
        if table == "act_line":
            rows = connection.execute(
                f"SELECT {', '.join(columns)} FROM act_line WHERE act_id > ? ORDER BY id", (since,)
            ).fetchall()
        marks = ", ".join("?" * len(columns))
        quoted = ", ".join(f'"{column}"' for column in columns)
        statements += [(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', tuple(row)) for row in rows]
        if table == "customer":
            words = " ".join(sorted(grams.of_customer(rows[0][columns.index("name")], ["0000"])))
            statements.append((INDEX_ROW, (words,)))
    connection.close()
    return statements


def raw_registration(connection: peewee.sqlite3.Connection, statements: list, number: str) -> None:
    """The duplicate check and the same rows, in one durable transaction."""
    token = uuid.uuid4().hex
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "SELECT c.id, c.name FROM phone p JOIN customer c ON c.id = p.customer_id WHERE p.key = ? LIMIT 1",
        (number,),
    ).fetchone()
    (last,) = connection.execute(
        "SELECT MAX(number) FROM traffic_entry WHERE day = ?", (DAY.isoformat(),)
    ).fetchone()
    for sql, row in statements:
        values = list(row)
        if '"traffic_entry"' in sql:
            values[2:4] = [DAY.isoformat(), (last or 0) + 1]
        elif '"act"' in sql:
            values[0] = token
        connection.execute(sql, values)
    connection.execute("COMMIT")


def measure(customers: int, pairs: int) -> dict[str, float]:
    """Milliseconds for both sides: medians and 99th percentiles, and the median ratio of the pairs."""
    with tempfile.TemporaryDirectory() as folder:
        ours, raw = Path(folder) / "ours.db", Path(folder) / "raw.db"
        password = build(ours, customers)
        with Store(ours) as store:
            desk = sign_in(store, SystemClock(), "zhoumin", password, "benchmark")
            known = lists.current()

            def register(serial: int) -> float:
                """Milliseconds of the save; reading the line is typing and not counted."""
                line = f"王女士 {demo_people.mobile(serial)} 朗逸 2人 来店 李娜 首次看车"
                entered = phone_first.values(line, known)
                begun = time.perf_counter()
                traffic_log.register_visit(desk, entered)
                return (time.perf_counter() - begun) * 1000

            since = store.database.execute_sql("SELECT MAX(id) FROM act").fetchone()[0]
            register(5_000_000)
            store.tidy()
            store.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            statements = same_rows(ours, since)
            shutil.copy(ours, raw)
            connection = peewee.sqlite3.connect(raw, isolation_level=None)
            for pragma in SAME_SETTINGS:
                connection.execute(f"PRAGMA {pragma}")
            times: tuple[list[float], list[float]] = ([], [])
            for pair in range(pairs + WARM_UP):
                serial = 5_000_001 + pair
                number = phones.read(demo_people.mobile(serial))[0].key
                here = register(serial)
                begun = time.perf_counter()
                raw_registration(connection, statements, number)
                there = (time.perf_counter() - begun) * 1000
                if pair >= WARM_UP:
                    times[0].append(here)
                    times[1].append(there)
            connection.close()
    return {
        "ours": statistics.median(times[0]),
        "ours p99": statistics.quantiles(times[0], n=100)[98],
        "raw": statistics.median(times[1]),
        "raw p99": statistics.quantiles(times[1], n=100)[98],
        "ratio": statistics.median(a / b for a, b in zip(*times, strict=True)),
    }


def main() -> None:
    """Measure, print, and on request write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = measure(options.customers, options.pairs)
    ours, raw = (f"{found[side]:.2f} ms, {found[f'{side} p99']:.2f} ms" for side in ("ours", "raw"))
    table = "\n".join(
        [
            f"{machine()}; {options.customers:,} customers, {options.pairs} pairs.",
            "",
            "| job | ours: median, p99 | raw sqlite3: median, p99 | ratio | goal |",
            "|---|---|---|---|---|",
            f"| register durably, with duplicate check and acts | {ours} | {raw} "
            f"| {found['ratio']:.2f} × | ≤ 2 ×, p99 ≤ 10 ms |",
        ]
    )
    print(table)
    if options.write:
        put("register", table)


if __name__ == "__main__":
    main()
