"""What the fault tests share: a seed that is printed, and stays when the environment names one."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.nasty_showroom import filled, filled_store, names, nothing_is_opened, trap
from tests.journeys.conftest import copy_of, look, morning, open_window, pdf, window

__all__ = [
    "copy_of", "filled", "filled_store", "look", "morning", "names", "nothing_is_opened", "open_window",
    "pdf", "trap", "window",
]  # fmt: skip

SEED = "SHOWROOM_SEED"


@pytest.fixture
def seed() -> int:
    """What the dice of a test begin with; pytest prints it when the test fails, SHOWROOM_SEED sets it."""
    seed = int(os.environ.get(SEED) or random.randrange(10**9))
    print(f"{SEED}={seed}")  # noqa: T201
    return seed


@pytest.fixture
def dice(seed: int) -> random.Random:
    """Dice of this test's seed."""
    return random.Random(seed)


@pytest.fixture
def fast_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one: thousands of files are laid out in it."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory, prefix="showroom-") as folder:
        yield Path(folder)
