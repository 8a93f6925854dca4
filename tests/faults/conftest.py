"""What the fault tests share: a seed that is printed, and stays when the environment names one."""

from __future__ import annotations

import os
import random

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
