"""A million customers in the window: open the page, jump, filter; against a bare table that reads nothing."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.figures import cell, p99, ratio, table, timed
from benchmarks.memory import private_megabytes
from benchmarks.stores import USER, Stores
from showroom.clock import SystemClock
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.services import settings
from showroom.ui.customers_page import CustomersPage
from showroom.ui.look.dress import dress
from showroom.ui.places import CUSTOMERS
from showroom.ui.window import Window

NAME = "long list"
JUMPS = 200
FILTER_ROUNDS = 20
# Two characters of a name, of a given name, two initials, and the surname's beginning in pinyin.
TYPED = ("王丽", "建国", "wl", "ou")
HASTE = 0.0002


class _Bare(QAbstractTableModel):
    """As many rows and columns, and nothing to read."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, _parent: Any = None) -> int:
        return self._rows

    def columnCount(self, _parent: Any = None) -> int:
        return self._columns

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def until(there: Callable[[], bool]) -> None:
    """Let the window and its worker run until something is so and painted."""
    while not there():
        QApplication.processEvents()
        time.sleep(HASTE)
    QApplication.processEvents()


def measure(path: Path, rounds: int) -> tuple[int, dict[str, list[float]]]:
    """Rows; milliseconds of each thing that is done; `memory` in MB, first for the page, then at the end."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, Store(path) as store:
        window = Window(store, SystemClock(), Remembered(Path(folder) / "remembered.json"))
        window.resize(1440, 900)
        window.show()
        window.sign_in(USER, settings.facts().demo_password)
        until(lambda: window.shell is not None)
        shell = window.shell
        assert shell is not None
        pause(1)
        before = private_megabytes()

        def open_page() -> None:
            shell.show_page(CUSTOMERS)
            until(lambda: bool(_page(shell).model.ids) and _is_painted(_page(shell)))

        found["open the page, all ids read"] = [timed(open_page)]
        found["memory"] = [private_megabytes() - before]
        page = _page(shell)
        rows = page.model.rowCount()
        found |= _jump(page, rows, rounds)
        found["memory"].append(private_megabytes() - before)
        found["filter by two characters"] = _filter(page, max(1, rounds * FILTER_ROUNDS // JUMPS))
        found["memory"].append(private_megabytes() - before)
        window.close()
    return rows, found


def _page(shell: Any) -> CustomersPage:
    page = shell.page
    assert isinstance(page, CustomersPage)
    return page


def _is_painted(page: CustomersPage) -> bool:
    """Whether the rows in view are there."""
    first = page.table.rowAt(0)
    return first < 0 or page.model.record(first) is not None


def _jump(page: CustomersPage, rows: int, rounds: int) -> dict[str, list[float]]:
    """Anywhere in the list, ours and the bare table in turn, until the rows are on the screen."""
    bare = QTableView()
    model = _Bare(rows, len(page.model.columns))
    bare.setModel(model)
    bare.resize(page.table.size())
    bare.show()
    QApplication.processEvents()
    dice, ours, theirs = Random(1), array("d"), array("d")
    for _turn in range(rounds):
        row = dice.randrange(rows)

        def go(row: int = row) -> None:
            page.table.go_to_row(row)
            until(lambda: _is_painted(page) and page.model.record(row) is not None)

        def go_bare(row: int = row) -> None:
            bare.setCurrentIndex(model.index(row, 0))
            QApplication.processEvents()

        ours.append(timed(go))
        pause(0.01)
        theirs.append(timed(go_bare))
    bare.close()
    return {"jump": list(ours), "jump, bare": list(theirs)}


def _filter(page: CustomersPage, rounds: int) -> list[float]:
    """From all customers to those of two characters, each time until they are on the screen."""
    times = []
    for _turn in range(rounds):
        for typed in TYPED:
            everybody = page.model.ids

            def type_in(typed: str = typed, everybody: array[int] = everybody) -> None:
                page.filter.setText(typed)
                until(lambda: page.model.ids is not everybody and _is_painted(page))

            times.append(timed(type_in))
            page.filter.clear()
            until(lambda: _is_painted(page))
            pause(0.02)
    return times


def pause(seconds: float) -> None:
    """Let the window and its worker come to rest."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def figures(stores: Stores) -> str:
    """The table."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]
    rows, found = measure(stores.path("million"), stores.rounds(JUMPS))
    memory = found.pop("memory")
    bare = found.pop("jump, bare")
    lines = [
        ["open the page, all ids read", f"{found['open the page, all ids read'][0]:.0f}", "–", "–", "–"],
        ["jump", cell(found["jump"]), cell(bare), f"{ratio(found['jump'], bare):.1f} ×", "p99 ≤ 16 ms"],
        [
            "filter by two characters",
            cell(found["filter by two characters"]),
            "–",
            "–",
            f"≤ 50 ms: {_verdict(found['filter by two characters'], 50)}",
        ],
        [
            "private memory of the list, at once / in use / after filters",
            " / ".join(f"{one:.0f} MB" for one in memory),
            "–",
            "–",
            "≤ 70 MB",
        ],
    ]
    return table(
        f"{rows:,} rows, {len(found['jump'])} jumps, {len(found['filter by two characters'])} filters; "
        "milliseconds: median, p99",
        ["job", "ours", "bare table", "ratio", "goal"],
        lines,
    )


def _verdict(times: list[float], most: float) -> str:
    share = sum(one <= most for one in times) / len(times)
    return f"median {statistics.median(times):.0f}, p99 {p99(times):.0f}, {share:.0%} within"
