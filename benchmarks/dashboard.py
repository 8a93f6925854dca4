"""The manager's page of this month, read and painted, against raw sqlite3 reading the rows it counts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.due import raw
from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import UNTIL, Stores
from showroom.clock import SetClock, SystemClock
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.periods import Span, compared_with, holding
from showroom.services import settings
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.look.dress import dress
from showroom.ui.places import DASHBOARD
from showroom.ui.window import Window

NAME = "dashboard"
MANAGER = "liujianguo"
ROUNDS = 20
WARM_UP = 2

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


def measure(path: Path, rounds: int) -> tuple[dict[str, list[float]], list[float]]:
    """Milliseconds of each thing that is done, and of the raw rows."""
    clock = SetClock(SystemClock().now())
    clock.put(UNTIL, 16, 20)
    month = holding(Span.MONTH, UNTIL)
    periods = month.until(UNTIL), compared_with(month, UNTIL)
    connection = raw(path)
    found: dict[str, list[float]] = {"every number, to painted": [], "late cards, behind it": []}
    rows: list[float] = []
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

        def read() -> object:
            days = [{"first": str(one.first), "last": str(one.last)} for one in periods]
            return [connection.execute(sql, of).fetchall() for of in days for sql in RAW] + [
                connection.execute(OPEN).fetchall()
            ]

        def painted(read: Callable[[], object]) -> Callable[[], None]:
            def do() -> None:
                read()
                page.repaint()
                QApplication.processEvents()

            return do

        jobs = (painted(page.read_numbers), painted(page.read_late), read)
        for turn in range(rounds + WARM_UP):
            times = [timed(job) for job in jobs]
            if turn >= WARM_UP:
                for one, took in zip((*found.values(), rows), times, strict=True):
                    one.append(took)
        window.close()
    connection.close()
    return found, rows


def figures(stores: Stores) -> str:
    """The table."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]
    found, rows = measure(stores.path("large"), stores.rounds(ROUNDS))
    return table(
        f"{stores.rounds(ROUNDS)} rounds; milliseconds: median, p99",
        ["job", "ours", "raw sqlite3", "ratio", "goal"],
        [
            [name, cell(times), cell(rows), f"{ratio(times, rows):.2f} ×", goal]
            for (name, times), goal in zip(
                found.items(), ("≤ 300 ms, after a change ≤ 100 ms", "–"), strict=True
            )
        ],
    )
