"""What is due for one consultant, and logging a contact, against raw sqlite3 reading and writing the same."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import peewee

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.register import SAME_SETTINGS
from benchmarks.stores import UNTIL, Stores, at_the_desk
from showroom.services import due_list, follow_up, level_clock
from showroom.services.desk import Desk

NAME = "due"
CONSULTANT = "chentao"
LOOKS = 60
PAIRS = 300
WARM_UP = 10

# All that the list tells of a card, by the indexes there are and as few rows as can be; without the rules.
RAW_CARDS = """
SELECT p.id, p.level, p.opened_on, p.wake_on, c.name, c.sex,
    (SELECT key FROM phone WHERE customer_id = c.id AND removed_at IS NULL ORDER BY id LIMIT 1),
    f.day, f.method, f.agreed_on, f.said, v.day, v.traffic_type, v.note,
    (SELECT MAX(day) FROM card_move WHERE prospect_id = p.id AND removed_at IS NULL
        AND level_after <> level_before),
    (SELECT MAX(day) FROM card_move WHERE prospect_id = p.id AND removed_at IS NULL
        AND move = 'order_cancelled')
FROM prospect p
JOIN customer c ON c.id = p.customer_id
LEFT JOIN follow_up f ON f.id = (
    SELECT id FROM follow_up WHERE prospect_id = p.id AND removed_at IS NULL
    AND (reached OR agreed_on IS NOT NULL) ORDER BY day DESC, time DESC, id DESC LIMIT 1)
LEFT JOIN traffic_entry v ON v.id = (
    SELECT id FROM traffic_entry WHERE customer_id = p.customer_id AND day >= p.opened_on
    AND removed_at IS NULL AND void = '' ORDER BY day DESC, arrived DESC, id DESC LIMIT 1)
"""
RAW_LIST = RAW_CARDS + "WHERE p.owner_id = ? AND p.state IN ('open', 'dormant') AND p.removed_at IS NULL"
RAW_CARD = RAW_CARDS + "WHERE p.id = ?"


def raw(path: Path) -> peewee.sqlite3.Connection:
    """The same file or a copy of it by the library alone, with our settings."""
    connection = peewee.sqlite3.connect(path, isolation_level=None)
    for pragma in SAME_SETTINGS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def lists(path: Path, rounds: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of both sides, pair by pair, and how many cards the consultant has."""
    with at_the_desk(path, CONSULTANT) as desk:
        connection = raw(path)

        def read() -> object:
            return connection.execute(RAW_LIST, (desk.staff,)).fetchall()

        def due() -> object:
            return due_list.due(desk, UNTIL)

        pairs = [(timed(due), timed(read)) for _round in range(rounds + WARM_UP)][WARM_UP:]
        cards = len(level_clock.of_owner(desk.staff))
        connection.close()
    return [ours for ours, _raw in pairs], [theirs for _ours, theirs in pairs], cards


def same_rows(path: Path, since: int) -> list[tuple[str, tuple[object, ...]]]:
    """The statements that write exactly what one contact wrote, as raw SQL, ids left to SQLite."""
    connection = peewee.sqlite3.connect(path)
    statements = []
    for name, which in (
        ("follow_up", "ORDER BY id DESC LIMIT 1"),
        ("act", "ORDER BY id DESC LIMIT 1"),
        ("act_line", f"WHERE act_id > {since} ORDER BY id"),
    ):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")][1:]
        quoted = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        for row in connection.execute(f"SELECT {quoted} FROM {name} {which}").fetchall():
            statements.append((f'INSERT INTO "{name}" ({quoted}) VALUES ({marks})', tuple(row)))
    connection.close()
    return statements


def raw_contact(
    connection: peewee.sqlite3.Connection, statements: list[tuple[str, tuple[object, ...]]], card: int
) -> None:
    """The card is looked at and the same rows are written in one durable transaction; then what its new due
    date follows from is read, as it is after logging.
    """
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("SELECT owner_id, level, state FROM prospect WHERE id = ?", (card,)).fetchone()
    for sql, row in statements:
        values = list(row)
        if '"act"' in sql:
            values[0] = uuid.uuid4().hex
        connection.execute(sql, values)
    connection.execute("COMMIT")
    connection.execute(RAW_CARD, (card,)).fetchone()


def contacts(source: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of both sides, pair by pair, each on a copy of its own of the store."""
    times: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.db", Path(folder) / "raw.db"
        shutil.copy(source, ours)
        with at_the_desk(ours, CONSULTANT) as desk:
            cards = [one.prospect for one in level_clock.of_owner(desk.staff) if one.state == "open"]
            database = desk.store.database
            since = database.execute_sql("SELECT MAX(id) FROM act").fetchone()[0]
            _log(desk, cards[0])()
            database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            statements = same_rows(ours, since)
            shutil.copy(ours, theirs)
            connection = raw(theirs)
            for place in range(rounds + WARM_UP):
                card = cards[place % len(cards)]
                times[0].append(timed(_log(desk, card)))
                times[1].append(timed(lambda card=card: raw_contact(connection, statements, card)))
            connection.close()
    return times[0][WARM_UP:], times[1][WARM_UP:]


def _log(desk: Desk, card: int) -> Callable[[], object]:
    agreed_on = desk.clock.today() + timedelta(3)
    return lambda: follow_up.log(desk, card, {"said": "约周六上午看车", "agreed_on": agreed_on})


def figures(stores: Stores) -> str:
    """The table."""
    source = stores.path("large")
    due, read, cards = lists(source, stores.rounds(LOOKS))
    logged, written = contacts(source, stores.rounds(PAIRS))
    with at_the_desk(source) as desk:
        many = desk.store.database.execute_sql("SELECT COUNT(*) FROM follow_up").fetchone()[0]
    return table(
        f"{many:,} follow-ups, {cards:,} cards of one consultant; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        [
            ["what is due, with sum and phone", cell(due), cell(read), f"{ratio(due, read):.2f} ×", "≤ 2 ×"],
            [
                "log a contact durably, with its act and the new date",
                cell(logged),
                cell(written),
                f"{ratio(logged, written):.2f} ×",
                "≤ 2 ×",
            ],
        ],
    )
