"""How many customers there are, and how long ago each was last heard of (req 27, 136; forms 2.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from peewee import Value, fn

from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import OPEN, CardMove, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.services.figure_facts import Fact, day_of

# Of these the facts are sums; `each_customer` has the rows.
OF_CUSTOMERS: Final = frozenset({"customers", "customers_carded"})
_QUARTER_DAYS: Final = 90


def _his() -> Any:
    """The cards of one consultant in the evening of the last day, some of now among them."""
    given = CardMove.alias()
    return (Prospect.owner == slot("owner")) | Prospect.id.in_(
        given.select(given.prospect).where(given.owner_before == slot("owner"), given.day > slot("last"))
    )


def _row_of(customer: Any) -> Any:
    """The last row of the log of a customer."""
    row = TrafficEntry.alias()
    return row.select(fn.MAX(row.day)).where(
        row.customer == customer, row.day <= slot("last"), row.void == "", row.removed_at.is_null()
    )


def _talk_on(card: Any) -> Any:
    """The last contact on a card that reached its customer."""
    talk = FollowUp.alias()
    return talk.select(fn.MAX(talk.day)).where(
        talk.prospect == card, talk.day <= slot("last"), talk.reached, talk.removed_at.is_null()
    )


def _open_then() -> Any:
    """The cards that were on hand in the evening of a day, some others among them."""
    step = CardMove.alias()
    since = step.select(step.prospect).where(step.day > slot("last"), step.removed_at.is_null())
    return Prospect.select(Prospect.id, _talk_on(Prospect.id), _row_of(Prospect.customer)).where(
        (Prospect.state == OPEN) | Prospect.id.in_(since),
        Prospect.opened_on <= slot("last"),
        Prospect.removed_at.is_null(),
    )


def _delivered(*which: Any) -> Any:
    """The cards whose car was handed over up to a day; a contact on any card of the customer is care."""
    card = Prospect.alias()
    talks = card.select(fn.MAX(_talk_on(card.id))).where(
        card.customer == Prospect.customer, card.removed_at.is_null()
    )
    return (
        Prospect.select(
            Prospect.id,
            Prospect.delivered_on,
            Prospect.customer,
            Prospect.owner,
            talks,
            _row_of(Prospect.customer),
        )
        .where(Prospect.delivered_on <= slot("last"), Prospect.removed_at.is_null(), *which)
        .order_by(Prospect.delivered_on, Prospect.id)
    )


def _handed_on() -> Any:
    """Whose the cards were that went to somebody else after a day, the first to go the last in the list.

    Few cards do: asking each of all there ever were takes longer than all the rest.
    """
    return (
        CardMove.select(CardMove.prospect, CardMove.owner_before)
        .where(
            CardMove.day > slot("last"), CardMove.owner_after.is_null(False), CardMove.removed_at.is_null()
        )
        .order_by(CardMove.id.desc())
    )


def _newest(columns: tuple[Any, ...], *which: Any) -> Any:
    """The newest card of every customer who had one by a day: he is of whose card that is."""
    newer = Prospect.alias()
    passed_by = newer.select(Value(1)).where(
        newer.customer == Prospect.customer,
        newer.id > Prospect.id,
        newer.opened_on <= slot("last"),
        newer.removed_at.is_null(),
    )
    return (
        Prospect.select(*columns)
        .join(Customer)
        .where(
            Prospect.opened_on <= slot("last"),
            Prospect.removed_at.is_null(),
            Customer.removed_at.is_null(),
            ~fn.EXISTS(passed_by),
            *which,
        )
    )


def _without_card(*columns: Any) -> Any:
    """The customers who had no card by a day; one of whom nothing was ever written was always on file."""
    card, row, later = Prospect.alias(), TrafficEntry.alias(), Prospect.alias()
    carded = card.select(Value(1)).where(
        card.customer == Customer.id, card.opened_on <= slot("last"), card.removed_at.is_null()
    )
    first = row.select(fn.MIN(row.day)).where(
        row.customer == Customer.id, row.void == "", row.removed_at.is_null()
    )
    wished = later.select(fn.MIN(later.opened_on)).where(
        later.customer == Customer.id, later.removed_at.is_null()
    )
    return Customer.select(*columns).where(
        Customer.removed_at.is_null(),
        ~fn.EXISTS(carded),
        fn.COALESCE(first, wished, slot("last")) <= slot("last"),
    )


def _moved() -> Any:
    """The newest cards that went to somebody else after the last day, with whose they are now."""
    handed = CardMove.alias()
    since = handed.select(handed.prospect).where(
        handed.day > slot("last"), handed.owner_after.is_null(False), handed.removed_at.is_null()
    )
    return _newest((Prospect.id, Prospect.owner), Prospect.id.in_(since))


def _listed() -> Any:
    columns = (Prospect.id, Prospect.customer, Prospect.opened_on, Prospect.owner)
    return _newest(columns).order_by(Prospect.opened_on, Prospect.id)


_on_hand, _since = Compiled(_open_then), Compiled(_handed_on)
_base, _base_of_one = Compiled(_delivered), Compiled(lambda: _delivered(_his()))
_count = Compiled(lambda: _newest((Prospect.owner, fn.COUNT(Prospect.id))).group_by(Prospect.owner))
_count_moved, _list = Compiled(_moved), Compiled(_listed)
_no_card = Compiled(lambda: _without_card(fn.COUNT(Customer.id)))
_list_no_card = Compiled(lambda: _without_card(Customer.id).order_by(Customer.id))


def last_heard(last: date) -> Mapping[int, date | None]:
    """When the customer of each card on hand was last heard of, up to a day. One statement."""
    return {
        card: max((day_of(one) for one in heard if one), default=None)
        for card, *heard in _on_hand.rows(last=str(last))
    }


def base(owner: int | None, last: date) -> Iterator[Fact]:
    """The cards whose car was handed over by the end of a period, and for how long nobody heard of them.

    Of one owner, some others are among them. Two statements.
    """
    slots = {"last": str(last)}
    rows = _base.rows(**slots) if owner is None else _base_of_one.rows(owner=owner, **slots)
    then, days_of = dict(_since.rows(**slots)), cache(day_of)
    for card, delivered, customer, now, talk, row in rows:
        days = (last - days_of(max(delivered, talk or delivered, row or delivered))).days
        counts = {"base": 1, "care_days": days}
        if days > _QUARTER_DAYS:
            counts["base_waiting"] = 1
        whose = then.get(card, now)
        yield Fact(counts, days_of(delivered), whose, "prospect", card, customer, card)


def customers(last: date) -> Iterator[Fact]:
    """How many customers were on file at the end of a period: a sum for each consultant. Four statements."""
    slots = {"last": str(last)}
    then, sums = dict(_since.rows(**slots)), Counter(dict(_count.rows(**slots)))
    for card, now in _count_moved.rows(**slots):
        sums[now] -= 1
        sums[then[card]] += 1
    for whose, count in sums.items():
        yield Fact({"customers": count, "customers_carded": count}, last, whose, "customer", 0)
    (without,) = _no_card.rows(**slots)[0]
    yield Fact({"customers": without}, last, None, "customer", 0)


def each_customer(last: date) -> Iterator[Fact]:
    """The rows that `customers` counts, each with the newest card it had then. Three statements."""
    slots = {"last": str(last)}
    then = dict(_since.rows(**slots))
    for card, customer, opened, now in _list.rows(**slots):
        counts = {"customers": 1, "customers_carded": 1}
        whose = then.get(card, now)
        yield Fact(counts, day_of(opened), whose, "customer", customer, customer, card)
    for (customer,) in _list_no_card.rows(**slots):
        yield Fact({"customers": 1}, last, None, "customer", customer, customer)
