"""What happened in the store since we last looked: other windows, commands, other desks."""

from __future__ import annotations

from peewee import fn

from showroom.models.act import Act, ActLine
from showroom.models.base import Compiled, slot
from showroom.services.desk import Changed

_last = Compiled(lambda: Act.select(fn.MAX(Act.id)))
_tables = Compiled(
    lambda: (
        ActLine.select(ActLine.table_name)
        .distinct()
        .where(ActLine.act > slot("sequence"), ActLine.row_revision > 0)
    )
)


def last_sequence() -> int:
    """The sequence number of the newest act; 0 in an empty store."""
    found = _last.first()
    return int(found[0] or 0) if found else 0


def since(sequence: int) -> tuple[int, Changed]:
    """The newest sequence number and the tables that acts after `sequence` changed."""
    newest = last_sequence()
    if newest == sequence:
        return newest, Changed(frozenset())
    return newest, Changed(frozenset(name for (name,) in _tables.rows(sequence=sequence)))
