"""Open a day of ten years of traffic, against days of the same traffic in a store of one month."""

from __future__ import annotations

from datetime import date

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import Stores, at_the_desk
from showroom.models.base import database
from showroom.services import traffic_log_day, traffic_tally
from showroom.services.desk import Desk

NAME = "day"
PAIRS = 60
# One process serves one store: the two take turns, a few days each, after one that is not counted.
IN_TURN = 5


def _busy_days(desk: Desk) -> list[tuple[int, date]]:
    """The days before the last one with their numbers of rows, those with most first."""
    rows = desk.store.database.execute_sql(
        "SELECT COUNT(*), day FROM traffic_entry WHERE day < (SELECT MAX(day) FROM traffic_entry) "
        "GROUP BY day ORDER BY 1 DESC"
    ).fetchall()
    return [(count, date.fromisoformat(day)) for count, day in rows]


def alike(large: list[tuple[int, date]], small: list[tuple[int, date]]) -> list[tuple[date, date]]:
    """Days of both stores in pairs, each of the small one beside one with as many rows, or nearly so."""
    left, pairs = list(large), []
    for count, day in small:
        nearest = min(left, key=lambda one: abs(one[0] - count))
        left.remove(nearest)
        pairs.append((nearest[1], day))
    return pairs


def measure(large: Desk, small: Desk, pairs: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of opening the log and the tally of a day, in both stores in turn."""
    days = alike(_busy_days(large), _busy_days(small))
    jobs = {
        "the log of a day": traffic_log_day.day,
        "the tally of a day": traffic_tally.of_day,
    }
    found: dict[str, tuple[list[float], list[float]]] = {job: ([], []) for job in jobs}
    for begun in range(0, pairs, IN_TURN):
        turn = [days[(begun + one) % len(days)] for one in range(IN_TURN)]
        for side, desk in enumerate((large, small)):
            database.initialize(desk.store.database)
            for job, open_day in jobs.items():
                open_day(desk, days[(begun + IN_TURN) % len(days)][side])
                for pair in turn:
                    found[job][side].append(timed(lambda o=open_day, d=pair[side], k=desk: o(k, d)))
    return found


def figures(stores: Stores) -> str:
    """The table."""
    pairs = stores.rounds(PAIRS)
    large_path, small_path = stores.path("large"), stores.path("month")
    with at_the_desk(large_path) as large, at_the_desk(small_path) as small:
        found = measure(large, small, pairs)
        days = [len(_busy_days(desk)) for desk in (large, small)]
    return table(
        f"{days[0]:,} days of traffic against {days[1]}, {pairs} pairs; milliseconds: median, p99",
        ["job", "large store", "store of a month", "ratio", "goal"],
        [
            [job, cell(ours), cell(theirs), f"{ratio(ours, theirs):.2f} ×", "≤ 1.2 ×"]
            for job, (ours, theirs) in found.items()
        ],
    )
