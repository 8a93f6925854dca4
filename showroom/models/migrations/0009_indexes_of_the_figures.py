"""Indexes for figures and daily reports: cards by the day they opened or changed hands, orders by their end.

Those of contacts and hands take the place of shorter ones, so that writing keeps its price.
"""

from typing import Any

import peewee as pw

ADDED = (
    ("prospect", ("opened_on",)),
    ("sales_order", ("cancelled_on",)),
    ("sales_order", ("delivered_on",)),
    ("card_move", ("owner_before_id", "day")),
    ("card_move", ("owner_after_id", "day")),
    ("follow_up", ("prospect_id", "day", "removed_at")),
)
REPLACED = (
    ("card_move", "card_move_owner_before_id"),
    ("card_move", "card_move_owner_after_id"),
    ("follow_up", "follow_up_prospect_id_day"),
)


def up(migrator: Any, db: Any) -> None:
    migrator.migrate(*(migrator.add_index(table, columns) for table, columns in ADDED))
    migrator.migrate(*(migrator.drop_index(table, name) for table, name in REPLACED))
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 9")
