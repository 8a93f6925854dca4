"""What hangs on a row: the live rows of any table that point to it, and what it points to itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from showroom.models.base import Record
from showroom.models.reference import CarModel
from showroom.models.schema import TABLES
from showroom.models.staff import Staff
from showroom.services.work import stored_defaults

RECORDS: Final[Mapping[str, type[Record]]] = {
    table._meta.table_name: table for table in TABLES if issubclass(table, Record)
}
# People and car models go out of use by a mark of their own; rows keep their words.
_OUT_OF_USE: Final = (Staff, CarModel)

Row = tuple[type[Record], int]


def usual_of(table: str) -> dict[str, Any]:
    """What a new row of a table holds, as stored, where its act tells nothing else."""
    model: Any = RECORDS[table]
    return stored_defaults(model)


def depending_on(rows: Mapping[type[Record], Collection[int]]) -> Row | None:
    """A live row that points to one of these and is not one of them; one statement a reference."""
    for table in RECORDS.values():
        for field, parent in table._meta.refs.items():
            if parent not in rows:
                continue
            found = table.select(table.id).where(field.in_(list(rows[parent])), table.removed_at.is_null())
            own = list(rows.get(table, ()))
            newest = found.where(table.id.not_in(own)).order_by(table.id.desc()).first()
            if newest is not None:
                return table, newest.id
    return None


def lost_parent(table: Any, row_id: int) -> Row | None:
    """A removed row that this row, when it is live, points to."""
    row = table.get_by_id(row_id)
    if row.removed_at is not None:
        return None
    for parent, pointed_to in _parents(row):
        if parent.select().where(parent.id == pointed_to, parent.removed_at.is_null(False)).exists():
            return parent, pointed_to
    return None


def _parents(row: Any) -> Iterator[Row]:
    for field, parent in row._meta.refs.items():
        pointed_to = row.__data__[field.name]
        if pointed_to is not None and parent not in _OUT_OF_USE:
            yield parent, pointed_to
