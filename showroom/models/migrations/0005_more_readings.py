"""The index of the search anew: names with several characters of many readings have more grams now."""

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
    db.execute_sql("DROP TABLE customer_search")
    db.execute_sql(
        "CREATE VIRTUAL TABLE customer_search USING fts5"
        "(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    for (who, name), rows in groupby(db.execute_sql(STORED).fetchall(), key=lambda row: row[:2]):
        words = " ".join(sorted(grams.of_customer(name, [tail for *_person, tail in rows if tail])))
        db.execute_sql("INSERT INTO customer_search (rowid, grams) VALUES (?, ?)", (who, words))
    db.execute_sql("PRAGMA user_version = 5")
