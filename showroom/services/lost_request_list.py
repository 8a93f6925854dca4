"""What was asked about cards and what was decided, as one person may see it (forms 2.6; req 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Final

from peewee import JOIN, Value, fn

from showroom.forms.lost_request import Request
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.lost import RequestKind, RequestState
from showroom.rules.prospect_numbers import number_of
from showroom.services import due_list, lists, privacy, prospect
from showroom.services.desk import Desk
from showroom.services.level_clock import STATES

_DECIDED: Final = (str(RequestState.APPROVED), str(RequestState.REJECTED))
_REASONS: Final = {RequestKind.LOST: "lost_reason", RequestKind.DORMANT: "dormant_reason"}
_asker, _decider = Staff.alias(), Staff.alias()


def pending(desk: Desk) -> tuple[Request, ...]:
    """The requests that wait for a decision, the oldest first: on one's own cards, or on all one may see.

    A fixed number of statements. Raises Denied.
    """
    desk.require(Duty.READ_CARD)
    with desk.reading():
        return _requests(desk, prospect.visible_to(desk), _waits())


def of_card(desk: Desk, card: int) -> tuple[Request, ...]:
    """What was asked about a card so far, the oldest first. Raises Denied, Refused."""
    with desk.reading():
        prospect.readable(desk, card)
        return on_card(desk, card)


def on_card(desk: Desk, card: int) -> tuple[Request, ...]:
    """The same of a card that was found readable, within an open reading."""
    return _requests(desk, Prospect.id == card)


def decided_for(desk: Desk, owner: int | None, since: date) -> tuple[Request, ...]:
    """What was decided from a day on about requests somebody made, or about his cards; of all for None.

    Somebody sees his own; others' only who sees the team. Raises Denied.
    """
    owner = due_list.whose(desk, owner)
    with desk.reading():
        decided = LostRequest.state.in_(_DECIDED) & (LostRequest.decided_on >= since)
        return _requests(desk, decided, *_of(owner, LostRequest.asked_by == owner))


def instructions(desk: Desk, owner: int | None = None) -> tuple[Request, ...]:
    """The rejections whose instruction still stands: nobody has spoken to the customer since (G1).

    Of one consultant's cards as they are today, or of everybody's. Raises Denied.
    """
    owner = due_list.whose(desk, owner)
    with desk.reading():
        return _unanswered(_requests(desk, _may_stand(), *_of(owner)), desk.clock.local().tzinfo)


@dataclass(frozen=True)
class Asked:
    """What Today tells of requests: those to decide, what was decided lately, which instructions stand."""

    pending: tuple[Request, ...] = ()
    decided: tuple[Request, ...] = ()
    instructions: tuple[Request, ...] = ()


def on_day(desk: Desk, owner: int | None, since: date) -> Asked:
    """The three at once, of whom `due_list.whose` found, within an open reading.

    Pending ones are for who may decide. What was decided `since` a day is told to one person, not to all.
    """
    decided = LostRequest.state.in_(_DECIDED) & (LostRequest.decided_on >= since)
    others = (LostRequest.asked_by == owner,)
    rows = _requests(desk, _waits() | decided | _may_stand(), *_of(owner, *others))
    own = [one for one in rows if owner in (None, one.owner)]
    answered = [one for one in rows if not one.pending and one.decided_on and one.decided_on >= since]
    rejected = [one for one in own if one.state == RequestState.REJECTED and one.card_state in STATES]
    return Asked(
        tuple(one for one in own if one.pending) if desk.may(Duty.DECIDE_LOST) else (),
        tuple(answered) if owner is not None else (),
        _unanswered(_newest_of_card(rejected, rows), desk.clock.local().tzinfo),
    )


def _newest_of_card(some: list[Request], rows: tuple[Request, ...]) -> tuple[Request, ...]:
    """Those after which nothing was asked about the same card."""
    last = {one.prospect: one.request for one in rows if one.state != RequestState.WITHDRAWN}
    return tuple(one for one in some if last[one.prospect] == one.request)


def _may_stand() -> Any:
    """The condition for a rejection that nothing answered on a later day."""
    rejected = LostRequest.state == str(RequestState.REJECTED)
    return rejected & Prospect.state.in_(STATES) & ~_asked_since() & ~_spoken_on_a_later_day()


def _unanswered(rejected: tuple[Request, ...], zone: tzinfo | None) -> tuple[Request, ...]:
    """Those after whose decision nobody spoke to the customer, not even on its day."""
    spoken = _last_spoken([one.prospect for one in rejected])
    return tuple(
        one
        for one in rejected
        if one.decided_at is not None
        and f"{one.decided_at.astimezone(zone):%Y-%m-%d %H:%M:%S}" >= spoken.get(one.prospect, "")
    )


def _of(owner: int | None, *others: Any) -> tuple[Any, ...]:
    """The condition for one person's rows: none where everybody's are meant."""
    if owner is None:
        return ()
    own = Prospect.owner == owner
    for other in others:
        own |= other
    return (own,)


def _waits() -> Any:
    """The condition for a request to decide: a card that ended otherwise meanwhile asks for nothing."""
    return (LostRequest.state == str(RequestState.PENDING)) & Prospect.state.in_(STATES)


def _asked_since() -> Any:
    later = LostRequest.alias()
    return fn.EXISTS(
        later.select(later.id).where(
            later.prospect == LostRequest.prospect,
            later.id > LostRequest.id,
            later.state != str(RequestState.WITHDRAWN),
            later.removed_at.is_null(),
        )
    )


def _spoken_on_a_later_day() -> Any:
    follow_up, row = FollowUp.alias(), TrafficEntry.alias()
    reached = follow_up.select(follow_up.id).where(
        follow_up.prospect == LostRequest.prospect,
        follow_up.day > LostRequest.decided_on,
        follow_up.reached,
        follow_up.removed_at.is_null(),
    )
    came = row.select(row.id).where(
        row.customer == Prospect.customer,
        row.day > LostRequest.decided_on,
        row.void == "",
        row.removed_at.is_null(),
    )
    return fn.EXISTS(reached) | fn.EXISTS(came)


def _last_spoken(cards: list[int]) -> dict[int, str]:
    """When the customers of some cards were last spoken to, as day and time of the showroom."""
    if not cards:
        return {}
    reached = (
        FollowUp.select(FollowUp.prospect, fn.MAX(_instant(FollowUp.day, FollowUp.time)))
        .where(FollowUp.prospect.in_(cards), FollowUp.reached, FollowUp.removed_at.is_null())
        .group_by(FollowUp.prospect)
    )
    came = (
        Prospect.select(Prospect.id, fn.MAX(_instant(TrafficEntry.day, TrafficEntry.arrived)))
        .join(TrafficEntry, on=(TrafficEntry.customer == Prospect.customer))
        .where(Prospect.id.in_(cards), TrafficEntry.void == "", TrafficEntry.removed_at.is_null())
        .group_by(Prospect.id)
    )
    found: dict[int, str] = {}
    for card, at in (*reached.tuples(), *came.tuples()):
        found[card] = max(at, found.get(card, ""))
    return found


def _instant(day: Any, at: Any) -> Any:
    return day.concat(Value(" ", converter=False)).concat(fn.COALESCE(at, ""))


def _requests(desk: Desk, *which: Any) -> tuple[Request, ...]:
    """The requests that fulfil the conditions, the oldest first, within an open reading."""
    number = Phone.alias()
    first = (
        number.select(number.key)
        .where(number.customer == Customer.id, number.removed_at.is_null())
        .order_by(number.id)
        .limit(1)
    )
    rows = (
        LostRequest.select(
            LostRequest,
            Prospect.opened_on,
            Prospect.state.alias("card_state"),
            Prospect.owner.alias("card_owner"),
            Prospect.model_of_interest.alias("model"),
            Customer.id.alias("customer"),
            Customer.name,
            Customer.sex,
            first.alias("phone"),
            Staff.name.alias("owner_name"),
            _asker.name.alias("asker"),
            _decider.name.alias("decider"),
        )
        .join(Prospect)
        .join(Customer)
        .switch(Prospect)
        .join(Staff, JOIN.LEFT_OUTER, on=(Prospect.owner == Staff.id))
        .switch(LostRequest)
        .join(_asker, on=(LostRequest.asked_by == _asker.id))
        .switch(LostRequest)
        .join(_decider, JOIN.LEFT_OUTER, on=(LostRequest.decided_by == _decider.id))
        .where(LostRequest.removed_at.is_null(), Prospect.removed_at.is_null(), *which)
        .order_by(LostRequest.asked_on, LostRequest.id)
    )
    eyes, words = privacy.eyes_of(desk), _words()
    return tuple(_request(row, eyes, words) for row in rows.objects())


def _words() -> dict[tuple[str, str], str]:
    """What stands for each reason in the lists, by kind of request and code."""
    known = lists.current()
    return {
        (str(kind), str(option.code)): option.label
        for kind, name in _REASONS.items()
        for option in known[name]
    }


def _request(row: Any, eyes: privacy.Eyes, words: Mapping[tuple[str, str], str]) -> Request:
    return Request(
        request=row.id,
        revision=row.revision,
        prospect=row.prospect_id,
        number=number_of(row.prospect_id, row.opened_on),
        customer=row.customer,
        name=row.name,
        sex=row.sex,
        phone=eyes.phone(row.phone or "", row.card_owner),
        model=row.model,
        owner=row.card_owner,
        owner_name=row.owner_name or "",
        card_state=row.card_state,
        kind=row.kind,
        state=row.state,
        asked_by=row.asked_by_id,
        asked_by_name=row.asker,
        asked_on=row.asked_on,
        level=row.level,
        stage=row.stage,
        late_days=row.late_days,
        reason=row.reason,
        reason_words=words.get((row.kind, row.reason), row.reason),
        analysis=row.analysis,
        bought=row.bought,
        price_gap=row.price_gap,
        wake_on=row.wake_on,
        decided_by_name=row.decider or "",
        decided_on=row.decided_on,
        decided_at=row.decided_at,
        instruction=row.instruction,
        next_on=row.next_on,
        next_method=row.next_method,
    )
