"""The index by which customers are found while somebody types (issue 3)."""

from itertools import groupby
from typing import Any

import peewee as pw

from showroom.rules import grams

STORED = """
SELECT c.id, c.name, p.tail
FROM customer AS c LEFT JOIN phone AS p ON p.customer_id = c.id AND p.removed_at IS NULL
WHERE c.removed_at IS NULL
ORDER BY c.id
"""


def up(migrator: Any, db: Any) -> None:
    if not isinstance(db, pw.SqliteDatabase):
        return
    # ascii parts at ASCII signs only; every other character, however rare, belongs to a gram.
    db.execute_sql(
        "CREATE VIRTUAL TABLE customer_search USING fts5"
        "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    # What the rule says today is right for a file of any age: an index is no record.
    for (who, name), rows in groupby(db.execute_sql(STORED).fetchall(), key=lambda row: row[:2]):
        words = " ".join(sorted(grams.of_customer(name, [tail for *_person, tail in rows if tail])))
        db.execute_sql("INSERT INTO customer_search (rowid, grams) VALUES (?, ?)", (who, words))
    db.execute_sql("PRAGMA user_version = 2")
