"""Finding customers among a million at every keystroke: an index of the grams of `rules/grams.py`.

On SQLite it is one contentless FTS5 table, row id = customer id. Nothing is ever taken out of it: grams of
a name corrected away stay and are harmless, for whoever asks looks at the row again; a missing one would not
be. (Taking out needs SQLite 3.43, or the old grams to the letter, which a newer dictionary may read anew.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from showroom.models.base import database
from showroom.rules import grams

_AT_ONCE = 500

# The newest first: sorting all the 王 by anything else would cost tens of milliseconds a keystroke.
_FOUND = """
SELECT c.id, c.name, c.sex
FROM customer_search AS s CROSS JOIN customer AS c ON c.id = s.rowid
WHERE s.customer_search MATCH ? AND c.removed_at IS NULL
ORDER BY s.rowid DESC LIMIT ?
"""
_EVERYBODY = """
SELECT c.id, CASE WHEN ? OR c.revision > 1 THEN c.name END, c.sex
FROM customer_search AS s CROSS JOIN customer AS c ON c.id = s.rowid
WHERE s.customer_search MATCH ? AND c.removed_at IS NULL
ORDER BY s.rowid DESC
"""
_STORED = """
SELECT c.id, c.name, p.tail
FROM customer AS c LEFT JOIN phone AS p ON p.customer_id = c.id AND p.removed_at IS NULL
WHERE c.removed_at IS NULL AND c.id IN ({marks})
ORDER BY c.id
"""
_OWNERS = "SELECT DISTINCT customer_id FROM phone WHERE id IN ({marks})"
_INSERT = "INSERT INTO customer_search (rowid, grams) VALUES (?, ?)"


class Person(NamedTuple):
    """A customer as the index finds him; whether he is meant is for `grams.why` to say."""

    customer: int
    name: str
    sex: str


def found(all_of: Sequence[str], at_most: int) -> list[Person]:
    """The newest customers whose grams include all of these."""
    return [Person(*row) for row in database.execute_sql(_FOUND, (_words(all_of), at_most)).fetchall()]


def everybody(all_of: Sequence[str], *, named: bool) -> list[tuple[int, str | None, str]]:
    """Id, name and sex of all whose grams include all of these, the newest first.

    The name only where the customer was changed since the index was written, or where all are to be `named`:
    reading forty thousand names costs more than finding them.
    """
    return database.execute_sql(_EVERYBODY, (named, _words(all_of))).fetchall()  # type: ignore[no-any-return]


def _words(all_of: Sequence[str]) -> str:
    return " AND ".join(f'"{gram}"' for gram in all_of)


def index(customers: Collection[int]) -> None:
    """Let these customers be found by the name and the numbers they have now."""
    for some in _portions(customers):
        stored: dict[int, tuple[str, list[str]]] = {}
        for customer, name, tail in _rows(_STORED, some):
            stored.setdefault(customer, (name, []))[1].extend([tail] if tail else [])
        rows = [(who, " ".join(sorted(grams.of_customer(*known)))) for who, known in stored.items()]
        database.execute_many(_INSERT, rows)


def owners(phones: Collection[int]) -> set[int]:
    """Whose numbers the rows with these ids are."""
    return {who for some in _portions(phones) for (who,) in _rows(_OWNERS, some)}


def _portions(ids: Collection[int]) -> Iterator[list[int]]:
    rest = iter(sorted(ids))
    while portion := list(islice(rest, _AT_ONCE)):
        yield portion


def _rows(statement: str, ids: list[int]) -> list[tuple[Any, ...]]:
    marks = ", ".join([database.param] * len(ids))
    return database.execute_sql(statement.format(marks=marks), ids).fetchall()  # type: ignore[no-any-return]
