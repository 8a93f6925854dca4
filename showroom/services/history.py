"""The history of a row: who did what to it, when, and each field before and after in the form's words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from showroom.errors import Refused
from showroom.forms import customer as customer_form
from showroom.forms import traffic_log as form
from showroom.forms.field import Field, Lists, Option, show
from showroom.language import mark
from showroom.models.act import ActLine
from showroom.models.customer import Consent, Customer, FamilyMember, Phone
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_identity, mask_phone
from showroom.services import customer_file, lists, privacy, traffic_log_day
from showroom.services.deeds import Deed, deeds_of
from showroom.services.dependents import RECORDS, usual_of
from showroom.services.desk import Desk

# The columns that have a word on the form, by table; the others get no line.
_COLUMNS: Final[Mapping[str, Mapping[str, Field]]] = {
    TrafficEntry._meta.table_name: traffic_log_day.FIELD_OF_COLUMN,
    Customer._meta.table_name: {
        field.key: field
        for field in (*customer_form.FIELDS, *customer_form.SPECIAL)
        if field.key in Customer._meta.fields
    },
    Phone._meta.table_name: {"typed": form.PHONE},
    FamilyMember._meta.table_name: {field.key: field for field in customer_form.MEMBER},
    Consent._meta.table_name: {
        **{field.key: field for field in customer_form.CONSENT},
        "withdrawn_on": customer_form.WITHDRAWN_ON,
    },
    Prospect._meta.table_name: {"owner": form.ASSIGNED, "level": form.LEVEL},
}
# Fields that hold numbers to call.
_NUMBERS: Final = (form.PHONE, customer_form.FAX)
# The name under which customers stand among the lists while a history is told.
_PEOPLE: Final = "customer"


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
    """All that was done to a row of the log, or of what is on file about a customer, oldest first.

    The log is read by whoever works on it, a file by whoever may read the customer's card. Phones are masked
    where this person may not see them, numbers of IDs always. A fixed number of statements. Raises Denied,
    Refused.
    """
    on_log = table == TrafficEntry._meta.table_name
    if on_log:
        desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.reading():
        if not on_log:
            customer_file.readable(desk, _customer(table, row))
        lines = list(
            ActLine.select(ActLine.act, ActLine.before, ActLine.after)
            .where(ActLine.table_name == table, ActLine.row_id == row, ActLine.row_revision > 0)
            .order_by(ActLine.id)
            .tuples()
        )
        told = deeds_of({act for act, _before, _after in lines}, desk.clock)
        known = {**lists.current(), **_people(table, lines)}
        who, owner = _whose(table, row)
        full = privacy.eyes_of(desk).sees(owner, who, on_log=on_log)
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
        was, now = (_shown(table, column, field, side.get(column), known, full) for side in (old, new))
        if was != now:
            yield FieldChange(field.label, was, now)


def _shown(table: str, column: str, field: Field, value: Any, known: Lists, full: bool) -> str:
    if field is customer_form.ID_NUMBER:
        return mask_identity(value or "")
    if field is customer_form.REFERRER:
        word = show(replace(field, options=_PEOPLE), value, known)
    elif table == TrafficEntry._meta.table_name or value in (None, ""):
        word = traffic_log_day.shown(field, value, known)
    else:
        word = show(field, RECORDS[table]._meta.fields[column].python_value(value), known)
    return mask_phone(word) if field in _NUMBERS and not full else word


def _people(table: str, lines: Iterable[tuple[Any, ...]]) -> Lists:
    """The customers whom these changes of a customer name, as the entries of a list."""
    if table != Customer._meta.table_name:
        return {}
    named = {
        json.loads(side or "{}").get(customer_form.REFERRER.key) for _act, *sides in lines for side in sides
    }
    rows = Customer.select(Customer.id, Customer.name).where(Customer.id.in_(list(named - {None}))).tuples()
    return {_PEOPLE: tuple(Option(str(key), name, name) for key, name in rows)}


def _customer(table: str, row: int) -> int:
    """Whom a row of a file is about."""
    if table == Customer._meta.table_name:
        return row
    return int(_row(RECORDS[table], row).customer_id)


def _row(table: Any, row: int) -> Any:
    """The row, removed or not. Raises Refused where there never was one."""
    found = table.get_or_none(table.id == row)
    if found is None:
        raise Refused("E-HISTORY-GONE", mark("There is no such row, so it has no history. Look again."))
    return found


def _whose(table: str, row: int) -> tuple[int | None, int | None]:
    """Which customer the row is about, and whose he is: the wish decides, else who it was assigned to."""
    if table != TrafficEntry._meta.table_name:
        who, assigned = _customer(table, row), None
    else:
        entry = _row(TrafficEntry, row)
        who, assigned = entry.customer_id, entry.assigned_id
    return who, privacy.owners_of([who] if who else []).get(who, assigned)
