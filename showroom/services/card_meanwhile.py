"""Two people, one card: what others wrote on it since it was read, and who took it away (F1–F3, F9, V20)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from peewee import JOIN

from showroom.forms import customer as customer_form
from showroom.forms import prospect as form
from showroom.forms.card_meanwhile import Meanwhile
from showroom.forms.customer_card import CustomerCard
from showroom.models.act import Act, ActLine
from showroom.models.base import InstantField
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.rules.phone_uses import usual_use
from showroom.services import prospect
from showroom.services.desk import Desk

_FIELDS: Final = frozenset(field.key for field in (*customer_form.FIELDS, *form.FIELDS, form.CRITERIA))
_instant = InstantField()
# The act's id, its token, who, when, at which desk, the keys of the fields.
_Line = tuple[int, str, str, Any, str, tuple[str, ...]]


def since(desk: Desk, seen: CustomerCard, own: Iterable[str] = ()) -> tuple[Meanwhile, ...]:
    """What was changed on a card after it was read as `seen`, the newest change of each field.

    `own` are the tokens of what the person at this desk did in this window; the same person in another window
    is somebody else (F9). Raises Denied, Refused.
    """
    with desk.reading():
        prospect.readable(desk, seen.prospect)
        lines = [
            *_lines(Prospect, seen.prospect, seen.revision),
            *_lines(Customer, seen.customer, seen.customer_revision),
            *_phones(seen),
        ]
    found: dict[str, Meanwhile] = {}
    mine = frozenset(own)
    for _act, token, by, at, where, keys in sorted(lines, key=lambda line: line[0]):
        if token not in mine:
            for key in keys:
                found[key] = Meanwhile(key, by, _local(desk, at), where)
    return tuple(sorted(found.values(), key=lambda one: one.at))


def taken_away(desk: Desk, card: int) -> Meanwhile | None:
    """Who did the last thing to a card that is not to be read here any more, and when. Raises Denied."""
    desk.require(Duty.READ_CARD)
    rows = (
        Act.select(Staff.name, Act.at, Act.desk)
        .join(ActLine, on=(ActLine.act == Act.id))
        .join(Staff, JOIN.LEFT_OUTER, on=(Act.actor == Staff.id))
        .where(
            ActLine.table_name == Prospect._meta.table_name, ActLine.row_id == card, ActLine.row_revision > 0
        )
        .order_by(Act.id.desc())
        .limit(1)
        .tuples()
    )
    return next((Meanwhile("", by or "", _local(desk, at), where) for by, at, where in rows), None)


def _local(desk: Desk, at: Any) -> datetime:
    moment = at if isinstance(at, datetime) else _instant.python_value(at)
    assert moment is not None
    return moment.astimezone(desk.clock.local().tzinfo)


def _acts(table: Any, rows: Iterable[int]) -> list[tuple[Any, ...]]:
    """What was done to rows of a table: row, its revision, what it was given, and the act it was done in."""
    found: list[tuple[Any, ...]] = list(
        ActLine.select(
            ActLine.row_id,
            ActLine.row_revision,
            ActLine.after,
            Act.id,
            Act.token,
            Staff.name,
            Act.at,
            Act.desk,
        )
        .join(Act, on=(ActLine.act == Act.id))
        .join(Staff, JOIN.LEFT_OUTER, on=(Act.actor == Staff.id))
        .where(ActLine.table_name == table._meta.table_name, ActLine.row_id.in_(list(rows)))
        .tuples()
    )
    return found


def _lines(table: Any, row: int, seen: int) -> Iterator[_Line]:
    for _row, revision, after, act, token, by, at, where in _acts(table, (row,)):
        if revision > seen:
            keys = tuple(sorted(_FIELDS & json.loads(after or "{}").keys()))
            yield act, token, by or "", at, where, keys


def _phones(seen: CustomerCard) -> Iterator[_Line]:
    """Numbers that were added, corrected or taken away: rows of their own, by the use they have."""
    known = {one.phone: one.revision for one in seen.file.numbers}
    rows = Phone.select(Phone.id, Phone.use, Phone.kind).where(Phone.customer == seen.customer).tuples()
    uses = {row: use or usual_use(kind) for row, use, kind in rows}
    for row, revision, _after, act, token, by, at, where in _acts(Phone, uses):
        if revision > known.get(row, 0):
            yield act, token, by or "", at, where, (customer_form.NUMBERS[uses[row]].key,)
