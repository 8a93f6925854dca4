"""审核: the manager lets a card go as lost, lets it sleep, or sends it back with what to do (forms 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from showroom.errors import Invalid, Problem
from showroom.forms import lost_request as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DORMANT, LOST, OPEN
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.lost import RequestKind, RequestState
from showroom.services import appointment, prospect, rotation
from showroom.services.card_opening import FIRST_LEVELS
from showroom.services.desk import Desk
from showroom.services.follow_up_entry import AGREED_DAYS_AT_MOST
from showroom.services.lost_request import pending_row, wake_up_problems
from showroom.services.prospect import Card
from showroom.services.sale_entry import given
from showroom.services.work import Work

_NOTHING: Final[Mapping[str, Any]] = {}


def approve(
    desk: Desk,
    request: int,
    revision: int,
    entered: Mapping[str, Any] = _NOTHING,
    *,
    token: str | None = None,
) -> None:
    """Let the card of a pending request go as it was asked: lost, or asleep without a level until it wakes.

    `entered` holds values of `forms.lost_request.asked_of_approval(kind)`: an opinion, another day to wake.
    Whoever is still expected for the card is not any more. Raises Denied, Invalid, Clash, Refused where
    somebody has decided, or the customer has ordered since.
    """
    with desk.work(Duty.DECIDE_LOST, token) as work:
        if work.repeated is not None:
            return
        row = pending_row(request)
        found = prospect.kept_open(desk, row.prospect_id)
        decided = given(form.asked_of_approval(row.kind), entered)
        if row.kind == RequestKind.DORMANT:
            decided.setdefault("wake_on", row.wake_on)
            if problems := wake_up_problems(desk.clock.today(), decided["wake_on"]):
                raise Invalid(*problems)
        move = _leave(work, desk, found, row, decided.get("wake_on"))
        appointment.release(work, desk, found.prospect)
        _decide(work, desk, request, revision, RequestState.APPROVED, move=move, **decided)


def _leave(work: Work, desk: Desk, found: Card, row: Any, wake_on: date | None) -> int:
    """The step by which the card leaves; a lost one keeps the level it had, a sleeping one has none."""
    reason = row.analysis or row.bought
    if row.kind == RequestKind.LOST:
        return prospect.step(work, desk, found, Move.LOST, reason=reason, state=LOST)
    return prospect.step(
        work, desk, found, Move.DORMANT, level="", reason=reason, state=DORMANT, wake_on=wake_on
    )


def reject(
    desk: Desk, request: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> None:
    """Send the card of a pending request back with what to do next, which stands until the next contact.

    `entered` holds values of `forms.lost_request.REJECT`: the instruction, and where they change the
    consultant, the level, the day and the way of the next contact, which is agreed from then on (G1). Raises
    Denied, Invalid, Clash, Refused where somebody has decided.
    """
    with desk.work(Duty.DECIDE_LOST, token) as work:
        if work.repeated is not None:
            return
        row = pending_row(request)
        found = prospect.kept_open(desk, row.prospect_id)
        decided = given(form.REJECT, entered)
        _check(desk.clock.today(), found, decided)
        owner, level = decided.pop("owner", None), decided.pop("level", "")
        why = decided["instruction"]
        if owner is not None and owner != found.owner:
            prospect.step(work, desk, found, Move.HANDED_OVER, owner=owner, reason=why)
            found = prospect.card(found.prospect)
        if level not in ("", found.level):
            _move_level(work, desk, found, level, why)
        _decide(work, desk, request, revision, RequestState.REJECTED, **decided)


def _check(today: date, found: Card, decided: Mapping[str, Any]) -> None:
    """Raise Invalid, with every problem at once, for what a rejection cannot say."""
    problems = missing(form.REJECT, decided)
    next_on, level, owner = (decided.get(key) for key in ("next_on", "level", "owner"))
    if next_on is not None and not today <= next_on <= today + timedelta(AGREED_DAYS_AT_MOST):
        words = mark("The next contact is today or later, within {days} days.")
        problems.append(Problem(form.NEXT_ON.key, words, {"days": AGREED_DAYS_AT_MOST}))
    if level not in (None, found.level) and level not in FIRST_LEVELS:
        words = mark("O begins with an order and ends with delivery or cancelling.")
        problems.append(Problem(form.LEVEL.key, words, {}))
    if owner not in (None, found.owner):
        problems += consultant_problems(form.OWNER.key, owner)
    if problems:
        raise Invalid(*problems)


def consultant_problems(key: str, staff: int | None) -> list[Problem]:
    """Cards are given to somebody who works here as a sales consultant."""
    if staff in [who for who, _name in rotation.consultants()]:
        return []
    return [Problem(key, mark("Choose somebody who works here as a sales consultant."), {})]


def _move_level(work: Work, desk: Desk, found: Card, level: str, why: str) -> None:
    """The level of a card as the manager sees it; one that slept is awake with it."""
    asleep = found.state == DORMANT
    awake: dict[str, Any] = {"state": OPEN} if asleep else {}
    move = Move.RETURNED if asleep else Move.LEVEL
    prospect.step(work, desk, found, move, level=level, reason=why, **awake)


def _decide(work: Work, desk: Desk, request: int, revision: int, state: RequestState, **decided: Any) -> None:
    work.edit(
        LostRequest,
        request,
        revision,
        state=str(state),
        decided_by=desk.staff,
        decided_on=desk.clock.today(),
        decided_at=desk.clock.now(),
        **decided,
    )
