"""What hangs on a customer's file goes over to another file of the same person, within an open work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from showroom.models.base import Record
from showroom.models.car import Vehicle
from showroom.models.customer import Consent, Customer, FamilyMember, Phone, TwoPeople
from showroom.models.daily_report import ReportRow
from showroom.models.prospect import Prospect
from showroom.models.sale import SalesOrder
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import text
from showroom.services.work import Work

Moves = Callable[[Work, int, int], None]


def move_all(work: Work, merged: int, kept: int) -> None:
    """Every live row that points to `merged` points to `kept`, or goes where the kept file has the same."""
    for move in dict.fromkeys(HOW.values()):
        move(work, merged, kept)


def _each(table: Any, field: str, customer: int) -> Iterator[Any]:
    found = table.select().where(getattr(table, field) == customer, table.removed_at.is_null())
    yield from list(found.order_by(table.id))


def _as_they_are(table: type[Record]) -> Moves:
    def move(work: Work, merged: int, kept: int) -> None:
        for row in _each(table, "customer", merged):
            work.edit(table, row.id, row.revision, customer=kept)

    return move


def _numbers(work: Work, merged: int, kept: int) -> None:
    """A number that both files have stands once."""
    known = {row.key for row in _each(Phone, "customer", kept)}
    for row in _each(Phone, "customer", merged):
        if row.key in known:
            work.remove(Phone, row.id, row.revision)
        else:
            work.edit(Phone, row.id, row.revision, customer=kept)


def _family(work: Work, merged: int, kept: int) -> None:
    """A member of whom the merged file says nothing more than the kept one stands once."""
    known = {_member(row) for row in _each(FamilyMember, "customer", kept)}
    for row in _each(FamilyMember, "customer", merged):
        if _member(row) in known:
            work.remove(FamilyMember, row.id, row.revision)
        else:
            work.edit(FamilyMember, row.id, row.revision, customer=kept)


def _member(row: Any) -> tuple[str, str, str, str]:
    return row.relation, text.key(row.name), row.birthday, text.key(row.note)


def _cars(work: Work, merged: int, kept: int) -> None:
    """A car that both files have by its VIN stands once; orders lead to the one that stays."""
    known = {row.vin: row.id for row in _each(Vehicle, "customer", kept) if row.vin}
    for row in _each(Vehicle, "customer", merged):
        if row.vin not in known:
            work.edit(Vehicle, row.id, row.revision, customer=kept)
            continue
        for order in _each(SalesOrder, "vehicle", row.id):
            work.edit(SalesOrder, order.id, order.revision, vehicle=known[row.vin])
        work.remove(Vehicle, row.id, row.revision)


def _introduced(work: Work, merged: int, kept: int) -> None:
    """Whom the merged file introduced; whom the two themselves were introduced by is a fact of theirs."""
    for row in _each(Customer, "referrer", merged):
        if row.id != kept:
            work.edit(Customer, row.id, row.revision, referrer=kept)


def _told_apart(work: Work, merged: int, kept: int) -> None:
    """What was said of either file and a third person is said once; that the two are two people no more."""
    known = {_pair(row) for row in [*_each(TwoPeople, "first", kept), *_each(TwoPeople, "second", kept)]}
    for row in [*_each(TwoPeople, "first", merged), *_each(TwoPeople, "second", merged)]:
        others = _pair(row) - {merged}
        if kept in others or others | {kept} in known:
            work.remove(TwoPeople, row.id, row.revision)
            continue
        first, second = sorted(others | {kept})
        work.edit(TwoPeople, row.id, row.revision, first=first, second=second)


def _pair(row: Any) -> frozenset[int]:
    return frozenset({row.first_id, row.second_id})


def _where_they_are(_work: Work, _merged: int, _kept: int) -> None:
    """A file that was merged into this one leads on through it."""


# Every column that points to a customer and what becomes of it; a test finds them in the tables.
HOW: Final[Mapping[tuple[type[Record], str], Moves]] = {
    (Phone, "customer"): _numbers,
    (Prospect, "customer"): _as_they_are(Prospect),
    (TrafficEntry, "customer"): _as_they_are(TrafficEntry),
    (FamilyMember, "customer"): _family,
    (Consent, "customer"): _as_they_are(Consent),
    (Vehicle, "customer"): _cars,
    (Customer, "referrer"): _introduced,
    (Customer, "merged_into"): _where_they_are,
    (ReportRow, "customer"): _as_they_are(ReportRow),
    (TwoPeople, "first"): _told_apart,
    (TwoPeople, "second"): _told_apart,
}
