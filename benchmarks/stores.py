"""The stores that are measured: made when they are first wanted, kept in a folder for the next run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path

from showroom.clock import SystemClock
from showroom.models.store import Store
from showroom.services import demo, settings
from showroom.services.demo import Size
from showroom.services.desk import Desk
from showroom.services.sign_in import sign_in

UNTIL = date(2026, 3, 5)
USER = "zhoumin"
_LARGE = demo.SIZES["large"]

SIZES = {
    # A showroom as it is after three months.
    "demo": replace(demo.SIZES["showroom"], days=90),
    # The days of the large showroom, but only a month of them.
    "month": replace(_LARGE, days=30),
    "large": _LARGE,
    "hundred thousand": Size(parties=9, days=30, customers=100_000),
    "million": Size(parties=9, days=30, customers=1_000_000),
}


class Scale(Enum):
    """How much is measured: days and customers of a store are divided by this."""

    FULL = 1
    QUICK = 20
    # For the tests: only whether it runs.
    TINY = 1000


@dataclass(frozen=True)
class Stores:
    """A folder of stores, one for each size."""

    folder: Path
    scale: Scale = Scale.FULL

    @property
    def quick(self) -> bool:
        """Whether less is measured than the tables of the README say."""
        return self.scale is not Scale.FULL

    def path(self, name: str) -> Path:
        """The store of this size, made when it is not there yet."""
        path = self.folder / f"{name.replace(' ', '-')}-{self.scale.name.lower()}.db"
        if not path.exists():
            print(f"making {path.name} …", file=sys.stderr, flush=True)
            demo.SIZES["benchmark"] = self._scaled(SIZES[name], least=2 if name == "large" else 1)
            demo.make(path, UNTIL, size="benchmark")
        return path

    def _scaled(self, size: Size, least: int) -> Size:
        by = self.scale.value
        if by == 1:
            return size
        few = max(3 * least, size.days // by)
        return replace(size, days=few, customers=size.customers // by)

    def customers(self, name: str) -> int:
        """How many customers without visits this store has."""
        return SIZES[name].customers // self.scale.value

    def rounds(self, full: int) -> int:
        """How often something is measured."""
        return {Scale.FULL: full, Scale.QUICK: max(4, full // 4), Scale.TINY: 2}[self.scale]


@contextmanager
def at_the_desk(path: Path, user: str = USER) -> Iterator[Desk]:
    """The reception or somebody else, signed in at a store."""
    with Store(path) as store:
        yield sign_in(store, SystemClock(), user, settings.facts().demo_password, "benchmark")
