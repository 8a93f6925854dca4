"""经过: everything that happened on a card, in one list, the newest first (screens: customer card)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from peewee import JOIN

from showroom.forms.card_record import Order
from showroom.forms.customer_card import Event, Happened
from showroom.models.act import Act, ActLine
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.car import Vehicle
from showroom.models.card_review import CardReview
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import CardMove
from showroom.models.sale import Drive, Quote, SalesOrder, TradeIn
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.services.desk import Desk
from showroom.services.prospect import Card

_instant = InstantField()


def _told(table: Any, what: Any) -> Any:
    """In a query of a table: a column of the act by which each row was written down, or of its line."""
    return (
        ActLine.select(what)
        .join(Act)
        .where(
            ActLine.table_name == table._meta.table_name,
            ActLine.row_id == table.id,
            ActLine.row_revision == 1,
        )
    )


def _of_card(table: Any, who: Any, *columns: Any) -> Any:
    """The rows of a card in a table: its place among all that was done, the row, who did it, the columns."""
    return (
        table.select(_told(table, ActLine.id), table.id, Staff.name, *columns)
        .join(Staff, JOIN.LEFT_OUTER, on=(who == Staff.id))
        .where(table.prospect == slot("prospect"), table.removed_at.is_null())
        .order_by(table.id)
    )


_follow_ups = Compiled(
    lambda: _of_card(
        FollowUp,
        FollowUp.by,
        FollowUp.day,
        FollowUp.time,
        FollowUp.method,
        FollowUp.said,
        FollowUp.reached,
        FollowUp.level_before,
        FollowUp.level_after,
        FollowUp.criteria,
        FollowUp.reason,
        FollowUp.move,
    )
)
_visits = Compiled(
    lambda: (
        TrafficEntry.select(
            _told(TrafficEntry, ActLine.id),
            Staff.name,
            TrafficEntry.day,
            TrafficEntry.arrived,
            TrafficEntry.traffic_type,
            TrafficEntry.note,
            TrafficEntry.number,
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(TrafficEntry.received_by == Staff.id))
        .where(
            TrafficEntry.customer == slot("customer"),
            TrafficEntry.day >= slot("opened_on"),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .order_by(TrafficEntry.id)
    )
)
_before, _after = Staff.alias(), Staff.alias()
_moves = Compiled(
    lambda: (
        _of_card(
            CardMove,
            CardMove.by,
            CardMove.day,
            CardMove.at,
            CardMove.move,
            CardMove.level_before,
            CardMove.level_after,
            CardMove.criteria,
            CardMove.reason,
            _before.name,
            _after.name,
        )
        .join_from(CardMove, _before, JOIN.LEFT_OUTER, on=(CardMove.owner_before == _before.id))
        .join_from(CardMove, _after, JOIN.LEFT_OUTER, on=(CardMove.owner_after == _after.id))
    )
)
_drives = Compiled(
    lambda: _of_card(
        Drive,
        Drive.accompanied_by,
        Drive.day,
        Drive.time,
        _told(Drive, Act.at),
        Drive.model,
        Drive.kilometres,
        Drive.impression,
    )
)
_quotes = Compiled(
    lambda: _of_card(
        Quote,
        Quote.by,
        Quote.day,
        _told(Quote, Act.at),
        Quote.model,
        Quote.colour,
        Quote.price,
        Quote.included,
    )
)
_reviews = Compiled(
    lambda: _of_card(CardReview, CardReview.by, CardReview.day, CardReview.at, CardReview.words)
)
_valuations = Compiled(
    lambda: _of_card(TradeIn, TradeIn.by, TradeIn.day, _told(TradeIn, Act.at), TradeIn.vehicle, TradeIn.value)
)
_orders = Compiled(
    lambda: (
        SalesOrder.select(
            Staff.name,
            SalesOrder.ordered_on,
            SalesOrder.model,
            SalesOrder.colour,
            SalesOrder.price,
            SalesOrder.deposit,
            SalesOrder.expected_delivery,
            SalesOrder.delivered_on,
            SalesOrder.cancelled_on,
            Vehicle.vin,
            Vehicle.plate,
            _told(SalesOrder, ActLine.id),
            _told(SalesOrder, Act.at),
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(SalesOrder.by == Staff.id))
        .switch(SalesOrder)
        .join(Vehicle, JOIN.LEFT_OUTER, on=(SalesOrder.vehicle == Vehicle.id))
        .where(SalesOrder.prospect == slot("prospect"), SalesOrder.removed_at.is_null())
        .order_by(SalesOrder.id.desc())
    )
)


def orders_of(prospect: int) -> tuple[Order, ...]:
    """The orders of a card, the newest first. One statement."""
    return tuple(
        Order(
            by=by or "",
            ordered_on=date.fromisoformat(ordered_on),
            model=model,
            colour=colour,
            price=price,
            deposit=deposit,
            expected_delivery=_day(expected),
            delivered_on=_day(delivered),
            cancelled_on=_day(cancelled),
            vin=vin or "",
            plate=plate or "",
            place=place,
            written_at=_instant.python_value(at),
        )
        for (
            by,
            ordered_on,
            model,
            colour,
            price,
            deposit,
            expected,
            delivered,
            cancelled,
            vin,
            plate,
            place,
            at,
        ) in _orders.rows(prospect=prospect)
    )


def events_of(desk: Desk, card: Card, orders: tuple[Order, ...]) -> tuple[Event, ...]:
    """What happened on a card, the newest first. Seven statements, however much it was."""
    moves = list(_moves.rows(prospect=card.prospect))
    contacts = list(_follow_ups.rows(prospect=card.prospect))
    # A step that a contact or an order brought is told with it.
    told = {row[-1] for row in contacts} | {row[1] for row in moves if row[5] == Move.ORDERED and orders}
    found = [
        _opened(card, moves),
        *_contacts(contacts),
        *_visited(card),
        *_moved(desk, [row for row in moves if row[1] not in told]),
        *_driven(desk, card.prospect),
        *_priced(desk, card.prospect),
        *_ordered(desk, orders),
        *_reviewed(desk, card.prospect),
    ]
    return tuple(sorted(found, key=_when, reverse=True))


def first_level(card: Card, events: tuple[Event, ...]) -> str:
    """初始级别: what stood on the card before its first step; the level of today where it took none."""
    opened = next(event for event in events if event.kind is Happened.OPENED)
    return opened.level_after or card.level


def _when(event: Event) -> tuple[Any, ...]:
    """By the day, the hour where there is one, and as it was written down."""
    opened = event.kind is not Happened.OPENED
    return event.day, opened, event.at or time.max, event.order


def _opened(card: Card, moves: list[tuple[Any, ...]]) -> Event:
    """By whom it was kept first: who had it before it was handed over stays named."""
    level = moves[0][6] if moves else card.level
    first = next((before for *_step, before, after in moves if after), card.owner_name)
    return Event(Happened.OPENED, card.opened_on, level_after=level, by=first or "")


def _contacts(rows: list[tuple[Any, ...]]) -> Iterator[Event]:
    for place, _row, by, day, at, how, said, reached, before, after, criteria, reason, _move in rows:
        yield Event(
            Happened.CONTACT,
            date.fromisoformat(day),
            _time(at),
            place,
            by or "",
            how,
            said,
            bool(reached),
            before,
            after,
            _codes(criteria),
            reason,
        )


def _visited(card: Card) -> Iterator[Event]:
    rows = _visits.rows(customer=card.customer, opened_on=card.opened_on.isoformat())
    for place, by, day, arrived, how, note, number in rows:
        yield Event(
            Happened.VISIT,
            date.fromisoformat(day),
            _time(arrived),
            place,
            by or "",
            how,
            note,
            number=number,
        )


def _moved(desk: Desk, rows: list[tuple[Any, ...]]) -> Iterator[Event]:
    for place, _row, by, day, at, how, before, after, criteria, reason, gave, got in rows:
        yield Event(
            Happened.MOVE,
            date.fromisoformat(day),
            _hour(desk, date.fromisoformat(day), _instant.python_value(at)),
            place,
            by or "",
            how,
            level_before=before,
            level_after=after,
            criteria=_codes(criteria),
            reason=reason,
            owner_before=gave or "",
            owner_after=got or "",
        )


def _driven(desk: Desk, prospect: int) -> Iterator[Event]:
    for place, row, by, day, at, written, model, kilometres, impression in _drives.rows(prospect=prospect):
        driven_on = date.fromisoformat(day)
        yield Event(
            Happened.DRIVE,
            driven_on,
            _time(at) or _hour(desk, driven_on, _instant.python_value(written)),
            place,
            by or "",
            said=impression,
            model=model,
            kilometres=kilometres,
            record=row,
        )


def _priced(desk: Desk, prospect: int) -> Iterator[Event]:
    """Quotes, and what the old car was valued at."""
    for place, row, by, day, at, model, colour, price, included in _quotes.rows(prospect=prospect):
        yield Event(
            Happened.QUOTE,
            date.fromisoformat(day),
            _hour(desk, date.fromisoformat(day), _instant.python_value(at)),
            place,
            by or "",
            said=included,
            model=model,
            colour=colour,
            amount=price,
            record=row,
        )
    for place, row, by, day, at, vehicle, value in _valuations.rows(prospect=prospect):
        yield Event(
            Happened.VALUATION,
            date.fromisoformat(day),
            _hour(desk, date.fromisoformat(day), _instant.python_value(at)),
            place,
            by or "",
            said=vehicle,
            amount=value,
            record=row,
        )


def _ordered(desk: Desk, orders: tuple[Order, ...]) -> Iterator[Event]:
    """Orders as they were placed; what became of one is a step of the card."""
    for order in orders:
        yield Event(
            Happened.ORDER,
            order.ordered_on,
            _hour(desk, order.ordered_on, order.written_at),
            order.place,
            order.by,
            model=order.model,
            colour=order.colour,
            amount=order.deposit,
        )


def _reviewed(desk: Desk, prospect: int) -> Iterator[Event]:
    """What managers wrote; that one has only looked is nothing that happened."""
    for place, _row, by, day, at, words in _reviews.rows(prospect=prospect):
        if words:
            on = date.fromisoformat(day)
            hour = _hour(desk, on, _instant.python_value(at))
            yield Event(Happened.REVIEW, on, hour, place, by or "", said=words)


def _hour(desk: Desk, day: date, written_at: datetime | None) -> time | None:
    """When on its day something was written down; what was taken down later than it was has no hour of it."""
    if written_at is None:
        return None
    local = written_at.astimezone(desk.clock.local().tzinfo)
    return local.time() if local.date() == day else None


def _codes(stored: str | None) -> tuple[str, ...]:
    return tuple(stored.split(",")) if stored else ()


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _time(stored: str | None) -> time | None:
    return time.fromisoformat(stored) if stored else None
