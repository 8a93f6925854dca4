"""From the start of the process to the sign-in page on the screen, against a bare PySide6 window.

Both are processes of their own, started in turn by the same interpreter; each tells the moment after its
first paint by the clock all processes share, and how much memory it has for itself. Python's compiled modules
are there before (a first start pays for them once). Where there is no display, Xvfb is started; without it,
Qt's own VNC platform stands in.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import cell, ratio, table
from benchmarks.stores import Stores

NAME = "start"
PAIRS = 15
DISPLAY = ":97"
SCREEN = "1440x900"
SECONDS = 60
# What is read while the password is typed has come by then.
AT_REST_SECONDS = 3.0


@contextmanager
def surroundings(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of the processes: a screen, and settings and compiled modules of their own."""
    around = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_", "XDG_"))
    }
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        around[f"XDG_{name}_HOME"] = str(folder / name.lower())
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    around["XDG_RUNTIME_DIR"] = os.environ.get("XDG_RUNTIME_DIR", str(runtime))
    around["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    server = None
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & around.keys():
        if shutil.which("Xvfb"):
            command = ["Xvfb", DISPLAY, "-screen", "0", f"{SCREEN}x24", "-nolisten", "tcp"]
            server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            around["DISPLAY"] = DISPLAY
            time.sleep(1)
        else:
            around["QT_QPA_PLATFORM"] = f"vnc:size={SCREEN}"
    try:
        yield around
    finally:
        if server is not None:
            server.terminate()
            server.wait()


def started(around: dict[str, str], what: str, store: Path) -> tuple[float, float, float]:
    """Milliseconds to the first paint, private MB then, and private MB at rest."""
    command = [sys.executable, "-m", "benchmarks.started", what, str(store), str(AT_REST_SECONDS)]
    begun = time.monotonic()
    done = subprocess.run(
        command,
        env=around,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    painted, then, at_rest = map(float, done.stdout.split()[-3:])
    return (painted - begun) * 1000, then, at_rest


def figures(stores: Stores) -> str:
    """The table."""
    store, pairs = stores.path("large"), stores.rounds(PAIRS)
    sides: dict[str, list[tuple[float, float, float]]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder, surroundings(Path(folder)) as around:
        for turn in range(pairs + 1):
            for side, taken in sides.items():
                one = started(around, side, store)
                # The first pair compiles the modules and warms the disk.
                if turn:
                    taken.append(one)
        platform = around.get("QT_QPA_PLATFORM", "the system's").partition(":")[0]
    times, then, rest = (
        {side: [one[place] for one in taken] for side, taken in sides.items()} for place in range(3)
    )
    ours, bare = (statistics.median(then[side]) for side in ("ours", "bare"))
    later, bare_later = (statistics.median(rest[side]) for side in ("ours", "bare"))
    return table(
        f"large store, {pairs} pairs, screen: {platform}; milliseconds: median, longest; memory: private",
        ["job", "Showroom", "bare PySide6 window", "difference", "goal"],
        [
            [
                "process start to the sign-in page, painted",
                cell(times["ours"]),
                cell(times["bare"]),
                f"{ratio(times['ours'], times['bare']):.2f} ×",
                "≤ 2 ×",
            ],
            ["memory then", f"{ours:.0f} MB", f"{bare:.0f} MB", f"+ {ours - bare:.0f} MB", "≤ + 45 MB"],
            [
                "memory when all pages are loaded",
                f"{later:.0f} MB",
                f"{bare_later:.0f} MB",
                f"+ {later - bare_later:.0f} MB",
                "–",
            ],
        ],
    )
