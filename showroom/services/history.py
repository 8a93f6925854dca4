"""The history of a row: who did what to it, when, and each field before and after in the form's words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from showroom.forms import traffic_log as form
from showroom.forms.field import Field, Lists
from showroom.models.act import ActLine
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_phone
from showroom.services import lists, privacy, traffic_log_day
from showroom.services.deeds import Deed, deeds_of
from showroom.services.dependents import usual_of
from showroom.services.desk import Desk

# The columns that have a word on the form, by table; the others get no line.
_COLUMNS: Final[Mapping[str, Mapping[str, Field]]] = {
    TrafficEntry._meta.table_name: traffic_log_day.FIELD_OF_COLUMN,
    Customer._meta.table_name: {"name": form.GUEST, "sex": form.SEX},
    Phone._meta.table_name: {"typed": form.PHONE},
    Prospect._meta.table_name: {"owner": form.ASSIGNED, "level": form.LEVEL},
}


@dataclass(frozen=True)
class FieldChange:
    """One field of a change, in the words of the form; `label` is a message id, "" stands for empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One act on the row: the deed (who, desk, when, reason; `str` gives the words) and what it changed."""

    deed: Deed
    fields: tuple[FieldChange, ...]


def history_of(desk: Desk, table: str, row: int) -> tuple[Change, ...]:
    """All that was done to a row of the log, a customer, a phone or a prospect, oldest first.

    Phones are masked where this person may not see them. A fixed number of statements. Raises Denied.
    """
    desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.store.reading():
        lines = list(
            ActLine.select(ActLine.act, ActLine.before, ActLine.after)
            .where(ActLine.table_name == table, ActLine.row_id == row, ActLine.row_revision > 0)
            .order_by(ActLine.id)
            .tuples()
        )
        told = deeds_of({act for act, _before, _after in lines}, desk.clock)
        known = lists.current()
        on_log = table == TrafficEntry._meta.table_name
        full = privacy.eyes_of(desk).sees(_owner(table, row), on_log=on_log)
    return tuple(
        Change(told[act], tuple(_fields(table, before, after, known, full=full)))
        for act, before, after in lines
    )


def _fields(
    table: str, before: str | None, after: str | None, known: Lists, *, full: bool
) -> Iterator[FieldChange]:
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    if before is None:
        # The line of a new row tells only what is not usual.
        new = usual_of(table) | new
    for column, field in _COLUMNS[table].items():
        was, now = (_shown(field, side.get(column), known, full=full) for side in (old, new))
        if was != now:
            yield FieldChange(field.label, was, now)


def _shown(field: Field, value: Any, known: Lists, *, full: bool) -> str:
    word = traffic_log_day.shown(field, value, known)
    return mask_phone(word) if field is form.PHONE and not full else word


def _owner(table: str, row: int) -> int | None:
    """Whose customer the row is about: the wish decides, else whoever the row was assigned to."""
    model: Any = {one._meta.table_name: one for one in (TrafficEntry, Phone, Prospect)}.get(table)
    found = model.get_or_none(model.id == row) if model else None
    who = found.customer_id if found else row
    assigned = found.assigned_id if isinstance(found, TrafficEntry) else None
    owner: int | None = privacy.owners_of([who] if who else []).get(who, assigned)
    return owner
