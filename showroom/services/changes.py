"""What happened in the store since we last looked: other windows, commands, other desks."""

from __future__ import annotations

from peewee import fn

from showroom.models.act import Act, ActLine
from showroom.models.base import Compiled, slot
from showroom.services.desk import Changed

_last = Compiled(lambda: Act.select(fn.MAX(Act.id)))
_tables = Compiled(
    lambda: (
        ActLine.select(ActLine.act, ActLine.table_name)
        .distinct()
        .where(ActLine.act > slot("sequence"), ActLine.row_revision > 0)
    )
)


def last_sequence() -> int:
    """The sequence number of the newest act; 0 in an empty store."""
    found = _last.first()
    return int(found[0] or 0) if found else 0


def since(sequence: int, told: set[int] | None = None) -> tuple[int, Changed]:
    """The newest sequence number and the tables that acts after `sequence` changed.

    Those a desk `told` its listeners of are left out, and forgotten by it: a page that read its own change
    again a second later would make its buttons anew under the hand.
    """
    newest = last_sequence()
    if newest == sequence:
        return newest, Changed(frozenset())
    known, rows = told or set(), _tables.rows(sequence=sequence)
    changed = Changed(frozenset(name for act, name in rows if act not in known))
    known.clear()
    return newest, changed
