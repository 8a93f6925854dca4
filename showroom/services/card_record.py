"""洽谈记录: the contacts, drives, quotes, reviews and the end of cards, read for many at once (forms 2.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from peewee import JOIN

from showroom.forms.card_record import CardRecord, Closing, Confirmed, Driven, Order, Quoted, Review, Valued
from showroom.models.car import Vehicle
from showroom.models.card_review import CardReview
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import CardMove
from showroom.models.sale import Drive, Quote, SalesOrder, TradeIn
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.lost import RequestState
from showroom.rules.masking import mask_identity
from showroom.services import contacts
from showroom.services.prospect import Card

# By card, in the order in which they were written down.
Rows = Mapping[int, list[Any]]
_decider: Final = Staff.alias()
_asker: Final = Staff.alias()
_CLOSING: Final = tuple(field.name for field in fields(Closing))


def of_cards(cards: Collection[Card], today: date) -> dict[int, CardRecord]:
    """The record of each card; a fixed number of statements for all of them together."""
    ids = [card.prospect for card in cards]
    steps = _grouped(CardMove, CardMove.day, CardMove.level_before, CardMove.owner_after, of=ids)
    talks = contacts.of_cards(
        cards, {card: max(row[0] for row in rows) for card, rows in steps.items()}, today
    )
    drives, quotes, valued = _drives(ids), _quotes(ids), _valuations(ids)
    orders, reviews, closings = _orders(ids), _reviews(ids), _closings(ids)
    confirmed = _confirmed(cards)
    return {
        card.prospect: CardRecord(
            first_level=steps[card.prospect][0][1] if steps[card.prospect] else card.level,
            handed_over=any(owner is not None for *_rest, owner in steps[card.prospect]),
            contacts=talks[card.prospect],
            drives=tuple(drives[card.prospect]),
            quotes=tuple(quotes[card.prospect]),
            valuation=valued.get(card.prospect),
            order=orders.get(card.prospect),
            confirmed=confirmed.get(card.prospect),
            reviews=tuple(reviews[card.prospect]),
            closing=closings.get(card.prospect),
        )
        for card in cards
    }


def _rows(table: Any, *columns: Any, of: Iterable[int]) -> Any:
    """The rows of cards in a table; the card is the first column."""
    return (
        table.select(table.prospect, *columns)
        .where(table.prospect.in_(list(of)), table.removed_at.is_null())
        .order_by(table.id)
    )


def _with_name(table: Any, who: Any, *columns: Any, of: Iterable[int]) -> Any:
    """The same, with the name of who did it first."""
    return _rows(table, Staff.name, *columns, of=of).join(Staff, JOIN.LEFT_OUTER, on=(who == Staff.id))


def _by_card(rows: Iterable[tuple[int, Any]]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for card, row in rows:
        found[card].append(row)
    return found


def _grouped(table: Any, *columns: Any, of: Iterable[int]) -> defaultdict[int, list[Any]]:
    return _by_card((card, row) for card, *row in _rows(table, *columns, of=of).tuples())


def _drives(ids: Collection[int]) -> Rows:
    columns = (Drive.day, Drive.model, Drive.kilometres, Drive.licence)
    rows = _with_name(Drive, Drive.accompanied_by, *columns, of=ids).tuples()
    return _by_card(
        (card, Driven(day, model, kilometres, mask_identity(licence), by or ""))
        for card, by, day, model, kilometres, licence in rows
    )


def _quotes(ids: Collection[int]) -> Rows:
    columns = (
        Quote.id, Quote.day, Quote.model, Quote.colour, Quote.equipment, Quote.price, Quote.included,
    )  # fmt: skip
    rows = _with_name(Quote, Quote.by, *columns, of=ids).tuples()
    return _by_card(
        (card, Quoted(quote, day, model, colour, equipment, price, included, by or ""))
        for card, by, quote, day, model, colour, equipment, price, included in rows
    )


def _valuations(ids: Collection[int]) -> Mapping[int, Valued]:
    """The newest of each card."""
    rows = _with_name(TradeIn, TradeIn.by, TradeIn.day, TradeIn.value, of=ids).tuples()
    return {card: Valued(day, value, by or "") for card, by, day, value in rows}


def _orders(ids: Collection[int]) -> Mapping[int, Order]:
    """The newest order of each card that stands."""
    columns = (
        SalesOrder.ordered_on, SalesOrder.model, SalesOrder.colour, SalesOrder.price, SalesOrder.deposit,
        SalesOrder.expected_delivery, SalesOrder.delivered_on, SalesOrder.cancelled_on, Vehicle.vin,
        Vehicle.plate,
    )  # fmt: skip
    rows = (
        _with_name(SalesOrder, SalesOrder.by, *columns, of=ids)
        .switch(SalesOrder)
        .join(Vehicle, JOIN.LEFT_OUTER, on=(SalesOrder.vehicle == Vehicle.id))
        .where(SalesOrder.cancelled_on.is_null())
    )
    return {
        card: Order(by or "", *told[:8], *(word or "" for word in told[8:]))
        for card, by, *told in rows.tuples()
    }


def _reviews(ids: Collection[int]) -> Rows:
    columns = (
        CardReview.day, CardReview.words, CardReview.follow_up, CardReview.entry, CardReview.at,
        CardReview.by, CardReview.id, CardReview.revision,
    )  # fmt: skip
    rows = _with_name(CardReview, CardReview.by, *columns, of=ids).tuples()
    return _by_card((card, Review(day, by, *told)) for card, by, day, *told in rows)


def _closings(ids: Collection[int]) -> Mapping[int, Closing]:
    """The newest request of each card that was not taken back."""
    asked = LostRequest
    rows = (
        _rows(
            asked, asked.kind, asked.state, asked.asked_on, _asker.name, asked.reason, asked.analysis,
            asked.bought, asked.price_gap, asked.wake_on, _decider.name, asked.decided_on, asked.instruction,
            of=ids,
        )
        .join(_asker, on=(asked.asked_by == _asker.id))
        .switch(asked)
        .join(_decider, JOIN.LEFT_OUTER, on=(asked.decided_by == _decider.id))
        .where(asked.state != str(RequestState.WITHDRAWN))
    )  # fmt: skip
    return {card: _closing(told) for card, *told in rows.tuples()}


def _closing(told: Any) -> Closing:
    values = dict(zip(_CLOSING, told, strict=True))
    return Closing(**{**values, "decided_by": values["decided_by"] or ""})


def _confirmed(cards: Collection[Card]) -> Mapping[int, Confirmed]:
    """The level that the log says was confirmed after a visit; of several the last."""
    rows = (
        TrafficEntry.select(
            TrafficEntry.customer, TrafficEntry.day, TrafficEntry.level_reconfirmed, Staff.name
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(TrafficEntry.received_by == Staff.id))
        .where(
            TrafficEntry.customer.in_([card.customer for card in cards]),
            TrafficEntry.level_reconfirmed != "",
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .order_by(TrafficEntry.day, TrafficEntry.id)
    )
    told = _by_card((customer, Confirmed(level, day, by or "")) for customer, day, level, by in rows.tuples())
    return dict(_since_opened(cards, told))


def _since_opened(cards: Collection[Card], told: Rows) -> Iterator[tuple[int, Confirmed]]:
    for card in cards:
        for one in told.get(card.customer, ()):
            if one.day >= card.opened_on:
                yield card.prospect, one
