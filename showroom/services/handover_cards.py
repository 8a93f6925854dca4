"""The cards of somebody who gives them, or of a handover, with what their receiver must know (req 46)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import JOIN, fn

from showroom.errors import Refused
from showroom.forms.handover import HandedCard, Preview, Receiver, ranked
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.handover import Handover, HandoverCard
from showroom.models.prospect import Prospect
from showroom.models.sale import Quote, SalesOrder
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services import covering, level_clock, lists, privacy, rotation
from showroom.services.desk import Desk
from showroom.services.level_clock import STATES, ClockedCard

_newest = Quote.alias()


def _more_of(which: Any) -> Any:
    """What a handover tells of cards beside their clock: area, key account, number, quote, order.

    The area is that of the file, else what the log says.
    """
    area = (
        TrafficEntry.select(TrafficEntry.area)
        .where(
            TrafficEntry.customer == Customer.id,
            TrafficEntry.area != "",
            TrafficEntry.removed_at.is_null(),
        )
        .order_by(TrafficEntry.id.desc())
        .limit(1)
    )
    number = (
        Phone.select(Phone.key)
        .where(Phone.customer == Customer.id, Phone.removed_at.is_null())
        .order_by(Phone.id)
        .limit(1)
    )
    quote = (
        _newest.select(_newest.id)
        .where(_newest.prospect == Prospect.id, _newest.removed_at.is_null())
        .order_by(_newest.day.desc(), _newest.id.desc())
        .limit(1)
    )
    order = (SalesOrder.prospect == Prospect.id) & SalesOrder.cancelled_on.is_null()
    return (
        Prospect.select(
            Prospect.id,
            fn.COALESCE(fn.NULLIF(Customer.area, ""), area, ""),
            Customer.key_account,
            number,
            Quote.price,
            Quote.day,
            Quote.model,
            SalesOrder.ordered_on,
            SalesOrder.deposit,
        )
        .join(Customer)
        .switch(Prospect)
        .join(Quote, JOIN.LEFT_OUTER, on=(Quote.id == quote))
        .switch(Prospect)
        .join(SalesOrder, JOIN.LEFT_OUTER, on=order & SalesOrder.removed_at.is_null())
        .where(which, Prospect.removed_at.is_null())
    )


def _handed_cards() -> Any:
    return HandoverCard.select(HandoverCard.prospect).where(
        HandoverCard.handover == slot("handover"), HandoverCard.removed_at.is_null()
    )


_of_owner = Compiled(lambda: _more_of((Prospect.owner == slot("owner")) & Prospect.state.in_(STATES)))
_of_handover = Compiled(lambda: _more_of(Prospect.id.in_(_handed_cards())))
_covers_of = Compiled(
    lambda: (
        covering.covers(slot("on"), HandoverCard.prospect, Staff.name)
        .join_from(HandoverCard, Staff, on=(HandoverCard.receiver == Staff.id))
        .where(Handover.giver == slot("giver"))
    )
)
_person = Compiled(
    lambda: Staff.select(Staff.name, Staff.active).where(
        Staff.id == slot("staff"), Staff.removed_at.is_null()
    )
)
_held = Compiled(
    lambda: (
        Staff.select(Staff.id, Staff.name, fn.COUNT(Prospect.id), Staff.active)
        .join(Prospect, on=(Prospect.owner == Staff.id))
        .where(Prospect.state.in_(STATES), Prospect.removed_at.is_null())
        .group_by(Staff.id)
    )
)


_received = Compiled(
    lambda: (
        HandoverCard.select(HandoverCard.prospect, Staff.name, HandoverCard.stayed)
        .join(Staff, on=(HandoverCard.receiver == Staff.id))
        .where(HandoverCard.handover == slot("handover"), HandoverCard.removed_at.is_null())
    )
)


def givers(desk: Desk) -> tuple[Receiver, ...]:
    """Whoever has open or sleeping cards: who left and still has some, then the most first. Raises Denied."""
    desk.require(Duty.HAND_OVER)
    with desk.reading():
        rows = sorted(_held.rows(), key=lambda row: (row[3], -row[2], row[0]))
    return tuple(Receiver(staff, name, count) for staff, name, count, _active in rows)


def preview(desk: Desk, giver: int, cards: Collection[int] | None = None) -> Preview:
    """What one consultant could hand over, all or only these `cards`, and who could receive it.

    His open and sleeping cards, the nearest to a deal first. A fixed number of statements, however many cards
    there are. Raises Denied, Refused.
    """
    desk.require(Duty.HAND_OVER)
    with desk.reading():
        person = _person.first(staff=giver)
        if person is None:
            raise Refused(
                "E-GONE-STAFF", mark("This person is not on file. Nothing was changed. Read it again.")
            )
        held = {staff: count for staff, _name, count, _active in _held.rows()}
        clocked = level_clock.of_owner(giver)
        covered = dict(_covers_of.rows(on=str(desk.clock.today()), giver=giver))
        eyes = privacy.eyes_of(desk)
        found = _cards(clocked, _of_owner.rows(owner=giver), eyes)
        kept = lists.current()
        here = rotation.consultants()
    return Preview(
        giver,
        str(person[0]),
        bool(person[1]),
        ranked(
            replace(one, covered_by=covered.get(one.prospect, ""))
            for one in found
            if cards is None or one.prospect in cards
        ),
        tuple(Receiver(staff, name, held.get(staff, 0)) for staff, name in here if staff != giver),
        kept,
    )


def of_handover(desk: Desk, wanted: int) -> tuple[HandedCard, ...]:
    """The cards of a handover as they stand now, with who received each; within an open reading."""
    received = {card: (name, stayed) for card, name, stayed in _received.rows(handover=wanted)}
    clocked = level_clock.of_cards(received)
    found = _cards(clocked, _of_handover.rows(handover=wanted), privacy.eyes_of(desk))
    return tuple(
        replace(card, receiver=received[card.prospect][0], stayed=received[card.prospect][1])
        for card in found
    )


def _cards(
    clocked: Iterable[ClockedCard], more: Iterable[tuple[Any, ...]], eyes: privacy.Eyes
) -> tuple[HandedCard, ...]:
    """Cards with what else is on file of them."""
    known = {card: facts for card, *facts in more}
    return tuple(_card(card, known[card.prospect], eyes) for card in clocked)


def _card(card: ClockedCard, facts: Sequence[Any], eyes: privacy.Eyes) -> HandedCard:
    area, key_account, number, quoted, quoted_on, quoted_model, ordered_on, deposit = facts
    return HandedCard(
        prospect=card.prospect,
        number=card.number,
        customer=card.customer,
        name=card.name,
        phone=eyes.phone(number or "", card.owner, card.customer),
        level=card.level,
        state=card.state,
        model=card.model,
        colour=card.colour,
        area=area,
        reached_on=card.standing.reached_on,
        due_on=card.due.day,
        quoted=quoted,
        quoted_on=_day(quoted_on),
        quoted_model=quoted_model,
        ordered_on=_day(ordered_on),
        deposit=deposit,
        key_account=bool(key_account),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
