"""What cards count: opened, ended, asked to be closed, on hand (forms 2.3, 2.6, 2.7; req 19, 23)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from peewee import JOIN, Value, fn

from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import OPEN, CardMove, Prospect
from showroom.models.sale import SalesOrder
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.lost import RequestKind, RequestState, Stage, is_clear
from showroom.rules.roll_forward import counted_level
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES
from showroom.services import lists, roll_forward
from showroom.services.figure_facts import (
    Fact,
    day_of,
    first_owner,
    keyed,
    owner_at,
    owner_before_step,
    whose_then,
)

_TABLE: Final = "prospect"
_DAY: Final = timedelta(1)
_QUARTER: Final = timedelta(90)
_COUNTED_STEPS: Final[Mapping[str, str]] = {
    str(Move.DELIVERED): "deliveries",
    str(Move.LOST): "lost",
    str(Move.DORMANT): "dormant",
    str(Move.WITHDRAWN): "withdrawn",
    str(Move.RETURNED): "returned",
}
_STAGES: Final = frozenset(map(str, Stage))
_TAKEN_BACK: Final = RequestState.WITHDRAWN


def _opened() -> Any:
    """Cards opened within some days, with the next days on which their customers were heard of."""
    spoken, row, came, order, move = (
        FollowUp.alias(),
        TrafficEntry.alias(),
        TrafficEntry.alias(),
        SalesOrder.alias(),
        CardMove.alias(),
    )
    reached = spoken.select(fn.MIN(spoken.day)).where(
        spoken.prospect == Prospect.id,
        spoken.day >= Prospect.opened_on,
        spoken.reached,
        spoken.removed_at.is_null(),
    )

    def again(one: Any, *which: Any) -> Any:
        his = (one.customer == Prospect.customer, one.day > Prospect.opened_on, one.void == "")
        return one.select(fn.MIN(one.day)).where(*his, one.removed_at.is_null(), *which)

    party = came.traffic_type.in_(sorted(IN_SHOWROOM)) & came.purpose.in_(sorted(PURCHASE_PURPOSES))
    ordered = order.select(fn.MIN(order.ordered_on)).where(
        order.prospect == Prospect.id, order.ordered_on > Prospect.opened_on, order.removed_at.is_null()
    )
    stepped = fn.EXISTS(move.select(Value(1)).where(move.prospect == Prospect.id, move.removed_at.is_null()))
    return (
        Prospect.select(
            Prospect.id,
            Prospect.opened_on,
            Prospect.customer,
            Prospect.owner,
            first_owner(),
            Prospect.source,
            Prospect.model_of_interest,
            reached,
            again(row),
            again(came, party),
            ordered,
        )
        .where(
            Prospect.opened_on.between(slot("first"), slot("last")),
            Prospect.removed_at.is_null(),
            # A card that came closed from elsewhere was never on hand here.
            (Prospect.state == OPEN) | stepped,
        )
        .order_by(Prospect.opened_on, Prospect.id)
    )


def _state_step_before(step: Any) -> Any:
    """A subquery: the step by which a card last ended, fell asleep or came back before this one."""
    before = CardMove.alias()
    return (
        before.select(before.move)
        .where(
            before.prospect == step.prospect,
            before.id < step.id,
            before.move.in_(sorted(_COUNTED_STEPS)),
            before.removed_at.is_null(),
        )
        .order_by(before.id.desc())
        .limit(1)
    )


def _counted_on(step: Any) -> Any:
    """The day of a step as `rules.roll_forward` has it: not before its card was opened or the step ahead."""
    ahead = CardMove.alias()
    days = ahead.select(fn.MAX(ahead.day)).where(
        ahead.prospect == step.prospect, ahead.id < step.id, ahead.removed_at.is_null()
    )
    return fn.MAX(step.day, Prospect.opened_on, fn.COALESCE(days, step.day))


def _stepped() -> Any:
    """The cards that took a step in some days or were opened then: no other has steps that count in them."""
    step, card = CardMove.alias(), Prospect.alias()
    within = slot("first"), slot("last")
    stepped = step.select(step.prospect).where(step.day.between(*within), step.removed_at.is_null())
    return stepped | card.select(card.id).where(card.opened_on.between(*within))


def _steps() -> Any:
    """The steps that count in some days, by which cards ended, fell asleep or came back."""
    return (
        CardMove.select(
            CardMove.id,
            _counted_on(CardMove),
            CardMove.move,
            Prospect.id,
            Prospect.customer,
            Prospect.owner,
            owner_before_step(CardMove),
            CardMove.owner_after,
            Prospect.source,
            Prospect.model_of_interest,
            Customer.referrer,
            LostRequest.stage,
            LostRequest.late_days,
            LostRequest.reason,
            _state_step_before(CardMove),
        )
        .join(Prospect)
        .join(Customer)
        .switch(CardMove)
        .join(
            LostRequest,
            JOIN.LEFT_OUTER,
            on=((LostRequest.move == CardMove.id) & LostRequest.removed_at.is_null()),
        )
        .where(
            CardMove.prospect.in_(_stepped()),
            _counted_on(CardMove).between(slot("first"), slot("last")),
            CardMove.move.in_(sorted(_COUNTED_STEPS)),
            CardMove.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(CardMove.id)
    )


def _requests() -> Any:
    """The requests made within some days to close a card as lost, but those taken back."""
    return (
        LostRequest.select(
            LostRequest.id,
            LostRequest.asked_on,
            LostRequest.reason,
            LostRequest.state,
            Prospect.id,
            Prospect.customer,
            Prospect.owner,
            owner_at(LostRequest.prospect, LostRequest.asked_at),
        )
        .join(Prospect)
        .where(
            LostRequest.asked_on.between(slot("first"), slot("last")),
            LostRequest.kind == str(RequestKind.LOST),
            # Named one by one: their index begins with the state.
            LostRequest.state.in_(sorted(str(state) for state in RequestState if state is not _TAKEN_BACK)),
            LostRequest.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(LostRequest.asked_on, LostRequest.id)
    )


_cards, _moves, _asked = Compiled(_opened), Compiled(_steps), Compiled(_requests)


def facts(first: date, last: date) -> Iterator[Fact]:
    """What happened to cards within some days; each of whose card it was then. Four statements."""
    days = {"first": str(first), "last": str(last)}
    for row in _cards.rows(**days):
        yield _opening(row, last)
    for row in _moves.rows(**days):
        yield _step(row)
    yield from requests(first, last)


def requests(first: date, last: date) -> Iterator[Fact]:
    """The requests to close cards as lost, each of whose card it was when it was made. Two statements."""
    groups = {str(one.code): one.category for one in lists.current()["lost_reason"]}
    for request, day, reason, state, card, customer, now, then in _asked.rows(
        first=str(first), last=str(last)
    ):
        clear = state == RequestState.APPROVED and is_clear(groups.get(reason, ""))
        counts = keyed(lost_requests=True, lost_clear=clear, lost_rejected=state == RequestState.REJECTED)
        whose = whose_then(then, now)
        yield Fact(counts, day_of(day), whose, "lost_request", request, customer, card)


def _opening(row: tuple[Any, ...], last: date) -> Fact:
    card, opened_on, customer, now, then, source, model, *heard = row
    opened = day_of(opened_on)
    reached, row_after, came, ordered = (day_of(one) if one else None for one in heard)
    soon = opened + _DAY
    counts = keyed(
        cards_opened=True,
        carried_or_opened=True,
        in_time=any(one is not None and one <= soon for one in (reached, row_after)),
        returned_here=any(one is not None and one <= last for one in (came, ordered)),
    )
    whose = whose_then(then, now)
    return Fact(counts, opened, whose, _TABLE, card, customer, card, source=source, model=model)


def _step(row: tuple[Any, ...]) -> Fact:
    step, day, move, card, customer, now, then, after, source, model, referrer, *lost = row
    stage, late, reason, earlier = lost
    key = _COUNTED_STEPS[move]
    counts = {key: 1}
    if earlier == Move.DORMANT and key in ("lost", "withdrawn"):
        counts[f"{key}_asleep"] = 1
    if key == "lost":
        counts |= {f"lost_{stage if stage in _STAGES else 'unknown'}": 1}
        counts |= keyed(lost_late=bool(late))
    if key == "deliveries":
        counts |= keyed(deliveries_referred=referrer is not None)
    # Who takes a card up again has it from then on.
    whose = after if key == "returned" and after is not None else whose_then(then, now)
    place = ("card_move", step, customer, card)
    return Fact(counts, day_of(day), whose, *place, source=source, model=model, reason=str(reason or ""))


def stocks(
    owner: int | None, first: date, last: date, heard: Mapping[int, date | None] | None = None
) -> Iterator[Fact]:
    """The cards on hand as the period began, at any time of it, and at its end. Three statements.

    With `heard`, the days of `figures_care.last_heard`, how long ago that was is counted, too. Of one owner,
    some others may be among them. A card that went from hand to hand counts as held for whoever had it last.
    """
    for one in roll_forward.standings(owner, first, last):
        new = one.opened_on >= first
        young = one.opened_on >= first - _QUARTER
        place = (_TABLE, one.card, one.customer, one.card)
        if one.opening is not None:
            counts = keyed(carried=True, carried_90=young, carried_or_opened=True)
            yield Fact(counts, first, one.opening.owner, *place, model=one.model)
        if one.closing is not None:
            age = (last - one.opened_on).days
            counts = keyed(on_hand=True, on_hand_new=new, on_hand_carried=not new)
            counts["age_new_days" if new else "age_carried_days"] = age
            if heard is not None:
                since = max(one.opened_on, heard.get(one.card) or one.opened_on)
                counts["contact_days"] = (last - since).days
            level = counted_level(one.closing.level)
            yield Fact(counts, last, one.closing.owner, *place, model=one.model, level=level)
        yield Fact({"held": 1}, last, one.held_by, *place, model=one.model)
