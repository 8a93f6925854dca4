"""Taking an act back within an open work: its befores stand again, unless something newer stands on them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Final, NoReturn

from showroom.clock import Clock
from showroom.errors import Refused
from showroom.language import mark
from showroom.models.act import Act, ActLine
from showroom.models.base import Record
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import Appointment
from showroom.models.prospect import OPEN, WITHDRAWN, Prospect
from showroom.models.traffic_day import TrafficDay
from showroom.models.traffic_log import TrafficEntry
from showroom.services.customer import open_prospect
from showroom.services.deeds import UNDO_NOTE, deeds_of
from showroom.services.dependents import RECORDS, Row, depending_on, lost_parent
from showroom.services.log_numbers import free_number
from showroom.services.work import Work

_REMOVED: Final = "removed_at"
_MERGED_INTO: Final = Customer.merged_into.name


@dataclass
class _Touched:
    """One row that the act changed: what its columns held before; `added` when there was no row before."""

    table: type[Record]
    row: int
    added: bool = False
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def goes(self) -> bool:
        return self.added or self.kept.get(_REMOVED) is not None

    @property
    def returns(self) -> bool:
        return not self.goes and _REMOVED in self.kept


def take_back(work: Work, act: int, clock: Clock) -> None:
    """Put back what `act` changed, the last line first: what it added goes, what it removed comes back.

    What a customer has got anew meanwhile stays away. Raises Refused, naming what is newer: a row was
    changed since; a live row depends on one that would go; a customer or a number that would come back has
    been replaced.
    """
    touched = [one for one in _touched_by(act) if not _given_again(one)]
    _refuse_newer(act, touched, clock)
    _refuse_left_behind(act, touched, clock)
    _refuse_closed(act, touched, clock)
    _refuse_second_file(act, touched, clock)
    _refuse_taken_slot(touched, clock)
    for one in reversed(touched):
        kept = one.kept | ({_REMOVED: work.at_ms} if one.goes else {}) | _place(one)
        revision = one.table.select(one.table.revision).where(one.table.id == one.row).scalar()
        work.put_back(one.table, one.row, revision, kept)
    # Asked of what stands now: a row may have let go of another in the same act. A refusal rolls all back.
    _refuse_dependents(touched, clock)
    for one in touched:
        lost = lost_parent(one.table, one.row)
        if lost is not None:
            refuse_for(_last_act_on(lost), clock)


def changes_something(act: int) -> bool:
    """Whether the act changed any row; a print or a denial did not."""
    return bool(ActLine.select().where(ActLine.act == act, ActLine.row_revision > 0).exists())


def refuse_for(act: int, clock: Clock) -> NoReturn:
    """Raise Refused because of a newer act, naming who did what and when."""
    deed = deeds_of([act], clock)[act]
    raise Refused(
        "E-NEWER",
        mark(
            "Not possible any more: {who} did something newer on {when}, “{what}”. Nothing was changed. "
            "Take that back first, or correct the row."
        ),
        who=deed.who,
        when=deed.when,
        what=deed,
    )


def _touched_by(act: int) -> list[_Touched]:
    """The rows of the act in the order of their last line; of several changes the first before counts."""
    lines = (
        ActLine.select(ActLine.table_name, ActLine.row_id, ActLine.before)
        .where(ActLine.act == act, ActLine.row_revision > 0)
        .order_by(ActLine.id)
        .tuples()
    )
    found: dict[tuple[str, int], _Touched] = {}
    for table, row, before in lines:
        one = found.pop((table, row), None) or _Touched(RECORDS[table], row, added=before is None)
        if not one.added:
            one.kept = json.loads(before) | one.kept
        found[table, row] = one
    return list(found.values())


def _refuse_newer(act: int, touched: list[_Touched], clock: Clock) -> None:
    """Raise Refused for a later act on one of these rows that still stands."""
    for one in _standing(_acts_after(act, touched)):
        refuse_for(one, clock)


def _standing(acts: list[int]) -> list[int]:
    """Of these acts those that still stand: an act and the undo of it leave nothing."""
    roots = dict(
        ActLine.select(ActLine.act, ActLine.row_id)
        .where(ActLine.act.in_(acts), ActLine.table_name == UNDO_NOTE)
        .tuples()
    )
    links = Counter(roots.get(one, one) for one in acts)
    return [one for one in acts if links[roots.get(one, one)] % 2]


def _refuse_left_behind(act: int, touched: list[_Touched], clock: Clock) -> None:
    """What came to two files or cards since they were one would stay with one of them by chance."""
    for parent, stays in _came_together(touched):
        for table, column in _pointing_to(parent):
            for newer in _standing(_came_since(act, table, column, stays)):
                refuse_for(newer, clock)


def _pointing_to(parent: type[Record]) -> Iterator[tuple[Any, Any]]:
    for table in RECORDS.values():
        for column, there in table._meta.refs.items():
            if there is parent and column.name != _MERGED_INTO:
                yield table, column


def _came_together(touched: list[_Touched]) -> Iterator[Row]:
    """The file that another leaves, and the card that will be withdrawn for another (again)."""
    for one in touched:
        if one.table is Customer and one.returns and _MERGED_INTO in one.kept:
            yield Customer, Customer.get_by_id(one.row).merged_into_id
        elif one.table is Prospect and one.kept.get("state") == WITHDRAWN:
            yield Prospect, one.row


def _came_since(act: int, table: Any, column: Any, parent: int) -> list[int]:
    """The acts after `act` that led live rows of this parent to one, the newest first."""
    rows = table.select(table.id).where(column == parent, table.removed_at.is_null())
    lines = ActLine.select(ActLine.act, ActLine.after).where(
        ActLine.act > act, ActLine.table_name == table._meta.table_name, ActLine.row_id.in_(rows)
    )
    rewritten = lines.order_by(ActLine.act.desc()).tuples()
    return list(dict.fromkeys(newer for newer, after in rewritten if column.name in json.loads(after)))


def _refuse_closed(act: int, touched: list[_Touched], clock: Clock) -> None:
    """What was done before a day was closed stands on its sheet."""
    done_at = Act.get_by_id(act).at
    rows = [one.row for one in touched if one.table is TrafficEntry]
    closed = (
        TrafficDay.select(TrafficDay.id)
        .join(TrafficEntry, on=(TrafficEntry.day == TrafficDay.day))
        .where(TrafficEntry.id.in_(rows), TrafficDay.closed_at > done_at, TrafficDay.removed_at.is_null())
        .tuples()
        .first()
    )
    if closed is not None:
        refuse_for(_last_act_on((TrafficDay, closed[0])), clock)


def _refuse_taken_slot(touched: list[_Touched], clock: Clock) -> None:
    """A test car that would be lent again must not be lent to somebody else by now (F5)."""
    for one in touched:
        wanted = one.kept.get("slot") if one.table is Appointment and not one.goes else None
        taken = Appointment.get_or_none(Appointment.slot == wanted, Appointment.id != one.row)
        if wanted is not None and taken is not None:
            refuse_for(_last_act_on((Appointment, taken.id)), clock)


def _place(one: _Touched) -> dict[str, Any]:
    """The number of a row that comes back, when another row has been given it since; a car that is free."""
    if one.table is Appointment and one.goes:
        return {"slot": None}
    if one.table is not TrafficEntry or not one.returns:
        return {}
    row = TrafficEntry.get_by_id(one.row)
    number = free_number(row)
    return {} if number == row.number else {"number": number}


def _acts_after(act: int, touched: list[_Touched]) -> list[int]:
    """The later acts on these rows, the newest first."""
    rows: dict[str, list[int]] = {}
    for one in touched:
        rows.setdefault(one.table._meta.table_name, []).append(one.row)
    if not rows:
        return []
    same = [(ActLine.table_name == table) & ActLine.row_id.in_(ids) for table, ids in rows.items()]
    lines = ActLine.select(ActLine.act).distinct().where(ActLine.act > act, ActLine.row_revision > 0)
    return [found for (found,) in lines.where(reduce(or_, same)).order_by(ActLine.act.desc()).tuples()]


def _refuse_dependents(touched: list[_Touched], clock: Clock) -> None:
    going: dict[type[Record], set[int]] = {}
    for one in touched:
        if one.goes:
            going.setdefault(one.table, set()).add(one.row)
    found = depending_on(going)
    if found is None:
        return
    act = _last_act_on(found)
    deed = deeds_of([act], clock)[act]
    raise Refused(
        "E-DEPENDS",
        mark(
            "Not possible any more: what {who} did on {when}, “{what}”, depends on it. Nothing was changed. "
            "Take that back first, or correct the row."
        ),
        who=deed.who,
        when=deed.when,
        what=deed,
    )


def _given_again(one: _Touched) -> bool:
    """Whether the same customer has got what would come back anew: this number, or an open wish to buy."""
    if not one.returns:
        return False
    if one.table is Phone:
        number = Phone.get_by_id(one.row)
        same = (Phone.customer == number.customer_id) & (Phone.key == number.key)
        return bool(Phone.select().where(same, Phone.removed_at.is_null()).exists())
    if one.table is Prospect:
        wish = Prospect.get_by_id(one.row)
        return wish.state == OPEN and open_prospect(wish.customer_id) is not None
    return False


def _refuse_second_file(act: int, touched: list[_Touched], clock: Clock) -> None:
    """A number that comes back must not have opened another file since: one person, one file."""
    back = [one.row for one in touched if one.table is Phone and one.returns]
    if not back:
        return
    own = Phone.alias()
    returning = own.select(own.key).where(own.id.in_(back))
    newest = (
        ActLine.select(ActLine.act)
        .join(Phone, on=(ActLine.row_id == Phone.id))
        .join(Customer)
        .where(
            ActLine.table_name == Phone._meta.table_name,
            ActLine.act > act,
            Phone.key.in_(returning),
            Phone.removed_at.is_null(),
            Customer.removed_at.is_null(),
        )
        .order_by(ActLine.act.desc())
        .tuples()
        .first()
    )
    if newest is not None:
        refuse_for(newest[0], clock)


def _last_act_on(row: Row) -> int:
    table, row_id = row
    lines = ActLine.select(ActLine.act).where(
        ActLine.table_name == table._meta.table_name, ActLine.row_id == row_id, ActLine.row_revision > 0
    )
    return int(lines.order_by(ActLine.id.desc()).tuples().first()[0])
