"""One daily report of the large store, reckoned anew, against raw sqlite3 by the same indexes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.due import raw
from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import UNTIL, Stores, at_the_desk
from showroom.forms.daily_report import DailyReport
from showroom.services import daily_report
from showroom.services.desk import Desk

NAME = "daily-report"
CONSULTANT = "chentao"
LOOKS = 40
WARM_UP = 5

# The cards he has, with their steps; their contacts, by which they are due; the day's contacts; the names and
# numbers. Then what the panel counts, by day.
RAW_CARDS = """
SELECT p.id, p.opened_on, p.level, p.state, p.owner_id, m.day, m.move, m.level_before, m.level_after,
    m.owner_before_id, m.owner_after_id
FROM prospect p LEFT JOIN card_move m ON m.prospect_id = p.id AND m.removed_at IS NULL
WHERE p.owner_id = :owner AND p.state IN ('open', 'dormant') AND p.removed_at IS NULL ORDER BY p.id, m.id
"""
RAW_CONTACTS = """
SELECT f.prospect_id, f.day, f.time, f.id, f.method, f.reached, f.agreed_on, f.said, s.name
FROM prospect p JOIN follow_up f ON f.prospect_id = p.id JOIN staff s ON s.id = f.by_id
WHERE p.owner_id = :owner AND p.state IN ('open', 'dormant') AND p.removed_at IS NULL AND f.removed_at IS NULL
"""
RAW_VISITS = """
SELECT p.id, e.day, e.arrived, e.id, e.traffic_type, e.note, s.name
FROM prospect p JOIN traffic_entry e ON e.customer_id = p.customer_id
LEFT JOIN staff s ON s.id = e.received_by_id
WHERE p.owner_id = :owner AND p.state IN ('open', 'dormant') AND p.removed_at IS NULL
    AND e.removed_at IS NULL AND e.void = ''
"""
RAW_DAY = """
SELECT f.prospect_id, f.time, f.id, f.activity, f.method, f.said, f.reached, f.by_id
FROM follow_up f WHERE f.by_id IN (SELECT id FROM staff) AND f.day = :day AND f.removed_at IS NULL
"""
RAW_LOG = """
SELECT e.customer_id, e.id, e.arrived, e.traffic_type, e.purpose, e.note, e.received_by_id, e.assigned_id
FROM traffic_entry e WHERE e.day = :day AND e.removed_at IS NULL AND e.void = ''
"""
RAW_NAMES = """
SELECT p.id, c.id, c.name, c.sex, c.kind, c.area, p.source, p.model_of_interest_id, n.key
FROM prospect p JOIN customer c ON c.id = p.customer_id LEFT JOIN phone n ON n.customer_id = c.id
WHERE p.owner_id = :owner AND p.state IN ('open', 'dormant') AND p.removed_at IS NULL
"""
RAW_STOCK = """
SELECT level, COUNT(*) FROM prospect
WHERE owner_id = :owner AND state = 'open' AND removed_at IS NULL GROUP BY level
"""
RAW_OWNERS = """
SELECT sold_here, COUNT(*) FROM vehicle
WHERE COALESCE(delivered_on, bought_on, :day) <= :day AND removed_at IS NULL
    AND customer_id IN (SELECT customer_id FROM prospect WHERE owner_id = :owner AND removed_at IS NULL)
GROUP BY sold_here
"""
RAW_PARTIES = """
SELECT day, traffic_type, purpose, COUNT(*) FROM traffic_entry
WHERE day BETWEEN :month AND :day AND COALESCE(received_by_id, assigned_id) = :owner
    AND removed_at IS NULL AND void = ''
GROUP BY day, traffic_type, purpose
"""
RAW_SPOKEN = """
SELECT day, reached, COUNT(DISTINCT prospect_id) FROM follow_up
WHERE day BETWEEN :month AND :day AND by_id = :owner AND removed_at IS NULL GROUP BY day, reached
"""
RAW_OPENED = """
SELECT opened_on, COUNT(*) FROM prospect
WHERE opened_on BETWEEN :month AND :day AND +owner_id = :owner AND removed_at IS NULL GROUP BY opened_on
"""
RAW_ORDERS = """
SELECT o.ordered_on, o.cancelled_on, o.delivered_on FROM sales_order o JOIN prospect p ON p.id = o.prospect_id
WHERE (o.ordered_on BETWEEN :month AND :day OR o.cancelled_on BETWEEN :month AND :day
    OR o.delivered_on BETWEEN :month AND :day) AND +p.owner_id = :owner AND o.removed_at IS NULL
"""
RAW_DRIVES = """
SELECT d.day, COUNT(*) FROM drive d JOIN prospect p ON p.id = d.prospect_id
WHERE d.day BETWEEN :month AND :day AND +p.owner_id = :owner AND d.removed_at IS NULL GROUP BY d.day
"""
RAW_STEPS = """
SELECT m.day, m.move, COUNT(*) FROM card_move m JOIN prospect p ON p.id = m.prospect_id
WHERE m.day BETWEEN :month AND :day AND +p.owner_id = :owner AND m.removed_at IS NULL GROUP BY m.day, m.move
"""
STATEMENTS = (
    *(RAW_CARDS, RAW_CONTACTS, RAW_VISITS, RAW_DAY, RAW_LOG, RAW_NAMES),
    *(RAW_STOCK, RAW_OWNERS, RAW_PARTIES, RAW_SPOKEN, RAW_OPENED, RAW_ORDERS, RAW_DRIVES, RAW_STEPS),
)


def reports(source: Path, rounds: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of both sides, pair by pair, and how many rows stand on the sheet."""
    with at_the_desk(source, CONSULTANT) as desk:
        connection = raw(source)
        named = {"owner": desk.staff, "day": str(UNTIL), "month": str(UNTIL.replace(day=1))}

        def read() -> object:
            return [connection.execute(sql, named).fetchall() for sql in STATEMENTS]

        def ours() -> object:
            return _report(desk, UNTIL)

        pairs = [(timed(ours), timed(read)) for _round in range(rounds + WARM_UP)][WARM_UP:]
        rows = len(_report(desk, UNTIL).rows)
        connection.close()
    return [ours for ours, _raw in pairs], [theirs for _ours, theirs in pairs], rows


def _report(desk: Desk, day: date) -> DailyReport:
    return daily_report.of(desk, desk.staff or 0, day)


def figures(stores: Stores) -> str:
    """The table."""
    read, theirs, rows = reports(stores.path("large"), stores.rounds(LOOKS))
    return table(
        f"{rows:,} rows; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        [
            [
                "a consultant's report of a day, plan, results and panel",
                cell(read),
                cell(theirs),
                f"{ratio(read, theirs):.2f} ×",
                "≤ 2 ×, ≤ 50 ms",
            ]
        ],
    )
