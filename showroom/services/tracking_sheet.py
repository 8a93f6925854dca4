"""潜在客户跟踪表 read from the cards: a consultant's list of a period, and what it leaves behind (forms 2.2).

The sheet of a past month shows the cards as they stood on its last day, each with who has it now.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from peewee import JOIN, fn

from showroom.forms.tracking_sheet import Ending, TrackedContact, TrackingRow, TrackingSheet
from showroom.models.base import slot
from showroom.models.customer import Customer, Phone
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import OPEN, CardMove, Prospect
from showroom.models.sale import SalesOrder
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.rules.level import CardState, letter_of
from showroom.rules.lost import RequestState
from showroom.services import level_clock, lists, privacy, settings, sheet_owners, tracked_cards
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.services.tracked_cards import Standing, on_sheet
from showroom.services.whose_cards import by_every_owner, of_whom

T = TypeVar("T")


def _cards(whose: Any) -> Any:
    return (
        Prospect.select(
            Prospect.id,
            Prospect.opened_on,
            Prospect.customer,
            Customer.name,
            Customer.sex,
            Customer.area,
            Prospect.source,
            Prospect.model_of_interest,
            Prospect.colour,
            Prospect.level,
            Prospect.state,
            Prospect.owner,
            Staff.name,
        )
        .join(Customer)
        .switch(Prospect)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(on_sheet(whose))
        .order_by(Prospect.id)
    )


def _phones(whose: Any) -> Any:
    return (
        Phone.select(Phone.customer, Phone.key)
        .join(Prospect, on=(Prospect.customer == Phone.customer))
        .where(Phone.removed_at.is_null(), on_sheet(whose))
        .order_by(Phone.id)
    )


def _requests(whose: Any) -> Any:
    """What was asked and is not decided, and what led to a step."""
    return (
        LostRequest.select(
            LostRequest.prospect,
            LostRequest.kind,
            LostRequest.state,
            LostRequest.move,
            LostRequest.reason,
            LostRequest.analysis,
            LostRequest.bought,
            LostRequest.price_gap,
            LostRequest.wake_on,
        )
        .join(Prospect)
        .where(
            LostRequest.removed_at.is_null(),
            LostRequest.asked_on <= slot("last"),
            LostRequest.state.in_((str(RequestState.PENDING), str(RequestState.APPROVED))),
            on_sheet(whose),
        )
        .order_by(LostRequest.id)
    )


def _deliveries(whose: Any) -> Any:
    return (
        SalesOrder.select(SalesOrder.prospect, SalesOrder.expected_delivery)
        .join(Prospect)
        .where(
            SalesOrder.removed_at.is_null(),
            SalesOrder.cancelled_on.is_null(),
            SalesOrder.delivered_on.is_null(),
            SalesOrder.expected_delivery.is_null(False),
            SalesOrder.ordered_on <= slot("last"),
            on_sheet(whose),
        )
        .order_by(SalesOrder.id)
    )


def _last_day(whose: Any) -> Any:
    """When the last card was closed."""
    return (
        CardMove.select(fn.MAX(CardMove.day))
        .join(Prospect)
        .where(
            CardMove.removed_at.is_null(),
            CardMove.move.in_(tracked_cards.LEAVING),
            Prospect.removed_at.is_null(),
            whose,
        )
    )


def _open_cards(whose: Any) -> Any:
    return (
        Prospect.select(Prospect.id)
        .where(whose, Prospect.state == OPEN, Prospect.removed_at.is_null())
        .limit(1)
    )


_listed, _numbers = of_whom(_cards, by_every_owner), of_whom(_phones, by_every_owner)
_asked, _promised = of_whom(_requests, by_every_owner), of_whom(_deliveries, by_every_owner)
_closed, _some_open = of_whom(_last_day, by_every_owner), of_whom(_open_cards, by_every_owner)


@dataclass(frozen=True)
class _Reading:
    """Everything that stands on the cards of one sheet, each by the id of its card."""

    last: date
    cards: list[tuple[Any, ...]]
    standings: dict[int, Standing]
    contacts: dict[int, tuple[TrackedContact, ...]]
    phones: dict[int, list[str]]
    requests: dict[int, list[tuple[Any, ...]]]
    deliveries: dict[int, str]
    due: dict[int, date]
    eyes: privacy.Eyes

    def rows(self, first: date, today: date) -> Iterator[TrackingRow]:
        """The rows of those that were open on the last day or were closed in the period."""
        for row in self.cards:
            stands = self.standings[row[0]]
            if stands.day is None or stands.day >= first:
                yield self._row(row, stands, today)

    def _row(self, row: tuple[Any, ...], stands: Standing, today: date) -> TrackingRow:
        card, opened_on, customer, name, sex, area, source, model, colour, _now, _state, owner, owner_name = (
            row
        )
        is_open = stands.state == CardState.OPEN
        contacts = self.contacts.get(card, ())
        due = self.due.get(card) if is_open and self.last == today else None
        delivery = self.deliveries.get(card) if is_open else None
        return TrackingRow(
            prospect=card,
            opened_on=date.fromisoformat(opened_on),
            customer=customer,
            name=name,
            sex=sex,
            phones=tuple(self.eyes.phone(key, owner) for key in self.phones.get(customer, ())),
            source=source,
            model=model,
            colour=colour,
            area=area,
            level=letter_of(stands.level, stands.state),
            state=stands.state,
            owner=owner,
            owner_name=owner_name or "",
            contacts=contacts,
            more=contacts[0].ordinal - 1 if contacts else 0,
            overdue_days=max(0, (today - due).days) if due else 0,
            pending=self._pending(card) if is_open else "",
            delivery_on=date.fromisoformat(delivery) if delivery else None,
            ending=self._ending(card, stands),
        )

    def _pending(self, card: int) -> str:
        """What was asked last and is not decided: F0."""
        kinds = (kind for kind, state, *_ in self.requests.get(card, ()) if state == RequestState.PENDING)
        return next(kinds, "")

    def _ending(self, card: int, stands: Standing) -> Ending | None:
        """Why the card closed: in the words of its request, else in those of the step."""
        if stands.day is None:
            return None
        for _kind, _state, move, reason, analysis, bought, price_gap, wake_on in self.requests.get(card, ()):
            if move == stands.move:
                wakes = date.fromisoformat(wake_on) if wake_on else None
                return Ending(stands.day, reason, analysis, bought, price_gap, wakes)
        return Ending(stands.day, words=stands.reason)


def _read(desk: Desk, owner: int | None, first: date, last: date, facts: settings.Facts) -> _Reading:
    period = {"first": str(first), "last": str(last)}
    cards = _listed.rows(owner, **period)
    now = {card: (state, level) for card, *_facts, level, state, _owner, _name in cards}
    due = level_clock.of_owner(owner, level_clock.terms(facts)) if last == desk.clock.today() else ()
    return _Reading(
        last,
        cards,
        tracked_cards.standings(owner, now, **period),
        tracked_cards.latest(owner, **period),
        _by_card(_numbers.rows(owner, **period), lambda row: row[1]),
        _by_card(_asked.rows(owner, **period), lambda row: row[1:]),
        dict(_promised.rows(owner, **period)),
        {one.prospect: one.due.day for one in due},
        privacy.eyes_of(desk),
    )


def _by_card(rows: list[tuple[Any, ...]], of_row: Callable[[tuple[Any, ...]], T]) -> dict[Any, list[T]]:
    """The rows by what stands first in them, mostly the card."""
    found: dict[Any, list[T]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(of_row(row))
    return found


def of(desk: Desk, consultant: int | None, first: date, last: date) -> TrackingSheet:
    """The open cards of a consultant, or of everybody (None), and those closed from `first` to `last`.

    By number; a fixed number of statements, however many cards there are. What lies after today is not
    asked. Raises Denied, Refused.
    """
    whose = sheet_owners.whose(desk, consultant)
    until = max(first, min(last, desk.clock.today()))
    with desk.reading():
        facts, known = settings.facts(), lists.current()
        rows = tuple(_read(desk, consultant, first, until, facts).rows(first, desk.clock.today()))
    return TrackingSheet(
        first,
        until,
        consultant,
        whose.name if whose else "",
        facts.dealer,
        facts.dealer_short,
        facts.dealer_english,
        rows,
        known,
    )


def sheets(
    desk: Desk, consultants: Sequence[Consultant], first: date, last: date
) -> tuple[TrackingSheet, ...]:
    """The sheets of these consultants in their order; of several, whoever else has a card comes after them.

    There is always one, though nobody may sell here yet. Raises Denied, Refused.
    """
    if len(consultants) == 1:
        return (of(desk, consultants[0].staff, first, last),)
    whole = of(desk, None, first, last)
    names: dict[int | None, str] = {one.staff: one.name for one in consultants}
    names |= {row.owner: row.owner_name for row in whole.rows if row.owner not in names}
    if not names:
        return (whole,)
    by_owner = _by_card([(row.owner, row) for row in whole.rows], lambda pair: pair[1])
    return tuple(
        replace(whole, consultant=staff, consultant_name=name, rows=tuple(by_owner.get(staff, ())))
        for staff, name in names.items()
    )


def last_month(desk: Desk, consultants: Iterable[int]) -> date:
    """The first day of the last month with rows on one of these sheets: this one while a card is open.

    Raises Denied.
    """
    desk.require(Duty.READ_CARD)
    days = [desk.clock.today()]
    wanted = list(consultants)
    if not any(_some_open.rows(staff) for staff in wanted):
        closed = [day for staff in wanted for (day,) in _closed.rows(staff) if day]
        days = [date.fromisoformat(max(closed))] if closed else days
    return days[0].replace(day=1)


def record(desk: Desk, duty: Duty, sheets: Collection[TrackingSheet], *, blank: bool = False) -> str:
    """Record that these sheets left the house by print or as a file; the export number. Raises Denied."""
    cards = [row.prospect for sheet in sheets for row in sheet.rows]
    whose = [sheet.consultant for sheet in sheets]
    month = next((f"{sheet.first:%Y-%m}" for sheet in sheets), "")
    return sheet_owners.record_print(
        desk, duty, "prospect", () if blank else cards, consultants=whose, month=month, blank=blank
    )
