"""Runs benchmarks one after the other, each in a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.figures import put
from benchmarks.stores import Stores

MODULES = (
    "register",
    "due",
    "search",
    "day",
    "sheet",
    "tracking_sheet",
    "daily_report",
    "cards",
    "report_reading",
    "month_figures",
    "dashboard",
    "start",
    "long_list",
    "today",
    "key_presses",
)


def figures(module: str, stores: Stores) -> tuple[str, str]:
    """Name and table of one benchmark."""
    benchmark = import_module(f"benchmarks.{module}")
    return benchmark.NAME, benchmark.figures(stores)


def run(modules: Iterable[str], stores: Stores, *, write: bool) -> None:
    """Each benchmark in a process of its own, so that none starts with the memory of another."""
    stores.folder.mkdir(parents=True, exist_ok=True)
    spawned = multiprocessing.get_context("spawn")
    for module in modules:
        with ProcessPoolExecutor(1, mp_context=spawned) as pool:
            name, measured = pool.submit(figures, module, stores).result()
        print(f"\n## {name}\n\n{measured}", flush=True)
        if write:
            put(name, measured)
