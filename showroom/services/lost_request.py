"""战败/休眠申请: asking to close a card or to let it sleep, and taking that back (forms 2.6; req 19, 23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from peewee import SQL, fn

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import lost_request as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import OPEN
from showroom.models.sale import Drive, Quote, SalesOrder
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.contacts import Method
from showroom.rules.due import DORMANT_DAYS_AT_MOST
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.lost import RequestKind, RequestState, Stage, stage_reached, usual_wake_up, wakes_in_time
from showroom.rules.traffic import IN_SHOWROOM
from showroom.services import level_clock, lists, prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.sale_entry import given
from showroom.services.work import Work

_KINDS: Final = {str(kind): kind for kind in RequestKind}


def _there(table: Any, *which: Any) -> Any:
    return fn.EXISTS(table.select(table.id).where(table.removed_at.is_null(), *which))


def _facts() -> Any:
    """One row: whether the customer was reached, came, drove, was quoted a price, had ordered."""
    own, card = FollowUp.prospect == slot("prospect"), slot("prospect")
    came = (
        TrafficEntry.customer == slot("customer"),
        TrafficEntry.day >= slot("opened_on"),
        TrafficEntry.void == "",
    )
    return (
        LostRequest.select(
            _there(FollowUp, own, FollowUp.reached) | _there(TrafficEntry, *came),
            _there(TrafficEntry, *came, TrafficEntry.traffic_type.in_(sorted(IN_SHOWROOM)))
            | _there(FollowUp, own, FollowUp.reached, FollowUp.method == str(Method.VISIT)),
            _there(Drive, Drive.prospect == card),
            _there(Quote, Quote.prospect == card),
            _there(SalesOrder, SalesOrder.prospect == card),
        )
        .from_(SQL("(SELECT 1)"))
        .limit(1)
    )


_how_far = Compiled(_facts)


def ask(desk: Desk, card: int, kind: str, entered: Mapping[str, Any], *, token: str | None = None) -> int:
    """Ask to close a card as lost, or to let it sleep (`kind` of rules.lost); the id of the request.

    `entered` holds values of `forms.lost_request.asked_of(kind)`. The card stays open at its level with its
    due date until somebody decides (F0 on paper); how far the customer had come and by how many days the
    next contact was late is kept as it is now. A card sleeps for 90 days unless told otherwise. Raises
    Denied, Invalid, Refused where one is pending, an order is open, or the card cannot leave so.
    """
    with desk.work(Duty.ASK_LOST, token) as work:
        if work.repeated is not None:
            return int(work.repeated["request"])
        found = prospect.kept_open(desk, card)
        _can_leave(found, kind)
        _refuse_second(found)
        today = desk.clock.today()
        request = work.add(
            LostRequest,
            prospect=card,
            kind=str(kind),
            state=str(RequestState.PENDING),
            asked_by=desk.staff,
            asked_on=today,
            asked_at=desk.clock.now(),
            level=found.level,
            stage=str(stage_of(found)),
            late_days=late_days(card, today),
            **_columns(kind, entered, today),
        )
        work.result = {"request": request}
    return request


def withdraw(desk: Desk, request: int, revision: int, *, token: str | None = None) -> None:
    """Take a pending request back; whoever keeps the card may. Raises Denied, Refused, Clash."""
    with desk.work(Duty.ASK_LOST, token) as work:
        if work.repeated is not None:
            return
        row = pending_row(request)
        prospect.kept(desk, row.prospect_id)
        work.edit(LostRequest, request, revision, state=str(RequestState.WITHDRAWN))


def pending_row(request: int) -> Any:
    """The request while nobody has decided. Raises Refused, naming who has."""
    row = LostRequest.get_or_none(LostRequest.id == request, LostRequest.removed_at.is_null())
    if row is None:
        raise Refused("E-REQUEST-GONE", mark("This request is no longer on file. Nothing was changed."))
    if row.state == RequestState.WITHDRAWN:
        raise Refused(
            "E-REQUEST-WITHDRAWN",
            mark("This request was taken back. Nothing was changed."),
        )
    if row.state != RequestState.PENDING:
        raise Refused(
            "E-REQUEST-DECIDED",
            mark("{who} has decided about this request on {day}. Nothing was changed. Look at the card."),
            who=row.decided_by.name,
            day=row.decided_on,
        )
    return row


def lapse(work: Work, card: int) -> None:
    """Whoever orders is neither lost nor asleep: a pending request is taken back, within an open work."""
    row = _pending_of(card)
    if row is not None:
        work.edit(LostRequest, row.id, row.revision, state=str(RequestState.WITHDRAWN))


def _can_leave(found: Card, kind: str) -> None:
    """Raise Refused for a card that cannot be lost, or put to sleep (forms 2.6: not from O, D, F, F0)."""
    if found.level == Level.ORDERED:
        raise Refused(
            "E-ORDER-OPEN",
            mark("Card {number} has an open order. Nothing was saved. Cancel the order first."),
            number=found.number,
        )
    if kind == RequestKind.DORMANT and found.state != OPEN:
        raise Refused(
            "E-CARD-ASLEEP-ALREADY",
            mark("Card {number} sleeps already. Nothing was saved."),
            number=found.number,
        )


def stage_of(found: Card) -> Stage:
    """How far the customer of a card has come, from what is on file now (req 19)."""
    reached, came, drove, quoted, ordered = _how_far.rows(
        prospect=found.prospect, customer=found.customer, opened_on=str(found.opened_on)
    )[0]
    return stage_reached(
        reached=bool(reached), came=bool(came), drove=bool(drove), quoted=bool(quoted), ordered=bool(ordered)
    )


def wake_up_problems(asked_on: date, wake_on: date) -> list[Problem]:
    """A wake-up lies ahead, within a year."""
    if wakes_in_time(asked_on, wake_on):
        return []
    words = mark("A card wakes on a day to come, within {days} days.")
    return [Problem(form.WAKE_ON.key, words, {"days": DORMANT_DAYS_AT_MOST})]


def _columns(kind: str, entered: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What was asked, as columns. Raises Invalid, with every problem at once."""
    if kind not in _KINDS:
        raise Invalid(Problem("kind", mark("A card is asked to be lost or to sleep."), {}))
    fields = form.asked_of(kind)
    row = given(fields, entered)
    if kind == RequestKind.DORMANT:
        row.setdefault(form.WAKE_ON.key, usual_wake_up(today))
    problems = missing(fields, row)
    reason, known = row.get(form.REASON.key), lists.current()[fields[0].options]
    if reason and reason not in [option.code for option in known]:
        words = mark("“{typed}” is not on the list. Choose one of its entries.")
        problems.append(Problem(form.REASON.key, words, {"typed": reason}))
    if form.WAKE_ON.key in row:
        problems += wake_up_problems(today, row[form.WAKE_ON.key])
    if problems:
        raise Invalid(*problems)
    return row


def late_days(card: int, today: date) -> int:
    """By how many days the next contact was overdue in the morning (req 23).

    Whoever hears of the loss today has just spoken to the customer: that makes nobody less late.
    """
    clocked = level_clock.of_morning(card, today)
    return max(0, (today - clocked.due.day).days) if clocked else 0


def _pending_of(card: int) -> Any:
    return LostRequest.get_or_none(
        LostRequest.prospect == card,
        LostRequest.state == str(RequestState.PENDING),
        LostRequest.removed_at.is_null(),
    )


def _refuse_second(found: Card) -> None:
    row = _pending_of(found.prospect)
    if row is not None:
        raise Refused(
            "E-REQUEST-PENDING",
            mark(
                "{who} asked about card {number} on {day} already. Nothing was saved. "
                "Wait for the decision, or take that request back."
            ),
            who=row.asked_by.name,
            number=found.number,
            day=row.asked_on,
        )
