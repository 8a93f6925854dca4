"""A customer's telephone numbers by use: added, changed and taken away as rows of their own (req 59)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from showroom.errors import Clash, Refused
from showroom.forms import customer as form
from showroom.forms.customer_file import Number
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.rules import phones
from showroom.rules.phone_uses import usual_use
from showroom.services import customer as customers
from showroom.services.work import CLASH, Work

_rows = Compiled(
    lambda: (
        Phone.select(Phone.id, Phone.revision, Phone.key, Phone.kind, Phone.use, Phone.typed)
        .where(Phone.customer == slot("customer"), Phone.removed_at.is_null())
        .order_by(Phone.id)
    )
)


class _Row(NamedTuple):
    phone: int
    revision: int
    key: str
    kind: str
    use: str
    typed: str

    @property
    def used_as(self) -> str:
        return self.use or usual_use(self.kind)


def keep(
    work: Work, customer: int, values: Mapping[str, Any], seen: Collection[Number] | None, another_person: str
) -> None:
    """Let a customer have just the numbers of `values` for each use that is named there, within a work.

    Raises Refused for somebody else's number without a reason, Clash where another changed them since `seen`.
    """
    wanted = {
        use: phones.read(values[field.key]) for use, field in form.NUMBERS.items() if field.key in values
    }
    if not wanted:
        return
    rows = [_Row(*row) for row in _rows.rows(customer=customer)]
    if seen is not None:
        _refuse_clash(wanted, rows, seen)
    uses = {number.key: use for use, numbers in wanted.items() for number in numbers}
    numbers = {number.key: number for numbers in wanted.values() for number in numbers}
    for row in rows:
        if row.key in uses:
            use, number = uses.pop(row.key), numbers[row.key]
            columns = {} if row.used_as == use else {"use": use}
            work.edit(Phone, row.phone, row.revision, typed=number.typed, **columns)
        elif row.used_as in wanted:
            work.remove(Phone, row.phone, row.revision)
    for key, use in uses.items():
        _refuse_others(work, customer, numbers[key], another_person)
        usual = usual_use(numbers[key].kind) == use
        customers.add_numbers(work, customer, (numbers[key],), "" if usual else use)


def _refuse_clash(
    wanted: Mapping[str, Sequence[phones.Phone]], rows: Sequence[_Row], seen: Collection[Number]
) -> None:
    """What stands there is what was seen, or what is wanted anyway."""
    mine, theirs = {}, {}
    for use, numbers in wanted.items():
        now = [row for row in rows if row.used_as == use]
        known = {(one.phone, one.revision) for one in seen if one.use == use}
        if known == {(row.phone, row.revision) for row in now}:
            continue
        if {number.key for number in numbers} != {row.key for row in now}:
            key = form.NUMBERS[use].key
            mine[key] = phones.SEPARATOR.join(number.typed for number in numbers)
            theirs[key] = phones.SEPARATOR.join(row.typed for row in now)
    if mine:
        raise Clash("E-CLASH", CLASH, mine, theirs)


def _refuse_others(work: Work, customer: int, number: phones.Phone, another_person: str) -> None:
    found = customers.duplicate_of((number,))
    if found is None:
        return
    if not another_person:
        raise Refused(
            "E-NUMBER-KNOWN",
            mark(
                "{number} is the number of {name}. Nothing was saved. "
                "Open that file, or write why somebody else has the same number."
            ),
            number=phones.show(number.typed),
            name=found.name,
        )
    work.note(Customer._meta.table_name, customer, another_person=another_person)
