"""The tracking sheet of one consultant with five hundred cards, against raw sqlite3 by the same indexes."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.due import raw
from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import UNTIL, Stores, at_the_desk
from showroom.services import tracking_sheet
from showroom.services.desk import Desk

NAME = "tracking-sheet"
CONSULTANT = "chentao"
CARDS = 500
LOOKS = 40
WARM_UP = 5

# Cards, numbers, the latest three contacts with their ordinals, by the indexes there are; without the clock.
RAW_CARDS = """
SELECT p.id, p.opened_on, p.level, p.state, p.source, p.model_of_interest_id, p.colour, c.name, c.sex, c.area
FROM prospect p JOIN customer c ON c.id = p.customer_id
WHERE p.owner_id = :owner AND p.removed_at IS NULL AND p.opened_on <= :last AND (p.state = 'open' OR p.id IN (
    SELECT prospect_id FROM card_move WHERE day >= :first AND removed_at IS NULL
    AND move IN ('delivered', 'dormant', 'lost', 'withdrawn')))
ORDER BY p.id
"""
RAW_NUMBERS = """
SELECT n.customer_id, n.key FROM phone n JOIN prospect p ON p.customer_id = n.customer_id
WHERE p.owner_id = :owner AND p.removed_at IS NULL AND p.state = 'open' AND n.removed_at IS NULL
"""
RAW_CONTACTS = """
SELECT * FROM (
    SELECT *, COUNT(*) OVER (PARTITION BY card) among,
        ROW_NUMBER() OVER (PARTITION BY card ORDER BY day DESC, at DESC, follow_up DESC, entry DESC) place
    FROM (
        SELECT f.prospect_id card, f.day, COALESCE(f.time, '00:00:00') at, f.id follow_up, 0 entry, f.method,
            f.said, f.reached, f.level_before, f.level_after
        FROM follow_up f JOIN prospect p ON p.id = f.prospect_id
        WHERE p.owner_id = :owner AND p.removed_at IS NULL AND p.state = 'open' AND f.removed_at IS NULL
        UNION ALL
        SELECT p.id, e.day, e.arrived, 0, e.id, e.traffic_type, e.note, 1, '', e.level
        FROM prospect p JOIN traffic_entry e ON e.customer_id = p.customer_id
        WHERE p.owner_id = :owner AND p.removed_at IS NULL AND p.state = 'open' AND e.removed_at IS NULL
            AND e.void = '' AND e.day BETWEEN p.opened_on AND :last))
WHERE place <= 3 ORDER BY card, place DESC
"""


def _with_so_many_cards(desk: Desk) -> None:
    """Let this consultant have five hundred open cards, or as many as there are."""
    execute = desk.store.database.execute_sql
    which = "SELECT id FROM prospect WHERE state = 'open' AND removed_at IS NULL"
    own = len(execute(f"{which} AND owner_id = ?", (desk.staff,)).fetchall())
    spare = f"{which} AND owner_id = ? ORDER BY id LIMIT ?"
    execute(f"UPDATE prospect SET owner_id = NULL WHERE id IN ({spare})", (desk.staff, max(0, own - CARDS)))
    wanted = f"{which} AND owner_id <> ? ORDER BY id LIMIT ?"
    execute(
        f"UPDATE prospect SET owner_id = ? WHERE id IN ({wanted})",
        (desk.staff, desk.staff, max(0, CARDS - own)),
    )


def sheets(source: Path, rounds: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of both sides, pair by pair, and how many cards stand on the sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.db"
        shutil.copy(source, path)
        with at_the_desk(path, CONSULTANT) as desk:
            _with_so_many_cards(desk)
            connection = raw(path)
            first, last = UNTIL.replace(day=1), tracking_sheet.month_end(UNTIL)
            named = {"owner": desk.staff, "first": str(first), "last": str(last)}

            def read() -> object:
                return [
                    connection.execute(sql, named).fetchall()
                    for sql in (RAW_CARDS, RAW_NUMBERS, RAW_CONTACTS)
                ]

            def ours() -> object:
                return _sheet(desk, first, last)

            pairs = [(timed(ours), timed(read)) for _round in range(rounds + WARM_UP)][WARM_UP:]
            rows = len(_sheet(desk, first, last).rows)
            connection.close()
    return [ours for ours, _raw in pairs], [theirs for _ours, theirs in pairs], rows


def _sheet(desk: Desk, first: date, last: date) -> tracking_sheet.TrackingSheet:
    return tracking_sheet.of(desk, desk.staff, first, last)


def figures(stores: Stores) -> str:
    """The table."""
    read, theirs, rows = sheets(stores.path("large"), stores.rounds(LOOKS))
    return table(
        f"{rows:,} cards of one consultant; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        [
            [
                "the sheet of the month, with due dates and remarks",
                cell(read),
                cell(theirs),
                f"{ratio(read, theirs):.2f} ×",
                "≤ 100 ms",
            ]
        ],
    )
