"""Type on the phone-first strip of the real window, key by key, against a bare QLineEdit in the same run.

A key press is what the window's own thread does from the key to the last repaint, and the same again when the
worker's answer (the matches) arrives; the worst of both is what a hand feels. Every key of every line is
pressed once a round and stands with its median over the rounds: a shared machine stops now and then for
longer than a key takes. The longest single press stands beside it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from benchmarks.figures import table, timed
from benchmarks.stores import USER, Stores
from showroom.clock import SHOWROOM_ZONE, SetClock
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.services import settings
from showroom.services.demo_people import MORNING
from showroom.ui.look.dress import dress
from showroom.ui.window import Window

NAME = "key presses"
ROUNDS = 7
WORKER_SECONDS = 0.1
GOALS = {"demo": 16, "large": 50}


def signs(line: str) -> Iterator[QEvent]:
    """The line as it reaches a widget: keys, and what an input method commits."""
    for sign in line:
        if sign.isascii():
            key = Qt.Key.Key_Space if sign == " " else Qt.Key(ord(sign.upper()))
            yield QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
        else:
            event = QInputMethodEvent()
            event.setCommitString(sign)
            yield event


def type_on(widget: QLineEdit, line: str, wait: float = WORKER_SECONDS) -> tuple[list[float], list[float]]:
    """Milliseconds of each key press, and of the longest moment while its answer is shown."""
    keys, answers = [], []
    for event in signs(line):
        keys.append(
            timed(lambda event=event: (QApplication.sendEvent(widget, event), QApplication.processEvents()))
        )
        end, longest = time.perf_counter() + wait, 0.0
        while time.perf_counter() < end:
            longest = max(longest, timed(QApplication.processEvents))
            time.sleep(0.001)
        answers.append(longest)
    return keys, answers


def returning_line(store: Store) -> str:
    """What is typed when somebody comes back: a surname, a title and the newest of the known numbers."""
    name, sex, number = store.database.execute_sql(
        "SELECT c.name, c.sex, p.typed FROM customer c JOIN phone p ON p.customer_id = c.id "
        "WHERE c.removed_at IS NULL ORDER BY c.id DESC LIMIT 1"
    ).fetchone()
    return f"{name[0]}{'女士' if sex == 'female' else '先生'} {number} 2人 来店 wl"


def measure(path: Path, rounds: int) -> dict[str, list[list[float]]]:
    """Milliseconds by round: each key press in our window, each answer, each key press in a bare field."""
    times: dict[str, list[list[float]]] = {"key press": [], "matches shown": [], "bare": []}
    with tempfile.TemporaryDirectory() as folder, Store(path) as store:
        day = store.database.execute_sql("SELECT MAX(day) FROM traffic_entry").fetchone()[0]
        clock = SetClock(
            datetime.combine(date.fromisoformat(day), clock_time(10, 38), ZoneInfo(SHOWROOM_ZONE))
        )
        window = Window(store, clock, Remembered(Path(folder) / "remembered.json"))
        window.resize(1440, 900)
        window.show()
        window.sign_in(USER, settings.facts().demo_password)
        pause(3)
        strip = window.shell.top.strip
        bare = QLineEdit()
        bare.resize(1440, 900)
        bare.show()
        for turn in range(rounds + 1):
            for of_kind in times.values():
                of_kind.append([])
            for line in (returning_line(store), MORNING[0], "ouyang"):
                strip.setFocus()
                strip.clear()
                bare.clear()
                pause(WORKER_SECONDS)
                keys, answers = type_on(strip, line)
                plain, _none = type_on(bare, line, wait=0)
                times["key press"][turn] += keys
                times["matches shown"][turn] += answers
                times["bare"][turn] += plain
        strip.clear()
        pause(1)
        bare.close()
        window.close()
    # The first round warms both sides up.
    return {kind: of_rounds[1:] for kind, of_rounds in times.items()}


def pause(seconds: float) -> None:
    """Let the window and its worker come to rest."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def row(name: str, times: dict[str, list[list[float]]]) -> list[str]:
    """One store as a row of the table."""
    each = {
        kind: [statistics.median(one) for one in zip(*rounds, strict=True)] for kind, rounds in times.items()
    }
    cells = [
        f"{statistics.median(each[kind]):.1f}, {max(each[kind]):.1f} ({max(map(max, rounds)):.1f})"
        for kind, rounds in times.items()
    ]
    faster = statistics.median(each["key press"]) / statistics.median(each["bare"])
    return [name, *cells, f"{faster:.1f} ×", f"no key press above {GOALS[name]} ms"]


def figures(stores: Stores) -> str:
    """The table."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]
    rounds = max(1, stores.rounds(ROUNDS * 4) // 4)
    return table(
        f"{rounds} rounds of three lines; milliseconds: median key, longest key (longest single press)",
        ["store", "key press", "matches shown", "bare QLineEdit", "ratio", "goal"],
        [row(name, measure(stores.path(name), rounds)) for name in GOALS],
    )
