"""All figures of a month, of the showroom and of one consultant, against raw sqlite3 reading the rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.due import CONSULTANT, raw
from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import UNTIL, Stores, at_the_desk
from showroom.services import figures_reading, traffic_tally

NAME = "month-figures"
LOOKS = 20
WARM_UP = 3

# The rows of a month that figures are made of, by the indexes there are; nothing is derived from them.
RAW = (
    """SELECT t.*, (SELECT MAX(v.day) FROM traffic_entry v
        WHERE v.customer_id = t.customer_id AND v.day < t.day AND v.removed_at IS NULL AND v.void = '')
        FROM traffic_entry t WHERE t.day BETWEEN :first AND :last AND t.removed_at IS NULL AND t.void = ''""",
    """SELECT m.*, p.* FROM card_move m JOIN prospect p ON p.id = m.prospect_id
        WHERE m.day >= :first AND m.removed_at IS NULL""",
    """SELECT id, level, owner_id, opened_on, customer_id, model_of_interest_id FROM prospect
        WHERE removed_at IS NULL AND (state = 'open' OR opened_on >= :first OR delivered_on <= :last)""",
    "SELECT * FROM drive WHERE day BETWEEN :first AND :last AND removed_at IS NULL",
    "SELECT * FROM sales_order WHERE ordered_on BETWEEN :first AND :last AND removed_at IS NULL",
    """SELECT f.*, p.customer_id FROM follow_up f JOIN prospect p ON p.id = f.prospect_id
        WHERE f.day BETWEEN :first AND :last AND f.removed_at IS NULL""",
)


def months(path: Path, rounds: int) -> tuple[dict[str, list[float]], list[float], int]:
    """Milliseconds of the showroom's book, a consultant's and the raw rows, and how many facts there are."""
    with at_the_desk(path, CONSULTANT) as desk:
        connection = raw(path)
        first, last = _month()
        named = {"first": str(first), "last": str(last)}

        def book(owner: int | None) -> object:
            with desk.reading():
                return figures_reading.read(owner, first, last).book()

        def read() -> object:
            return [connection.execute(sql, named).fetchall() for sql in RAW]

        triples = [
            (timed(lambda: book(None)), timed(lambda: book(desk.staff)), timed(read))
            for _round in range(rounds + WARM_UP)
        ][WARM_UP:]
        with desk.reading():
            facts = len(figures_reading.read_facts(None, first, last))
        connection.close()
    ours = {"of the showroom": [one[0] for one in triples], "of one consultant": [one[1] for one in triples]}
    return ours, [one[2] for one in triples], facts


def _month() -> tuple[date, date]:
    """The last whole month of the store."""
    before = UNTIL.replace(day=1).toordinal() - 1
    last = date.fromordinal(before)
    return traffic_tally.days_of(last.year, last.month)


def figures(stores: Stores) -> str:
    """The table."""
    ours, theirs, facts = months(stores.path("large"), stores.rounds(LOOKS))
    return table(
        f"{facts:,} rows that count; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        [
            [
                f"all figures of a month, {whose}",
                cell(read),
                cell(theirs),
                f"{ratio(read, theirs):.2f} ×",
                goal,
            ]
            for (whose, read), goal in zip(ours.items(), ("≤ 1 s", "≤ 1 s"), strict=True)
        ],
    )
