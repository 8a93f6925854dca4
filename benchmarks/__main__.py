"""Every benchmark by one command: makes the stores, measures, prints, and on request writes the tables.

    python -m benchmarks [--quick] [--only NAME …] [--stores FOLDER] [--write]

Speed is a ratio against the limit of the same run. Let nothing else run meanwhile: the load of the machine
stands in each table.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path

from benchmarks.figures import put
from benchmarks.stores import Scale, Stores

MODULES = ("register", "search", "day", "sheet", "start", "long_list", "key_presses")


def figures(module: str, stores: Stores) -> tuple[str, str]:
    """Name and table of one benchmark."""
    benchmark = import_module(f"benchmarks.{module}")
    return benchmark.NAME, benchmark.figures(stores)


def run(modules: list[str], stores: Stores, *, write: bool) -> None:
    """Each benchmark in a process of its own, so that none starts with the memory of another."""
    stores.folder.mkdir(parents=True, exist_ok=True)
    spawned = multiprocessing.get_context("spawn")
    for module in modules:
        with ProcessPoolExecutor(1, mp_context=spawned) as pool:
            name, measured = pool.submit(figures, module, stores).result()
        print(f"\n## {name}\n\n{measured}", flush=True)
        if write:
            put(name, measured)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="smaller stores and fewer rounds")
    parser.add_argument("--only", nargs="+", choices=MODULES, default=list(MODULES), metavar="NAME")
    parser.add_argument("--stores", type=Path, help="keep the stores here for the next run")
    parser.add_argument("--write", action="store_true", help="put the tables into benchmarks/README.md")
    options = parser.parse_args()
    if options.quick and options.write:
        parser.error("the tables are those of the full run: leave out --quick or --write")
    scale = Scale.QUICK if options.quick else Scale.FULL
    if options.stores:
        run(options.only, Stores(options.stores.absolute(), scale), write=options.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(options.only, Stores(Path(folder), scale), write=options.write)


if __name__ == "__main__":
    sys.exit(main())
