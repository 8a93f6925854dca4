"""Find customers as somebody types, against raw sqlite3 with the same index and against a LIKE scan.

One run, one machine, alternated (A B A B): only the ratios count. Usage:
    python main.py demo million.db --size million
    python benchmarks/search.py million.db [--rounds 40] [--write]
`--write` puts the table into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import peewee

from benchmarks.figures import machine, put
from showroom.clock import SystemClock
from showroom.models import search
from showroom.models.store import Store
from showroom.rules import grams
from showroom.services import customer_matches
from showroom.services.sign_in import sign_in

USER = "zhoumin"
LIKE_ROUNDS = 3
# A number's beginning and tail as the strip hands them on, and the name.
TYPED = {
    "one character": ("", "王"),
    "a character in the middle": ("", "丽"),
    "two characters": ("", "王丽"),
    "two characters at the end": ("", "建国"),
    "two letters": ("", "wa"),
    "surname in pinyin": ("", "zhang"),
    "name in pinyin": ("", "wangli"),
    "two initials": ("", "wl"),
    "three initials": ("", "wlh"),
    "compound surname": ("", "ouyang"),
    "four digits": ("{tail}", ""),
    "four digits and surname": ("{tail}", "王"),
    "six digits": ("138001", ""),
    "nobody": ("", "龘龘"),
}
RAW = (
    "SELECT c.id, c.name, c.sex FROM customer_search s CROSS JOIN customer c ON c.id = s.rowid "
    "WHERE s.customer_search MATCH ? AND c.removed_at IS NULL ORDER BY s.rowid DESC LIMIT ?"
)
LIKE = (
    "SELECT c.id, c.name, c.sex FROM customer c JOIN phone p ON p.customer_id = c.id "
    "WHERE c.name_key LIKE ? OR p.key LIKE ? ORDER BY c.id DESC"
)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measure(path: Path, password: str, rounds: int) -> tuple[int, dict[str, list[float]]]:
    """Customers of the store; milliseconds to the match list, in the store, raw, and by LIKE."""
    times: dict[str, list[float]] = {"list": [], "store": [], "raw": [], "like": []}
    raw = peewee.sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = -16000")
    with Store(path) as store:
        desk = sign_in(store, SystemClock(), USER, password, "benchmark")
        count, tail = raw.execute("SELECT COUNT(*), MAX(tail) FROM phone").fetchone()
        for turn in range(rounds + 1):
            for phone, name in TYPED.values():
                digits = phone.format(tail=tail)
                words = [
                    *([grams.of_tail(digits)] if len(digits) == len(tail) else []),
                    *grams.of_query(name),
                ]
                asked = " AND ".join(f'"{word}"' for word in words)
                taken = [timed(lambda d=digits, n=name: customer_matches.matches(desk, d, n))]
                if words:
                    taken.append(timed(lambda w=words: search.found(w, customer_matches.LOOKED_AT)))
                    taken.append(
                        timed(lambda a=asked: raw.execute(RAW, (a, customer_matches.LOOKED_AT)).fetchall())
                    )
                if turn:
                    for side, one in zip(("list", "store", "raw"), taken, strict=False):
                        times[side].append(one)
                if 0 < turn <= LIKE_ROUNDS:
                    pattern = f"%{name or digits}%"
                    times["like"].append(timed(lambda p=pattern: raw.execute(LIKE, (p, p)).fetchmany(6)))
    raw.close()
    return count, times


def cell(times: list[float]) -> str:
    """Median and 99th percentile."""
    return f"{statistics.median(times):.2f}, {statistics.quantiles(times, n=100)[98]:.2f}"


def main() -> None:
    """Measure, print, and on request write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stores", type=Path, nargs="+")
    parser.add_argument("--password", default="zhanting-3201", help="as `main.py demo` printed it")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = []
    for path in options.stores:
        count, times = measure(path, options.password, options.rounds)
        ratio = statistics.median(a / b for a, b in zip(times["store"], times["raw"], strict=True))
        cells = " | ".join(cell(times[side]) for side in ("list", "store", "raw", "like"))
        rows.append(f"| {count:,} | {cells} | {ratio:.2f} × | list p99 ≤ 5 ms, store p99 ≤ 1 ms |")
    table = "\n".join(
        [
            f"{machine()}; {len(TYPED)} kinds of key, {options.rounds} rounds; milliseconds: median, p99.",
            "",
            "| customers | to the match list | in the store | raw sqlite3, same index | LIKE scan "
            "| store : raw | goal |",
            "|---|---|---|---|---|---|---|",
            *rows,
        ]
    )
    print(table)
    if options.write:
        put("search", table)


if __name__ == "__main__":
    main()
