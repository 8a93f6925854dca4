"""Every benchmark by one command: makes the stores, measures, prints, and on request writes the tables.

    python -m benchmarks [--quick] [--only NAME …] [--stores FOLDER] [--write]

Speed is a ratio against the limit of the same run. Let nothing else run meanwhile: the load of the machine
stands in each table.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.running import MODULES, run
from benchmarks.stores import Scale, Stores


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
