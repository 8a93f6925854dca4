"""Jobs of the front desk by Tryton's server and by a workbook, beside ours, in one run.

    python -m benchmarks.peers [--folder FOLDER] [--parties 100000] [--rounds 30] [--write]

Tryton is installed from the package index into an environment of its own in FOLDER, which is kept when named:
filling its database takes some twenty minutes. Needs the network once.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.figures import cell, put, table, timed
from benchmarks.stores import Stores, at_the_desk
from showroom.services import customer_matches, customers, demo_people, lists, phone_first, traffic_log

NAME = "peers"
PACKAGES = ("trytond", "trytond_party", "trytond_sale_opportunity")
JOBS = Path(__file__).with_name("tryton_jobs.py")
LISTED = 200
COLUMNS = 20

Times = dict[str, list[float]]


def environment(folder: Path) -> Path:
    """The Python into which Tryton is installed; made at the first call."""
    home = folder / "environment"
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def tryton(folder: Path, parties: int, rounds: int) -> tuple[str, dict[str, dict[str, float]]]:
    """Version, and median and p99 of each job in milliseconds."""
    data = folder / f"tryton-{parties}"
    data.mkdir(exist_ok=True)
    command = [str(environment(folder)), str(JOBS), str(data), str(parties), str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return found["version"], found["jobs"]


def ours(folder: Path, rounds: int) -> Times:
    """The same jobs by Showroom, on a copy of its store of a hundred thousand customers."""
    stores = Stores(folder)
    times: Times = {"register": [], "two characters": [], "four digits": [], "open ones": []}
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(shutil.copy(stores.path("hundred thousand"), Path(scratch) / "ours.db"))
        with at_the_desk(store) as desk:
            known = lists.current()
            (tail,) = desk.store.database.execute_sql("SELECT MAX(tail) FROM phone").fetchone()

            ids = customers.ids(desk)[:LISTED]

            def newest() -> None:
                for begun in range(0, len(ids), customers.PAGE):
                    customers.page(desk, ids[begun : begun + customers.PAGE])

            for turn in range(rounds + 2):
                line = f"王女士 {demo_people.mobile(6_000_000 + turn)} 朗逸 2人 来店 李娜"
                entered = phone_first.values(line, known)
                jobs = {
                    "register": lambda e=entered: traffic_log.register_visit(desk, e),
                    "two characters": lambda: customer_matches.matches(desk, "", "王丽"),
                    "four digits": lambda: customer_matches.matches(desk, tail, ""),
                    "open ones": newest,
                }
                for name, job in jobs.items():
                    one = timed(job)
                    if turn >= 2:
                        times[name].append(one)
    return times


def workbook(rows: int) -> float:
    """Milliseconds to open a workbook with so many rows, append one and save it."""
    row = [date(2026, 3, 5), 1, "王丽", "13812345678", "滨江", *["看车"] * (COLUMNS - 5)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for _number in range(rows):
            sheet.append(row)
        book.save(path)

        def register() -> None:
            opened = load_workbook(path)
            opened.active.append(row)
            opened.save(path)

        return timed(register)


def figures(folder: Path, parties: int, rounds: int) -> str:
    """The table."""
    version, theirs = tryton(folder, parties, rounds)
    mine, saved = ours(folder, rounds), workbook(parties)
    words = {
        "register": "register a guest durably, known or not",
        "two characters": "find by two characters of the name",
        "four digits": "find by the last four digits",
        "open ones": f"list {LISTED} with owner and state",
    }
    rows = []
    for job, said in words.items():
        one = theirs[job]
        times = one["median"] / sorted(mine[job])[len(mine[job]) // 2]
        by_hand = f"{saved:,.0f}" if job == "register" else "–"
        rows.append(
            [said, cell(mine[job]), f"{one['median']:.2f}, {one['p99']:.2f}", f"{times:.0f} ×", by_hand]
        )
    return table(
        f"Tryton {version} on SQLite with {parties:,} parties, Showroom with 100,000 customers, a workbook "
        f"of {parties:,} rows; {rounds} rounds; milliseconds: median, p99 (of fewer than 100 the longest)",
        ["job", "Showroom", "Tryton", "Tryton : Showroom", "workbook, openpyxl"],
        rows,
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.split("\n\n")[0])
    parser.add_argument("--folder", type=Path, help="keep environment and data here for the next run")
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        measured = figures(folder, options.parties, options.rounds)
    print(measured)
    if options.write:
        put(NAME, measured)


if __name__ == "__main__":
    main()
