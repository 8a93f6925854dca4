"""What every benchmark says of the machine, how it sums up its times, and where its table goes."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import peewee

from showroom.models.store import sqlite_version

README = Path(__file__).parent / "README.md"


def machine() -> str:
    """Processor, load, system and versions, for ratios are of one run on one machine."""
    versions = f"Python {platform.python_version()}, SQLite {'.'.join(map(str, sqlite_version()))}"
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    cores = f"{platform.machine()} {platform.system()}, {os.cpu_count()} cores{load}"
    return f"{cores}; {versions}, peewee {peewee.__version__}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def p99(times: Sequence[float]) -> float:
    """The 99th percentile; of a few times their longest."""
    return statistics.quantiles(times, n=100)[98] if len(times) >= 100 else max(times)


def cell(times: Sequence[float]) -> str:
    """Median and 99th percentile, in milliseconds."""
    return f"{statistics.median(times):.2f}, {p99(times):.2f}"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of pairs that were taken one after the other."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def table(about: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A sentence on what was measured, and the figures below it."""
    lines = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
    return "\n".join([f"{machine()}; {about}.", "", *lines])


def put(name: str, figures: str) -> None:
    """Write a table between its marks in benchmarks/README.md."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = README.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    if not found:
        raise ValueError(f"benchmarks/README.md has no place for {name}")
    after = rest.partition(end)[2]
    README.write_text(f"{before}{begin}\n{figures}\n{end}{after}", encoding="utf-8")
