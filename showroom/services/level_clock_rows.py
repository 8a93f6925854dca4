"""The rows of the level clock: the newest contact, visit, decision and step of each card (req 28–33, 43).

One statement reads them for any number of cards; `rules.standing` says what they mean together.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import JOIN, Case, fn

from showroom.clock import SHOWROOM_ZONE
from showroom.models.base import InstantField
from showroom.models.customer import Customer
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import CardMove, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.due import Standing
from showroom.rules.lost import RequestState
from showroom.rules.standing import Newest, Said, Spoken, standing_of

_reached, _said, _last, _visit = FollowUp.alias(), FollowUp.alias(), FollowUp.alias(), TrafficEntry.alias()
_decision = LostRequest.alias()
_zone, _instant = ZoneInfo(SHOWROOM_ZONE), InstantField()


def _newest(follow_up: Any, *which: Any) -> Any:
    """A subquery: the id of the newest follow-up of a card."""
    return (
        follow_up.select(follow_up.id)
        .where(
            follow_up.prospect == Prospect.id,
            follow_up.removed_at.is_null(),
            *(one(follow_up) for one in which),
        )
        .order_by(follow_up.day.desc(), follow_up.time.desc(), follow_up.id.desc())
        .limit(1)
    )


def _newest_visit(*which: Any) -> Any:
    """The id of the newest row of the log since the card was opened: a visit or a call is a contact."""
    row = TrafficEntry.alias()
    return (
        row.select(row.id)
        .where(
            row.customer == Prospect.customer,
            row.day >= Prospect.opened_on,
            row.removed_at.is_null(),
            row.void == "",
            *(one(row) for one in which),
        )
        .order_by(row.day.desc(), row.arrived.desc(), row.id.desc())
        .limit(1)
    )


def _newest_move(*which: Any) -> Any:
    move = CardMove.alias()
    return move.select(fn.MAX(move.day)).where(
        move.prospect == Prospect.id, move.removed_at.is_null(), *(one(move) for one in which)
    )


def _newest_decision(*which: Any) -> Any:
    """The id of the newest rejection that says when to call next: the card goes on by it (forms 2.6)."""
    request = LostRequest.alias()
    return (
        request.select(request.id)
        .where(
            request.prospect == Prospect.id,
            request.state == str(RequestState.REJECTED),
            request.next_on.is_null(False),
            request.removed_at.is_null(),
            *(one(request) for one in which),
        )
        .order_by(request.id.desc())
        .limit(1)
    )


def _returns(move: Any) -> Any:
    return move.move == str(Move.RETURNED)


def _tells_when(follow_up: Any) -> Any:
    """Whether a contact says when the next is: by reaching somebody or by a date that was agreed."""
    return follow_up.reached | follow_up.agreed_on.is_null(False)


def cards(*which: Any, before: Any = None) -> Any:
    """The rows of `Row`; of contacts, visits and decisions those count that were `before` a day."""
    known = () if before is None else (lambda contact: contact.day < before,)
    decided = () if before is None else (lambda request: request.decided_on < before,)
    reached, said, last = FollowUp.alias(), FollowUp.alias(), FollowUp.alias()
    # Mostly they are one and the same: only where they are not it is looked for.
    said_id = Case(None, [(_tells_when(_last), _last.id)], _newest(said, _tells_when, *known))
    reached_id = Case(None, [(_said.reached, _said.id)], _newest(reached, lambda one: one.reached, *known))
    return (
        Prospect.select(
            Prospect.id,
            Prospect.revision,
            Prospect.customer,
            Customer.name,
            Customer.sex,
            Prospect.owner,
            Staff.name,
            Prospect.level,
            Prospect.state,
            Prospect.opened_on,
            Prospect.wake_on,
            Prospect.model_of_interest,
            Prospect.colour,
            _reached.day,
            _reached.time,
            _reached.method,
            _reached.said,
            _said.day,
            _said.time,
            _said.agreed_on,
            _last.day,
            _last.said,
            _visit.day,
            _visit.arrived,
            _visit.traffic_type,
            _visit.note,
            _newest_move(lambda move: (move.level_after != move.level_before) | _returns(move)),
            _newest_move(lambda move: move.move == str(Move.ORDER_CANCELLED)),
            _newest_move(_returns),
            _decision.decided_on,
            _decision.decided_at,
            _decision.next_on,
        )
        .join(Customer)
        .switch(Prospect)
        .join(Staff, JOIN.LEFT_OUTER)
        .switch(Prospect)
        .join(_last, JOIN.LEFT_OUTER, on=(_last.id == _newest(last, *known)))
        .switch(Prospect)
        .join(_said, JOIN.LEFT_OUTER, on=(_said.id == said_id))
        .switch(Prospect)
        .join(_reached, JOIN.LEFT_OUTER, on=(_reached.id == reached_id))
        .switch(Prospect)
        .join(_visit, JOIN.LEFT_OUTER, on=(_visit.id == _newest_visit(*known)))
        .switch(Prospect)
        .join(_decision, JOIN.LEFT_OUTER, on=(_decision.id == _newest_decision(*decided)))
        .where(Prospect.removed_at.is_null(), *which)
    )


class Row(NamedTuple):
    """A row of `cards`, in its order; days and times as stored."""

    prospect: int
    revision: int
    customer: int
    name: str
    sex: str
    owner: int | None
    owner_name: str | None
    level: str
    state: str
    opened_on: str
    wake_on: str | None
    model: int | None
    colour: str
    reached_day: str | None
    reached_at: str | None
    method: str | None
    reached_said: str | None
    said_day: str | None
    said_at: str | None
    agreed_on: str | None
    last_day: str | None
    last_said: str | None
    visit_day: str | None
    arrived: str | None
    traffic_type: str | None
    note: str | None
    level_since: str | None
    cancelled_on: str | None
    returned_on: str | None
    decided_on: str | None
    decided_at: int | None
    next_on: str | None

    @property
    def last_words(self) -> str:
        """What was last said, or noted on the log where that is newer.

        A call nobody answered says nothing: what was said before is still what one has to know.
        """
        visit_day = self.visit_day or ""
        if self.last_said and visit_day <= (self.last_day or ""):
            return self.last_said
        return (self.note if visit_day > (self.reached_day or "") else self.reached_said) or ""

    def standing(self) -> Standing:
        """What its clock stands at."""
        newest = Newest(
            reached=_spoken(self.reached_day, self.reached_at, self.method),
            said=_said_on(self.said_day, self.said_at, self.agreed_on),
            visit=_spoken(self.visit_day, self.arrived, self.traffic_type),
            decided=_said_on(self.decided_on, hour_of(_instant.python_value(self.decided_at)), self.next_on),
            level_since=_day(self.level_since),
            cancelled_on=_day(self.cancelled_on),
            returned_on=_day(self.returned_on),
        )
        opened_on = date.fromisoformat(self.opened_on)
        return standing_of(self.level, self.state, opened_on, _day(self.wake_on), newest)


def hour_of(at: datetime | None) -> str:
    """The time of day of an instant in the showroom, as times are stored; "" of none."""
    return f"{at.astimezone(_zone):%H:%M:%S}" if at is not None else ""


def _spoken(day: str | None, at: str | None, how: str | None) -> Spoken | None:
    return Spoken(date.fromisoformat(day), at or "", how or "") if day else None


def _said_on(day: str | None, at: str | None, agreed_on: str | None) -> Said | None:
    return Said(date.fromisoformat(day), at or "", _day(agreed_on)) if day else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
