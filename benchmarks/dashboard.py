"""The manager's page of a month, read and painted, against raw sqlite3 reading the rows it counts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.due import raw
from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import UNTIL, Stores
from showroom.clock import SetClock, SystemClock
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.periods import Period, Span, compared_with, holding
from showroom.services import settings
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.look.dress import dress
from showroom.ui.places import DASHBOARD
from showroom.ui.window import Window

NAME = "dashboard"
MANAGER = "liujianguo"
ROUNDS = 20
WARM_UP = 2
NUMBERS, BEFORE, LATE = "every number, to painted", "the days before, behind it", "late cards, behind it"
GOAL = "≤ 300 ms, after a change ≤ 100 ms"

# The rows of a period that the page counts, by the indexes there are, and the open cards with their owners.
RAW = (
    """SELECT t.*, (SELECT MAX(v.day) FROM traffic_entry v
        WHERE v.customer_id = t.customer_id AND v.day < t.day AND v.removed_at IS NULL AND v.void = '')
        FROM traffic_entry t WHERE t.day BETWEEN :first AND :last AND t.removed_at IS NULL AND t.void = ''""",
    "SELECT * FROM prospect WHERE opened_on BETWEEN :first AND :last AND removed_at IS NULL",
    """SELECT m.*, p.* FROM card_move m JOIN prospect p ON p.id = m.prospect_id
        WHERE m.day BETWEEN :first AND :last AND m.removed_at IS NULL""",
    "SELECT * FROM drive WHERE day BETWEEN :first AND :last AND removed_at IS NULL",
    "SELECT * FROM sales_order WHERE ordered_on BETWEEN :first AND :last AND removed_at IS NULL",
)
OPEN = "SELECT id, level, owner_id, opened_on FROM prospect WHERE removed_at IS NULL AND state = 'open'"


def measure(path: Path, day: date, rounds: int) -> list[tuple[str, list[float], list[float]]]:
    """Milliseconds of each thing that is done on a day, and of the raw rows it is made of."""
    clock = SetClock(SystemClock().now())
    clock.put(day, 16, 20)
    month = holding(Span.MONTH, day)
    connection = raw(path)
    with tempfile.TemporaryDirectory() as folder, Store(path) as store:
        window = Window(store, clock, Remembered(Path(folder) / "remembered.json"), inline=True)
        window.resize(1440, 900)
        window.show()
        window.sign_in(MANAGER, settings.facts().demo_password)
        shell = window.shell
        assert shell is not None
        shell.show_page(DASHBOARD)
        page = shell.page
        assert isinstance(page, DashboardPage)

        def rows_of(period: Period) -> Callable[[], object]:
            days = {"first": str(period.first), "last": str(period.last)}
            return lambda: [connection.execute(sql, days).fetchall() for sql in RAW]

        def open_cards() -> object:
            return connection.execute(OPEN).fetchall()

        shown, compared = rows_of(month.until(day)), rows_of(compared_with(month, day))

        def painted(read: Callable[[], object]) -> Callable[[], None]:
            def do() -> None:
                read()
                page.repaint()
                QApplication.processEvents()

            return do

        jobs: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
            (NUMBERS, painted(page.read_numbers), lambda: (shown(), open_cards())),
            (BEFORE, painted(page.read_before), compared),
            (LATE, painted(page.read_late), open_cards),
        )
        found: list[tuple[str, list[float], list[float]]] = [(name, [], []) for name, _ours, _raw in jobs]
        for turn in range(rounds + WARM_UP):
            for (_name, ours, raw_rows), (_job, took, raw_took) in zip(jobs, found, strict=True):
                times = timed(ours), timed(raw_rows)
                if turn >= WARM_UP:
                    took.append(times[0])
                    raw_took.append(times[1])
        window.close()
    connection.close()
    return found


def figures(stores: Stores) -> str:
    """The table: on a day early in its month, and on the last day of a month."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]
    path, rounds = stores.path("large"), stores.rounds(ROUNDS)
    month_end = UNTIL.replace(day=1) - timedelta(days=1)
    lines = [
        [
            f"{name}, {day.day} days of the month",
            cell(took),
            cell(rows),
            f"{ratio(took, rows):.2f} ×",
            GOAL if name == NUMBERS else "–",
        ]
        for day in (UNTIL, month_end)
        for name, took, rows in measure(path, day, rounds)
    ]
    return table(
        f"{rounds} rounds; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        lines,
    )
