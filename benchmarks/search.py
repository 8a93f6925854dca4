"""Find customers as somebody types, against raw sqlite3 with the same index and against a LIKE scan."""

from __future__ import annotations

import statistics
from pathlib import Path

import peewee

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import Stores, at_the_desk
from showroom.models import search
from showroom.rules import grams
from showroom.services import customer_matches

NAME = "search"
ROUNDS = 40
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


def measure(path: Path, rounds: int) -> tuple[int, dict[str, list[float]]]:
    """Customers of the store; milliseconds to the match list, in the store, raw, and by LIKE.

    The scan looks at every row, as a list that is not cut short must; it runs only a few rounds.
    """
    times: dict[str, list[float]] = {"list": [], "store": [], "raw": [], "like": [], "found": []}
    raw = peewee.sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = -16000")
    at_most = customer_matches.LOOKED_AT
    with at_the_desk(path) as desk:
        count, tail = raw.execute("SELECT COUNT(*), MAX(tail) FROM phone").fetchone()
        for turn in range(rounds + 1):
            for phone, name in TYPED.values():
                digits = phone.format(tail=tail)
                words = [
                    *([grams.of_tail(digits)] if len(digits) == len(tail) else []),
                    *grams.of_query(name),
                ]
                asked = " AND ".join(f'"{word}"' for word in words)
                taken = {"list": timed(lambda d=digits, n=name: customer_matches.matches(desk, d, n))}
                if words:
                    taken["store"] = timed(lambda w=words: search.found(w, at_most))
                    taken["raw"] = timed(lambda a=asked: raw.execute(RAW, (a, at_most)).fetchall())
                if turn <= LIKE_ROUNDS:
                    pattern = f"%{name or digits}%"
                    taken["like"] = timed(lambda p=pattern: raw.execute(LIKE, (p, p)).fetchall())
                    taken["found"] = taken["list"]
                # The first round warms all sides up.
                for side, one in taken.items() if turn else ():
                    times[side].append(one)
    raw.close()
    return count, times


def figures(stores: Stores) -> str:
    """The table."""
    rounds = stores.rounds(ROUNDS)
    rows = []
    for name in ("hundred thousand", "million"):
        count, times = measure(stores.path(name), rounds)
        faster = statistics.median(times["like"]) / statistics.median(times["found"])
        rows.append(
            [
                f"{count:,}",
                *(cell(times[side]) for side in ("list", "store", "raw", "like")),
                f"{ratio(times['store'], times['raw']):.2f} ×",
                f"1/{faster:.0f}",
                "store p99 ≤ 1 ms, list p99 ≤ 5 ms; at a million ≤ 1/100 of the scan",
            ]
        )
    return table(
        f"{len(TYPED)} kinds of key, {rounds} rounds; milliseconds: median, p99",
        [
            "customers",
            "to the match list",
            "in the store",
            "raw sqlite3, same index",
            "LIKE scan",
            "store : raw",
            "list : scan",
            "goal",
        ],
        rows,
    )
