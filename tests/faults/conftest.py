"""What the fault tests share: a seed that is printed, and stays when the environment names one."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pytest

from tests.faults.nasty_showroom import filled, filled_store, names, nothing_is_opened, trap
from tests.journeys.conftest import copy_of, look, morning, open_window, pdf, window

__all__ = [
    "copy_of", "filled", "filled_store", "look", "morning", "names", "nothing_is_opened", "open_window",
    "pdf", "trap", "window",
]  # fmt: skip

SEED = "SHOWROOM_SEED"


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """What the dice of a test begin with; pytest prints it when the test fails.

    A gate gives the same answer twice: in the ordinary run each test throws its own dice again and again. New
    ones are thrown by the long tests, and by all with SHOWROOM_SEED=new; SHOWROOM_SEED=123 throws those.
    """
    asked = os.environ.get(SEED, "")
    is_long = request.node.get_closest_marker("long") is not None
    if asked.isdigit():
        seed = int(asked)
    elif asked == "new" or is_long:
        seed = random.randrange(10**9)
    else:
        seed = crc32(request.node.nodeid.encode())
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
