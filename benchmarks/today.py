"""Five hundred due rows on the page of today: shown, painted, scrolled, the row in hand opened."""

from __future__ import annotations

import os
import statistics
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.figures import cell, table, timed
from benchmarks.stores import UNTIL, Stores
from showroom.clock import SystemClock
from showroom.forms.today import DueRow, Group, Today
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.due import Due, Reason
from showroom.services import lists, settings
from showroom.ui.look.dress import dress
from showroom.ui.places import TODAY
from showroom.ui.today_page import Reading, TodayPage
from showroom.ui.window import Window

NAME = "today"
CONSULTANT = "chentao"
ROWS = 500
ROUNDS = 60
GOAL_MS = 100


def rows(count: int) -> tuple[DueRow, ...]:
    """As many cards, all due, none like the one before."""
    made = []
    for number in range(count):
        level, late = "OHABC"[number % 5], max(0, 30 - number)
        due = Due(UNTIL - timedelta(late), Reason.GAP, UNTIL - timedelta(late + 7), "phone", level, 7)
        group = Group.OVERDUE if late else Group.TODAY
        made.append(
            DueRow(
                number + 1, f"QX-{number:04d}", 1, number + 1, f"客人{number}", "", f"138 0013 {number:04d}",
                level, "open", 1, "陈涛", None, "白", f"第 {number} 次说等报价", due.since, due, group, late,
            )
        )  # fmt: skip
    return tuple(made)


def measure(path: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each thing that is done."""
    found: dict[str, list[float]] = {"500 rows shown and painted": [], "a screenful scrolled": []}
    with tempfile.TemporaryDirectory() as folder, Store(path) as store:
        remembered = Remembered(Path(folder) / "remembered.json")
        window = Window(store, SystemClock(), remembered, inline=True)
        window.resize(1440, 900)
        window.show()
        window.sign_in(CONSULTANT, settings.facts().demo_password)
        shell = window.shell
        assert shell is not None
        shell.show_page(TODAY)
        page = shell.page
        assert isinstance(page, TodayPage)
        QApplication.processEvents()
        full = Reading(0, Today(UNTIL, 1, rows(ROWS)), lists.current())
        empty = replace(full.today, rows=())
        bar = page.list.verticalScrollBar()
        for turn in range(rounds):
            page.show_reading(full._replace(today=empty))
            QApplication.processEvents()

            def show_all() -> None:
                page.show_reading(full)
                page.repaint()
                QApplication.processEvents()

            def scroll(turn: int = turn) -> None:
                bar.setValue((turn + 1) * page.list.viewport().height() % max(1, bar.maximum()))
                page.list.viewport().repaint()

            found["500 rows shown and painted"].append(timed(show_all))
            found["a screenful scrolled"].append(timed(scroll))
        window.close()
    return found


def figures(stores: Stores) -> str:
    """The table."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]
    found = measure(stores.path("demo"), stores.rounds(ROUNDS))
    lines = []
    for name, times in found.items():
        goal = f"≤ {GOAL_MS} ms" if name.startswith("500") else "–"
        lines.append([name, cell(times), f"{statistics.median(times):.0f} ms", goal])
    return table(
        f"{stores.rounds(ROUNDS)} rounds; milliseconds: median, p99", ["job", "ours", "median", "goal"], lines
    )
