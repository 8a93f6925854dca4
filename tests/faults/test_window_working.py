"""The window is closed while it works, and long work is cancelled: it ends in time and in order (V5, V6)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QProgressDialog

from showroom import paths
from showroom.clock import SystemClock
from showroom.models.store import Store
from showroom.services import demo
from showroom.services.check import findings
from showroom.ui.first_start.demo_making import make_demo
from tests.journeys.conftest import copy_of, look

__all__ = ["copy_of", "look"]

_ROOT = Path(__file__).parents[2]
# More than the program may take, much less than for ever.
ENOUGH_SECONDS = 30


def close_while(store: Path, how: str, *more: str, seconds: float = ENOUGH_SECONDS) -> tuple[int, str, str]:
    """The whole program at work on a store, and its window closed: exit code, what it said, complaints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.closing_while_working", str(store), how, *more],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("how", ["idle", "print", "hang"])
def test_closing_while_it_works_ends_in_order(copy_of: Callable[[str], Path], how: str) -> None:
    store = copy_of("child/showroom.db")
    code, said, complaints = close_while(store, how)
    assert (code, said) == (0, "CLOSED\n"), complaints
    assert "Traceback" not in complaints
    with Store(store) as opened:
        assert findings(opened) == []
    left = [one.name for one in store.parent.iterdir() if one.suffix == ".tmp"]
    assert left == []


def test_the_control_python_itself_waits_for_a_job_that_hangs(copy_of: Callable[[str], Path]) -> None:
    with pytest.raises(subprocess.TimeoutExpired) as waited:
        close_while(copy_of("child/showroom.db"), "hang", "python", seconds=12)
    assert waited.value.stdout == b"CLOSED\n", "the window was gone, the process was not"


# -- V6 -----------------------------------------------------------------------------------------------

DAYS = 4


def make(progress: demo.Progress) -> Path:
    """A small demonstration showroom, where the real one lies."""
    path = paths.demo_store(SystemClock().today())
    path.parent.mkdir(parents=True, exist_ok=True)
    demo.make(path, SystemClock().today(), days=DAYS, progress=progress)
    return path


def progress_dialogs() -> list[QProgressDialog]:
    """Those in view."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]
    return [one for one in found if one.isVisible()]


def cancelled_at(share: float) -> tuple[Path | None, list[int]]:
    """The demo is made, and Cancel is pressed when so much of it is done."""
    told: list[int] = []

    def watched(progress: demo.Progress) -> Path:
        def tell(done: int, every: int) -> None:
            told.append(done)
            if done >= share * every:
                progress_dialogs()[0].cancel()
            progress(done, every)

        return make(tell)

    return make_demo(watched), told


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_demo_that_is_cancelled_leaves_nothing_and_can_be_made_again(
    qapp: QApplication, share: float
) -> None:
    made, told = cancelled_at(share)
    assert made is None
    assert told[-1] >= share, "it went on no further than the next step"
    assert list(paths.demo_store(SystemClock().today()).parent.iterdir()) == []
    assert progress_dialogs() == []


@pytest.mark.usefixtures("look")
def test_the_control_a_demo_nobody_cancels_is_there(qapp: QApplication) -> None:
    made, told = cancelled_at(2.0)
    assert made is not None
    assert made.exists()
    assert told == sorted(told)
